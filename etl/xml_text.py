"""When XML is plain enough to be read by patterns, and how its texts are unescaped."""

from __future__ import annotations

import re

import polars as pl

# What XML forbids, or lets mean something else than it says: an XML parser decides on files that have any of it.
_CONTROLS = bytes([*range(9), 11, 12, 13, *range(14, 32)])
_UNUSUAL = (b"]]>", b"<!", b"<?", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# A reference by number to anything below a blank is left to a parser, for most of those are forbidden.
_REFERENCE = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;|#[1-9][0-9]{2,4};|#(?:3[2-9]|[4-9][0-9]);)")
_RESOLVED = re.compile(r"&(?:#([0-9]+)|([a-z]+));")
_FORBIDDEN = {*range(0xD800, 0xE000), 0xFFFE, 0xFFFF}
_DECLARATION = re.compile(rb"\s*<\?xml [^?>]*\?>")
_UTF8 = re.compile(rb"""encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class NotPlainError(Exception):
    """The XML is not of the plain kind that a pattern can read; it may be sound all the same."""


def plain(xml: bytes) -> bytes:
    """Return the XML without its declaration where it is UTF-8 without any rarity; NotPlainError otherwise."""
    xml = xml.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(xml)
    if declared:
        if b"encoding" in declared[0] and not _UTF8.search(declared[0]):
            raise NotPlainError
        xml = xml[declared.end() :].lstrip(b"\r\n")
    is_rare = any(rarity in xml for rarity in _UNUSUAL)
    if is_rare or len(xml.translate(None, _CONTROLS)) < len(xml) or _REFERENCE.search(xml):
        raise NotPlainError
    return xml


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
