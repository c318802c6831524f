"""Seeds faults in the XML of a workbook, so that nothing but their cells differs, and reads a painted copy."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl

from content.filled import CONTENT, rows
from reports.workbook import workbook
from warehouse.folder import Folder

PARTS = {"Avance": "xl/worksheets/sheet1.xml", "Detalle": "xl/worksheets/sheet2.xml"}
PARTS |= {"Rectificaciones": "xl/worksheets/sheet3.xml"}
WHO = {"organisation": "GORE-UCAYALI", "period": "2025-T4"}
DETAIL = {"goal_id": "AE1.01-UCA/SAF-CON", "unit_kind": "Contrato", "district_code": "250101", "hectares": "2.5"}
CORRECTION = {"corrected_period": "2025-T3", "action": "informar", "reason": "Error de digitación"}


def parts(content: bytes) -> dict[str, bytes]:
    """Return the members of a workbook in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with each member changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(content).items():
            archive.writestr(name, change(name, data))
    return out.getvalue()


def filled(folder: Folder) -> bytes:
    """Return the workbook of an organisation filled without a fault, on its three sheets."""
    units = [DETAIL | {"unit_name": f"Contrato {n}", "unit_number": f"C-{n}"} for n in range(1, 31)]
    goals = [("AE1.01-UCA/SAF-CON", "20"), ("AE2.01-UCA/MFC-DEMA", "3")]
    corrected = [CORRECTION | {"goal_id": goal, "corrected_value": value} for goal, value in goals]
    typed = {"Avance": rows(CONTENT / "progress" / "2025-T4" / "GORE-UCAYALI.csv"), "Detalle": units}
    return workbook(folder, "physical_progress", **WHO, filled=typed | {"Rectificaciones": corrected})


def typed_into(content: bytes, typed: dict[tuple[str, str], str]) -> bytes:
    """Return a workbook with cells (sheet, address) as a spreadsheet would keep what is typed there."""

    def change(name: str, data: bytes) -> bytes:
        xml = data.decode()
        for (sheet, cell), text in typed.items():
            if PARTS[sheet] == name:
                kind, inside = _kept(text)
                old = rf'<c r="{cell}" s="(\d+)"(?: t="\w+")?(?:/>|>.*?</c>)'
                xml, times = re.subn(old, rf'<c r="{cell}" s="\1"{kind}>{inside}</c>', xml)
                assert times == 1, cell
        return xml.encode()

    return with_parts(content, change)


def _kept(text: str) -> tuple[str, str]:
    """Return the type and the inside of a cell: `=formula=cached`, an error, a number, or text."""
    if text.startswith("="):
        formula, _, cached = text[1:].partition("=")
        return "", f"<f>{formula}</f>" + (f"<v>{cached}</v>" if cached else "")
    if text.startswith("#"):
        return ' t="e"', f"<v>{text}</v>"
    if re.fullmatch(r"-?\d{1,6}(\.\d+)?", text):
        return "", f"<v>{text}</v>"
    return (' t="inlineStr"', f"<is><t>{text}</t></is>") if text else ("", "")


@contextmanager
def opened(content: bytes, *, cached: bool = False) -> Iterator[Any]:
    """Open a workbook with openpyxl, which must have nothing to warn of."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=cached)
    yield book
    book.close()


def saved_again(content: bytes, change: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return a workbook as another program writes it: all its parts anew."""
    with opened(content) as book:
        change(book)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def written(sheet: Any) -> list[Any]:
    """Return the cells a sheet has; walking its rows would make every cell before the last one."""
    return list(sheet._cells.values())


def looks(content: bytes) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return of each cell its value, its cached value, its colour, and how else it looks, by sheet and address."""
    with opened(content) as book, opened(content, cached=True) as shown:
        styles: dict[int, tuple[Any, ...]] = {}
        found: dict[tuple[str, str], tuple[Any, ...]] = {}
        for sheet in book:
            for cell in written(sheet) if "Observaciones" not in sheet.title else ():
                if cell.style_id not in styles:
                    rest = (cell.number_format, *map(repr, (cell.font, cell.border, cell.alignment, cell.protection)))
                    styles[cell.style_id] = (cell.fill.fgColor.rgb, cell.fill.fill_type, *rest)
                cached = shown[sheet.title][cell.coordinate].value
                found[sheet.title, cell.coordinate] = (cell.value, cached, *styles[cell.style_id])
        return found


def finding(cell: str | None, rule: str = "not_in_list", severity: str = "error", **more: Any) -> dict[str, Any]:
    """Return a finding as a check tells it."""
    told = {"sheet": "Avance", "row": None, "found": "x", "expected": "y", "message": f"La celda {cell}", "stake": None}
    return {"rule": rule, "severity": severity, "cell": cell} | told | more
