"""The least a warehouse could be made with: Parquet read into tables and the SQL run, in a file nobody vouches for."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl import load
from etl.facts import derive
from etl.inputs import empty_inputs
from warehouse import reference
from warehouse.build import ROOMS, SQL, in_order, macros
from warehouse.folder import Folder
from warehouse.ledger import open_ledger


def export(folder: Folder, room: Path) -> Path:
    """Write the tables a build starts from as Parquet, one file each, and return where."""
    room.mkdir()
    with duckdb.connect() as connection:
        empty_inputs(connection)
        load.load(folder, connection, open_ledger(folder.ledger_url).events())
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            connection.execute(f"copy {table} to '{room / table}.parquet'")
    return room


def build(exported: Path) -> None:
    """Read them into a new file, and derive facts, core and marts."""
    path = exported / "bare.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path), config={"threads": 2}) as connection:
        connection.begin()
        for file in sorted(exported.glob("*.parquet")):
            connection.execute(f"create table {file.stem} as from '{file}'")
        reference.load(connection)
        derive(connection)
        macros(connection)
        texts = {file.stem: file.read_text(encoding="utf-8") for room in ROOMS for file in (SQL / room).glob("*.sql")}
        for name in in_order(texts):
            connection.execute(f"create table {name} as {texts[name]}")
        connection.commit()
