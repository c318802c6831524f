"""The signature of templates: what a workbook says it is, and proof that we said so."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

KEY_FILE = "template.key"
KEYS = ("source", "version", "organisation", "period", "given_sha256")


class SignatureError(Exception):
    """The schema of a workbook is not one we signed; the text says why."""


def sign(schema: dict[str, str], key: bytes) -> str:
    """Return the schema as canonical JSON with its HMAC-SHA256."""
    return json.dumps({**schema, "hmac": _seal(schema, key)}, ensure_ascii=False, sort_keys=True)


def read(text: str, key: bytes) -> dict[str, str]:
    """Return the schema; SignatureError where it is unreadable, incomplete or not ours."""
    try:
        schema = json.loads(text)
    except ValueError as broken:
        raise SignatureError("JSON") from broken
    if not isinstance(schema, dict) or not all(isinstance(schema.get(k), str) for k in (*KEYS, "hmac")):
        raise SignatureError(", ".join(KEYS))
    sealed = schema.pop("hmac")
    if not hmac.compare_digest(sealed, _seal(schema, key)):
        raise SignatureError("HMAC")
    return schema


def key_of(folder: Path) -> bytes:
    """Return the key of a data folder, made at its first use and readable by its owner only."""
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        own = folder / f".{KEY_FILE}.{os.getpid()}"
        own.touch(mode=0o600)
        own.write_bytes(secrets.token_bytes(32))
        try:
            # A link, not a rename: of two that make the key at once, the first one's stays.
            path.hardlink_to(own)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_bytes()


def _seal(schema: dict[str, str], key: bytes) -> str:
    canonical = json.dumps(schema, ensure_ascii=False, sort_keys=True).encode()
    return hmac.new(key, canonical, hashlib.sha256).hexdigest()
