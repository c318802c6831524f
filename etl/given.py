"""Compares the grey cells of a returned workbook with those it left us with, and reads them as they were issued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import polars as pl

from etl.finding import Finding
from etl.grid import ROW
from etl.layout import Placed

Issued = Mapping[str, Sequence[Mapping[str, str | None]]]
_KEY, _FOUND, _EXPECTED = "key_", "found_", "expected_"
_DECIMAL = re.compile(r"-?\d+\.\d+")


def as_issued(placed: Placed, issued: Sequence[Mapping[str, str | None]]) -> Placed:
    """Return the sheet with its grey cells as issued; a note of severity alert stands on each that was changed.

    A row is found by its key, so sorting changes nothing; a row we did not issue stays as it was sent. Where all else
    that is grey in a row is another key's, its key was changed: an error, for nobody knows which of them is meant.
    """
    sheet = placed.sheet
    given = [c.name for c in sheet.columns if c.role == "given" and c.name in placed.letters]
    if not set(sheet.key) <= set(given) or not issued:
        return placed
    sent = placed.table.with_columns(_text(placed.letters[k]).alias(_KEY + k) for k in sheet.key)
    table = sent.join(_known(sheet.key, given, issued), on=[_KEY + k for k in sheet.key], how="left")
    table = table.sort(ROW)
    findings: list[Finding] = []
    for name in given:
        letter = placed.letters[name]
        changed = _changed(table, letter, name)
        if changed.is_empty():
            continue
        expected = pl.col(_EXPECTED + name)
        table = table.with_columns(
            pl.when(pl.col(ROW).is_in(changed[ROW].implode())).then(expected).otherwise(letter).alias(letter)
        )
        for row, found, meant in changed.iter_rows():
            where = {"sheet": sheet.name, "cell": f"{letter}{row}", "row": row, "column": sheet.column(name).header}
            findings.append(Finding.of("given_changed", **where, found=found, expected=meant))
    moved = {f.row: f for f in _moved(placed, given, {f.row for f in findings}, issued)}
    findings = [*moved.values(), *(f for f in findings if f.row not in moved)]
    findings.sort(key=lambda finding: finding.row or 0)
    return replace(placed, table=table.select(placed.table.columns), findings=[*placed.findings, *findings])


def _moved(
    placed: Placed, given: Sequence[str], rows: set[int | None], issued: Sequence[Mapping[str, str | None]]
) -> Iterator[Finding]:
    """Yield an error for each of those rows whose grey cells, but for its key, are those of one other as issued."""
    if not rows:
        return
    rest = [name for name in given if name not in placed.sheet.key]
    first = placed.sheet.key[0]
    owners: dict[tuple[str, ...], list[str]] = {}
    for row in issued:
        owners.setdefault(tuple(_tidy(row.get(name)) for name in rest), []).append(_plain(row.get(first)))
    letters = [placed.letters[name] for name in rest]
    sent = placed.table.filter(pl.col(ROW).is_in(list(rows)))
    for number, key, *texts in sent.select(ROW, _text(placed.letters[first]), *letters).iter_rows():
        found = owners.get(tuple(_tidy(text) for text in texts), [])
        if len(rest) > 1 and len(found) == 1 and key and found != [key]:
            where = {"cell": f"{placed.letters[first]}{number}", "column": placed.sheet.column(first).header}
            yield Finding.of("key_moved", sheet=placed.sheet.name, row=number, **where, found=key, expected=found[0])


def _plain(text: str | None) -> str:
    """Blanks of any kind and number count as one."""
    return " ".join((text or "").split())


def _tidy(text: str | None) -> str:
    """Of a number the decimals do not count either: 25.0000 is 25; a code like 22234785e242 is no number."""
    said = _plain(text)
    return f"{Decimal(said):f}".rstrip("0").rstrip(".") if _DECIMAL.fullmatch(said) else said


def _known(key: Sequence[str], given: Sequence[str], rows: Sequence[Mapping[str, str | None]]) -> pl.DataFrame:
    """Return the issued rows, one a key, with what each grey cell said."""
    issued = pl.from_dicts(rows, schema=dict.fromkeys(given, pl.String))
    expected = [pl.col(name).fill_null("").alias(_EXPECTED + name) for name in given]
    known = issued.select(*(_text(k).alias(_KEY + k) for k in key), *expected)
    return known.unique([_KEY + k for k in key], keep="last")


def _changed(table: pl.DataFrame, letter: str, name: str) -> pl.DataFrame:
    """Return row number, found and expected text of the cells that are not as issued."""
    texts = table.select(ROW, pl.col(letter).fill_null("").alias(_FOUND), pl.col(_EXPECTED + name))
    differ = pl.col(_FOUND) != pl.col(_EXPECTED + name)
    # Tidied only where they differ as they stand, which few do.
    texts = texts.filter(differ).with_columns(_text(_FOUND), _text(_EXPECTED + name)).filter(differ)
    pairs = texts.select(_FOUND, _EXPECTED + name).unique()
    changed = pairs.filter(pl.Series([not _same(*pair) for pair in pairs.iter_rows()], dtype=pl.Boolean))
    return texts.join(changed, on=[_FOUND, _EXPECTED + name], how="semi").sort(ROW)


def _text(name: str) -> pl.Expr:
    """Blanks of any kind and number count as one, as nobody sees the difference."""
    return pl.col(name).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars()


def _same(found: str, expected: str) -> bool:
    try:
        return Decimal(found.replace(",", "")) == Decimal(expected)
    except InvalidOperation:
        return False
