"""Types the raw rows of a submission in DuckDB: `staged_<table>` holds each value, or the text that is none."""

from __future__ import annotations

import duckdb
import polars as pl

from etl.grid import ROW
from etl.layout import Placed
from expectations.contract import Column, Sheet

# Excel keeps binary floats: 0.1 + 0.2 arrives as 0.30000000000000004. Closer than this is the same number.
EXCEL_NOISE = "0.000001"
# No document of a programme that began in 2014 is outside these; a year mistyped is.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_ISO_DAY = r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$"
_LOCAL_DAY = r"^\d{1,2}/\d{1,2}/\d{4}$"
_PLAIN = r"^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$"
_GROUPED = r"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$"


def stage(connection: duckdb.DuckDBPyConnection, placed: Placed, submission_id: str) -> tuple[int, int]:
    """Create `staged_<table>` and return (rows read, rows ignored); a row with nothing typed was omitted."""
    sheet = placed.sheet
    present = [
        c for c in sheet.columns if c.role != "calculated" and placed.letters.get(c.name) in placed.table.columns
    ]
    texts = placed.table.select(ROW, *(_text(placed.letters[c.name]).alias(c.name) for c in present))
    read = texts.filter(_any_filled([c.name for c in present]))
    kept = read.filter(_any_filled([c.name for c in present if c.name in sheet.entry])) if sheet.entry else read
    absent = [c.name for c in sheet.columns if c.role != "calculated" and c not in present]
    _frame = kept.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)  # DuckDB reads it by its name
    columns = ",\n  ".join(part for c in sheet.columns if c.role != "calculated" for part in _typed(c))
    connection.execute(
        f"create or replace table staged_{sheet.table} as select $id as submission_id, $sheet as sheet, row_number,\n"
        f"  {columns}\nfrom _frame order by row_number",
        {"id": submission_id, "sheet": sheet.name},
    )
    return len(read), len(read) - len(kept)


def _text(letter: str) -> pl.Expr:
    """A hard blank is a blank; a cell without text is empty."""
    return pl.col(letter).str.replace_all("\u00a0", " ", literal=True).str.strip_chars().fill_null("")


def _any_filled(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(False, *(pl.col(name) != "" for name in names))


def _typed(column: Column) -> list[str]:
    name, text = column.name, f"nullif({column.name}, '')"
    if column.kind == "text":
        return [f"{text} as {name}"]
    if column.kind == "date":
        # DuckDB's own reading would also take 'infinity', 'epoch' and years before Christ.
        iso = f"when regexp_matches({text}, '{_ISO_DAY}') then try_cast(left({text}, 10) as date)"
        local = f"when regexp_matches({text}, '{_LOCAL_DAY}') then cast(try_strptime({text}, '%d/%m/%Y') as date)"
        value = f"case {iso} {local} end"
        value = f"case when year({value}) between {FIRST_YEAR} and {LAST_YEAR} then {value} end"
        return [f"{value} as {name}", f"case when {value} is null then {text} end as {name}_unreadable"]
    if column.grouping:
        text = f"case when regexp_matches({text}, '{_GROUPED}') then replace({text}, ',', '') else {text} end"
    exact = f"case when regexp_matches({text}, '{_PLAIN}') then try_cast({text} as decimal(38, 12)) end"
    value = f"try_cast({exact} as {column.sql_type})"
    excess = f"abs({exact} - {value}) > {EXCEL_NOISE}"
    return [
        f"case when not ({excess}) then {value} end as {name}",
        f"case when {value} is null then {text} end as {name}_unreadable",
        f"case when {excess} then {text} end as {name}_excess",
    ]


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
