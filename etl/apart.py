"""Tells the rows under a header that are no data, and what of a file its header does not cover, so nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from etl.finding import Finding
from etl.grid import ROW, Grid, as_rows
from etl.header import plain
from etl.letters import letter_of, number_of
from expectations.contract import Sheet

Cells = Mapping[str, str]
_AT = "at_"
_TOTAL = re.compile(r"(sub[ -]?|gran |suma )?total(es)?\b.*")
_NOTE = re.compile(
    r"(fuentes?|notas?|leyenda|elaboraci[oó]n|elaborado( por)?|sources?|notes?|prepared by) ?[:.].*|\(?\*+\)?.*"
)


def rows_apart(sheet: Sheet, letters: Mapping[str, str], headers: Cells, table: pl.DataFrame) -> dict[int, Finding]:
    """Return the rows that are counted as ignored, each with its note: a header again, a total, a note at the foot."""
    by_letter = {letter: plain(headers[letter]) for letter in letters.values()}
    keys = [letters[name] for name in sheet.key if sheet.column(name).required and name in letters]
    says = (c.name for c in sheet.columns if c.kind == "text" or c.name in sheet.key)
    texts = [letters[name] for name in says if name in letters]
    suspects = table.with_row_index(_AT).filter(_may_be_apart(table.columns[1:], by_letter, keys))
    found: dict[int, Finding] = {}
    last_note = -1
    for at, (number, cells) in zip(suspects[_AT], as_rows(suspects.drop(_AT)), strict=True):
        rule, letter = _apart(cells, by_letter, keys, texts)
        if not rule and last_note == at - 1 >= 0 and len(cells) == 1:  # a note that goes on
            rule, letter = "note_row", next(iter(cells))
        last_note = at if rule == "note_row" else last_note
        if rule:
            where = {"sheet": sheet.name, "cell": f"{letter}{number}", "row": number, "column": headers.get(letter)}
            found[number] = Finding.of(rule, **where, found=cells[letter])
    return found


def _may_be_apart(all_letters: Sequence[str], headers: Cells, keys: Sequence[str]) -> pl.Expr:
    """Leave out at once the rows that `_apart` need not look at: nearly all of a long sheet.

    A row of data has more than one cell, its first is no header, and its keys are there and speak of no total.
    """
    first = _plainly(pl.coalesce(*sorted(headers, key=number_of)))
    is_alone = pl.sum_horizontal(pl.col(letter).is_not_null() for letter in all_letters) == 1
    suspect = is_alone | first.is_in([header.lower() for header in headers.values()])
    if not keys:
        return suspect
    filled = pl.sum_horizontal(pl.col(letter).is_not_null() for letter in keys)
    says_total = _plainly(pl.coalesce(*keys)).str.contains("total", literal=True)
    return suspect | (filled == 0) | ((filled == 1) & says_total)


def _plainly(text: pl.Expr) -> pl.Expr:
    """Return text as `plain` does, as far as the letters of Spanish and English go."""
    return text.str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars().fill_null("")


def _apart(cells: Cells, headers: Cells, keys: Sequence[str], texts: Sequence[str]) -> tuple[str, str]:
    """Return the rule a row falls under and the letter that says so; empty texts for a row of data."""
    filled = [at for at in headers if at in cells]
    if len(filled) > 1 and all(plain(cells[at]) == headers[at] for at in filled):
        return "repeated_header", min(filled, key=number_of)
    # A row that says what it is about is data, whatever its texts begin with.
    about = [at for at in keys if at in cells]
    total = next((at for at in texts if at in cells and _TOTAL.fullmatch(plain(cells[at]))), "")
    if total and keys and all(at == total for at in about):
        return "total_row", total
    if len(cells) == 1 and keys:
        (at,) = cells
        if _NOTE.fullmatch(plain(cells[at])) and all(key == at for key in about):
            return "note_row", at
    return "", ""


def not_covered(sheet: Sheet, headers: Cells, table: pl.DataFrame, width: int | None) -> Iterator[Finding]:
    """Point once at each column that has data and no header; what lies past a CSV's header is told row by row."""
    bare = [at for at in table.columns[1:] if at not in headers and (width is None or number_of(at) <= width)]
    firsts = ((table.filter(pl.col(letter).is_not_null()).head(1), letter) for letter in bare)
    first_texts = [(row[ROW][0], number_of(letter), letter, row[letter][0]) for row, letter in firsts if len(row)]
    for number, _, letter, text in sorted(first_texts):
        where = {"sheet": sheet.name, "cell": f"{letter}{number}", "column": letter}
        yield Finding.of("column_without_header", **where, found=text)


def assumed(sheet: Sheet, grid: Grid) -> Iterator[Finding]:
    """Show one text read with an encoding that the file does not prove, so that the sender sees whether it is right."""
    for (row, letter), text in grid.assumed.items():
        yield Finding.of("encoding_assumed", sheet=sheet.name, cell=f"{letter}{row}", found=text[:80])


def ragged(
    sheet: Sheet, letters: Mapping[str, str], width: int | None, widths: Mapping[int, int], table: pl.DataFrame
) -> Iterator[Finding]:
    """Point at the records of a CSV with more fields than its header, or too few to reach the last column read."""
    if width is None:
        return
    needed = max(number_of(letter) for letter in letters.values())
    too_short = pl.col(ROW).is_in([number for number, has in widths.items() if has < needed])
    past = [letter for letter in table.columns[1:] if number_of(letter) > width]
    for number, cells in as_rows(table.filter(_any_text(letters.values()) & (too_short | _any_text(past)))):
        last, has = max(map(number_of, cells)), widths[number]
        rule, letter = ("row_too_long", letter_of(last)) if last > width else ("row_too_short", letter_of(has))
        where = {"sheet": sheet.name, "cell": f"{letter}{number}", "row": number}
        yield Finding.of(rule, **where, found=str(max(last, has)), expected=str(width))


def _any_text(letters: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal(False, *(pl.col(letter).is_not_null() for letter in letters))
