"""The styles of a workbook: for each style in use a copy with our fill, and the way back to what it was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, cast

from reports.splice import MAIN, CannotPaintError, Element, Part, attribute, with_attribute

# Recognised by their colour when the copy comes back: no template has them, and any program keeps a colour.
PAINT = {"error": "FFF4A6A0", "alert": "FFF9C97C", "note": "FFA9CCEA"}
_PATTERNS = {
    "none", "solid", "gray125", "gray0625", "darkGray", "mediumGray", "lightGray", "darkHorizontal", "darkVertical",
    "darkDown", "darkUp", "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp",
    "lightGrid", "lightTrellis",
}  # fmt: skip
_COLOUR = {
    "rgb": r"[0-9A-Fa-f]{6,8}",
    "theme": r"\d{1,3}",
    "indexed": r"\d{1,3}",
    "auto": r"[01]|true|false",
    "tint": r"-?\d*\.?\d+(E-?\d+)?",
}
_LISTS = ("fonts/font", "fills/fill", "borders/border", "cellXfs/xf")


@dataclass(frozen=True)
class Fill:
    """What a cell is filled with; of a gradient, only that it is none of these."""

    pattern: str | None = None
    front: tuple[tuple[str, str], ...] = ()
    back: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str | None:
        """Which of our fills it is; None for a stranger's."""
        colour = dict(self.front).get("rgb", "")[-6:].upper()
        is_solid = self.pattern == "solid"
        return next((s for s, ours in PAINT.items() if is_solid and ours[-6:] == colour), None)

    @property
    def fragment(self) -> str:
        """The fill as an element."""
        colours = _element("fgColor", self.front) + _element("bgColor", self.back)
        return f'<fill><patternFill patternType="{self.pattern or NO_FILL.pattern}">{colours}</patternFill></fill>'

    def record(self) -> str:
        """Write it down for the day the copy comes back."""
        return json.dumps([self.pattern, dict(self.front), dict(self.back)])


NO_FILL = Fill("none")


def recorded(written: str) -> Fill | None:
    """Return the fill somebody's sheet says a cell had; None where it says nothing a fill can be."""
    try:
        pattern, front, back = cast("list[Any]", json.loads(written))
        fill = Fill(pattern, tuple(front.items()), tuple(back.items()))
        is_fill = pattern in _PATTERNS and all(
            re.fullmatch(_COLOUR[name], value) for name, value in (*fill.front, *fill.back)
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return fill if is_fill and fill.severity is None else None


class Styles:
    """The part of the styles, read once; what is added is written by `content`."""

    def __init__(self, xml: bytes) -> None:
        """Read the lists of fonts, fills, borders and cell styles; CannotPaintError where one is missing."""
        self._part = Part(xml)
        containers = {e.path: e for e in self._part.find(*(path.partition("/")[0] for path in _LISTS))}
        if self._part.namespace != MAIN or len(containers) < len(_LISTS):
            raise CannotPaintError("styles")
        self._containers = containers
        self._lists: dict[str, list[bytes]] = {path: [] for path in _LISTS}
        for element in self._part.find(*_LISTS):
            self._lists[element.path].append(self._part.outer(element))
        self._known = {path: len(found) for path, found in self._lists.items()}
        self._fills = [_fill(xml) for xml in self._lists["fills/fill"]]
        self._fill_of = [int(_attributes(xml).get("fillId", "0")) for xml in self._lists["cellXfs/xf"]]
        self._painted: dict[tuple[int, str], int] = {}
        self._restored: dict[tuple[int, Fill], int] = {}

    @property
    def ours(self) -> set[int]:
        """The cell styles whose fill is one of ours."""
        return {style for style in range(len(self._fill_of)) if self.fill(style).severity}

    def fill(self, style: int) -> Fill:
        """Return the fill of a cell style."""
        number = self._fill_of[style] if 0 <= style < len(self._fill_of) else 0
        return self._fills[number] if 0 <= number < len(self._fills) else NO_FILL

    def painted(self, style: int, severity: str) -> int:
        """Return the copy of a cell style with our fill: number format, protection, border and font stay."""
        if (style, severity) not in self._painted:
            fill = Fill("solid", (("rgb", PAINT[severity]),), (("indexed", "64"),))
            self._painted[style, severity] = self._filled(style, fill)
        return self._painted[style, severity]

    def restored(self, style: int, fill: Fill) -> int:
        """Return the cell style a painted one was made from."""
        if (style, fill) not in self._restored:
            self._restored[style, fill] = self._filled(style, fill)
        return self._restored[style, fill]

    def add(self, path: str, fragment: str) -> int:
        """Add a font, border or cell style as an element and return its number; that of an equal one if there is."""
        return self._number(path, self._part.own(fragment))

    def add_fill(self, fill: Fill) -> int:
        """Return the number of a fill, added where the workbook has none like it."""
        if fill not in self._fills:
            self._lists["fills/fill"].append(self._part.own(fill.fragment))
            self._fills.append(fill)
        return self._fills.index(fill)

    def content(self) -> bytes:
        """Return the part with what was added at the end of each list: no number in use changes."""
        for path, found in self._lists.items():
            if added := found[self._known[path] :]:
                self._part.append(self._containers[path.partition("/")[0]], b"".join(added), len(found))
        return self._part.result()

    def _filled(self, style: int, fill: Fill) -> int:
        xfs = self._lists["cellXfs/xf"]
        xf = xfs[style] if 0 <= style < len(xfs) else xfs[0]
        number = self.add_fill(fill)
        xf = with_attribute(with_attribute(xf, "fillId", str(number)), "applyFill", "1" if number else None)
        return self._number("cellXfs/xf", xf)

    def _number(self, path: str, xml: bytes) -> int:
        found = self._lists[path]
        wanted = _canonical(xml)
        for position, one in enumerate(found):
            if _canonical(one) == wanted:
                return position
        found.append(xml)
        if path == "cellXfs/xf":
            self._fill_of.append(int(_attributes(xml).get("fillId", "0")))
        return len(found) - 1


def _attributes(xml: bytes) -> dict[str, str]:
    return Part(xml).root.attributes


def _canonical(xml: bytes) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Return what makes two elements the same, whatever the order of their attributes.

    A cell style's own fill is shown whether `applyFill` says so or not, and programs differ on saying so.
    """
    part = Part(xml)
    written = {k: v for k, v in part.root.attributes.items() if not k.startswith("xmlns") and k != "applyFill"}
    return tuple(sorted(written.items())), part.inner(part.root)


def _fill(xml: bytes) -> Fill:
    part = Part(xml)
    found = {
        element.path: element for element in part.find("patternFill", "patternFill/fgColor", "patternFill/bgColor")
    }
    if "patternFill" not in found:
        return Fill()
    front, back = (_colour(found.get(f"patternFill/{name}")) for name in ("fgColor", "bgColor"))
    return Fill(found["patternFill"].attributes.get("patternType", "none"), front, back)


def _element(name: str, colour: tuple[tuple[str, str], ...]) -> str:
    written = "".join(f' {key}="{attribute(value)}"' for key, value in colour)
    return f"<{name}{written}/>" if colour else ""


def _colour(element: Element | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(element.attributes.items())) if element else ()
