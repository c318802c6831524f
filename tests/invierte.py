"""A workbook of public investment as Invierte.pe gives it, drawn row by row; and sending it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl

from etl.check import Checked
from etl.receive import receive
from etl.review import approve
from expectations.public_investment.contract import PROJECTS
from warehouse.folder import Folder

HEADERS = {column.name: column.header for column in PROJECTS.columns}
USUAL: dict[str, Any] = {
    "investment_name": "MEJORAMIENTO DEL SERVICIO", "investment_state": "ACTIVO", "sector_name": "AMBIENTAL",
    "entity_name": "GOBIERNO REGIONAL", "executing_unit": "SEDE CENTRAL", "registered_on": "05/02/2020",
    "viable_on": "06/02/2020", "department_name": "AMAZONAS",
}  # fmt: skip
# A project in two districts, one row of it twice, and all that may go wrong with others.
ROAD = {"cui": 2000001, "viable_amount": 100, "updated_cost": 150.5, "beneficiaries": 30}
PROJECTS_SENT = (
    ROAD | {"district_name": "CHACHAPOYAS", "ubigeo": 10101},
    ROAD | {"district_name": "ASUNCION", "ubigeo": 10102},
    ROAD | {"district_name": "CHACHAPOYAS", "ubigeo": 10101},
    {"cui": 2000002, "viable_amount": 50.125, "investment_state": "CERRADO", "ubigeo": 250300}
    | {"alternative": "=Un texto que empieza con el signo igual", "registered_on": datetime(2021, 3, 31)},
    {"viable_amount": 7, "updated_cost": 7, "ubigeo": 250101},
    {"cui": 2000003, "viable_amount": 20, "updated_cost": 25, "ubigeo": 250399},
    {"cui": 2000004, "viable_amount": 1, "updated_cost": 3, "ubigeo": 250101},
    {"cui": 2000004, "viable_amount": 2, "updated_cost": 3, "ubigeo": 10109},
)


def invierte(*rows: dict[str, Any]) -> bytes:
    """Return a workbook of those rows on a sheet of the name the download happens to give it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Hoja1"
    sheet.append(list(HEADERS.values()))
    for row in rows:
        sheet.append([(USUAL | row).get(name) for name in HEADERS])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def send(folder: Folder, *rows: dict[str, Any], name: str = "inversiones.xlsx") -> Checked:
    """Send those rows and give conformity to them."""
    sent = receive(folder, name, invierte(*rows), actor="planificador")
    assert sent.submission, [f.message("es") for f in sent.findings]
    approve(folder, sent.submission, actor="gestor.tecnico")
    return sent
