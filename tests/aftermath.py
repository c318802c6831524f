"""What must hold of a data folder after whatever happened to it."""

from __future__ import annotations

from etl.publish import snapshot_name
from etl.receive import named_objects
from etl.verify import verify
from warehouse.folder import Folder
from warehouse.ledger import Event, open_ledger
from warehouse.read import current_snapshot


def events(folder: Folder) -> list[Event]:
    """Return the ledger."""
    return open_ledger(folder.ledger_url).events()


def assert_nothing_is_left_over(folder: Folder) -> None:
    """Landing holds what events name and no more, no file is half-written, and the ledger is published."""
    kept = {p.name for p in folder.landing.glob("*/*")}
    assert kept == named_objects(folder, open_ledger(folder.ledger_url))
    assert list(folder.root.rglob(".*")) == []
    assert not folder.unfinished.exists()
    snapshot = current_snapshot(folder)
    assert snapshot is not None
    assert snapshot.name == snapshot_name(events(folder))


def assert_sound(folder: Folder) -> None:
    """Chain, objects and every table of the version published follow from what was sent and decided."""
    found = verify(folder)
    assert found.is_sound
    assert found.is_current
    assert not found.marts_differ
