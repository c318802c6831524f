"""The sender's own workbook with the cells to mend painted and commented; every other byte of it as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

from expectations.sources import contracts
from reports import comments
from reports.addresses import Place, link
from reports.cells import Seen, draw, look, restyle
from reports.decided import Decision, decided
from reports.earlier import Cell, earlier
from reports.observation import Observation, observations_of, worst
from reports.observations import HEADER, SHEET, TEXTS, Looks, observations, sheet_xml
from reports.package import Package, SheetPart
from reports.splice import CannotPaintError, Part
from reports.styles import NO_FILL, Fill, Styles
from reports.words import Words

# More comments than anybody reads make a spreadsheet slow to open; the gravest have theirs.
COMMENTED = 5_000
# What a hostile or damaged part makes of a number, an address or a reference.
_BROKEN = (ValueError, KeyError, IndexError, OverflowError, TypeError, AttributeError)


def returned(
    content: bytes,
    name: str,
    findings: Iterable[Mapping[str, Any]],
    language: str,
    *,
    is_ours: bool,
    decisions: Sequence[Decision] = (),
) -> tuple[str, bytes]:
    """Return (file name, bytes) of what goes back to the sender: their own workbook painted, else the list alone.

    `decisions` are written into the columns left for the review.
    """
    told = list(findings)
    if is_ours:
        # A program may have saved it in a way we do not edit: the list says the same.
        with suppress(CannotPaintError):
            return returned_name(name, is_ours=True), painted(content, told, language, name, decisions)
    return returned_name(name, is_ours=False), observations(told, name, language)


def returned_name(name: str, *, is_ours: bool) -> str:
    """Return how what goes back is called; a painted copy sent back keeps its name."""
    stem = PurePosixPath(name.replace("\\", "/")).stem.removesuffix("_observado")
    return f"{stem}_observado.xlsx" if is_ours else f"{stem}_observaciones.xlsx"


def painted(
    content: bytes,
    findings: Iterable[Mapping[str, Any]],
    language: str,
    name: str = "",
    decisions: Sequence[Decision] = (),
) -> bytes:
    """Return a workbook of ours painted, what an earlier painting left in it taken out first.

    `findings` are those of `jsi check --json`; `decisions` go to the columns left for the review.
    CannotPaintError where the workbook cannot be edited safely.
    """
    try:
        if decisions:
            content = decided(content, [s for c in contracts().values() for s in c.sheets], decisions)
        return _Painting(Package(content), content).paint(observations_of(findings, language), language, name)
    except _BROKEN as broken:
        raise CannotPaintError(type(broken).__name__) from broken


class _Painting:
    def __init__(self, package: Package, content: bytes) -> None:
        self._package = package
        self._sheets = {sheet.name: sheet for sheet in package.sheets}
        self._styles = Styles(package.read(package.styles))
        self._ours = frozenset(self._styles.ours)
        self._earlier = earlier(self._sheets, content)
        self._before: dict[Cell, Fill] = {}

    def paint(self, seen: list[Observation], language: str, name: str) -> bytes:
        """Paint each sheet, write the list, and return the workbook."""
        by_sheet: dict[str, dict[Place, list[Observation]]] = {}
        for one in seen:
            if one.place and one.sheet in self._sheets:
                by_sheet.setdefault(one.sheet, {}).setdefault(one.place, []).append(one)
        words = Words(TEXTS, language)
        for sheet in self._sheets.values():
            if sheet != self._earlier.sheet:
                self._sheet(sheet, by_sheet.get(sheet.name, {}), words)
        self._list(seen, words, name)
        self._package.write(self._package.styles, self._styles.content())
        return self._package.content()

    def _sheet(self, sheet: SheetPart, found: dict[Place, list[Observation]], words: Words) -> None:
        comments.clear(self._package, sheet)
        if not found and not self._ours:
            return
        part = Part(self._package.read(sheet.path))
        seen = look(part, {row for row, _ in found}, self._ours)
        grave = {place: worst(told) for place, told in found.items()}

        def choose(place: Place, style: int) -> int:
            if style in self._ours:
                style = self._styles.restored(style, self._unpainted(sheet.name, place, seen))
            if place not in grave:
                return style
            self._before[sheet.name, place] = self._styles.fill(style)
            return self._styles.painted(style, grave[place])

        restyle(part, seen, grave.keys(), choose)
        if drawing := self._comment(sheet, found, words, seen.drawing):
            draw(part, seen, drawing)
        if (xml := part.result()) != part.xml:
            self._package.write(sheet.path, xml)

    def _unpainted(self, sheet: str, place: Place, seen: Seen) -> Fill:
        """Return what a cell was filled with before us: as remembered, else as most of its column is."""
        if fill := self._earlier.fills.get((sheet, place)):
            return fill
        others = [(count, style) for (column, style), count in seen.common.items() if column == place[1]]
        return self._styles.fill(max(others)[1]) if others else NO_FILL

    def _comment(
        self, sheet: SheetPart, found: dict[Place, list[Observation]], words: Words, drawing: str | None
    ) -> str | None:
        gravest = sorted(found, key=lambda place: (-_weight(found[place]), place))[:COMMENTED]
        if not gravest:
            return None
        said = {
            place: "\n".join(
                f"{words[one.severity]} · {one.name(words.language)}\n{one.message}" for one in found[place]
            )
            for place in gravest
        }
        return comments.write(self._package, sheet, said, drawing)

    def _list(self, seen: list[Observation], words: Words, name: str) -> None:
        """Write the sheet of the findings: over that of an earlier painting, else last."""

        def to(one: Observation) -> str | None:
            if one.sheet not in self._sheets or not (one.place or one.row):
                return None
            return link(one.sheet, one.cell if one.place and one.cell else f"{one.row}:{one.row}")

        def hidden(one: Observation) -> str:
            fill = self._before.get((one.sheet or "", one.place)) if one.place else None
            return fill.record() if fill else ""

        looks = Looks(self._styles)
        xml = sheet_xml(seen, looks, words, file=name or SHEET, how="how_painted", to=to, hidden=hidden)
        if self._earlier.sheet:
            self._package.forget_relations(self._earlier.sheet.path)
            self._package.write(self._earlier.sheet.path, xml)
        else:
            self._package.add_sheet(SHEET, xml, HEADER)


def _weight(told: list[Observation]) -> int:
    return {"error": 2, "alert": 1, "note": 0}[worst(told)]
