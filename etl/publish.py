"""Builds a new version of the warehouse from ledger, kept rows and reference data, and swaps it in."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.across import drop_views, keep_views, kept_views, shared_views
from etl.facts import derive
from etl.grow import can_grow, grow
from etl.inputs import VIOLATION, empty_inputs
from etl.load import load
from expectations.rule import views, violations
from warehouse import reference
from warehouse.build import SQL, build
from warehouse.folder import BUILDING, Folder, make_durably, remove, sync_directory, write_durably
from warehouse.layer import BLOCK, COMPRESSION, attach, below
from warehouse.ledger import Event, open_ledger
from warehouse.read import TABLES_OF, DamagedPointerError, current_snapshot
from warehouse.threads import threads

KEEP_NEWEST = 3
KEEP_SECONDS = 3600
LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[1]
# What a snapshot is derived by, besides SQL, the rules across tables and the reference data.
CODE = ("warehouse/*.py", "etl/*.py", "expectations/*.py", "expectations/*/contract.py")


def publish(folder: Folder, up_to: int | None = None) -> Path:
    """Publish the warehouse of the ledger (up to a sequence) and return its path; one publisher at a time."""
    with folder.lock("publish"):
        events = open_ledger(folder.ledger_url).events(up_to)
        target = folder.snapshots / snapshot_name(events)
        if not _is_readable(target):
            _write(folder, events, target)
        if _published(folder) != target:
            write_durably(folder.pointer, f"{target.name}\n".encode())
        _tidy(folder, target)
    return target


def publish_after(folder: Folder) -> None:
    """Publish what an act changed; a failure is logged and undoes nothing, for the act is acknowledged."""
    try:
        publish(folder)
    except Exception as failure:  # whatever it is, the act stands and the sender must hear so
        LOG.error("acknowledged but not published; mend the cause, then: jsi publish", exc_info=failure)


def catch_up(folder: Folder, may_wait: Callable[[Event], bool] = lambda _: False) -> None:
    """Publish before an act what an earlier one left unpublished, so that it is checked against the whole ledger.

    Nothing is published where all that is left is of no concern to the act, and may wait.
    """
    try:
        published = _published(folder)
        left = None if published is None else _since(published, open_ledger(folder.ledger_url).events())
        if left is None or not all(may_wait(event) for event in left):
            publish(folder)
    except Exception as failure:  # the last version published serves; the act itself will tell
        LOG.warning("the version published is behind the ledger", exc_info=failure)


def _published(folder: Folder) -> Path | None:
    try:
        return current_snapshot(folder)
    except DamagedPointerError:
        return None


def _is_readable(snapshot: Path) -> bool:
    """Say whether the file is there and every block of it passes its checksum."""
    if not snapshot.is_file():
        return False
    connection = duckdb.connect()
    try:
        attach(connection, snapshot, "kept")
        for (table,) in connection.execute(TABLES_OF, ["kept"]).fetchall():
            connection.execute(f"select max(hash(t)) from kept.{table} as t").fetchall()
    except duckdb.Error:
        return False
    finally:
        connection.close()
    return True


def _write(folder: Folder, events: list[Event], target: Path) -> None:
    """Build beside it, make it durable, and only then give it its name."""
    make_durably(folder.snapshots)
    _remove_unfinished(folder)
    building = folder.snapshots / f"{BUILDING}{target.name}"
    try:
        # others may stand on a damaged one of that name: it is only ever replaced by a whole one
        construct(folder, events, building, None if target.exists() else _earlier(folder, events))
        descriptor = os.open(building, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        building.replace(target)
    finally:
        _remove_unfinished(folder)
    sync_directory(folder.snapshots)


def _remove_unfinished(folder: Folder) -> None:
    # DuckDB leaves a .wal file and a .tmp directory beside a build that was killed.
    for partial in folder.snapshots.glob(f"{BUILDING}*"):
        remove(partial)


def snapshot_name(events: list[Event]) -> str:
    """Name a snapshot by the last sequence and everything it is a function of."""
    total = hashlib.sha256((events[-1].hash if events else "").encode() + reference.digest().encode())
    for path in sorted([*SQL.rglob("*.sql"), *(p for pattern in CODE for p in ROOT.glob(pattern))]):
        total.update(path.read_bytes())
    for name, sql in (views() | violations()).items():
        total.update((name + sql).encode())
    sequence = events[-1].sequence if events else 0
    return f"wh-{sequence:08d}-{total.hexdigest()[:12]}.duckdb"


def _earlier(folder: Folder, events: list[Event]) -> Path | None:
    """Return the version published if these events begin with its own, by the same code, and the rest only add."""
    published = _published(folder)
    since = None if published is None else _since(published, events)
    return published if since is not None and can_grow(since) else None


def _since(published: Path, events: list[Event]) -> list[Event] | None:
    """Return the events that version does not hold; None where it is of another ledger, or of other code."""
    last = _last(published)
    is_its_own = snapshot_name([e for e in events if e.sequence <= last]) == published.name
    return [e for e in events if e.sequence > last] if is_its_own else None


def _last(version: Path) -> int:
    """Return the sequence of the last event a version holds, as its name says."""
    return int(version.name.split("-")[1])


def construct(folder: Folder, events: list[Event], path: Path, earlier: Path | None = None) -> None:
    """Build the warehouse of those events in a new file, on an earlier version where one is given and serves."""
    path.unlink(missing_ok=True)
    if earlier is not None:
        if _has_grown(folder, [e for e in events if e.sequence > _last(earlier)], earlier, path):
            return
        path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config={"threads": threads(), "default_block_size": BLOCK})
    try:
        connection.execute("set enable_progress_bar = false")
        connection.execute(COMPRESSION)
        connection.begin()  # nobody reads the file before it is whole, so nothing need be on disk sooner
        empty_inputs(connection)
        reference.load(connection)
        load(folder, connection, events)
        derive(connection)
        build(connection)
        _violations(connection)
        connection.commit()
        connection.execute("checkpoint")
    finally:
        connection.close()


def _has_grown(folder: Folder, since: list[Event], earlier: Path, path: Path) -> bool:
    try:
        return grow(folder, since, earlier, path)
    except duckdb.Error as failure:  # a damaged version must not stop a sound one from being built
        LOG.warning("building anew: %s could not be built on", earlier.name, exc_info=failure)
        return False


def _violations(connection: duckdb.DuckDBPyConnection) -> None:
    """Record what breaks a rule of the whole; publishing never stops on it."""
    connection.execute(f"create table violation ({VIOLATION})")
    keep_views(connection)
    shared_views(connection, violations(), kept_views())
    for name, sql in violations().items():
        query = sql.rstrip().rstrip(";")
        connection.execute(f"insert into violation select '{name}', * from ({query}) order by all")
    drop_views(connection)


def _tidy(folder: Folder, current: Path) -> None:
    """Keep the newest snapshots, those younger than an hour, the current one, and what any of these stands on."""
    snapshots = sorted(folder.snapshots.glob("wh-*.duckdb"), key=lambda p: (p.stat().st_mtime, p.name), reverse=True)
    old = {p for p in snapshots[KEEP_NEWEST:] if p != current and time.time() - p.stat().st_mtime > KEEP_SECONDS}
    if old:
        for path in old - {below(path) for path in snapshots if path not in old}:
            path.unlink()
