"""Landing: bytes under their own hash, never changed, swept only when no event names them."""

from pathlib import Path

import pytest

from warehouse import landing
from warehouse.folder import Folder


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
        assert landing.sweep(folder, set()) == 0
    assert landing.get(folder, digest) == b"en camino"
