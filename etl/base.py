"""The connection a check works on: what is published so far, read-only, and room for staged rows."""

from __future__ import annotations

import duckdb

from etl.across import drop_views, keep_views
from etl.facts import derive
from etl.inputs import VIOLATION, empty_inputs
from warehouse import reference
from warehouse.build import build, macros
from warehouse.folder import Folder
from warehouse.layer import COMPRESSION, attach
from warehouse.read import current_snapshot
from warehouse.threads import threads


def base(folder: Folder) -> duckdb.DuckDBPyConnection:
    """Open a private in-memory DuckDB that shows every published table under its own name."""
    snapshot = current_snapshot(folder)
    if snapshot is None:
        return empty()
    connection = opened()
    attach(connection, snapshot, "published")
    connection.execute("set search_path = 'memory.main,published.main'")
    macros(connection)
    return connection


def empty() -> duckdb.DuckDBPyConnection:
    """Open a private in-memory DuckDB with every table there is before anything was received."""
    connection = opened()
    empty_inputs(connection)
    reference.load(connection)
    derive(connection)
    build(connection)
    keep_views(connection)
    drop_views(connection)
    connection.execute(f"create table violation ({VIOLATION})")
    return connection


def opened() -> duckdb.DuckDBPyConnection:
    """Open a private in-memory DuckDB; whoever acts is told by us how it goes, not by DuckDB."""
    connection = duckdb.connect(config={"threads": threads()})
    connection.execute("set enable_progress_bar = false")
    connection.execute(COMPRESSION)
    return connection
