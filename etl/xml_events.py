"""A streaming XML parser that expands no entity and names elements by namespace."""

from __future__ import annotations

from typing import Any, Protocol
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "


class Handler(Protocol):
    """Who hears of elements and texts."""

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        """Hear of an element that begins."""
        ...

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        ...

    def text(self, data: str) -> None:
        """Hear of text, whole between two tags."""
        ...


class DeclaredEntityError(ValueError):
    """The XML has a document type, which no workbook needs."""


def parser(handler: Handler) -> Any:
    """Return a parser that tells that handler; names of the format begin with MAIN."""
    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.CharacterDataHandler = handler.text
    made.StartElementHandler = handler.start
    made.EndElementHandler = handler.end
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise DeclaredEntityError
