"""Reads the shared strings of a workbook: rich text joined, phonetic guides left out."""

from __future__ import annotations

from typing import Any

import polars as pl

from etl.xml_events import MAIN, parser
from etl.xml_text import NotPlainError, plain, unescaped

_STRING = r'(?s)^<t(?: xml:space="preserve")?(?: ?/>|>([^<]*)</t>)</si>$'


def shared_strings(xml: bytes) -> pl.Series:
    """Return the strings in their order; an XML error where there are none to be had."""
    try:
        strings = _by_pattern(plain(xml))
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
    pieces = pl.Series("x", [xml[start + 4 : end].decode()]).str.split("<si>").explode().to_frame()
    read = pieces.select(
        pl.col("x").str.extract(_STRING).fill_null("").alias("text"), pl.col("x").str.contains(_STRING).alias("is_read")
    )
    if not read["is_read"].all():
        raise NotPlainError
    return unescaped(read["text"])


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
