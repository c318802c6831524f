"""The signature of templates: what a workbook says it is, and proof that we said so."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any, cast

KEY_FILE = "template.key"
KEY_BYTES = 32
KEYS = ("source", "version", "organisation", "period", "given_sha256")


class SignatureError(Exception):
    """The schema of a workbook is not one we signed; the text says why."""


def sign(schema: dict[str, str], key: bytes) -> str:
    """Return the schema as canonical JSON with its HMAC-SHA256."""
    return json.dumps({**schema, "hmac": _seal(schema, key)}, ensure_ascii=False, sort_keys=True)


def read(text: str, key: bytes) -> dict[str, str]:
    """Return the schema; SignatureError where it is unreadable, incomplete or not ours."""
    try:
        found: Any = json.loads(text)
        text.encode()
    except (ValueError, RecursionError) as broken:
        raise SignatureError("JSON") from broken
    schema = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    if not all(isinstance(schema.get(k), str) for k in (*KEYS, "hmac")):
        raise SignatureError(", ".join(KEYS))
    sealed = schema.pop("hmac")
    # Compared as bytes: compare_digest takes no text beyond ASCII, and a stranger wrote this one.
    if not hmac.compare_digest(sealed.encode(errors="replace"), _seal(schema, key).encode()):
        raise SignatureError("HMAC")
    return schema


def write_given(given: dict[str, list[dict[str, Any]]]) -> str:
    """Return the grey cells of a workbook as canonical JSON, every value as text."""
    return json.dumps(given, default=str, ensure_ascii=False, sort_keys=True)


def seal_given(text: str) -> str:
    """Return what the schema signs of the grey cells."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_given(text: str, schema: dict[str, str]) -> dict[str, list[dict[str, str | None]]]:
    """Return the grey cells as issued; SignatureError where they are not those the schema signs."""
    if not hmac.compare_digest(
        hashlib.sha256(text.encode(errors="replace")).hexdigest().encode(),
        schema["given_sha256"].encode(errors="replace"),
    ):
        raise SignatureError("given")
    return json.loads(text)


def key_of(folder: Path) -> bytes:
    """Return the key of a data folder; SignatureError where nothing was signed there, ValueError if it is damaged."""
    path = folder / KEY_FILE
    if not path.exists():
        raise SignatureError(KEY_FILE)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        # Signing with an empty or cut key would let anybody sign.
        raise ValueError(f"{path}: {len(key)} bytes, not {KEY_BYTES}")
    return key


def make_key(folder: Path) -> bytes:
    """Return the key of a data folder, made if it is the first template, readable by its owner only."""
    path = folder / KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder, prefix=f".{KEY_FILE}-")
        own = Path(made)
        with os.fdopen(handle, "wb") as partial:
            partial.write(secrets.token_bytes(KEY_BYTES))
            partial.flush()
            os.fsync(partial.fileno())
        try:
            # A link, not a rename: of two that make the key at once, the first one's stays.
            path.hardlink_to(own)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return key_of(folder)


def _seal(schema: dict[str, str], key: bytes) -> str:
    # A lone surrogate, written as an escape, is text that UTF-8 cannot hold.
    canonical = json.dumps(schema, ensure_ascii=False, sort_keys=True).encode(errors="surrogatepass")
    return hmac.new(key, canonical, hashlib.sha256).hexdigest()
