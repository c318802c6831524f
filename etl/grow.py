"""Builds a version on the one before, where nothing came since but submissions: what they cannot change stays below."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.across import now_views, read_whole, shared_views
from etl.base import opened
from etl.facts import derive
from etl.inputs import empty_inputs
from etl.load import load
from expectations.rule import violations
from expectations.sources import contracts
from warehouse import reference
from warehouse.build import macros, selects
from warehouse.folder import Folder
from warehouse.layer import KEPT, Layer, begun, below
from warehouse.ledger import Event
from warehouse.renew import Renewal, change

_ROW = "submission_id, sheet, row_number"
_NEW = "select table_name from duckdb_tables() where database_name = 'memory' and not starts_with(table_name, 'ref_')"
_LACKING = (
    "select count(*) from duckdb_columns() as n where n.database_name = 'memory' and"
    " list_contains($tables, n.table_name) and not exists (from duckdb_columns() as k where k.database_name = 'kept'"
    " and k.schema_name = 'main' and k.table_name = n.table_name and k.column_name = n.column_name)"
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
        # What is new is made a warehouse of its own, of the same inputs, keys and facts; then it is added.
        empty_inputs(connection)
        reference.load(connection)
        load(folder, connection, since)
        derive(connection)
        tables = [name for (name,) in connection.execute(_NEW).fetchall()]
        layer = begun(connection, earlier, standing, path)
        if connection.execute(_LACKING, {"tables": tables}).fetchone() != (0,):
            return False
        connection.execute(f"use {KEPT}")
        connection.begin()
        macros(connection)
        renewal = Renewal(connection, layer, {table for table in tables if _added(connection, layer, table)})
        renewal.renew(selects())
        _violations(connection, layer, renewal)
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
    for table in sorted(s.table for c in contracts().values() for s in c.sheets):
        if f"stg_{table}" in renewal.changed:
            # A later submission changes nothing a view shows of an earlier one: sender, day, period, approval.
            connection.execute(f"create temp view {change(f'now_{table}')} as from {change(f'stg_{table}')}")
            renewal.changed.add(f"now_{table}")
    asked = {name: read_whole(name) for name in violations() if read_whole(name) & renewal.changed}
    shared_views(connection, asked)
    renewal.look()
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, read in asked.items():
        groups.setdefault(renewal.key(violations()[name], read), []).append(name)
    for key, names in groups.items():
        if not key:
            _run(connection, names, "")
            continue
        read = set[str]().union(*(asked[name] for name in names))
        with renewal.only(key, read, kept="table"):
            rows = " union ".join(f"select {_ROW} from {table}" for table in sorted(read) if table.startswith("now_"))
            _run(connection, names, f" and ({_ROW}) in ({rows})")


def _run(connection: duckdb.DuckDBPyConnection, rules: list[str], which: str) -> None:
    """Put what is broken now in the place of what was, for rows that `which` narrows."""
    connection.execute(f"delete from violation where list_contains($rules, rule){which}", {"rules": rules})
    for rule in rules:
        query = violations()[rule].rstrip().rstrip(";")
        connection.execute(f"insert into violation select '{rule}', * from ({query}) order by all")
