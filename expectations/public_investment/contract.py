"""Public investment as the MEF publishes it in Invierte.pe: a row for each place of a project, its amounts on each."""

import re

from expectations.contract import Column, Contract, Sheet

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _soles(name: str, header: str) -> Column:
    # Some amounts are published with three decimals; two would withhold them and rounding would hide them.
    return Column(name, header, kind="decimal", scale=4, minimum="0", unit="PEN", measure=True)


PROJECTS = Sheet(
    name="Inversiones",
    table="public_investment",
    by_headers=True,
    repeats=True,
    # A project is said again for each of its places.
    key=("cui", "ubigeo"),
    distinct_by=("cui",),
    columns=(
        Column("cui", "Código único de inversión", required=True, pattern=r"\d{7}"),
        Column("investment_name", "Nombre de la inversión", required=True, prose=True, width=60),
        _soles("viable_amount", "Monto viable"),
        Column("investment_state", "Estado de la inversión", required=True),
        Column("sector_name", "Sector"),
        Column("entity_name", "Entidad"),
        Column("executing_unit", "Ejecutora"),
        Column("registered_on", "Fecha de registro", kind="date", required=True),
        Column("viable_on", "Fecha de viabilidad", kind="date"),
        _soles("updated_cost", "Costo actualizado"),
        Column("alternative", "Descripción de la alternativa", prose=True, width=60),
        Column("beneficiaries", "Beneficiarios", kind="integer", minimum="0", total=True),
        Column("department_name", "Departamento"),
        Column("province_name", "Provincia"),
        Column("district_name", "Distrito"),
        Column("ubigeo", "Ubigeo", required=True, pattern=r"\d{2}|\d{4}|\d{6}", reference="territory", as_number=True),
    ),
)


def infer(sheet: Sheet, rows: list[dict[str, str | None]]) -> tuple[str | None, str | None]:
    """The MEF publishes; the file is of its latest registration, and of a department where all its rows are of one."""
    days = [day for row in rows if (day := _day(row.get("registered_on") or ""))]
    departments = {_department(row.get("ubigeo") or "") for row in rows}
    only = f"-{departments.pop()}" if len(departments) == 1 else ""
    return "MEF", f"{max(days)}{only}" if days else None


def _day(text: str) -> str | None:
    if local := _DAY.fullmatch(text.strip()):
        return f"{local[3]}-{local[2]:0>2}-{local[1]:0>2}"
    return text.strip()[:10] if _ISO_DAY.match(text.strip()) else None


def _department(ubigeo: str) -> str:
    """Return the first two digits of an ubigeo, its lost zero counted in."""
    return f"{'0' * (len(ubigeo.strip()) % 2)}{ubigeo.strip()}"[:2]


CONTRACT = Contract(
    source="public_investment",
    version="1",
    layouts={"projects": (PROJECTS,)},
    replaces="whole",
    # The day, and the department where the file is of one: two departments of one day do not replace each other.
    period_pattern=r"\d{4}-\d{2}-\d{2}(-\d{2})?",
    period_example="2025-06-30-25",
    name={"es": "Inversión pública", "en": "Public investment"},
    infer=infer,
)
