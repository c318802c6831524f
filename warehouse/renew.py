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

KEPT = "kept"
_SUBMISSION = ("submission_id",)
_KEY = re.compile(r"^-- Renewed by ([a-z_, ]+):", re.MULTILINE)
_COLUMNS = (
    "select table_name, database_name, list(column_name) from duckdb_columns()"
    f" where database_name in ('{KEPT}', 'temp') group by table_name, database_name"
)


def change(table: str) -> str:
    """Return the name of the temporary table that holds the rows of a table that went or came."""
    return f"change_{table}"


class Renewal:
    """Renews tables of the database `kept`, in use; `changed` names those that are not as they were."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, changed: Iterable[str]) -> None:
        """Start from input tables whose rows that came are in `change_<table>`."""
        self._connection, self.changed = connection, set(changed)
        self._found: dict[str, tuple[str, set[str]]] = {}
        self.look()

    def look(self) -> None:
        """Learn what tables and views there are; to be called again after views were made."""
        found = self._connection.execute(_COLUMNS).fetchall()
        self._found = {table: (home, set(columns)) for table, home, columns in found}

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
    def only(self, key: tuple[str, ...], read: set[str]) -> Generator[str]:
        """Show of what is read only the keys that changed; yields the condition a row `t` of such a key fulfils."""
        touched = [keys for table in sorted(read & self.changed) for keys in self._touched(table, key, read)]
        self._run(f"create temp table renewed_key as {' union '.join(touched)}")
        same = " and ".join(f"k.{column} is not distinct from t.{column}" for column in key)
        of_key = f"exists (from renewed_key as k where {same})"
        homes = {table: home for table in sorted(read) if (home := self._home(table, key))}
        for table, home in homes.items():
            if home == KEPT:
                self._run(f"create temp view {table} as select * from {KEPT}.main.{table} as t where {of_key}")
            else:
                self._run(f"alter view temp.{table} rename to whole_{table}")
                self._run(f"create temp table {table} as select * from whole_{table} as t where {of_key}")
        yield of_key
        for table, home in homes.items():
            self._run(f"drop {'view' if home == KEPT else 'table'} temp.{table}")
            if home != KEPT:
                self._run(f"alter view temp.whole_{table} rename to {table}")
        self._run("drop table temp.renewed_key")

    def _touched(self, table: str, key: tuple[str, ...], read: set[str]) -> list[str]:
        """Select the keys that a change of a table touches: its own, or those of the rows of its submissions."""
        columns = ", ".join(key)
        if self._home(table, key):
            return [f"select {columns} from {change(table)}"]
        if not self._home(table, _SUBMISSION):
            return []
        of_rows = [other for other in sorted(read) if self._home(other, key + _SUBMISSION) == KEPT]
        return [
            f"select {columns} from {KEPT}.main.{o} semi join {change(table)} using (submission_id)" for o in of_rows
        ]

    def _home(self, table: str, key: tuple[str, ...]) -> str:
        """Return the database of a table or view that has those columns; empty where it has not."""
        home, columns = self._found.get(table, ("", set[str]()))
        return home if set(key) <= columns else ""

    def _whole(self, name: str, text: str) -> None:
        self._run(f"create temp table renewed as {text} order by all")
        self._replace(name, "true")

    def _keyed(self, name: str, text: str, key: tuple[str, ...], read: set[str]) -> None:
        with self.only(key, read) as of_key:
            self._run(f"create temp table renewed as {text} order by all")
            self._replace(name, of_key)

    def _replace(self, name: str, which: str) -> None:
        """Put what was renewed in the place of those rows, and keep apart which went and which came."""
        kept = f"{KEPT}.main.{name}"
        self._run(f"create temp table standing as select * from {kept} as t where {which}")
        went, came = (f"(from {a} except all from {b})" for a, b in (("standing", "renewed"), ("renewed", "standing")))
        if self._run(f"create temp table {change(name)} as {went} union all {came}").fetchone() == (0,):
            self._run(f"drop table temp.{change(name)}")
        else:
            self.changed.add(name)
            self._run(f"delete from {kept} as t where {which}")
            self._run(f"insert into {kept} from renewed")
        self._run("drop table temp.standing")
        self._run("drop table temp.renewed")

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(sql)
