"""Reads the cells of a sheet all at once, where its XML is as plain as spreadsheet programs write it.

The rows are cut at each cell, and every piece must match a pattern from its first to its last character: what is not
understood entirely is left to an XML parser. What stands around the rows is always read by that parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from etl.cells import CELL, Written
from etl.cells_by_events import Reader
from etl.hostile import Refused
from etl.letters import number_of
from etl.xml_events import parser
from etl.xml_text import NotPlainError, plain, unescaped

# Pieces of about this many bytes keep a sheet of a million rows small in memory.
PIECE = 4_000_000
# A row's number comes first; another `r` would be no XML.
_ATTRIBUTES = r'(?: (?:s|[A-Za-z][A-Za-z0-9:]+)="[^"<]*")*'
_ROW = rf'<row r="[0-9]{{1,7}}"{_ATTRIBUTES}'
_BLANK_ROWS = rf"(?:{_ROW} ?/>|{_ROW}></row>)*"
_HEAD = rf"^{_BLANK_ROWS}(?:{_ROW}>)?$"
_TAIL = rf"^</row>{_BLANK_ROWS}(?:{_ROW}>)?$"
_OPENED = rf'<row r="([0-9]{{1,7}})"{_ATTRIBUTES}>$'
_NUMBER = re.compile(r'<row r="([0-9]+)"')
_FORMULA = r'(?:<f((?: [A-Za-z][A-Za-z0-9:]*="[^"<]*")*)(?: ?/>|>([^<]*)</f>))?'
_VALUE = r'(?:<v(?: xml:space="preserve")?>([^<]*)</v>|<v ?/>)?'
_INLINE = r'(?:<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?'
_CELL = (
    r'(?s)^r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]{1,9})")?'
    rf"(?: ?/>|>{_FORMULA}{_VALUE}{_INLINE}</c>)(</row>.*)?$"
)
_GROUPS = ("letter", "row", "style", "kind", "formula_of", "formula", "value", "inline", "tail")


def read(xml: bytes) -> Written:
    """Return the cells of a sheet; NotPlainError where patterns cannot tell all of them."""
    xml = plain(xml)
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start:
        raise NotPlainError
    around = Reader()
    parser(around).Parse(xml[:start] + b"<sheetData/>" + xml[end + len(b"</sheetData>") :], True)
    if around.tables != 1:
        raise NotPlainError
    frames, walked, last = [pl.DataFrame(schema=CELL)], 0, 0
    for piece in _pieces(xml, start + len(b"<sheetData>"), end):
        frame, wide, last = _piece(piece, last)
        frames.append(frame)
        walked += wide
    return Written(pl.concat(frames), walked, tuple(around.merged))


def _pieces(xml: bytes, start: int, end: int) -> Iterator[str]:
    """Yield the rows in pieces that end where a row ends."""
    while start < end:
        cut = xml.find(b"<row ", start + PIECE, end)
        stop = end if cut < 0 else cut
        yield xml[start:stop].decode()
        start = stop


def _piece(rows: str, last: int) -> tuple[pl.DataFrame, int, int]:
    """Return the filled cells of some rows, how many were walked, and the number of the last row."""
    pieces = pl.Series("piece", [rows]).str.split("<c ").explode()
    head, cells = pieces[:1], pieces[1:].to_frame()
    _must(head.str.contains(_HEAD))
    found = cells.select(pl.col("piece").str.extract_groups(_CELL)).unnest("piece")
    found = found.rename(dict(zip(found.columns, _GROUPS, strict=True)))
    _must(found["letter"].is_not_null())
    tails = found["tail"].drop_nulls()
    _must(tails.str.contains(_TAIL))
    numbers = [int(number) for number in _NUMBER.findall(head[0] + "".join(tails))]
    if any(later <= earlier for earlier, later in pairwise((last, *numbers))):
        raise Refused("truncated_file", f"filas · rows {last}…")
    placed = _placed(found, head)
    walked = sum(placed.filter(pl.col("tail").is_not_null())["column"])
    return _filled(placed), walked, max(numbers, default=last)


def _must(holds: pl.Series) -> None:
    if not holds.all():
        raise NotPlainError


def _placed(found: pl.DataFrame, head: pl.Series) -> pl.DataFrame:
    """Return the cells with row and column as numbers; every cell must be where it says, and after the one before."""
    letters = found["letter"].unique().to_list()
    opened = pl.concat([head, found["tail"]]).str.extract(_OPENED).cast(pl.Int32)
    # The last tail closes the last row, so what it opens is nothing; every other tail opens the row that follows.
    if opened[-1] is not None or (len(found) and found["tail"][-1] is None):
        raise NotPlainError
    placed = found.with_columns(
        pl.col("row").cast(pl.Int32),
        pl.col("letter")
        .replace_strict(letters, [number_of(x) for x in letters], return_dtype=pl.Int32)
        .alias("column"),
        opened[:-1].alias("opened"),
    )
    is_new = pl.col("opened").is_not_null()
    has_ended = pl.col("tail").is_not_null().shift(1, fill_value=True)
    follows = is_new | (pl.col("column") > pl.col("column").shift(1))
    in_its_row = pl.col("row") == pl.col("opened").forward_fill()
    _must(placed.select((is_new == has_ended) & follows & in_its_row).to_series())
    return placed


def _filled(placed: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that have a value or a formula, as any reader gives them."""
    is_inline = pl.col("kind") == "inlineStr"
    text = pl.when(is_inline).then("inline").otherwise("value").fill_null("")
    filled = placed.with_columns(pl.col("kind").fill_null("n")).with_columns(text.alias("text"))
    filled = filled.filter((pl.col("text") != "") | pl.col("formula_of").is_not_null())
    written = filled.select(
        "row",
        "letter",
        pl.col("style").fill_null("0").cast(pl.Int32),
        "kind",
        "text",
        pl.when(pl.col("formula_of").is_not_null()).then(pl.col("formula").fill_null("")).alias("formula"),
        pl.col("formula_of").str.extract(r' t="([a-zA-Z]+)"').alias("formula_kind"),
        pl.col("formula_of").str.extract(r' si="([0-9]+)"').alias("formula_index"),
    )
    return written.with_columns(unescaped(written["text"]), unescaped(written["formula"]))
