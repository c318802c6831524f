"""When XML is plain enough to be read by patterns, and how its texts are unescaped."""

from __future__ import annotations

import re

import polars as pl

# What XML forbids, or lets mean something else than it says: an XML parser decides on files that have any of it.
_RARE = r"[\x00-\x08\x0b-\x1f]|\]\]>|<!|<\?|\x{fffe}|\x{ffff}"
# A reference by number to anything below a blank is left to a parser, for most of those are forbidden.
_REFERENCE = r"&(?:amp|lt|gt|quot|apos|#[1-9][0-9]{2,4}|#3[2-9]|#[4-9][0-9]);"
_RESOLVED = re.compile(r"&(?:#([0-9]+)|([a-z]+));")
_FORBIDDEN = {*range(0xD800, 0xE000), 0xFFFE, 0xFFFF}
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?(\s*<\?xml [^?>]*\?>)?[\r\n]*")
_UTF8 = re.compile(rb"""encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class NotPlainError(Exception):
    """The XML is not of the plain kind that a pattern can read; it may be sound all the same."""


def undeclared(xml: bytes) -> bytes:
    """Return the XML without its declaration; NotPlainError where that names another encoding than UTF-8."""
    start = _DECLARATION.match(xml)
    assert start, "it matches nothing at all"
    declared = start[1] or b""
    if b"encoding" in declared and not _UTF8.search(declared):
        raise NotPlainError
    return xml[start.end() :]


def plain(xml: bytes) -> pl.Series:
    """Return a part of XML without declaration as one text; NotPlainError unless it is UTF-8 without any rarity."""
    try:
        text = pl.Series("text", [xml]).cast(pl.String)
    except pl.exceptions.InvalidOperationError as broken:
        raise NotPlainError from broken
    is_rare = text.str.contains(_RARE)[0]
    if is_rare or (text.str.count_matches("&", literal=True) > text.str.count_matches(_REFERENCE))[0]:
        raise NotPlainError
    return text


def unescaped(texts: pl.Series) -> pl.Series:
    """Return texts with their references resolved, null where there is no text; NotPlainError for a rare one."""
    escaped = texts.filter(texts.str.contains("&", literal=True)).unique().to_list()
    return texts.replace(escaped, [_unescaped(text) for text in escaped]) if escaped else texts


def _unescaped(text: str) -> str:
    return _RESOLVED.sub(_resolved, text)


def _resolved(reference: re.Match[str]) -> str:
    number, name = reference.groups()
    if number is None:
        return _NAMED[name]
    if int(number) in _FORBIDDEN:
        raise NotPlainError
    return chr(int(number))
