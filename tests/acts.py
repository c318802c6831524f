"""Acts of a sender of forest loss, and what the ledger holds after them."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

from etl.check import Checked
from etl.publish import snapshot_name
from etl.receive import receive
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import current_snapshot

CSV = "ubigeo,year,ha,vintage,source\n25,2001,{ha},2023,MINAM Geobosques\n"
Jsi = Callable[..., Result]


def send(folder: Folder, ha: str = "11588.49") -> Checked:
    return receive(folder, "perdida.csv", CSV.format(ha=ha).encode(), actor="geobosques")


def kinds(folder: Folder) -> list[str]:
    return [e.kind for e in open_ledger(folder.ledger_url).events()]


def is_current(folder: Folder) -> bool:
    snapshot = current_snapshot(folder)
    return snapshot is not None and snapshot.name == snapshot_name(open_ledger(folder.ledger_url).events())
