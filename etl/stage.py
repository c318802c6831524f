"""Puts the raw rows of a submission in DuckDB: `staged_<table>` holds each value, or the text that is none."""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl

from etl.layout import Placed
from etl.typed import create_staged
from expectations.contract import Sheet


def stage(connection: duckdb.DuckDBPyConnection, placed: Placed, submission_id: str) -> tuple[int, int]:
    """Create `staged_<table>` and return (rows read, rows ignored): those with nothing typed, or no data."""
    sheet = placed.sheet
    present = [c for c in sheet.columns if c.role != "calculated" and c.name in placed.letters]
    read, kept = 0, list[dict[str, Any]]()
    for number, cells in placed.rows:
        raw = {c.name: cells.get(placed.letters[c.name], "").replace("\u00a0", " ").strip() for c in present}
        if not any(raw.values()):
            continue
        read += 1
        if number in placed.ignored or (sheet.entry and not any(raw.get(name) for name in sheet.entry)):
            continue
        kept.append({"row_number": number} | raw)
    names = {c.name: pl.String for c in sheet.columns if c.role != "calculated"}
    frame = pl.DataFrame(kept, schema={"row_number": pl.Int32} | names)
    create_staged(connection, sheet, frame, submission_id)
    return read, read - len(kept)


def add_years(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Give `stg_<table>` the columns of the years that sheet has, where they are not there yet."""
    for column in sheet.columns:
        if column.year is not None:
            connection.execute(
                f"alter table stg_{sheet.table} add column if not exists {column.name} {column.sql_type}"
            )


def stored_columns(sheet: Sheet) -> str:
    """Return the column definitions of `stg_<table>`: what an accepted row keeps."""
    typed = ", ".join(f"{c.name} {c.sql_type}" for c in sheet.columns if c.role != "calculated")
    return f"submission_id varchar, sheet varchar, row_number integer, {typed}"


def stored_names(sheet: Sheet) -> str:
    """Return the column names of `stg_<table>`, in order."""
    return ", ".join(
        ["submission_id", "sheet", "row_number", *(c.name for c in sheet.columns if c.role != "calculated")]
    )
