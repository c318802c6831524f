"""Proves that what is published follows from what was sent: chain, objects, and a rebuild compared table by table."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.inputs import TABLES
from etl.publish import construct, snapshot_name
from etl.receive import named_objects
from expectations.sources import contracts
from warehouse import landing
from warehouse.folder import VERIFYING, Folder, remove
from warehouse.layer import attach
from warehouse.ledger import open_ledger
from warehouse.read import TABLES_OF, current_snapshot

# What follows from what was sent and decided alone; every other table may be derived anew by other code.
SENT = {*TABLES, "row_key", "row_span", "fact"}


@dataclass(frozen=True)
class Verified:
    """What a verification found; `is_sound` only where nothing sent or decided was altered."""

    events: int
    broken_links: list[int]
    damaged_objects: list[str]
    facts_differ: list[str]
    marts_differ: list[str]
    is_current: bool

    @property
    def is_sound(self) -> bool:
        """Say whether ledger, landing and facts hold."""
        return not (self.broken_links or self.damaged_objects or self.facts_differ)


def verify(folder: Folder) -> Verified:
    """Check chain and objects, rebuild the warehouse aside, and name the tables that differ from the published."""
    ledger = open_ledger(folder.ledger_url)
    events, damaged = ledger.events(), list[str]()
    try:
        objects = named_objects(folder, ledger)
    except landing.MissingObjectError as missing:
        return Verified(len(events), ledger.broken_links(), [str(missing)], [], [], False)
    for digest in sorted(objects):
        try:
            landing.get(folder, digest)
        except landing.MissingObjectError:
            damaged.append(digest)
    snapshot = current_snapshot(folder)
    facts: list[str] = []
    marts: list[str] = []
    if snapshot is not None and not damaged:
        published = int(snapshot.name.split("-")[1])
        sent = SENT | {f"stg_{sheet.table}" for contract in contracts().values() for sheet in contract.sheets}
        with _aside(folder) as rebuilt:
            construct(folder, [e for e in events if e.sequence <= published], rebuilt)
            for table in different(snapshot, rebuilt):
                (facts if table in sent else marts).append(table)
    is_current = snapshot is not None and snapshot.name == snapshot_name(events)
    return Verified(len(events), ledger.broken_links(), damaged, facts, marts, is_current)


@contextmanager
def _aside(folder: Folder) -> Generator[Path]:
    """Give room for a rebuilt warehouse, one verification at a time, so that what a killed one left can go."""
    with folder.lock("verify"):
        for left in folder.root.glob(f"{VERIFYING}*"):
            remove(left)
        with tempfile.TemporaryDirectory(dir=folder.root, prefix=VERIFYING) as aside:
            yield Path(aside) / "rebuilt.duckdb"


def different(one: Path, other: Path) -> list[str]:
    """Return the tables that are not the same in both files: all columns, all rows, in any order."""
    connection = duckdb.connect()
    for name, path in (("one", one), ("other", other)):
        attach(connection, path, name)
    tables = [{r[0] for r in connection.execute(TABLES_OF, [db]).fetchall()} for db in ("one", "other")]
    differing = tables[0] ^ tables[1]
    for table in tables[0] & tables[1]:
        missing, extra = (
            f"from {a}.{table} except all from {b}.{table}" for a, b in (("one", "other"), ("other", "one"))
        )
        query = f"({missing}) union all ({extra})"
        try:
            rows = connection.execute(f"select count(*) from ({query})").fetchone()
        except duckdb.BinderException:
            rows = (1,)
        if rows and rows[0]:
            differing.add(table)
    connection.close()
    return sorted(differing)
