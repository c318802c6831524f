"""Rows written twice: a publisher's, alike in every column, are set apart; those that only share a key are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duckdb

from etl.finding import Finding
from etl.layout import Placed, at

_PLACE = ("submission_id", "sheet", "row_number")
# How many rows of one key a finding names.
SHOWN = 5


def set_apart(connection: duckdb.DuckDBPyConnection, placed: Placed) -> int:
    """Move the rows of `staged_<table>` like an earlier one to `repeated_<table>`, and return how many they are.

    Rows are compared as they were read. One without a required part of its key is not known to be about the same.
    """
    sheet = placed.sheet
    staged = f"staged_{sheet.table}"
    said = ", ".join(name for name in connection.table(staged).columns if name not in _PLACE)
    known = " and ".join(f"{name} is not null" for name in sheet.key if sheet.column(name).required) or "true"
    connection.execute(
        f"create or replace table repeated_{sheet.table} as select * from {staged} where {known}"
        f" qualify row_number() over (partition by {said} order by row_number) > 1"
    )
    for table in (staged, f"reading_{sheet.table}"):
        connection.execute(f"delete from {table} where row_number in (select row_number from repeated_{sheet.table})")
    row = connection.execute(f"select count(*) from repeated_{sheet.table}").fetchone()
    return row[0] if row else 0


def told(connection: duckdb.DuckDBPyConnection, placed: Placed) -> Iterator[Finding]:
    """Say once how many rows were set apart, and where the first of them is."""
    if not placed.sheet.repeats:
        return
    row = connection.execute(f"select count(*), min(row_number) from repeated_{placed.sheet.table}").fetchone()
    if row and row[0]:
        letter = placed.letters[placed.sheet.key[0]]
        yield Finding.of("repeated_row", sheet=placed.sheet.name, cell=f"{letter}{row[1]}", found=str(row[0]))


def repeated_key(connection: duckdb.DuckDBPyConnection, placed: Placed, row: int) -> Finding:
    """Say which key a row has, and which rows have it."""
    staged, key = f"staged_{placed.sheet.table}", placed.sheet.key
    same = " and ".join(f"other.{name} is not distinct from one.{name}" for name in key)
    said = ", ".join(f"one.{name}" for name in key)
    found = connection.execute(
        f"select any_value(concat_ws(' · ', {said})), list(other.row_number order by other.row_number)"
        f" from {staged} as one join {staged} as other on {same} where one.row_number = $row",
        {"row": row},
    ).fetchone()
    text, rows = found or ("", [])
    named = ", ".join(map(str, rows[:SHOWN])) + (", …" if len(rows) > SHOWN else "")
    return replace(at(placed, "duplicated_key", row, key[0], named), found=text)
