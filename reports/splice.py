"""Finds elements in the bytes of an XML part and replaces some of them: every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TAG = re.compile(rb"<(/?[^\s/>\"']+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(rb"([^\s=/<>\"']+)(\s*=\s*)(\"[^\"]*\"|'[^']*')")
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_NAME = re.compile(r"<(/?)(?=\w)")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
# What XML 1.0 cannot hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A spreadsheet reads _x0041_ as the letter A.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class CannotPaintError(Exception):
    """The workbook is built in a way that cannot be edited without touching more than was asked."""


@dataclass(frozen=True)
class Element:
    """One element: its local names from below the root down, its attributes as written, and where its bytes are."""

    path: str
    attributes: dict[str, str]
    start: int
    inside: int
    until: int
    end: int

    def attribute(self, name: str) -> str | None:
        """Return an attribute by its local name, whatever its prefix."""
        found = self.attributes.get(name)
        return found or next((v for k, v in self.attributes.items() if k.endswith(f":{name}")), None)


def parser_of(start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> Any:
    """Return a parser with two handlers, which may ask it for the byte offset of what they are told."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def walk(parser: Any, xml: bytes) -> None:
    """Run a parser over a whole part; CannotPaintError where it is not well formed."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as broken:
        raise CannotPaintError(str(broken)) from broken


def _refuse(*_: object) -> None:
    raise CannotPaintError("DOCTYPE")


def in_utf8(xml: bytes) -> bytes:
    """Return a part in UTF-8, so that offsets and what is inserted agree; as it is where it is already."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _DECLARED.sub("", xml.decode("utf-16")).encode()
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", xml)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        try:
            return _DECLARED.sub("", xml.decode(declared[1].decode())).encode()
        except (LookupError, UnicodeDecodeError) as unknown:
            raise CannotPaintError(str(unknown)) from unknown
    return xml


def end_of_tag(xml: bytes, start: int) -> int:
    """Return the first byte after the tag that starts there."""
    tag = _TAG.match(xml, start)
    if tag is None:
        raise CannotPaintError("tag")
    return tag.end()


def is_closed(xml: bytes, inside: int) -> bool:
    """Say whether the tag that ends there is an element closed at once, `<x/>`."""
    return xml[inside - 2 : inside] == b"/>"


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """Return a start tag (or an element's bytes from it on) with that attribute set; without it where None."""
    opening = _TAG.match(tag)
    if opening is None:
        raise CannotPaintError("tag")
    written = b"" if value is None else f' {name}="{attribute(value)}"'.encode()
    for found in _ATTRIBUTE.finditer(tag, opening.start(2), opening.end(2)):
        if found[1] == name.encode():
            return tag[: found.start()].rstrip() + written + tag[found.end() :]
    return tag[: opening.end(1)] + written + tag[opening.end(1) :]


class Part:
    """An XML part and the changes to make in it."""

    def __init__(self, xml: bytes) -> None:
        """Take the bytes of a part; CannotPaintError where they are no XML."""
        self.xml = in_utf8(xml)
        self._edits: list[tuple[int, int, bytes]] = []
        self.root = _root(self.xml)
        name = self.tag_name(self.root)
        self.prefix = f"{name.partition(':')[0]}:" if ":" in name else ""

    @property
    def namespace(self) -> str:
        """The namespace of the root."""
        return self.root.attributes.get(f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns", "")

    def find(self, *paths: str) -> list[Element]:
        """Return the elements at those paths below the root ("fills/fill"), in the order they start."""
        return _found(self.xml, frozenset(paths))

    def tag_name(self, element: Element) -> str:
        """Return the name of an element as it is written, with its prefix."""
        tag = _TAG.match(self.xml, element.start)
        return tag[1].decode() if tag else ""

    def inner(self, element: Element) -> bytes:
        """Return what stands between the tags of an element."""
        return self.xml[element.inside : element.until]

    def outer(self, element: Element) -> bytes:
        """Return an element with its tags."""
        return self.xml[element.start : element.end]

    def own(self, fragment: str) -> bytes:
        """Return a fragment, whose texts are escaped, with the prefix this part gives its names."""
        return _NAME.sub(rf"<\1{self.prefix}", fragment).encode()

    def replace(self, start: int, end: int, by: bytes = b"") -> None:
        """Put other bytes in place of some."""
        self._edits.append((start, end, by))

    def set(self, element: Element, name: str, value: str) -> None:
        """Set an attribute of an element."""
        tag = self.xml[element.start : element.inside]
        self.replace(element.start, element.inside, with_attribute(tag, name, value))

    def append(self, container: Element, fragment: bytes, count: int | None = None) -> None:
        """Add a last child, opening the container where it was closed at once; `count` renews its attribute."""
        tag = self.xml[container.start : container.inside]
        if count is not None:
            tag = with_attribute(tag, "count", str(count))
        if is_closed(self.xml, container.inside):
            closing = f"</{self.tag_name(container)}>".encode()
            tag = tag.rstrip()[:-2].rstrip() + b">" + fragment + closing
        else:
            self.replace(container.until, container.until, fragment)
        self.replace(container.start, container.inside, tag)

    def result(self) -> bytes:
        """Return the part with its changes made."""
        pieces: list[bytes] = []
        at = 0
        for start, end, by in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.xml[at:start], by]
            at = end
        return b"".join([*pieces, self.xml[at:]])


def _root(xml: bytes) -> Element:
    """Find the root without reading what is in it: a sheet may be large."""
    first = _PROLOGUE.match(xml)
    tag = _TAG.match(xml, first.end() if first else 0)
    if tag is None:
        raise CannotPaintError("root")
    written = {name.decode(): value[1:-1].decode() for name, _, value in _ATTRIBUTE.findall(tag[2])}
    if is_closed(xml, tag.end()):
        return Element("", written, tag.start(), tag.end(), tag.end(), tag.end())
    until = xml.rfind(b"</")
    if b"".join(xml[until:].split()) != b"</" + tag[1] + b">":
        raise CannotPaintError("root")
    return Element("", written, tag.start(), tag.end(), until, len(xml))


def _found(xml: bytes, paths: Collection[str]) -> list[Element]:
    names: list[str] = []
    opened: list[tuple[str, dict[str, str], int] | None] = []
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name.rpartition(":")[2])
        path = "/".join(names[1:])
        opened.append((path, attributes, parser.CurrentByteIndex) if path in paths else None)

    def end(_: str) -> None:
        names.pop()
        if (kept := opened.pop()) is None:
            return
        path, attributes, begun = kept
        until, inside = parser.CurrentByteIndex, end_of_tag(xml, begun)
        last = inside if is_closed(xml, inside) else end_of_tag(xml, until)
        found.append(Element(path, attributes, begun, inside, until, last))

    parser = parser_of(start, end)
    walk(parser, xml)
    return sorted(found, key=lambda element: element.start)


def text(written: str, limit: int = 2_000) -> str:
    """Return any text as the content of an element, escaped where XML or a spreadsheet would misread it, and cut."""
    short = written if len(written) <= limit else f"{written[:limit]}…"
    legal = _ESCAPED.sub("_x005F_", _ILLEGAL.sub("�", short))
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "")


def attribute(written: str) -> str:
    """Return any text as the value of an attribute between double quotes."""
    plain = _ILLEGAL.sub("�", written).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
