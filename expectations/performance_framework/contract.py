"""The performance framework (Marco de Rendimiento) that donors read: its indicators with a target for each year."""

from expectations.contract import Column, Contract, Sheet
from expectations.physical_progress.contract import UNITS

LEVELS = ("Impacto", "Resultado", "Producto")
ACCUMULATIONS = ("Por año", "Acumulado", "Valor al cierre")
CODE = r"[A-Z0-9][A-Z0-9.\-]{0,19}"

HEAD = Sheet(
    name="Carátula",
    table="performance_framework_head",
    header_row=6,
    key=("phase_code",),
    is_head=True,
    columns=(
        Column("phase_code", "Fase", role="given", required=True, reference="phase"),
        Column("framework_version", "Versión", role="given", required=True, pattern=r"v\d+"),
        Column("agreement", "Acuerdo N.°", width=24),
        Column("agreement_date", "Fecha del acuerdo", kind="date"),
    ),
)

FRAMEWORK = Sheet(
    name="Marco",
    table="performance_framework",
    header_row=6,
    key=("framework_code",),
    columns=(
        Column("framework_level", "Nivel", required=True, choices=LEVELS, width=12),
        Column("framework_code", "Código", required=True, pattern=CODE),
        Column("statement", "Impacto, resultado o producto", required=True, width=40),
        Column("framework_indicator", "Indicador del marco", required=True, width=40),
        Column("unit_of_measure", "Unidad", required=True),
        Column("baseline", "Línea base", kind="decimal", scale=4, measure=True, unit_column="unit_of_measure"),
        Column("baseline_year", "Año de la línea base", kind="integer", minimum="1900", maximum="2099"),
        Column("baseline_source", "Fuente", width=24),
        Column(
            "year",
            "Año {year}",
            kind="decimal",
            scale=4,
            minimum="0",
            measure=True,
            unit_column="unit_of_measure",
            per_year="every",
        ),
        Column("unit_kind", "Tipo de unidad", choices=UNITS),
        Column("hectare_kind", "Tipo de hectárea", reference="hectare_kind", width=18),
        Column("accumulation", "Cómo se agrega", required=True, choices=ACCUMULATIONS, width=16),
    ),
)

CONTRACT = Contract(
    source="performance_framework",
    version="1",
    layouts={"workbook": (HEAD, FRAMEWORK)},
    replaces="whole",
    period_pattern=r"[A-Z0-9]+-v\d+",
    period_example="F2-v1",
    name={"es": "Marco de Rendimiento", "en": "Performance framework"},
    template=True,
    signed=True,
    indivisible=True,
)
