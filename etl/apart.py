"""Tells the rows under a header that are no data, and what of a file its header does not cover, so nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.finding import Finding
from etl.grid import Grid
from etl.header import plain
from etl.letters import letter_of, number_of
from expectations.contract import Sheet

Cells = Mapping[str, str]
Rows = Sequence[tuple[int, Cells]]
_TOTAL = re.compile(r"(sub[ -]?|gran |suma )?total(es)?\b.*")
_NOTE = re.compile(
    r"(fuentes?|notas?|leyenda|elaboraci[oó]n|elaborado( por)?|sources?|notes?|prepared by) ?[:.].*|\(?\*+\)?.*"
)


def rows_apart(sheet: Sheet, letters: Mapping[str, str], headers: Cells, rows: Rows) -> dict[int, Finding]:
    """Return the rows that are counted as ignored, each with its note: a header again, a total, a note at the foot."""
    by_letter = {letter: plain(headers[letter]) for letter in letters.values()}
    keys = [letters[name] for name in sheet.key if sheet.column(name).required and name in letters]
    texts = [letters[c.name] for c in sheet.columns if c.name in letters and c.kind == "text"]
    found: dict[int, Finding] = {}
    is_note = False
    for number, cells in rows:
        rule, letter = _apart(cells, by_letter, keys, texts)
        if not rule and is_note and len(cells) == 1:  # a note that goes on
            rule, letter = "note_row", next(iter(cells))
        is_note = rule == "note_row"
        if rule:
            where = {"sheet": sheet.name, "cell": f"{letter}{number}", "row": number, "column": headers.get(letter)}
            found[number] = Finding.of(rule, **where, found=cells[letter])
    return found


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


def not_covered(sheet: Sheet, headers: Cells, rows: Rows, width: int | None) -> Iterator[Finding]:
    """Point once at each column that has data and no header; what lies past a CSV's header is told row by row."""
    seen = set(headers)
    for number, cells in rows:
        for letter in sorted(cells.keys() - seen, key=number_of):
            seen.add(letter)
            if width is None or number_of(letter) <= width:
                where = {"sheet": sheet.name, "cell": f"{letter}{number}", "column": letter}
                yield Finding.of("column_without_header", **where, found=cells[letter])


def assumed(sheet: Sheet, grid: Grid) -> Iterator[Finding]:
    """Show one text read with an encoding that the file does not prove, so that the sender sees whether it is right."""
    for (row, letter), text in grid.assumed.items():
        yield Finding.of("encoding_assumed", sheet=sheet.name, cell=f"{letter}{row}", found=text[:80])


def ragged(
    sheet: Sheet, letters: Mapping[str, str], width: int | None, widths: Mapping[int, int], rows: Rows
) -> Iterator[Finding]:
    """Point at the records of a CSV with more fields than its header, or too few to reach the last column read."""
    if width is None:
        return
    needed = max(number_of(letter) for letter in letters.values())
    for number, cells in rows:
        if not any(letter in cells for letter in letters.values()):
            continue
        last, has = max(map(number_of, cells)), widths[number]
        if last > width or has < needed:
            rule, letter = ("row_too_long", letter_of(last)) if last > width else ("row_too_short", letter_of(has))
            where = {"sheet": sheet.name, "cell": f"{letter}{number}", "row": number}
            yield Finding.of(rule, **where, found=str(max(last, has)), expected=str(width))
