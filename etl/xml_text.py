"""When XML is plain enough to be read by patterns, and how its texts are unescaped."""

from __future__ import annotations

import re

import polars as pl

# What XML forbids, or lets mean something else than it says: an XML parser decides on files that have any of it.
_CONTROLS = bytes([*range(9), 11, 12, 13, *range(14, 32)])
_UNUSUAL = (b"&#", b"]]>", b"<!", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_REFERENCE = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;)")
_DECLARATION = re.compile(rb"\s*<\?xml [^?>]*\?>")
_UTF8 = re.compile(rb"""encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


class NotPlainError(Exception):
    """The XML is not of the plain kind that a pattern can read; it may be sound all the same."""


def plain(xml: bytes) -> bytes:
    """Return the XML without its declaration where it is UTF-8 without any rarity; NotPlainError otherwise."""
    xml = xml.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(xml)
    if declared:
        if b"encoding" in declared[0] and not _UTF8.search(declared[0]):
            raise NotPlainError
        xml = xml[declared.end() :]
    is_rare = any(rarity in xml for rarity in _UNUSUAL) or b"<?" in xml
    if is_rare or len(xml.translate(None, _CONTROLS)) < len(xml) or _REFERENCE.search(xml):
        raise NotPlainError
    return xml


def unescaped(text: pl.Expr) -> pl.Expr:
    """Return texts with their references to < > " ' & resolved."""
    resolved = text
    for written, meant in _ESCAPES.items():
        resolved = resolved.str.replace_all(written, meant, literal=True)
    return pl.when(text.str.contains("&", literal=True)).then(resolved).otherwise(text)
