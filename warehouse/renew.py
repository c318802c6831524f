"""Derives again what new rows change, in a version that holds everything else already.

Each SELECT is looked at after those it reads. Where nothing it reads changed, its table stands. Else it is run again
and compared with what is there, so that what comes out the same changes nothing further on. Where its second line says
`-- Renewed by goal_id, period: …`, rows of one key follow from rows of that key alone, wherever what it reads has one:
then only rows of the keys that changed are derived, by the same SELECT over views that show no other.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager

import duckdb

from warehouse.build import in_order, read_by
from warehouse.layer import KEPT, Layer

TEMPORARY = "temp"
_SUBMISSION = ("submission_id",)
_KEY = re.compile(r"^-- Renewed by ([a-z_, ]+):", re.MULTILINE)
_COLUMNS = (
    "select table_name, database_name, list(column_name) from duckdb_columns()"
    f" where database_name in ('{KEPT}', '{TEMPORARY}') and schema_name = 'main' group by table_name, database_name"
)
_VIEWS = f"select view_name, sql from duckdb_views() where database_name = '{TEMPORARY}' and not internal"


def change(table: str) -> str:
    """Return the name of the temporary table that holds the rows of a table that went or came."""
    return f"change_{table}"


def is_keyed(text: str) -> bool:
    """Say whether a SELECT declares the key it is renewed by."""
    return _KEY.search(text) is not None


class Renewal:
    """Renews tables of a layer, in use; `changed` names those that are not as they were."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, layer: Layer, changed: Iterable[str]) -> None:
        """Start from input tables whose rows that came are in `change_<table>`."""
        self._connection, self._layer, self.changed = connection, layer, set(changed)
        self._found: dict[str, tuple[str, set[str]]] = {}
        self._texts: dict[str, str] = {}
        self.look()

    def look(self) -> None:
        """Learn what tables and views there are; to be called again after views were made."""
        found = self._connection.execute(_COLUMNS).fetchall()
        self._found = {table: (home, set(columns)) for table, home, columns in found}
        self._texts = dict(self._connection.execute(_VIEWS).fetchall())

    def renew(self, texts: Mapping[str, str]) -> None:
        """Renew the tables of those SELECTs, each after those it reads."""
        for name in in_order(texts):
            read = read_by(texts[name])
            if not read & self.changed:
                continue
            key = self.key(texts[name], read)
            if key:
                self._keyed(name, texts[name], key, read)
            else:
                self._whole(name, texts[name])

    def key(self, text: str, read: set[str]) -> tuple[str, ...]:
        """Return the key a SELECT is renewed by; none where something that changed has no such columns."""
        said = _KEY.search(text)
        key = tuple(said[1].split(", ")) if said else ()
        return key if all(self._touched(table, key, read) for table in read & self.changed) else ()

    @contextmanager
    def only(self, key: tuple[str, ...], read: set[str], *, kept: str) -> Generator[str]:
        """Show of what is read only the keys that changed; yields the join that rows `t` of such a key are found by.

        What is read once is best kept as a `view`, what many read as a `table`.
        """
        touched = [keys for table in sorted(read & self.changed) for keys in self._touched(table, key, read)]
        self._run(f"create temp table renewed_key as {' union '.join(touched)}")
        of_key = f"semi join renewed_key as k on {' and '.join(self._same(column) for column in key)}"
        views = in_order({view: self._texts[view].lower() for view in read if self._home(view, key) == TEMPORARY})
        below = set[str]().union(*(read_by(self._texts[view].lower()) for view in views))
        tables = sorted(table for table in read | below if self._home(table, key) == KEPT)
        for table in tables:
            self._run(f"create temp {kept} {table} as {self._layer.rows(table, of_key)}")
        for view in views:
            self._run(f"alter view temp.{view} rename to whole_{view}")
            self._run(f"create temp table {view} as select t.* from whole_{view} as t {of_key}")
        yield of_key
        for table in tables:
            self._run(f"drop {kept} temp.{table}")
        for view in views:
            self._run(f"drop table temp.{view}")
            self._run(f"alter view temp.whole_{view} rename to {view}")
        self._run("drop table temp.renewed_key")

    def _touched(self, table: str, key: tuple[str, ...], read: set[str]) -> list[str]:
        """Select the keys that a change of a table touches: its own, or those of the rows of its submissions."""
        columns = ", ".join(key)
        if self._home(table, key):
            return [f"select {columns} from {change(table)}"]
        if not self._home(table, _SUBMISSION):
            return []
        of_rows = [other for other in sorted(read) if self._home(other, key + _SUBMISSION) == KEPT]
        theirs = f"semi join {change(table)} as c on t.submission_id = c.submission_id"
        return [f"select {columns} from ({self._layer.rows(other, theirs)})" for other in of_rows]

    def _same(self, column: str) -> str:
        """Compare a column with that of a key: where none is null by =, so that DuckDB skips what it need not read."""
        lacking = self._run(f"select count(*) from renewed_key where {column} is null").fetchone()
        return f"t.{column} = k.{column}" if lacking == (0,) else f"t.{column} is not distinct from k.{column}"

    def _home(self, table: str, key: tuple[str, ...]) -> str:
        """Return the database of a table or view that has those columns; empty where it has not."""
        home, columns = self._found.get(table, ("", set[str]()))
        return home if set(key) <= columns else ""

    def _whole(self, name: str, text: str) -> None:
        self._run(f"create temp table renewed as {text} order by all")
        if self._compare(name, ""):
            self._layer.make(name, "from renewed")
        self._forget()

    def _keyed(self, name: str, text: str, key: tuple[str, ...], read: set[str]) -> None:
        with self.only(key, read, kept="view") as of_key:
            self._run(f"create temp table renewed as {text} order by all")
            if self._compare(name, of_key):
                self._layer.take(name, of_key)
                self._layer.add(name, "from renewed")
            self._forget()

    def _compare(self, name: str, which: str) -> bool:
        """Compare what was renewed with those rows, keep apart which go and which come, and say whether any does."""
        self._run(f"create temp table standing as {self._layer.rows(name, which)}")
        went, came = (f"(from {a} except all from {b})" for a, b in (("standing", "renewed"), ("renewed", "standing")))
        if self._run(f"create temp table {change(name)} as {went} union all {came}").fetchone() == (0,):
            self._run(f"drop table temp.{change(name)}")
        else:
            self.changed.add(name)
        return name in self.changed

    def _forget(self) -> None:
        self._run("drop table temp.standing")
        self._run("drop table temp.renewed")

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(sql)
