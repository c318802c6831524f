"""The connection a check works on: what is published so far, read-only, and room for staged rows."""

from __future__ import annotations

import duckdb

from etl.facts import derive
from etl.inputs import empty_inputs
from warehouse import reference
from warehouse.build import build, macros
from warehouse.folder import Folder
from warehouse.read import current_snapshot


def base(folder: Folder) -> duckdb.DuckDBPyConnection:
    """Open a private in-memory DuckDB that shows every published table under its own name."""
    connection = duckdb.connect(config={"threads": 2})
    snapshot = current_snapshot(folder)
    if snapshot is None:
        empty_inputs(connection)
        reference.load(connection)
        derive(connection)
        build(connection)
        return connection
    connection.execute(f"attach '{snapshot}' as published (read_only)")
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'published' order by table_name"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f"create view {name} as select * from published.{name}")
    macros(connection)
    return connection
