"""Derives again what new rows change, in a version that holds everything else already.

Each SELECT is looked at after those it reads. Where nothing it reads changed, its table stands. Else it is run again and
compared with what is there, so that what comes out the same changes nothing further on. Where its second line says
`-- Renewed by goal_id, period: …`, rows of one key follow from rows of that key alone, wherever what it reads has one:
then only rows of the keys that changed are derived, by the same SELECT over views that show no other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb

from warehouse.build import read_by

_KEY = re.compile(r"^-- Renewed by ([a-z_, ]+):", re.MULTILINE)
_COLUMNS = "select column_name from duckdb_columns() where database_name = current_database() and table_name = $name"


def change(table: str) -> str:
    """Return the name of the temporary table that holds the rows of a table that went or came."""
    return f"change_{table}"


class Renewal:
    """Renews tables of the database in use; `changed` names those that are not as they were."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, changed: set[str]) -> None:
        """Start from input tables whose rows that came are in `change_<table>`."""
        self._connection, self.changed = connection, set(changed)

    def renew(self, texts: Mapping[str, str], order: list[str]) -> None:
        """Renew the tables of those SELECTs, each after those it reads."""
        for name in order:
            read = read_by(texts[name])
            if moved := read & self.changed:
                key = self._key(texts[name], moved)
                (self._keyed(name, texts[name], key, read) if key else self._whole(name, texts[name]))

    def _key(self, text: str, moved: set[str]) -> list[str]:
        """Return the key a SELECT is renewed by, none where something that changed has no such columns."""
        said = _KEY.search(text)
        key = said[1].split(", ") if said else []
        return key if all(self._has(table, key) for table in moved) else []

    def _has(self, table: str, key: list[str]) -> bool:
        columns = self._connection.execute(_COLUMNS, {"name": table}).fetchall()
        return {(column,) for column in key} <= set(columns)

    def _whole(self, name: str, text: str) -> None:
        self._run(f"create temp table renewed as {text} order by all")
        self._run(f"create temp view standing as from {self._kept(name)}")
        if self._differs(name):
            self._run(f"delete from {self._kept(name)}")
            self._run(f"insert into {self._kept(name)} from renewed")
        self._run("drop view temp.standing")
        self._run("drop table temp.renewed")

    def _keyed(self, name: str, text: str, key: list[str], read: set[str]) -> None:
        columns = ", ".join(key)
        keys = " union ".join(f"select {columns} from {change(table)}" for table in sorted(read & self.changed))
        self._run(f"create temp table renewed_key as {keys}")
        of_keys = "exists (from renewed_key as k where {})".format(
            " and ".join(f"k.{column} is not distinct from t.{column}" for column in key)
        )
        shown = [table for table in sorted(read) if self._has(table, key)]
        for table in shown:
            self._run(f"create temp view {table} as select * from {self._kept(table)} as t where {of_keys}")
        self._run(f"create temp table renewed as {text} order by all")
        for table in shown:
            self._run(f"drop view temp.{table}")
        self._run(f"create temp table standing as select * from {self._kept(name)} as t where {of_keys}")
        if self._differs(name):
            self._run(f"delete from {self._kept(name)} as t where {of_keys}")
            self._run(f"insert into {self._kept(name)} from renewed")
        for table in ("standing", "renewed", "renewed_key"):
            self._run(f"drop table temp.{table}")

    def _differs(self, name: str) -> bool:
        """Keep the rows that went or came, and say whether there are any."""
        went, came = (f"(from {a} except all from {b})" for a, b in (("standing", "renewed"), ("renewed", "standing")))
        counted = self._run(f"create temp table {change(name)} as {went} union all {came}").fetchone()
        if counted == (0,):
            self._run(f"drop table temp.{change(name)}")
            return False
        self.changed.add(name)
        return True

    def _kept(self, table: str) -> str:
        """Name a table so that no temporary view of its name comes before it."""
        return f"kept.main.{table}"

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(sql)
