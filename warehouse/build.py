"""Builds every derived table from the input tables: macros first, then each SELECT after those it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "sql"
ROOMS = ("core", "marts")
COLUMNS = (
    "select table_name, column_name, data_type from duckdb_columns() where not internal"
    " order by table_name, column_index"
)
READS = re.compile(r"\b(?:from|join)\s+(\w+)")
USES = re.compile(r"\b(\w+)\(")


def build(connection: duckdb.DuckDBPyConnection, rooms: tuple[str, ...] = ROOMS) -> None:
    """Create all macros and the tables of those rooms; a cycle or a name used twice raises ValueError."""
    macros(connection)
    texts = selects(rooms)
    for name in in_order(texts):
        connection.execute(f"create table {name} as {texts[name]} order by all")


def selects(rooms: tuple[str, ...] = ROOMS) -> dict[str, str]:
    """Return the SELECT of each table of those rooms; ValueError where a name is used twice."""
    paths = [path for room in rooms for path in sorted((SQL / room).glob("*.sql"))]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    if len(texts) != len(paths):
        raise ValueError("two tables have one name")
    return texts


def in_order(texts: Mapping[str, str], names: re.Pattern[str] = READS) -> list[str]:
    """Return the names of SELECTs so that each comes after those it names; a cycle raises ValueError."""
    named = {name: set(names.findall(text)) & texts.keys() - {name} for name, text in texts.items()}
    return list(TopologicalSorter(named).static_order())


def read_by(text: str) -> set[str]:
    """Return what stands after `from` and `join` in a SELECT."""
    return set(READS.findall(text))


def columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the columns of every table and their DuckDB types, in order."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(COLUMNS).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the formulas, each after those it uses; a cycle raises ValueError."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / "formulas").glob("*.sql"))}
    connection.execute("\n".join(texts[name] for name in in_order(texts, USES)))
