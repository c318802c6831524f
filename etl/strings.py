"""Reads the shared strings of a workbook: rich text joined, phonetic guides left out."""

from __future__ import annotations

from typing import Any

import polars as pl

from etl.xml_events import MAIN, parser
from etl.xml_text import NotPlainError, plain, undeclared, unescaped

_OPENED = ("<t>", '<t xml:space="preserve">')
_CLOSED = "</t></si>"
_EMPTY = ("<t/></si>", "<t /></si>")


def shared_strings(xml: bytes) -> pl.Series:
    """Return the strings in their order; an XML error where there are none to be had."""
    try:
        strings = _by_pattern(undeclared(xml))
    except NotPlainError:
        strings = _by_events(xml)
    # As openpyxl does: an underscore that was escaped loses its escape, any other escape stays as written.
    return strings.str.replace_all("x005F_", "", literal=True)


def _by_pattern(xml: bytes) -> pl.Series:
    """Read the strings where all are plain and nothing else is between them."""
    start, end = xml.find(b"<si>"), xml.rfind(b"</sst>")
    if start < 0 or end < start or not xml[:start].rstrip().startswith(b"<sst ") or xml[:start].count(b"<") != 1:
        raise NotPlainError
    _by_events(xml[:start] + xml[end:])
    piece, text = pl.col("piece"), pl.col("text")
    opened = [pl.when(piece.str.starts_with(tag)).then(piece.str.strip_prefix(tag)) for tag in _OPENED]
    empty = pl.when(piece.is_in(_EMPTY)).then(pl.lit(_CLOSED))
    pieces = plain(xml[start + len(b"<si>") : end]).str.split("<si>").explode().alias("piece").to_frame()
    read = pieces.select(pl.coalesce(*opened, empty).alias("text"))
    if not read.select(text.str.ends_with(_CLOSED).fill_null(value=False).all()).item():
        raise NotPlainError
    texts = read.select(text.str.strip_suffix(_CLOSED)).to_series()
    if texts.str.contains("<", literal=True).any():
        raise NotPlainError
    return unescaped(texts)


def _by_events(xml: bytes) -> pl.Series:
    reader = _Strings()
    events = parser(reader)
    events.Parse(xml, True)
    return pl.Series(reader.strings, dtype=pl.String)


class _Strings:
    """Gathers each string; `texts` is None outside of one."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._texts: list[str] | None = None
        self._is_text = False
        self._aside = 0

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        """Hear of an element that begins."""
        self._is_text = name == MAIN + "t" and not self._aside
        if name == MAIN + "si":
            self._texts = []
        elif name == MAIN + "rPh":
            self._aside += 1

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        self._is_text = False
        if name == MAIN + "si":
            self.strings.append("".join(self._texts or ()))
            self._texts = None
        elif name == MAIN + "rPh":
            self._aside -= 1

    def text(self, data: str) -> None:
        """Hear of text."""
        if self._is_text and self._texts is not None:
            self._texts.append(data)
