"""Finds where a sheet's columns are: the header row, and which letter holds which contract column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from etl.finding import Finding
from etl.grid import ROW, Row, as_rows, as_table
from etl.letters import number_of
from expectations.contract import Sheet

SEARCHED_ROWS = 20


@dataclass(frozen=True)
class Placed:
    """A sheet of a file laid against its contract: column letters, raw rows, and what was odd about the headers."""

    sheet: Sheet
    header_row: int
    letters: dict[str, str]
    headers: dict[str, str]
    table: pl.DataFrame
    findings: list[Finding] = field(default_factory=list[Finding])

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
        return not any(f.severity == "error" for f in self.findings)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def place(sheet: Sheet, table: pl.DataFrame) -> Placed:
    """Lay a table of letters against a sheet of a contract; the header is the fullest match among the first rows.

    Columns that stand for years become those the header shows, so `Placed.sheet` is the sheet of this file.
    """
    header_row, cells = _header(sheet, as_rows(table.head(SEARCHED_ROWS)))
    declared, sheet = sheet, sheet.for_headers(" ".join(text.split()) for text in cells.values())
    wanted = {_plain(c.header): c for c in sheet.columns}
    letters: dict[str, str] = {}
    findings: list[Finding] = []
    for letter, text in sorted(cells.items(), key=lambda item: number_of(item[0])):
        column = wanted.get(_plain(text))
        where = {"sheet": sheet.name, "cell": f"{letter}{header_row}", "column": text, "found": text}
        if column is None:
            findings.append(Finding.of("extra_column", **where))
        elif column.name in letters:
            findings.append(Finding.of("duplicated_header", **where))
        else:
            letters[column.name] = letter
    missing = [c.header for c in sheet.columns if c.role != "calculated" and c.name not in letters]
    # A column for each year, and not one year in the headers.
    missing += [c.header.format(year="…") for c in declared.columns if c.per_year and not sheet.shows(c)]
    findings += [Finding.of("missing_column", sheet=sheet.name, column=h, expected=h) for h in missing]
    found_order = [c.name for c in sheet.columns if c.name in letters]
    if found_order != list(letters):
        findings.append(Finding.of("reordered_columns", sheet=sheet.name, cell=f"A{header_row}"))
    body = table.filter(pl.col(ROW) > header_row)
    body = body.head(1) if sheet.is_head else body
    return Placed(sheet, header_row, letters, dict(cells), body, findings)


def absent(sheet: Sheet) -> Placed:
    """Return a sheet the file does not have: an error, but for one that may be left out."""
    if sheet.is_optional:
        return Placed(sheet, 0, {}, {}, as_table(()))
    return Placed(sheet, 0, {}, {}, as_table(()), [Finding.of("missing_sheet", sheet=sheet.name, expected=sheet.name)])


def _header(sheet: Sheet, rows: list[Row]) -> tuple[int, Mapping[str, str]]:
    best: tuple[int, int, Mapping[str, str]] = (0, 0, {})
    for number, cells in rows:
        texts = [" ".join(text.split()) for text in cells.values()]
        shown = sheet.for_headers(texts)
        hits = len({_plain(text) for text in texts} & {_plain(c.header) for c in shown.columns})
        if hits > best[0]:
            best = (hits, number, cells)
    return best[1], best[2]


def match(sheet: Sheet, table: pl.DataFrame) -> float:
    """Return the share of the contract's readable columns that the rows' header shows (0 to 1)."""
    placed = place(sheet, table)
    readable = [c for c in placed.sheet.columns if c.role != "calculated"]
    return len([c for c in readable if c.name in placed.letters]) / len(readable)
