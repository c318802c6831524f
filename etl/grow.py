"""Builds a version on the one before, where nothing came since but submissions: what they cannot change stays below."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.across import kept_views, live, now_views, read_whole, shared_views
from etl.base import opened
from etl.facts import derive
from etl.inputs import empty_inputs
from etl.load import load
from expectations.rule import violations
from expectations.sources import contracts
from warehouse.build import macros, selects
from warehouse.folder import Folder
from warehouse.layer import KEPT, Layer, begun, below
from warehouse.ledger import Event
from warehouse.renew import Renewal, change

_ROW = "submission_id, sheet, row_number"
_COLUMNS = (
    "select table_name, list(column_name) from duckdb_columns()"
    " where database_name = ? and schema_name = 'main' and not internal group by table_name"
)


def can_grow(since: list[Event]) -> bool:
    """Say whether those events only add rows: a decision on an earlier submission changes rows that are there."""
    return bool(since) and all(event.kind == "received" for event in since)


def grow(folder: Folder, since: list[Event], earlier: Path, path: Path) -> bool:
    """Build a version that stands on an earlier one, of the events since.

    False where the tables below lack a year, or where what came since then weighs more than they do.
    """
    standing = below(earlier)
    if standing is not None and earlier.stat().st_size > standing.stat().st_size:
        return False
    with opened() as connection:
        layer = begun(connection, earlier, standing, path)
        # What is new is made a warehouse of its own, of the same inputs, keys and facts, beside the reference data of
        # the version below; then it is added.
        connection.execute(f"set search_path = 'memory.main,\"{layer.below}\".main'")
        empty_inputs(connection)
        load(folder, connection, since)
        derive(connection)
        connection.execute(f"use {KEPT}")
        new, there = (dict(connection.execute(_COLUMNS, [home]).fetchall()) for home in ("memory", KEPT))
        if any(set(columns) - set(there[table]) for table, columns in new.items()):
            return False
        connection.begin()
        macros(connection)
        renewal = Renewal(connection, layer, {table for table in new if _added(connection, layer, table)})
        renewal.renew(selects())
        _violations(connection, layer, renewal)
        # the file is made whole by the commit, and nothing of it written twice
        connection.execute("set wal_autocheckpoint = '0 bytes'")
        connection.commit()
        connection.execute(f"checkpoint {KEPT}")
    return True


def _added(connection: duckdb.DuckDBPyConnection, layer: Layer, table: str) -> bool:
    """Add the new rows of an input table, and keep them apart as what changed; False where there are none."""
    new = f"from memory.main.{table}"
    if connection.execute(f"select count(*) from ({new})").fetchone() == (0,):
        return False
    layer.add(table, new)
    connection.execute(f"create temp table {change(table)} as {new}")
    return True


def _violations(connection: duckdb.DuckDBPyConnection, layer: Layer, renewal: Renewal) -> None:
    """Run again the rules that read something that changed, those renewed by one key together."""
    layer.make("violation", layer.rows("violation"))
    now_views(connection)
    for sheet in (sheet for contract in contracts().values() for sheet in contract.sheets):
        stg, now = f"stg_{sheet.table}", f"now_{sheet.table}"
        if stg in renewal.changed:
            # A later submission changes nothing a view shows of an earlier one: sender, day, period, approval.
            connection.execute(f"create temp table {change(now)} as {live(change(stg))}")
            renewal.changed.add(now)
    renewal.look()
    renewal.renew(kept_views())
    asked = {name: read for name in violations() if (read := read_whole(name, is_kept=True)) & renewal.changed}
    shared_views(connection, asked, kept_views())
    renewal.look()
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, read in asked.items():
        groups.setdefault(renewal.key(violations()[name], read), []).append(name)
    for key, names in groups.items():
        if not key:
            _run(connection, names, "")
            continue
        read = set[str]().union(*(asked[name] for name in names))
        with renewal.only(key, [violations()[name] for name in names], read):
            rows = " union ".join(f"select {_ROW} from {table}" for table in sorted(read) if table.startswith("now_"))
            _run(connection, names, f" and ({_ROW}) in ({rows})")


def _run(connection: duckdb.DuckDBPyConnection, rules: list[str], which: str) -> None:
    """Put what is broken now in the place of what was, for rows that `which` narrows."""
    connection.execute(f"delete from violation where list_contains($rules, rule){which}", {"rules": rules})
    for rule in rules:
        query = violations()[rule].rstrip().rstrip(";")
        connection.execute(f"insert into violation select '{rule}', * from ({query}) order by all")
