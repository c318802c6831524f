"""Forest loss per year as MINAM publishes it: one row a district with a column a year, or one row an area and year."""

import re
from typing import Any

from expectations.contract import Column, Contract, Sheet

FIRST_YEAR, LAST_YEAR = 2001, 2024


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
        *(_hectares(f"loss_{y}", f"{y}_ha", measure=True) for y in range(FIRST_YEAR, LAST_YEAR + 1)),
        _hectares("hydrography", "HIDROGRAFÍA_ha", total=True, grouping=True),
        _hectares("forest_2024", "BOSQUE AL 2024_ha", total=True, grouping=True),
    ),
)

PUBLISHED = Sheet(
    name="csv",
    table="forest_loss_published",
    key=("ubigeo", "year"),
    columns=(
        Column("ubigeo", "ubigeo", required=True, pattern=r"\d{2}|\d{4}|\d{6}", reference="territory"),
        Column("year", "year", kind="integer", required=True, minimum="2001", maximum="2100"),
        _hectares("loss", "ha", measure=True, required=True),
        Column("vintage", "vintage", kind="integer", required=True, minimum="2001", maximum="2100"),
        Column("source_name", "source", required=True),
    ),
)


def infer(layout: str, rows: list[dict[str, str | None]]) -> tuple[str | None, str | None]:
    """MINAM publishes these figures; the vintage is the last year published (or the column that says so)."""
    if layout == "districts":
        return "MINAM", str(LAST_YEAR)
    vintages = {row.get("vintage") or "" for row in rows}
    only = vintages.pop() if len(vintages) == 1 else ""
    return "MINAM", only if re.fullmatch(r"\d{4}", only) else None


CONTRACT = Contract(
    source="forest_loss",
    version="1",
    layouts={"districts": (DISTRICTS,), "published": (PUBLISHED,)},
    replaces="whole",
    period_pattern=r"\d{4}",
    name={"es": "Pérdida de bosque", "en": "Forest loss"},
    infer=infer,
)
