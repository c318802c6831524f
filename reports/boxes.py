"""The boxes in which comments are shown: VML, which is often no well-formed XML and so is edited as text."""

from __future__ import annotations

import re
from collections.abc import Collection

from reports.addresses import LAST_COLUMN, LAST_ROW, Place
from reports.splice import CannotPaintError

_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202"'
    ' style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = re.compile(rb"<(?:\w+:)?shape\b(?:(?!</(?:\w+:)?shape>).)*</(?:\w+:)?shape>", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_LAST = re.compile(rb"</\s*(?:\w+:)?xml\s*>\s*$")
_IS_NOTE = b'ObjectType="Note"'
# A box is this many columns and rows large.
_WIDE, _HIGH = 3, 7


def drop_boxes(vml: bytes, places: Collection[Place]) -> bytes:
    """Return a drawing without the boxes of the comments on those cells."""

    def kept(shape: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(shape[0]), _COLUMN.search(shape[0])
        if not (row and column and _IS_NOTE in shape[0]):
            return shape[0]
        return b"" if (int(row[1]) + 1, int(column[1]) + 1) in places else shape[0]

    return _SHAPES.sub(kept, vml) if places else vml


def add_boxes(vml: bytes | None, places: Collection[Place]) -> bytes:
    """Return a drawing, a new one where there is none, with a hidden box beside each of those cells."""
    drawn = vml or _EMPTY.encode()
    closing = _LAST.search(drawn)
    if closing is None:
        raise CannotPaintError("VML")
    first = max((int(n) for n in _NUMBER.findall(drawn)), default=1024) + 1
    shapes = "" if not places or b'"_x0000_t202"' in drawn else _TYPE
    shapes += "".join(_shape(first + n, *place) for n, place in enumerate(places))
    return drawn[: closing.start()] + shapes.encode() + drawn[closing.start() :]


def _shape(number: int, row: int, column: int) -> str:
    """Draw the box to the right of its cell, or as near as the sheet has columns and rows."""
    left, top = min(column, LAST_COLUMN - _WIDE - 1), min(max(row - 2, 0), LAST_ROW - _HIGH - 1)
    anchor = f"{left}, 15, {top}, 10, {left + _WIDE}, 15, {top + _HIGH}, 4"
    return _SHAPE.format(number=number, anchor=anchor, row=row - 1, column=column - 1)
