"""Runs what must be true of staged rows: the source's suite, its code lists, and the rules across tables."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

import duckdb

from etl.across import across, now_views
from etl.finding import Finding
from etl.grid import Grid
from etl.layout import Placed, at
from etl.recognise import Recognised
from etl.repeats import repeated_key, told
from etl.told_once import told_once
from etl.typed import ONCE, Odd, odd_cells
from etl.withheld import set_aside, taken_along, withheld_by
from expectations.contract import Sheet
from expectations.sources import contracts
from warehouse import reference

# What a cell may hold, where no bound or list says it.
EXAMPLES = {"number": "1234.50", "date": "31/12/2025"}
# How many codes of a list a finding names.
SHOWN = 5
# How much of a long text it repeats.
SHOWN_TEXT = 80


def _left_wrong(
    connection: duckdb.DuckDBPyConnection, recognised: Recognised, submission_id: str, findings: Iterable[Finding]
) -> list[Finding]:
    """Return the errors of rows that are right only beside withheld ones: approval will see what is left alone."""
    first, more, gone = list(findings), list[Finding](), set[tuple[str, int]]()
    # of what is taken whole or not at all nothing is left alone
    while not recognised.contract.indivisible and (rows := withheld_by(connection, [*first, *more], recognised) - gone):
        connection.executemany("insert into withheld values (?, ?)", sorted(rows))
        gone |= rows
        known = {(f.rule, f.sheet, f.row) for f in [*first, *more]}
        errors = (f for f in across(connection, submission_id, recognised.contract) if f.severity == "error")
        more += [f for f in errors if (f.rule, f.sheet, f.row) not in known]
    return more


def broken(
    connection: duckdb.DuckDBPyConnection, recognised: Recognised, submission_id: str, sent_on: date
) -> list[Finding]:
    """Return every finding about the staged rows, sent on that day, in the order of the file."""
    connection.execute("create or replace table withheld (sheet varchar, row_number integer)")
    placed = {p.sheet.name: p for p in recognised.sheets}
    findings = [f for p in recognised.sheets for f in _of_sheet(connection, recognised, p)]
    findings += _flags(recognised)
    set_aside(connection, recognised, findings)
    now_views(connection, recognised, sent_on)
    findings += [_located(f, placed) for f in across(connection, submission_id, recognised.contract)]
    findings += [_located(f, placed) for f in _left_wrong(connection, recognised, submission_id, findings)]
    findings += taken_along(connection, recognised, findings)
    return told_once(findings)


def _of_sheet(connection: duckdb.DuckDBPyConnection, recognised: Recognised, placed: Placed) -> Iterator[Finding]:
    yield from _suite(connection, recognised, placed)
    yield from _codes(connection, placed)
    yield from _fractions(connection, placed)
    yield from told(connection, placed)


def _suite(connection: duckdb.DuckDBPyConnection, recognised: Recognised, placed: Placed) -> Iterator[Finding]:
    from expectations.validation import failures

    if placed.table.is_empty():  # an empty sheet breaks nothing, and asking costs a tenth of a second
        return
    suite = importlib.import_module(f"expectations.{recognised.contract.source}.suite").suite
    unread = odd_cells(connection, placed.sheet.table)
    for failure in failures(connection, f"staged_{placed.sheet.table}", suite(placed.sheet)):
        name, row = failure.column, failure.row_number
        if failure.rule == "duplicated_key":
            yield repeated_key(connection, placed, row)
        elif failure.rule == "malformed_code" and name == placed.sheet.period_column:
            yield at(placed, "malformed_period", row, name, recognised.contract.period_example)
        elif failure.rule in ("not_a_number", "not_a_date") and name:
            yield _unread(placed, row, name, unread.pop((row, name), None))
        else:
            yield at(placed, failure.rule, row, name, _expected(placed, failure))
    yield from _read(placed, {place: odd for place, odd in unread.items() if odd.is_read})


def _read(placed: Placed, cells: dict[tuple[int, str], Odd]) -> Iterator[Finding]:
    """Say how cells were read: each by itself, or how many of a column were and the first as an example."""
    alike: dict[tuple[str, str], list[int]] = {}
    for (row, name), odd in cells.items():
        if odd.rule in ONCE:
            alike.setdefault((odd.rule, name), []).append(row)
        else:
            yield at(placed, "read_as", row, name, odd.meant)
    for (rule, name), rows in alike.items():
        first = at(placed, rule, rows[0], name, cells[rows[0], name].meant)
        yield replace(first, row=None, found=str(len(rows)))


def _unread(placed: Placed, row: int, name: str, odd: Odd | None) -> Finding:
    """Say why a cell could not be read; one written as a number should be, and still none, has too many digits."""
    example = EXAMPLES["date" if placed.sheet.column(name).kind == "date" else "number"]
    if odd is None or odd.is_read:
        return at(placed, "number_too_large", row, name, example)
    return at(placed, odd.rule, row, name, odd.meant or example)


def _expected(placed: Placed, failure: object) -> str:
    name = getattr(failure, "column", None)
    if not name:
        return ""
    column = placed.sheet.column(name)
    if column.choices:
        return ", ".join(column.choices)
    bounds = {
        "below_minimum": column.minimum,
        "above_maximum": column.maximum,
        "too_many_decimals": str(column.scale),
    }
    return bounds.get(getattr(failure, "rule", "")) or column.header


def _codes(connection: duckdb.DuckDBPyConnection, placed: Placed) -> Iterator[Finding]:
    """Find codes that are on no list; an unknown place is kept, any other row is withheld."""
    for column in placed.sheet.columns:
        if column.reference is None:
            continue
        rule = "unknown_ubigeo" if column.reference == "territory" else "unknown_code"
        codes = reference.codes(column.reference)
        rows = connection.execute(
            f"select row_number from staged_{placed.sheet.table} where {column.name} not in (select unnest($codes))"
            " order by row_number",
            {"codes": codes},
        ).fetchall()
        for (row,) in rows:
            finding = at(placed, rule, row, column.name)
            yield replace(finding, expected=_near(finding.found, tuple(codes)))


def _fractions(connection: duckdb.DuckDBPyConnection, placed: Placed) -> Iterator[Finding]:
    """Point at the first of the percentages of a column where none is above 1: Excel keeps 45 % as 0.45."""
    for column in placed.sheet.measures:
        by_row = column.unit_column in {c.name for c in placed.sheet.columns}
        if column.unit == "%" or by_row:
            unit = f"{column.unit_column} = '%'" if by_row else "true"
            row = connection.execute(
                f"select min(row_number) from staged_{placed.sheet.table} where {unit} and {column.name} > 0"
                f" having max({column.name}) <= 1"
            ).fetchone()
            if row:
                yield at(placed, "fraction_for_percent", row[0], column.name)


# A list repeats its unknown codes, and one is compared with two thousand.
@lru_cache(maxsize=256)
def _near(found: str, codes: tuple[str, ...]) -> str:
    """Say which codes the sender may have meant: those that look alike, else the first of the list."""
    alike = get_close_matches(found, codes, n=SHOWN) or codes[:SHOWN]
    more = ", …" if len(codes) > len(alike) else ""
    return ", ".join(alike) + more


def _flags(recognised: Recognised) -> Iterator[Finding]:
    """Say where a contract column holds a formula or an Excel error."""
    for placed in recognised.sheets:
        grid = recognised.grids.get(placed.sheet.name, Grid(placed.sheet.name))
        entries = set(placed.sheet.entry) or {c.name for c in placed.sheet.columns if c.is_read}
        names = {letter: name for name, letter in placed.letters.items() if name in entries}
        for kind, flags in (("", grid.formulas), ("cell_error", grid.errors)):
            seen = [(row, letter) for row, letter in flags if letter in names and row > placed.header_row]
            for row, letter in sorted(cell for cell in seen if cell[0] not in placed.ignored):
                yield _flag(placed, kind, flags[row, letter], row, names[letter])


def _flag(placed: Placed, kind: str, result: object, row: int, name: str) -> Finding:
    """Say what a formula or an Excel error is worth; prose that begins with = was only taken for a formula."""
    if kind or result:
        return at(placed, kind or "formula_used", row, name)
    if not placed.sheet.column(name).prose:
        return at(placed, "formula_without_value", row, name)
    finding = at(placed, "formula_as_text", row, name)
    return replace(finding, found=finding.found[:SHOWN_TEXT])


def _located(finding: Finding, placed: dict[str, Placed]) -> Finding:
    """Turn the contract column of a rule's row into the sender's header and cell."""
    sheet = placed.get(finding.sheet or "")
    if sheet is None or finding.row is None or finding.column is None:
        return finding
    # What the sheet has no column for is shown where the row begins.
    letter = sheet.letters.get(finding.column) or next(iter(sheet.letters.values()), None)
    return replace(
        finding,
        column=_header(sheet.sheet, finding.column),
        cell=f"{letter}{finding.row}" if letter else None,
    )


def _header(sheet: Sheet, name: str) -> str:
    """Return the header of a column of the contract, that of a year the file does not have included."""
    declared = next(s for c in contracts().values() for s in c.sheets if s.table == sheet.table)
    return declared.for_names([*(c.name for c in sheet.columns), name]).column(name).header
