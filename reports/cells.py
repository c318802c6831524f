"""The XML of a sheet: which style each cell has, and the few bytes that give some of them another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from reports.addresses import Place, address_of, place_of
from reports.package import RELATIONS
from reports.splice import MAIN, CannotPaintError, Part, end_of_tag, is_closed, parser_of, walk, with_attribute

# What may follow the drawing of the comments in a sheet.
_AFTER = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row in which cells are looked for: where it starts, its attributes, where a cell can go last."""

    start: int
    attributes: dict[str, str]
    until: int


@dataclass
class Seen:
    """What a walk over a sheet met: the cells asked for, their rows, and where others can be put."""

    cells: dict[Place, tuple[int, int]] = field(default_factory=dict[Place, tuple[int, int]])
    by_row: dict[int, list[tuple[int, int]]] = field(default_factory=dict[int, list[tuple[int, int]]])
    rows: dict[int, Row] = field(default_factory=dict[int, Row])
    row_starts: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    columns: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    common: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])
    data: tuple[int, int] = (0, 0)
    drawing: str | None = None
    drawing_at: int = 0


def look(part: Part, rows: Collection[int], styles: Collection[int]) -> Seen:
    """Walk a sheet once; keep the cells of those rows and of those styles, and how common styles are in each column."""
    if part.namespace != MAIN:
        raise CannotPaintError(part.namespace)
    seen, seeks = Seen(), bool(styles)
    sheet_data, row_name, cell_name, col_name = (part.prefix + name for name in ("sheetData", "row", "c", "col"))
    depth = number = column = 0
    opened: tuple[int, dict[str, str]] | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, number, column, opened
        depth += 1
        if name == cell_name and depth == 4:
            is_asked = number in rows
            if is_asked or seeks:
                address = attributes.get("r")
                place = place_of(address) if address else (number, column + 1)
                if place is None:
                    raise CannotPaintError(str(address))
                column = place[1]
                style = int(attributes.get("s", "0"))
                if seeks and style not in styles:
                    seen.common[column, style] += 1
                if is_asked or style in styles:
                    seen.cells[number, column] = parser.CurrentByteIndex, style
                if is_asked:
                    seen.by_row.setdefault(number, []).append((column, parser.CurrentByteIndex))
        elif name == row_name and depth == 3:
            number, column = int(attributes.get("r") or number + 1), 0
            seen.row_starts.append((number, parser.CurrentByteIndex))
            opened = (parser.CurrentByteIndex, attributes) if number in rows else None
        elif depth == 3 and name == col_name and attributes.get("style"):
            seen.columns.append((int(attributes["min"]), int(attributes["max"]), int(attributes["style"])))
        elif depth == 2:
            local = name.rpartition(":")[2]
            if name == sheet_data:
                seen.data = parser.CurrentByteIndex, 0
            elif local == "legacyDrawing":
                seen.drawing = next((v for k, v in attributes.items() if k.endswith(":id")), None)
            elif local in _AFTER and not seen.drawing_at:
                seen.drawing_at = parser.CurrentByteIndex

    def end(name: str) -> None:
        nonlocal depth, opened
        depth -= 1
        if depth == 2 and opened and name == row_name:
            seen.rows[number] = Row(*opened, parser.CurrentByteIndex)
            opened = None
        elif depth == 1 and name == sheet_data:
            seen.data = seen.data[0], parser.CurrentByteIndex

    parser = parser_of(start, end)
    walk(parser, part.xml)
    seen.drawing_at = seen.drawing_at or part.root.until
    return seen


Choose = Callable[[Place, int], int]


def restyle(part: Part, seen: Seen, wanted: Collection[Place], choose: Choose) -> None:
    """Give cells the style `choose` says, and put in those that are wanted and not there."""
    for place, (start, style) in seen.cells.items():
        if (chosen := choose(place, style)) != style:
            end = end_of_tag(part.xml, start)
            part.replace(start, end, with_attribute(part.xml[start:end], "s", str(chosen)))
    absent: dict[int, list[int]] = {}
    for row, column in sorted(set(wanted) - seen.cells.keys()):
        absent.setdefault(row, []).append(column)
    new_rows: dict[int, list[bytes]] = {}
    for row, columns in absent.items():
        made = {c: _cell(part, row, c, choose((row, c), _inherited(seen, row, c))) for c in columns}
        if row in seen.rows:
            _put_cells(part, seen, row, made)
        else:
            at = next((start for number, start in seen.row_starts if number > row), seen.data[1])
            opening, closing = part.own(f'<row r="{row}">'), part.own("</row>")
            new_rows.setdefault(at, []).append(b"".join((opening, *made.values(), closing)))
    for at, rows in new_rows.items():
        _put(part, at, seen.data[0], b"".join(rows))


def _cell(part: Part, row: int, column: int, style: int) -> bytes:
    return part.own(f'<c r="{address_of(row, column)}" s="{style}"/>')


def _inherited(seen: Seen, row: int, column: int) -> int:
    """Return the style a cell that is not written has: that of its row, else of its column."""
    attributes = seen.rows[row].attributes if row in seen.rows else {}
    if attributes.get("customFormat") in ("1", "true"):
        return int(attributes.get("s", "0"))
    return next((style for first, last, style in seen.columns if first <= column <= last), 0)


def _put_cells(part: Part, seen: Seen, row: int, made: Mapping[int, bytes]) -> None:
    at = seen.rows[row]
    by_place: dict[int, bytes] = {}
    for column, cell in made.items():
        before = next((start for c, start in seen.by_row.get(row, ()) if c > column), at.until)
        by_place[before] = by_place.get(before, b"") + cell
    for place, cells in by_place.items():
        _put(part, place, at.start, cells)


def _put(part: Part, at: int, container: int, xml: bytes) -> None:
    """Put XML in its place; a container closed at once, `<row/>`, is opened first."""
    inside = end_of_tag(part.xml, container)
    if not is_closed(part.xml, inside):
        part.replace(at, at, xml)
        return
    tag = part.xml[container:inside]
    name = tag[1:].split(None, 1)[0].rstrip(b"/>")
    part.replace(container, inside, tag.rstrip()[:-2] + b">" + xml + b"</" + name + b">")


def draw(part: Part, seen: Seen, relation: str) -> None:
    """Name the drawing that holds the boxes of the comments."""
    written = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="{relation}"/>'
    part.replace(seen.drawing_at, seen.drawing_at, part.own(written))
