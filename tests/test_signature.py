"""The signature of a template: it reads back, nobody else can make it, and its key is made once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expectations.signature import KEY_FILE, SignatureError, make_key, read, sign

KEY = bytes(range(32))
SCHEMA = {"source": "s", "version": "1", "organisation": "ÑUÑOA", "period": "2025-T4", "given_sha256": "0"}
SIGNED = sign(SCHEMA, KEY)


def test_a_schema_reads_back_and_is_written_one_way() -> None:
    assert read(SIGNED, KEY) == SCHEMA
    assert sign(dict(reversed(SCHEMA.items())), KEY) == SIGNED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SIGNED.replace("2025-T4", "2025-T3"), "HMAC"),
        (SIGNED.replace('"hmac": "', '"more": "x", "hmac": "'), "HMAC"),
        (SIGNED.replace('"hmac": "', '"hmac": "é'), "HMAC"),
        (SIGNED.replace('"hmac": "', '"hmac": "\\ud800'), "HMAC"),
        (SIGNED.replace("2025-T4", "\\ud800"), "HMAC"),
        (SIGNED.replace("2025-T4", "\ud800"), "JSON"),
        (SIGNED.replace('"hmac"', '"seal"'), "source"),
        (SIGNED.replace('"2025-T4"', "4"), "source"),
        (SIGNED[:-1], "JSON"),
        ("[" * 200_000, "JSON"),
        ("9" * 5_000, "JSON"),
        ("null", "source"),
        ("", "JSON"),
    ],
)
def test_a_tampered_schema_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(SignatureError, match=reason):
        read(text, KEY)


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    for n in range(50):
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda folder: make_key(folder), [tmp_path / str(n)] * 8))
        assert len(keys) == 1
        assert len(keys.pop()) == 32
        assert [path.name for path in (tmp_path / str(n)).iterdir()] == [KEY_FILE]
    assert stat.S_IMODE((tmp_path / "0" / KEY_FILE).stat().st_mode) == 0o600


def test_a_cut_key_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"")
    with pytest.raises(ValueError, match="0 bytes"):
        make_key(tmp_path)
