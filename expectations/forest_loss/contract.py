"""Forest loss per year as MINAM publishes it: one row a district with a column a year, or one row an area and year."""

import re
from typing import Any

from expectations.contract import Column, Contract, Sheet

# The series of MINAM begins in 2001; where it ends is read from the file.
FIRST_YEAR = 2001


def _hectares(name: str, header: str, **more: Any) -> Column:
    return Column(name, header, kind="decimal", scale=2, minimum="0", unit="ha", **more)


DISTRICTS = Sheet(
    name="csv",
    table="forest_loss_districts",
    key=("ubigeo",),
    columns=(
        Column("department_name", "DEPARTAMENTO", required=True),
        Column("province_name", "PROVINCIA", required=True),
        Column("district_name", "DISTRITO", required=True),
        Column("ubigeo", "UBIGEO", required=True, pattern=r"\d{6}", reference="territory"),
        _hectares("loss", "{year}_ha", measure=True, per_year="every", since=FIRST_YEAR),
        _hectares("hydrography", "HIDROGRAFÍA_ha", total=True, grouping=True),
        _hectares("forest", "BOSQUE AL {year}_ha", total=True, grouping=True, per_year="last"),
    ),
)

PUBLISHED = Sheet(
    name="csv",
    table="forest_loss_published",
    key=("ubigeo", "year"),
    columns=(
        Column("ubigeo", "ubigeo", required=True, pattern=r"\d{2}|\d{4}|\d{6}", reference="territory"),
        Column("year", "year", kind="integer", required=True, minimum=str(FIRST_YEAR), maximum="2100"),
        _hectares("loss", "ha", measure=True, required=True),
        Column("vintage", "vintage", kind="integer", required=True, minimum=str(FIRST_YEAR), maximum="2100"),
        Column("source_name", "source", required=True),
    ),
)


def infer(sheet: Sheet, rows: list[dict[str, str | None]]) -> tuple[str | None, str | None]:
    """MINAM publishes these figures; the vintage is the last year published (or the column that says so)."""
    if sheet.table == DISTRICTS.table:
        return "MINAM", str(max(column.year or FIRST_YEAR for column in sheet.columns))
    vintages = {row.get("vintage") or "" for row in rows}
    only = vintages.pop() if len(vintages) == 1 else ""
    return "MINAM", only if re.fullmatch(r"\d{4}", only) else None


CONTRACT = Contract(
    source="forest_loss",
    version="1",
    layouts={"districts": (DISTRICTS,), "published": (PUBLISHED,)},
    replaces="whole",
    period_pattern=r"\d{4}",
    period_example="2024",
    name={"es": "Pérdida de bosque", "en": "Forest loss"},
    infer=infer,
)
