"""Finds the header of a sheet among its first rows, in one row or in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from etl.letters import letter_of, number_of
from expectations.contract import Sheet

SEARCHED_ROWS = 20
Cells = Mapping[str, str]
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def plain(text: str) -> str:
    """Return a header as it is compared: without case, without the spaces and line breaks that make it fit."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def find_header(sheet: Sheet, rows: Sequence[tuple[int, Cells]], merged: Sequence[str] = ()) -> tuple[int, Cells]:
    """Return the row below which the data begin and the header of each letter: the fullest match of the first rows.

    Where columns are named in two rows, one above the other, a header is the one that is the contract's: the lower
    text, both together ("Año" over "2025"), or the upper; a text merged over several columns stands over each.
    """
    best: tuple[int, int, Cells] = (0, 0, {})
    for number, cells in _candidates(sheet, rows[:SEARCHED_ROWS], merged):
        hits = len({plain(text) for text in cells.values()} & _known(sheet, cells.values()))
        if hits > best[0]:
            best = (hits, number, cells)
    return best[1], best[2]


def _candidates(sheet: Sheet, rows: Sequence[tuple[int, Cells]], merged: Sequence[str]) -> Iterator[tuple[int, Cells]]:
    yield from rows
    for (above, upper), (number, lower) in pairwise(rows):
        if number == above + 1:
            yield number, _stacked(sheet, _spread(above, upper, merged), lower)


def _known(sheet: Sheet, texts: Iterable[str]) -> set[str]:
    shown = sheet.for_headers(" ".join(text.split()) for text in texts)
    return {plain(column.header) for column in shown.columns}


def _stacked(sheet: Sheet, upper: Cells, lower: Cells) -> Cells:
    """Join two rows of headers; an upper text that is no column's, such as a title, is left out."""
    letters = sorted({*upper, *lower}, key=number_of)
    options = {
        at: [text for text in (lower.get(at), f"{upper.get(at, '')} {lower.get(at, '')}", upper.get(at)) if text]
        for at in letters
    }
    known = _known(sheet, [text for texts in options.values() for text in texts])
    chosen = {at: next((t for t in texts if plain(t) in known), lower.get(at)) for at, texts in options.items()}
    return {at: text for at, text in chosen.items() if text}


def _spread(row: int, cells: Cells, merged: Sequence[str]) -> Cells:
    """Repeat the text of a merged range over the columns it covers."""
    spread = dict(cells)
    for found in filter(None, map(_RANGE.fullmatch, merged)):
        first, last = number_of(found[1]), number_of(found[3])
        if int(found[2]) <= row <= int(found[4]) and found[1] in cells:
            spread |= {letter_of(n): cells[found[1]] for n in range(first, last + 1)}
    return spread
