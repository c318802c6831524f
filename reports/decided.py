"""Writes what was decided of each row into the columns a workbook of ours leaves for its review."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import openpyxl

from expectations.contract import Sheet
from reports.addresses import address_of, place_of
from reports.package import Package
from reports.splice import CannotPaintError, Element, Part, text

Decision = Mapping[str, Any]


def decided(content: bytes, sheets: Iterable[Sheet], decisions: Iterable[Decision]) -> bytes:
    """Return the workbook with each decision in the `reviewed` columns of its row; all else stays as it was.

    A decision names its `sheet` and `row_number`, and a value by the name of each column; one without a value empties
    the cell. CannotPaintError where the workbook cannot be edited safely.
    """
    by_sheet: dict[str, dict[int, Decision]] = {}
    for one in decisions:
        by_sheet.setdefault(one["sheet"], {})[one["row_number"]] = one
    package = Package(content)
    paths = {sheet.name: sheet.path for sheet in package.sheets}
    for sheet in sheets:
        if told := by_sheet.get(sheet.name):
            part = Part(package.read(paths[sheet.name]))
            _write(part, told, _positions(content, sheet))
            package.write(paths[sheet.name], part.result())
    return package.content()


def _positions(content: bytes, sheet: Sheet) -> dict[str, int]:
    """Return where each reviewed column is, counted from 1, by its header in this file."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        headers = next(book[sheet.name].iter_rows(min_row=sheet.header_row, max_row=sheet.header_row, values_only=True))
    finally:
        book.close()
    reviewed = {column.header: column.name for column in sheet.columns if column.role == "reviewed"}
    return {reviewed[str(header)]: at for at, header in enumerate(headers, start=1) if str(header) in reviewed}


def _write(part: Part, told: Mapping[int, Decision], positions: Mapping[str, int]) -> None:
    wanted = {(row, at): one.get(name) for row, one in told.items() for name, at in positions.items()}
    for cell in part.find("sheetData/row/c"):
        place = place_of(cell.attributes.get("r"))
        if place in wanted:
            part.replace(cell.start, cell.end, _cell(part, cell, place, wanted.pop(place)))
    # A template of ours has a cell in each of its rows; a program that dropped the empty ones cannot be edited so.
    if any(value is not None for value in wanted.values()):
        raise CannotPaintError("cells")


def _cell(part: Part, cell: Element, place: tuple[int, int], value: Any) -> bytes:
    style = f' s="{cell.attributes["s"]}"' if "s" in cell.attributes else ""
    head = f'<c r="{address_of(*place)}"{style}'
    if value is None:
        return part.own(f"{head}/>")
    if isinstance(value, Decimal):
        return part.own(f"{head}><v>{value}</v></c>")
    return part.own(f'{head} t="inlineStr"><is><t xml:space="preserve">{text(str(value))}</t></is></c>')
