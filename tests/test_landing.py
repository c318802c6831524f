"""Landing: bytes under their own hash, never changed, swept only when no event names them."""

import errno
import hashlib
from pathlib import Path

import pytest

from etl.receive import sweep
from warehouse import landing
from warehouse.folder import BUILDING, VERIFYING, Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_what_is_put_is_got(folder: Folder) -> None:
    digest = landing.put(folder, b"hojas")
    assert landing.get(folder, digest) == b"hojas"
    assert landing.put(folder, b"hojas") == digest


def test_altered_bytes_are_not_returned(folder: Folder) -> None:
    digest = landing.put(folder, b"hojas")
    (folder.landing / digest[:2] / digest).write_bytes(b"otras")
    with pytest.raises(landing.MissingObjectError):
        landing.get(folder, digest)


def test_a_sweep_deletes_only_what_nobody_names(folder: Folder) -> None:
    kept, lost = landing.put(folder, b"con acto"), landing.put(folder, b"sin acto")
    assert landing.sweep(folder, {kept}) == 1
    assert landing.get(folder, kept) == b"con acto"
    with pytest.raises(landing.MissingObjectError):
        landing.get(folder, lost)


def test_a_sweep_waits_for_nobody_and_takes_nothing_from_a_sender(folder: Folder) -> None:
    digest = landing.put(folder, b"en camino")
    with folder.lock("intake"):
        assert sweep(folder) == 0
    assert landing.get(folder, digest) == b"en camino"
    assert sweep(folder) == 1


def test_a_sweep_leaves_what_is_being_published_or_verified(folder: Folder) -> None:
    folder.snapshots.mkdir()
    building, aside = folder.snapshots / f"{BUILDING}wh.duckdb.tmp", folder.root / f"{VERIFYING}x"
    for directory in (building, aside):
        directory.mkdir()
        (directory / "block").write_bytes(b"x")
    with folder.lock("publish"), folder.lock("verify"):
        assert sweep(folder) == 0
    assert sweep(folder) == 2
    assert not building.exists()
    assert not aside.exists()


def test_a_sweep_learns_what_is_named_only_once_nobody_sends(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def named(_folder: Folder, _ledger: object) -> set[str]:
        with folder.lock("intake", wait=False) as free:
            assert not free, "somebody may send between naming and deleting, and lose what was acknowledged"
        return set()

    monkeypatch.setattr("etl.receive.named_objects", named)
    landing.put(folder, b"sin acto")
    assert sweep(folder) == 1


def test_a_write_that_fails_leaves_nothing_behind(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (folder.landing / hashlib.sha256(b"hojas").hexdigest()[:2]).mkdir(parents=True)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        landing.put(folder, b"hojas")
    assert [p for p in folder.root.rglob("*") if p.is_file()] == []
