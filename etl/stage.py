"""Puts the raw rows of a submission in DuckDB: `staged_<table>` holds each value, or the text that is none."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import polars as pl

from etl.grid import ROW
from etl.layout import Placed
from etl.repeats import set_apart
from etl.typed import create_staged
from expectations.contract import Sheet


def stage(connection: duckdb.DuckDBPyConnection, placed: Placed, submission_id: str) -> tuple[int, int]:
    """Create `staged_<table>` and return (rows read, rows ignored): with nothing typed, no data, or said already."""
    sheet = placed.sheet
    read, kept = _read(placed)
    absent = [pl.lit(None, pl.String).alias(c.name) for c in sheet.columns if c.is_read and c.name not in kept.columns]
    create_staged(connection, sheet, kept.with_columns(absent), submission_id)
    repeated = set_apart(connection, placed) if sheet.repeats else 0
    return len(read), len(read) - len(kept) + repeated


def counted(placed: Placed) -> tuple[int, int]:
    """Return (rows read, rows ignored) of a sheet that is not staged; without a header nobody knows what is typed."""
    read, kept = _read(placed) if placed.letters else (placed.table, placed.table)
    return len(read), len(read) - len(kept)


def _read(placed: Placed) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that say something, by the names of their columns, and those of them that are data."""
    sheet = placed.sheet
    names = [c.name for c in sheet.columns if c.is_read]
    present = [name for name in names if placed.letters.get(name) in placed.table.columns]
    read = placed.table.select(ROW, *(_text(placed.letters[name]).alias(name) for name in present))
    read = read.filter(_any_filled(present))
    kept = read.filter(_any_filled(name for name in present if name in sheet.entry)) if sheet.entry else read
    return read, kept.filter(~pl.col(ROW).is_in(list(placed.ignored)))


def _text(letter: str) -> pl.Expr:
    """A hard blank is a blank; a cell without text is empty."""
    return pl.col(letter).str.replace_all("\u00a0", " ", literal=True).str.strip_chars().fill_null("")


def _any_filled(names: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal(False, *(pl.col(name) != "" for name in names))


def add_years(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Give `stg_<table>` the columns of the years that sheet has, where they are not there yet."""
    for column in sheet.columns:
        if column.year is not None:
            connection.execute(
                f"alter table stg_{sheet.table} add column if not exists {column.name} {column.sql_type}"
            )


def stored_columns(sheet: Sheet) -> str:
    """Return the column definitions of `stg_<table>`: what an accepted row keeps."""
    typed = ", ".join(f"{c.name} {c.sql_type}" for c in sheet.columns if c.is_read)
    return f"submission_id varchar, sheet varchar, row_number integer, {typed}"


def stored_names(sheet: Sheet) -> str:
    """Return the column names of `stg_<table>`, in order."""
    return ", ".join(["submission_id", "sheet", "row_number", *(c.name for c in sheet.columns if c.is_read)])
