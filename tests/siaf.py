"""Draws workbooks of public spending as entities keep them: the rows of SIAF among sheets of their own."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from expectations.public_spending.contract import EXECUTION

SHEET, FIRST = "BD DE HOY", 6
HEADERS = [column.header for column in EXECUTION.columns]
Row = Mapping[str, object]
COMMON: Row = {
    "ano_eje": 2025, "sector": "99. GOBIERNOS REGIONALES", "pliego": "462. GOBIERNO REGIONAL DE UCAYALI",
    "unidad_ejecutora": "001. SEDE CENTRAL", "sec_ejec": 950, "tipo_prod_proy": "3.PRODUCTO",
    "programa_pptal": "0130.COMPETITIVIDAD FORESTAL", "producto_proyecto": "3000697.PRODUCTORES FORESTALES",
    "tipo_act_obra_ac": "5.ACTIVIDAD", "activ_obra_accinv": "5005181.CAPACITACION", "meta": 1,
    "finalidad": "0107722.CAPACITACION A PRODUCTORES", "unidad_medida": "086.PERSONA",
    "fuente_financ": "1.RECURSOS ORDINARIOS", "rubro": "00.RECURSOS ORDINARIOS",
    "categoria_gasto": "5.GASTOS CORRIENTES", "tipo_transaccion": "2.GASTOS PRESUPUESTARIOS",
    "subgenerica": "2.CONTRATACION DE SERVICIOS", "subgenerica_det": "1.VIAJES", "especifica": "2.VIAJES DOMESTICOS",
    "especifica_det": "1.PASAJES", "avan_fisico_anual": 0,
}  # fmt: skip
SERVICES, ASSETS = "3.BIENES Y SERVICIOS", "6.ADQUISICION DE ACTIVOS NO FINANCIEROS"


def row(sec_func: int, generic: str, goal: int, budget: tuple[float, float, float], **more: object) -> Row:
    """Return a row of SIAF: whose it is, and its PIA, modifications and PIM."""
    pia, modifications, pim = budget
    said = {"sec_func": sec_func, "generica": generic, "cant_meta_anual": goal}
    return COMMON | said | {"mto_pia": pia, "mto_modificaciones": modifications, "mto_pim": pim} | more


# The functional sequence 7 has a goal of 120 persons on two rows; the third row does not add up.
FIRST_DAY = (
    row(7, SERVICES, 120, (100, 50, 150), mto_certificado=90.1, mto_devenga_01=30.25, mto_devenga_09=20),
    row(7, ASSETS, 120, (80, -30, 50), mto_certificado=50, mto_devenga_09=-1.5, mto_girado_09=-1.5),
    row(8, SERVICES, 4, (10, 0, 11), unidad_medida="036.DOCUMENTO"),
)
# Ten soles go from assets to services; more is certified, something accrued is reversed; the third row is mended.
SECOND_DAY = (
    row(7, SERVICES, 120, (100, 60, 160), mto_certificado=100.1, mto_devenga_01=30.25, mto_devenga_09=15),
    row(7, ASSETS, 120, (80, -40, 40), mto_certificado=50, mto_devenga_09=-1.5, mto_girado_09=-1.5),
    row(8, SERVICES, 4, (10, 0, 10), unidad_medida="036.DOCUMENTO"),
)


def workbook(rows: Sequence[Row]) -> bytes:
    """Return a workbook with those rows under a subtotal and above a total, among sheets that are none of ours."""
    book = openpyxl.Workbook()
    review = book.active
    assert review is not None
    review.title = "REV"
    review.append(["Etiquetas de fila", "Suma de mto_pia", "Suma de mto_pim"])
    old = book.create_sheet("BD DE ENERO")
    _fill(old, [row(9, SERVICES, 1, (1, 0, 1))])
    old.sheet_state = "hidden"
    _fill(book.create_sheet(SHEET), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: openpyxl.worksheet.worksheet.Worksheet, rows: Sequence[Row]) -> None:
    for name in ("mto_pia", "mto_pim"):
        letter = letter_of(name)
        sheet[f"{letter}3"] = f"=SUBTOTAL(9,{letter}{FIRST}:{letter}{FIRST + len(rows) - 1})"
    total = {"ano_eje": "TOTAL GENERAL", "mto_pia": sum(float(str(one["mto_pia"])) for one in rows)}
    for at, one in enumerate([dict(zip(HEADERS, HEADERS, strict=True)), *rows, total], FIRST - 1):
        for position, name in enumerate(HEADERS, 1):
            sheet.cell(at, position, one.get(name, 0 if name.startswith("mto") else None))
    for position, name in enumerate(("PF OCTUBRE", "SALDO"), len(HEADERS) + 1):
        sheet.cell(FIRST - 1, position, name)


def letter_of(header: str) -> str:
    """Return the letter of a column of the drawn sheet."""
    return get_column_letter(HEADERS.index(header) + 1)


def written(folder: Path, rows: Sequence[Row], name: str = "gasto_231025.xlsx") -> Path:
    """Write such a workbook and return where."""
    (folder / name).write_bytes(workbook(rows))
    return folder / name
