"""Derives again what new rows change, in a version that holds everything else already.

Each SELECT is looked at after those it reads. Where nothing it reads changed, its table stands. Else it is run again
and compared with what is there, so that what comes out the same changes nothing further on. Where its second line says
`-- Renewed by goal_id, period: …`, rows of one key follow from rows of that key alone, wherever what it reads has one:
then only rows of the keys that changed are derived, by the same SELECT over views that show no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager

import duckdb

from warehouse.build import READS, in_order, read_by
from warehouse.layer import KEPT, Layer

TEMPORARY = "temp"
_SUBMISSION = ("submission_id",)
_KEY = re.compile(r"^-- Renewed by ([a-z_, ]+):", re.MULTILINE)
_SOUGHT = re.compile(r"^-- Sought by ([a-z_]+) in ([a-z_]+):", re.MULTILINE)
_COLUMNS = (
    "select table_name, database_name, list(column_name) from duckdb_columns()"
    f" where database_name in ('{KEPT}', '{TEMPORARY}') and schema_name = 'main' group by table_name, database_name"
)
_VIEWS = f"select view_name, sql from duckdb_views() where database_name = '{TEMPORARY}' and not internal"


def change(table: str) -> str:
    """Return the name of the temporary table that holds the rows of a table that went or came."""
    return f"change_{table}"


def _of_key(same: Iterable[str]) -> str:
    """Join the rows `t` of the keys that changed."""
    return f"semi join renewed_key as k on {' and '.join(same)}"


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
    def only(self, key: tuple[str, ...], texts: Collection[str], read: set[str], name: str = "") -> Generator[str]:
        """Show of what is read only the keys that changed; yields the join that rows `t` of such a key are found by.

        What those texts, and the views below them, read again is kept as a table, anything else as a view. What the
        table of that name holds of such keys is kept in `standing`.
        """
        touched = [keys for table in sorted(read & self.changed) for keys in self._touched(table, key, read)]
        self._run(f"create temp table renewed_key as {' union '.join(touched)}")
        same = self._same(key)
        of_key = _of_key(same.values())
        if name:
            self._run(f"create temp table standing as {self._layer.rows(name, of_key)}")
        views = in_order({view: self._texts[view].lower() for view in read if self._home(view, key) == TEMPORARY})
        under = [self._texts[view].lower() for view in views]
        tables = {table: of_key for table in sorted(read) if self._home(table, key) == KEPT}
        for sought in filter(None, map(_SOUGHT.search, texts if name else ())):
            tables |= self._sought(sought[1], sought[2], key, read, of_key)
        for table in sorted(set[str]().union(*map(read_by, under)) - read):
            # what a view is put together from need not be read for other goals, though it has no period
            if part := [column for column in key if self._home(table, (column,)) == KEPT]:
                tables[table] = _of_key(same[column] for column in part)
        times = Counter(found for text in (*texts, *under) for found in READS.findall(text))
        kept = {found: "table" if times[found] > 1 else "view" for found in (*tables, *views)}
        for table, of_part in tables.items():
            self._run(f"create temp {kept[table]} {table} as {self._layer.rows(table, of_part)}")
        for view in views:
            self._run(f"alter view temp.{view} rename to whole_{view}")
            self._run(f"create temp {kept[view]} {view} as select t.* from whole_{view} as t {of_key}")
        yield of_key
        for table, kind in kept.items():
            self._run(f"drop {kind} temp.{table}")
        for view in views:
            self._run(f"alter view temp.whole_{view} rename to {view}")
        self._run("drop table temp.renewed_key; drop table if exists temp.renewed_place")

    def _sought(self, column: str, within: str, key: tuple[str, ...], read: set[str], of_key: str) -> dict[str, str]:
        """Seek rows of those keys only where a list of the standing ones, or a row that changed, says they are.

        A key that what is read is not in the order of is otherwise looked for in all of it.
        """
        near = [table for table in sorted(read) if self._home(table, (*key, column)) == KEPT]
        told = [f"select {column} from {change(table)}" for table in near if table in self.changed]
        told.append(f"select unnest({within}) as {column} from standing")
        self._run(f"create temp table renewed_place as {' union '.join(told)}")
        return dict.fromkeys(near, f"{of_key} semi join renewed_place as p on t.{column} = p.{column}")

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

    def _same(self, key: tuple[str, ...]) -> dict[str, str]:
        """Compare columns with those of a key: where none is null by =, so that DuckDB skips what it need not read."""
        lacking = ", ".join(f"count(*) - count({column})" for column in key)
        [found] = self._run(f"select {lacking} from renewed_key").fetchall()
        return {
            column: f"t.{column} {'is not distinct from' if lacks else '='} k.{column}"
            for column, lacks in zip(key, found, strict=True)
        }

    def _home(self, table: str, key: tuple[str, ...]) -> str:
        """Return the database of a table or view that has those columns; empty where it has not."""
        home, columns = self._found.get(table, ("", set[str]()))
        return home if set(key) <= columns else ""

    def _whole(self, name: str, text: str) -> None:
        self._run(f"create temp table renewed as {text} order by all")
        self._run(f"create temp table standing as {self._layer.rows(name)}")
        if self._compare(name):
            self._layer.make(name, "from renewed")
        self._forget()

    def _keyed(self, name: str, text: str, key: tuple[str, ...], read: set[str]) -> None:
        with self.only(key, (text,), read, name) as of_key:
            self._run(f"create temp table renewed as {text} order by all")
            if self._compare(name):
                self._layer.take(name, of_key)
                self._layer.add(name, "from renewed")
            self._forget()

    def _compare(self, name: str) -> bool:
        """Compare what was renewed with what stands, keep apart which go and which come, and say whether any does."""
        # Rows are counted, and not `except all` in both directions: that numbers and joins them, twice.
        both = "(select *, 1 as side from standing union all select *, -1 from renewed)"
        differ = f"select * exclude (side) from {both} group by all having sum(side) <> 0"
        if self._run(f"create temp table {change(name)} as {differ}").fetchone() == (0,):
            self._run(f"drop table temp.{change(name)}")
        else:
            self.changed.add(name)
        return name in self.changed

    def _forget(self) -> None:
        self._run("drop table temp.standing")
        self._run("drop table temp.renewed")

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(sql)
