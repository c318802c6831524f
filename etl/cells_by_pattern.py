"""Reads the cells of a sheet all at once, where its XML is as plain as spreadsheet programs write it.

The rows are cut at each cell, and every piece must match a pattern from its first to its last character: what is not
understood entirely is left to an XML parser. What stands around the rows is always read by that parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from etl.cells import CELL, Written
from etl.cells_by_events import Reader
from etl.hostile import Refused
from etl.letters import number_of
from etl.xml_events import parser
from etl.xml_text import NotPlainError, plain, undeclared, unescaped

# Pieces of about this many bytes keep a sheet of a million rows small in memory, and share it among workers.
PIECE = 2_000_000
# Pieces of a sheet, and sheets of a workbook, read at once.
WORKERS = 2
# A row's number comes first; another `r` would be no XML.
_ATTRIBUTES = r'(?: (?:s|[A-Za-z][A-Za-z0-9:]+)="[^"<]*")*'
_ROW = rf'<row r="[0-9]{{1,7}}"{_ATTRIBUTES}'
_BLANK_ROWS = rf"(?:{_ROW} ?/>|{_ROW}></row>)*"
_HEAD = rf"^{_BLANK_ROWS}(?:{_ROW}>)?$"
_TAIL = rf"^</row>{_BLANK_ROWS}(?:{_ROW}>)?$"
_OPENED = rf'<row r="([0-9]{{1,7}})"{_ATTRIBUTES}>$'
_NUMBER = r'<row r="[0-9]+'
# Written so that after each character only one way goes on: the engine then needs half the time. So every element
# takes the < of the next one with it, and an attribute takes the blank before it whether or not it is there.
_KIND = r"([a-zA-Z]{1,9})"
_OF_CELL = rf'(?: (?:s="([0-9]{{1,6}})"(?: (?:t="{_KIND}" ?)?)?|t="{_KIND}" ?)?)?'
_SPACE = r'(?: (?:xml:space="preserve")?)?'
_FORMULA = r'(?:f((?: (?:[A-Za-z][A-Za-z0-9:]*="[^"<]*")?)*)(?:/>|>([^<]*)</f>)<)?'
_VALUE = rf"(?:v{_SPACE}(?:/>|>([^<]*)</v>)<)?"
_INLINE = rf"(?:is><t{_SPACE}(?:/>|>([^<]*)</t>)</is><)?"
_BODY = rf"(?:/>|><{_FORMULA}{_VALUE}{_INLINE}/c>)"
_CELL = rf'(?s)^r="([A-Z]{{1,3}})([0-9]{{1,7}})"{_OF_CELL}{_BODY}(</row>.*)?$'
_GROUPS = ("letter", "row", "style", "kind", "kind_alone", "formula_of", "formula", "value", "inline", "tail")


def read(xml: bytes) -> Written:
    """Return the cells of a sheet; NotPlainError where patterns cannot tell all of them."""
    xml = undeclared(xml)
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start:
        raise NotPlainError
    outside, around = xml[:start] + b"<sheetData/>" + xml[end + len(b"</sheetData>") :], Reader()
    plain(outside)
    parser(around).Parse(outside, True)
    if around.tables != 1:
        raise NotPlainError
    with ThreadPoolExecutor(WORKERS) as workers:
        pieces = list(workers.map(_piece, _pieces(xml, start + len(b"<sheetData>"), end)))
    _must_rise(pl.concat([pl.Series([0], dtype=pl.Int64), *(piece.rows for piece in pieces)]))
    frames = [pl.DataFrame(schema=CELL), *(piece.cells for piece in pieces)]
    return Written(pl.concat(frames), sum(piece.walked for piece in pieces), tuple(around.merged))


@dataclass(frozen=True)
class _Piece:
    """The filled cells of some rows, how many cells were walked, and the numbers of all its rows."""

    cells: pl.DataFrame
    walked: int
    rows: pl.Series


def _pieces(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the rows in pieces that end where a row ends."""
    while start < end:
        cut = xml.find(b"<row ", start + PIECE, end)
        stop = end if cut < 0 else cut
        yield xml[start:stop]
        start = stop


def _piece(rows: bytes) -> _Piece:
    pieces = plain(rows).str.split("<c ").explode().alias("piece")
    head, cells = pieces[:1], pieces[1:].to_frame()
    _must(head.str.contains(_HEAD))
    found = cells.select(pl.col("piece").str.extract_groups(_CELL)).unnest("piece")
    found = found.rename(dict(zip(found.columns, _GROUPS, strict=True)))
    _must(found["letter"].is_not_null())
    tails = found["tail"].drop_nulls()
    _must(tails.str.contains(_TAIL))
    numbers = pl.concat([head, tails]).str.extract_all(_NUMBER).explode().drop_nulls().str.slice(len('<row r="'))
    placed = _placed(found, head)
    walked = sum(placed.filter(pl.col("tail").is_not_null())["column"])
    return _Piece(_filled(placed), walked, numbers.cast(pl.Int64))


def _must_rise(rows: pl.Series) -> None:
    fallen = rows.filter((rows.diff() <= 0).fill_null(value=False))
    if len(fallen):
        raise Refused("truncated_file", f"filas · rows {fallen[0]}…")


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
    kind = pl.coalesce("kind", "kind_alone").fill_null("n")
    text = pl.when(kind == "inlineStr").then("inline").otherwise("value").fill_null("")
    filled = placed.with_columns(kind.alias("kind"), text.alias("text"))
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
