"""Finds where a sheet's columns are: the header row, and which letter holds which contract column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from etl.apart import assumed, not_covered, ragged, rows_apart
from etl.finding import Finding
from etl.grid import ROW, Grid, Row, as_rows, as_table, in_order
from etl.header import SEARCHED_ROWS, find_header, plain
from etl.letters import number_of
from expectations.contract import Sheet

# How many headers of a row that is not there a finding names.
SHOWN = 4


@dataclass(frozen=True)
class Placed:
    """A sheet of a file laid against its contract: column letters, raw rows, and what was odd about them.

    `ignored` are the rows that are no data: a header again, a total, a note at the foot.
    """

    sheet: Sheet
    header_row: int
    letters: dict[str, str]
    headers: dict[str, str]
    table: pl.DataFrame
    findings: list[Finding] = field(default_factory=list[Finding])
    ignored: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> list[Row]:
        """The raw rows one by one."""
        return as_rows(self.table)

    @cached_property
    def by_number(self) -> dict[int, dict[str, str]]:
        """The rows by their number."""
        return dict(self.rows)

    @property
    def is_complete(self) -> bool:
        """Say whether every column the contract reads is there."""
        return not any(f.severity == "error" and f.row is None for f in self.findings)


def at(
    placed: Placed, rule: str, row: int, name: str | None, expected: str = "", severity: str | None = None
) -> Finding:
    """Make a finding on one cell, with what the sender wrote there."""
    letter = placed.letters.get(name or "")
    cells = placed.by_number.get(row, {})
    more = {"severity": severity} if severity else {}
    return Finding.of(
        rule,
        sheet=placed.sheet.name,
        cell=f"{letter}{row}" if letter else None,
        row=row,
        column=placed.sheet.column(name).header if name else None,
        found=cells.get(letter, "") if letter else "",
        expected=expected,
        **more,
    )


def place(sheet: Sheet, grid: Grid) -> Placed:
    """Lay a grid against a sheet of a contract, and say what under its header is no data or is not covered by it.

    Columns that stand for years become those the header shows, so `Placed.sheet` is the sheet of this file.
    """
    laid = _laid(sheet, grid)
    if not laid.letters:
        return laid
    apart = rows_apart(laid.sheet, laid.letters, laid.headers, laid.table)
    data = laid.table.filter(~pl.col(ROW).is_in(list(apart)))
    findings = [
        *laid.findings,
        *assumed(laid.sheet, grid),
        *not_covered(laid.sheet, laid.headers, data, grid.widths.get(laid.header_row)),
        *ragged(laid.sheet, laid.letters, grid.widths.get(laid.header_row), grid.widths, data),
        *apart.values(),
    ]
    return replace(laid, findings=findings, ignored=frozenset(apart))


def _laid(sheet: Sheet, grid: Grid) -> Placed:
    header_row, cells = find_header(sheet, as_rows(grid.table.head(SEARCHED_ROWS)), grid.merged)
    declared, sheet = sheet, sheet.for_headers(" ".join(text.split()) for text in cells.values())
    wanted = {plain(c.header): c for c in sheet.columns}
    letters: dict[str, str] = {}
    findings: list[Finding] = []
    others: list[Finding] = []
    for letter, text in sorted(cells.items(), key=lambda item: number_of(item[0])):
        column = wanted.get(plain(text))
        where = {"sheet": sheet.name, "cell": f"{letter}{header_row}", "column": text, "found": text}
        if column is None:
            others.append(Finding.of("extra_column", **where))
        elif column.name in letters:
            findings.append(Finding.of("duplicated_header", **where))
        else:
            letters[column.name] = letter
    findings += _not_used(others) if sheet.is_excerpt else others
    missing = [c.header for c in sheet.columns if c.is_read and c.name not in letters]
    # A column for each year, and not one year in the headers.
    missing += [c.header.format(year="…") for c in declared.columns if c.per_year and not sheet.shows(c)]
    if letters:
        findings += [Finding.of("missing_column", sheet=sheet.name, column=h, expected=h) for h in missing]
    elif missing:
        findings.append(Finding.of("header_missing", sheet=sheet.name, expected=", ".join(missing[:SHOWN])))
    found_order = [c.name for c in sheet.columns if c.name in letters]
    if found_order != list(letters):
        findings.append(Finding.of("reordered_columns", sheet=sheet.name, cell=f"A{header_row}"))
    return Placed(sheet, header_row, letters, dict(cells), _body(sheet, grid, header_row, letters.values()), findings)


def _not_used(others: list[Finding]) -> list[Finding]:
    """Tell once, as a note, of the columns a workbook that is not ours has for its own ends."""
    return [
        Finding.of("columns_not_used", sheet=f.sheet, cell=f.cell, column=f.column, found=str(len(others)))
        for f in others[:1]
    ]


def _body(sheet: Sheet, grid: Grid, header_row: int, letters: Iterable[str]) -> pl.DataFrame:
    """Return the rows under the header; a column named only by a merged cell above it may hold no text at all."""
    body = grid.table.filter(pl.col(ROW) > header_row)
    empty = [pl.lit(None, pl.String).alias(letter) for letter in letters if letter not in body.columns]
    body = body.with_columns(empty).select(ROW, *in_order(set(body.columns[1:]).union(letters))) if empty else body
    return body.head(1) if sheet.is_head else body


def absent(sheet: Sheet) -> Placed:
    """Return a sheet the file does not have: an error, but for one that may be left out."""
    if sheet.is_optional:
        return Placed(sheet, 0, {}, {}, as_table(()))
    return Placed(sheet, 0, {}, {}, as_table(()), [Finding.of("missing_sheet", sheet=sheet.name, expected=sheet.name)])


def match(sheet: Sheet, grid: Grid) -> float:
    """Return the share of the contract's readable columns that the grid's header shows (0 to 1)."""
    placed = _laid(sheet, grid)
    readable = [c for c in placed.sheet.columns if c.is_read]
    return len([c for c in readable if c.name in placed.letters]) / len(readable)
