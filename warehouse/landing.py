"""Keeps bytes under their own sha256, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from warehouse.folder import Folder, write_durably


class MissingObjectError(Exception):
    """An object the ledger names is absent or altered."""


def put(folder: Folder, content: bytes) -> str:
    """Store the bytes durably and return their sha256; the same bytes are stored once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(folder, digest)
    if not path.exists():
        write_durably(path, content)
    return digest


def get(folder: Folder, digest: str) -> bytes:
    """Return the bytes of that sha256; MissingObjectError where they are absent or no longer those bytes."""
    path = _path(folder, digest)
    if not path.exists():
        raise MissingObjectError(digest)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise MissingObjectError(digest)
    return content


def sound(folder: Folder, digest: str) -> Path:
    """Return where the bytes of that sha256 lie, for a reader that takes a path; errs as `get` does."""
    get(folder, digest)
    return _path(folder, digest)


def _path(folder: Folder, digest: str) -> Path:
    return folder.landing / digest[:2] / digest


def sweep(folder: Folder, named: Collection[str]) -> int:
    """Delete what no event names and return how many files went; only for whoever holds the lock "intake"."""
    unnamed = [path for path in folder.landing.glob("*/*") if path.name not in named]
    for path in unnamed:
        path.unlink()
    return len(unnamed)
