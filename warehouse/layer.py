"""A version that stands on an earlier whole one: it holds what came and what went since, and shows both as one.

The schema `main` of a layer has every table of the version it stands on: as a view of it, as a view of it without the
rows that went and with those that came, or as a table made anew. The schema `layer` holds those rows (`came_<table>`),
the numbers of those that went (`went_<table>`), and the name of the version below, which lies beside it and never
changes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

KEPT = "kept"
# Many small tables: with DuckDB's smallest blocks a version is a quarter of the size of one with the usual ones, and
# trying FSST on every column of text takes the greater part of a checkpoint for 2 % of its size.
BLOCK = 16384
COMPRESSION = "set disabled_compression_methods = 'fsst'"
_BELOW = "select count(*) from duckdb_tables() where database_name = ? and table_name = 'stands_on'"
_TABLES = "select table_name from duckdb_tables() where database_name = ? and schema_name = ?"


def attach(connection: duckdb.DuckDBPyConnection, snapshot: Path, name: str) -> None:
    """Show a version under that name, read-only, with the one it stands on; duckdb.Error where it cannot be read."""
    _attach(connection, snapshot, name)
    attach_below(connection, name, snapshot.parent)


def attach_below(connection: duckdb.DuckDBPyConnection, name: str, room: Path) -> None:
    """Show the version that an attached one stands on, under its own name."""
    stem = _stands_on(connection, name)
    shown = connection.execute("select count(*) from duckdb_databases() where database_name = ?", [stem]).fetchone()
    if stem and shown == (0,):
        _attach(connection, room / f"{stem}.duckdb", stem)


def _stands_on(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the name of the version that an attached one stands on; empty for a whole version."""
    if connection.execute(_BELOW, [name]).fetchone() == (0,):
        return ""
    [(stem,)] = connection.execute(f'from "{name}".layer.stands_on').fetchall()
    return str(stem)


def below(snapshot: Path) -> Path | None:
    """Return the version that one stands on; None for a whole version, or one that cannot be read."""
    with duckdb.connect() as connection:
        try:
            _attach(connection, snapshot, KEPT)
            stem = _stands_on(connection, KEPT)
        except duckdb.Error:
            return None
    path = snapshot.with_name(f"{stem}.duckdb")
    return path if path.is_file() else None


def begun(connection: duckdb.DuckDBPyConnection, earlier: Path, standing: Path | None, path: Path) -> Layer:
    """Begin a version in a new file, attached as `kept`: on the earlier one, or a copy of it where it stands on one."""
    if standing is not None:
        shutil.copyfile(earlier, path)
    _attach(connection, path, KEPT, f"block_size {BLOCK}")
    _attach(connection, standing or earlier, (standing or earlier).stem)
    return Layer(connection, (standing or earlier).stem)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, how: str = "read_only") -> None:
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as \"{name}\" ({how})")


class Layer:
    """The database `kept`, under construction: rows come and go in it, and nothing changes below."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, below: str) -> None:
        """Stand on an attached version, or go on with a layer that does already."""
        self._connection, self._below = connection, f'"{below}".main'
        self.below = below
        if not self._tables(KEPT, "layer"):
            connection.begin()
            connection.execute(f"create schema {KEPT}.layer")
            connection.execute(f"create table {KEPT}.layer.stands_on as select $1 as version", [below])
            for table in self._tables(below, "main"):
                connection.execute(f"create view {KEPT}.main.{table} as from {self._below}.{table}")
            connection.commit()
        self._own = self._tables(KEPT, "main")
        self._in_part = {name[5:] for name in self._tables(KEPT, "layer") if name.startswith("came_")}

    def _tables(self, database: str, schema: str) -> set[str]:
        return {table for (table,) in self._connection.execute(_TABLES, [database, schema]).fetchall()}

    def rows(self, table: str, which: str = "") -> str:
        """Select the rows of a table; `which` joins, or filters, its alias t."""
        if table in self._own:
            return f"select t.* from {KEPT}.main.{table} as t {which}"
        standing = f"select t.* from {self._below}.{table} as t {which}"
        if table not in self._in_part:
            return standing
        stays = f"anti join {KEPT}.layer.went_{table} as w on t.rowid = w.row_id"
        return f"{standing} {stays} union all select t.* from {KEPT}.layer.came_{table} as t {which}"

    def add(self, table: str, rows: str) -> None:
        """Insert what is selected, column by column of the same name."""
        self._connection.execute(f"insert into {self._home_of_new(table)} by name {rows}")

    def take(self, table: str, which: str) -> None:
        """Delete the rows of a table that `which` joins."""
        home = self._home_of_new(table)
        self._connection.execute(f"delete from {home} where rowid in (select t.rowid from {home} as t {which})")
        if table in self._in_part:
            went = f"{KEPT}.layer.went_{table}"
            stays = f"anti join {went} as w on t.rowid = w.row_id"
            self._connection.execute(
                f"insert into {went} select t.rowid from {self._below}.{table} as t {which} {stays}"
            )

    def make(self, table: str, rows: str) -> None:
        """Make a table of its own of what is selected."""
        if table not in self._own:
            self._connection.execute(f"create temp table made as {rows}")  # it may be of the view itself
            self._connection.execute(f"drop view {KEPT}.main.{table}")
            self._connection.execute(f"create table {KEPT}.main.{table} as from temp.made; drop table temp.made")
            if table in self._in_part:
                parts = (f"drop table {KEPT}.layer.{part}_{table}" for part in ("came", "went"))
                self._connection.execute("; ".join(parts))
                self._in_part.remove(table)
            self._own.add(table)
            return
        self._connection.execute(f"create or replace table {KEPT}.main.{table} as {rows}")

    def _home_of_new(self, table: str) -> str:
        """Return the table that new rows go to; where it is still the one below, the first of them part it."""
        if table in self._own:
            return f"{KEPT}.main.{table}"
        if table not in self._in_part:
            self._connection.execute(
                f"create table {KEPT}.layer.came_{table} as from {self._below}.{table} limit 0;"
                f" create table {KEPT}.layer.went_{table} (row_id bigint)"
            )
            self._in_part.add(table)
            shown = self.rows(table).replace(f"{KEPT}.", "")
            self._connection.execute(f"create or replace view {KEPT}.main.{table} as {shown}")
        return f"{KEPT}.layer.came_{table}"
