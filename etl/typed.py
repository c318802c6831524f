"""Types raw text in DuckDB: plain text is cast, any other is read by the SQL of `readings/` or named with a rule.

What each cell may say and what it means is the table of `docs/formats.md`; `tests/test_formats.py` holds it to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl

from expectations.contract import Column, Sheet
from warehouse import reference

# Excel keeps binary floats: 0.1 + 0.2 arrives as 0.30000000000000004. Closer than this is the same number.
EXCEL_NOISE = Decimal("0.000001")
# No document of a programme that began in 2014 is outside these; a year mistyped is.
FIRST_YEAR, LAST_YEAR = 1900, 2100
READINGS = Path(__file__).parent / "readings"
READING = "row_number integer, column_name varchar, value varchar, rule varchar, meant varchar"
# What is left of 0.1 + 0.2 - 0.3 in a workbook is nothing; any other exponent hides digits.
_PLAIN = r"[-+]?\d+(\.\d+)?([eE]-(1[3-9]|[2-9]\d|[1-3]\d\d))?"
# So much text has no more than nine digits before or behind the point, or is too near nothing for them to count.
_SHORT, _SHORT_SCALE = 10, 9
_ISO_DAY = r"\d{4}-\d{2}-\d{2}( 00:00(:00)?)?"
# A code of a department, a province or a district, not the whole of what is above it.
_UBIGEO = r"\d\d|(\d\d)?\d\d(0[1-9]|[1-9]\d)"
_LOCAL_DAY = r"\d{1,2}/\d{1,2}/\d{4}"
# How Sí and No are written by programs and in a hurry.
YES_NO = {"Sí": ("true", "verdadero", "yes"), "No": ("false", "falso")}
# The rules that say why a cell has no value.
UNREAD = {
    "not_a_number", "decimal_comma", "ambiguous_comma", "scientific_number", "word_for_blank", "date_for_number",
    "percent_sign", "words_with_number", "number_too_large", "not_a_date", "two_digit_year", "improbable_year",
    "month_before_day", "impossible_day",
}  # fmt: skip
# What is told once a column, because it is so in every cell of it or in none.
ONCE = ("leading_zero", "whole_place")


@dataclass(frozen=True)
class Odd:
    """A cell not written plainly: the rule to tell (none where the contract admits it) and what it means."""

    rule: str
    meant: str

    @property
    def is_read(self) -> bool:
        """Say whether a value was read."""
        return self.rule not in UNREAD


def create_staged(connection: duckdb.DuckDBPyConnection, sheet: Sheet, frame: pl.DataFrame, submission_id: str) -> None:
    """Create `staged_<table>`, typed, from a frame of `row_number` and raw text, and `reading_<table>` beside it.

    A number or date has `<name>_unreadable` with the text that is none, a number `<name>_excess` with the text
    that has too many decimals. `reading_<table>` has a row for each cell not written plainly: its value as plain
    text, the rule to tell (`read_as` where a value was read) and what it means or may mean.
    """
    columns = [c for c in sheet.columns if c.is_read]
    connection.register("raw_cells", frame)
    odd = _read_odd(connection, sheet.table, columns)
    said = ",\n  ".join(_said(c, is_odd=c.name in odd) for c in columns)
    valued = ", ".join(_valued(c) for c in columns)
    typed = ",\n  ".join(part for c in columns for part in _typed(c))
    # Rows come in the order of the sheet, which only a join may change.
    raw = "raw_cells left join r using (row_number) order by row_number" if odd else "raw_cells"
    # In steps, so that no expression stands in another twice: planning a sheet of one row is most of its cost.
    connection.execute(
        f"create or replace table staged_{sheet.table} as\n"
        f"with r as (select row_number, map_from_entries(list((column_name, value))) as odd"
        f" from reading_{sheet.table} group by row_number),\n"
        f"said as (select row_number, {said} from {raw}),\n"
        f"valued as (select row_number, {valued} from said)\n"
        f"select $id as submission_id, $sheet as sheet, row_number,\n  {typed}\nfrom valued",
        {"id": submission_id, "sheet": sheet.name},
    )
    connection.unregister("raw_cells")


def odd_cells(connection: duckdb.DuckDBPyConnection, table: str) -> dict[tuple[int, str], Odd]:
    """Return the cells not written plainly that there is something to tell of, by (row, column), in order."""
    rows = connection.execute(
        f"select row_number, column_name, rule, coalesce(meant, '') from reading_{table} where rule is not null"
        " order by row_number, column_name"
    ).fetchall()
    return {(row, name): Odd(rule, meant) for row, name, rule, meant in rows}


def _read_odd(connection: duckdb.DuckDBPyConnection, table: str, columns: list[Column]) -> set[str]:
    """Create `reading_<table>`: every cell not written plainly, read by the SELECT of its kind; return its columns."""
    for macro in ("tidy_cell", "place_code", "written_code"):
        connection.execute((READINGS / f"{macro}.sql").read_text(encoding="utf-8"))
    connection.execute(f"create or replace temp table reading_{table} ({READING})")
    kinds = {
        "number": [c for c in columns if c.kind in ("decimal", "integer")],
        "day": [c for c in columns if c.kind == "date"],
        "choice": [c for c in columns if _choices(c)],
        "ubigeo": [c for c in columns if c.as_number],
    }
    connection.execute("create or replace temp table listed (column_name varchar, choice varchar, written varchar)")
    if listed := _listed(kinds["choice"]):
        connection.execute("insert into listed select unnest($rows, recursive := true)", {"rows": listed})
    odd = {
        "number": f"not regexp_full_match(text, '{_PLAIN}')",
        "day": f"{_day('text')} is null",
        "choice": "(column_name, text) not in (select (column_name, choice) from listed)",
        "ubigeo": f"not regexp_full_match(text, '{_UBIGEO}')",
    }
    for kind, of_kind in kinds.items():
        if of_kind:
            select = (READINGS / f"{kind}.sql").read_text(encoding="utf-8")
            connection.execute(f"create or replace temp table odd_{kind} as {_cells(of_kind)} and {odd[kind]}")
            connection.execute(f"insert into reading_{table} {select}")
    return {name for (name,) in connection.execute(f"select distinct column_name from reading_{table}").fetchall()}


def _choices(column: Column) -> Sequence[str]:
    """Return what a cell may say: the choices of its column, or the codes of its list; a place is read by itself."""
    is_list = column.reference and column.reference != "territory"
    return column.choices or (reference.codes(column.reference) if is_list and column.reference else ())


def _listed(columns: list[Column]) -> list[dict[str, str]]:
    """Return each spelling of each choice: its own, and for a column of Sí and No those of programs."""
    return [
        {"column_name": column.name, "choice": choice, "written": written}
        for column in columns
        for choice in _choices(column)
        for written in (choice, *(YES_NO[choice] if set(column.choices) == set(YES_NO) else ()))
    ]


def _cells(columns: list[Column]) -> str:
    """Select the filled cells of some columns, one row each, with the unit of their row."""
    names = ", ".join(c.name for c in columns)
    grouped = ", ".join(f"'{c.name}'" for c in columns if c.grouping) or "''"
    fixed = " ".join(f"when '{c.name}' then '{c.unit}'" for c in columns if c.unit)
    # The unit of a goal stands in its indicator, not in the row.
    by_row = {c.unit_column for c in columns if c.unit_column and c.unit_column != "indicator_code"}
    shown = " ".join(f"when '{c.name}' then {c.unit_column}" for c in columns if c.unit_column in by_row and not c.unit)
    unit = f"case column_name {fixed} {shown} end" if fixed or shown else "null"
    kept = ", ".join(["row_number", names, *sorted(by_row - {c.name for c in columns})])
    return (
        f"select row_number, column_name, text, column_name in ({grouped}) as is_grouped,"
        f" cast({unit} as varchar) as unit"
        f" from (unpivot (select {kept} from raw_cells) on {names} into name column_name value text) where text <> ''"
    )


def _day(text: str) -> str:
    """Return the SQL of a date written plainly, 2025-09-30 or 30/09/2025; null otherwise."""
    # DuckDB's own reading would also take 'infinity', 'epoch' and years before Christ.
    iso = f"when regexp_full_match({text}, '{_ISO_DAY}') then try_cast(left({text}, 10) as date)"
    local = f"when regexp_full_match({text}, '{_LOCAL_DAY}') then cast(try_strptime({text}, '%d/%m/%Y') as date)"
    value = f"case {iso} {local} end"
    return f"case when year({value}) between {FIRST_YEAR} and {LAST_YEAR} then {value} end"


def _said(column: Column, *, is_odd: bool) -> str:
    """Select what a cell says plainly, by itself or as it was read, and for a value its own text as `<name>_raw`."""
    name, raw = column.name, f"nullif({column.name}, '')"
    if column.kind == "text" and not _choices(column) and not column.as_number:
        return f"written_code({raw}) as {name}" if column.as_code else f"{raw} as {name}"
    # A look into the map costs as much as the cast after it: only where a cell of the column is odd.
    read = f"case when map_contains(odd, '{name}') then odd['{name}'] else {raw} end" if is_odd else raw
    return f"{read} as {name}" if column.kind == "text" else f"{read} as {name}, {raw} as {name}_raw"


def _valued(column: Column) -> str:
    """Select the value of a cell: a date, or a number with all the decimals it may have."""
    name = column.name
    if column.kind == "text":
        return name
    if column.kind == "date":
        return f"{_day(name)} as {name}, {name}_raw"
    full = f"decimal(38, {max(12, column.scale + 2)})"
    exact = f"try_cast({name} as {full}) as {name}_exact"
    value, lost = f"try_cast({name}_exact as {column.sql_type})", f"abs({name}_exact - {name}_value)"
    if column.scale > _SHORT_SCALE:
        return f"{exact}, {value} as {name}_value, {lost} as {name}_lost, {name}_raw"
    # DuckDB reads and rounds decimals of 64 bits ten to a hundred times as fast as those of 128.
    short = f"case when length({name}) <= {_SHORT} then try_cast({name} as decimal(18, {_SHORT_SCALE})) end"
    rounded = f"cast({name}_short as decimal(18, {column.scale}))"
    return (
        f"{short} as {name}_short, case when {name}_short is null then try_cast({name} as {full}) end as {name}_exact,"
        f" coalesce(cast({rounded} as {column.sql_type}), {value}) as {name}_value,"
        f" coalesce(abs({name}_short - {rounded}), {lost}) as {name}_lost, {name}_raw"
    )


def _typed(column: Column) -> list[str]:
    name = column.name
    if column.kind == "text":
        return [name]
    if column.kind == "date":
        return [name, f"case when {name} is null then {name}_raw end as {name}_unreadable"]
    noise = min(EXCEL_NOISE, Decimal(1).scaleb(-column.scale - 1))
    excess = "false" if column.rounded else f"{name}_lost > {noise:f}"
    return [
        f"case when not ({excess}) then {name}_value end as {name}",
        f"case when {name}_value is null then {name}_raw end as {name}_unreadable",
        f"case when {excess} then {name}_raw end as {name}_excess",
    ]
