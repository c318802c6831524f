"""Compares the grey cells of a returned workbook with those it left us with, and reads them as they were issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from etl.finding import Finding
from etl.layout import Placed

Issued = Mapping[str, Sequence[Mapping[str, str | None]]]


def as_issued(placed: Placed, issued: Issued) -> Placed:
    """Return the sheet with its grey cells as issued; a note of severity alert stands on each that was changed.

    A row is found by its key, so sorting changes nothing; a row we did not issue stays as it was sent.
    """
    sheet = placed.sheet
    given = [c.name for c in sheet.columns if c.role == "given" and c.name in placed.letters]
    if not set(sheet.key) <= set(given):
        return placed
    known = {tuple(_text(row.get(k)) for k in sheet.key): row for row in issued.get(sheet.name, ())}
    rows: list[tuple[int, Mapping[str, str]]] = []
    findings = list(placed.findings)
    for number, cells in placed.rows:
        row = known.get(tuple(_text(cells.get(placed.letters[k])) for k in sheet.key))
        if row is None:
            rows.append((number, cells))
            continue
        kept = dict(cells)
        for name in given:
            letter = placed.letters[name]
            found, expected = _text(cells.get(letter)), _text(row.get(name))
            if not _same(found, expected):
                kept[letter] = expected
                where = {"sheet": sheet.name, "cell": f"{letter}{number}", "row": number}
                column = sheet.column(name).header
                findings.append(Finding.of("given_changed", **where, column=column, found=found, expected=expected))
        rows.append((number, kept))
    return replace(placed, rows=rows, findings=findings)


def _text(value: str | None) -> str:
    return " ".join((value or "").split())


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return Decimal(one.replace(",", "")) == Decimal(other)
    except InvalidOperation:
        return False
