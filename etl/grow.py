"""Builds a version on the one before, where nothing came since but submissions: what they cannot change is copied."""

from __future__ import annotations

import shutil
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
from warehouse.build import selects
from warehouse.folder import Folder
from warehouse.ledger import Event
from warehouse.renew import Renewal, change

_ROW = "submission_id, sheet, row_number"
_NEW = "select table_name from duckdb_tables() where database_name = 'memory' and not starts_with(table_name, 'ref_')"
_LACKING = (
    "select count(*) from duckdb_columns() as n where n.database_name = 'memory' and"
    " list_contains($tables, n.table_name) and not exists (from duckdb_columns() as k where k.database_name = 'kept'"
    " and k.table_name = n.table_name and k.column_name = n.column_name)"
)


def can_grow(since: list[Event]) -> bool:
    """Say whether those events only add rows: a decision on an earlier submission changes rows that are there."""
    return bool(since) and all(event.kind == "received" for event in since)


def grow(folder: Folder, since: list[Event], earlier: Path, path: Path) -> bool:
    """Build a version from a copy of an earlier one and the events since; False where its tables lack a year."""
    with opened() as connection:
        # What is new is made a warehouse of its own, of the same inputs, keys and facts; then it is added.
        empty_inputs(connection)
        reference.load(connection)
        load(folder, connection, since)
        derive(connection)
        shutil.copyfile(earlier, path)
        quoted = str(path).replace("'", "''")
        connection.execute(f"attach '{quoted}' as kept")
        tables = [name for (name,) in connection.execute(_NEW).fetchall()]
        if not _fits(connection, tables):
            return False
        connection.execute("use kept")
        connection.begin()
        renewal = Renewal(connection, {table for table in tables if _added(connection, table)})
        renewal.renew(selects())
        _violations(connection, renewal)
        connection.commit()
        connection.execute("checkpoint kept")
    return True


def _fits(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> bool:
    return connection.execute(_LACKING, {"tables": tables}).fetchone() == (0,)


def _added(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Add the new rows of an input table, and keep them apart as what changed; False where there are none."""
    added = connection.execute(f"insert into kept.main.{table} by name from memory.main.{table}").fetchone()
    if added == (0,):
        return False
    connection.execute(f"create temp table {change(table)} as from memory.main.{table}")
    return True


def _violations(connection: duckdb.DuckDBPyConnection, renewal: Renewal) -> None:
    """Run again the rules that read something that changed, those renewed by one key together."""
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
            _run(connection, names, "true")
            continue
        read = set[str]().union(*(asked[name] for name in names))
        with renewal.only(key, read):
            rows = " union ".join(f"select {_ROW} from {table}" for table in sorted(read) if table.startswith("now_"))
            same = " and ".join(f"k.{column} = t.{column}" for column in _ROW.split(", "))
            _run(connection, names, f"exists (from ({rows}) as k where {same})")


def _run(connection: duckdb.DuckDBPyConnection, rules: list[str], which: str) -> None:
    for rule in rules:
        connection.execute(f"delete from violation as t where rule = '{rule}' and {which}")
        query = violations()[rule].rstrip().rstrip(";")
        connection.execute(f"insert into violation select '{rule}', * from ({query}) order by all")
