"""The operating plan (POG with the POA of one year): lines, goals and budget, one sheet each."""

from typing import Any

from expectations.contract import Column, Contract, Sheet

LINE_TYPES = ("Con meta física", "Solo presupuesto")
EXECUTION = (
    "Profonanpe (ejecución directa)",
    "Socio con subconvenio",
    "Incentivo a comunidad (TDC)",
    "Sin fondos DCI",
)
STATES = ("No iniciada", "En ejecución", "Culminada", "Suspendida", "Retirada")
FREQUENCIES = ("Trimestral", "Semestral", "Anual")
FUNDS = ("DCI–Norad", "Contrapartida monetaria", "Contrapartida en especie", "Otra")
YES_NO = ("Sí", "No")
QUARTERS = ("T1", "T2", "T3", "T4")
YEARS = (2025, 2026)


def _amounts(scale: int, names: dict[str, str], **more: Any) -> tuple[Column, ...]:
    return tuple(
        Column(name, header, kind="decimal", scale=scale, minimum="0", measure=True, **more)
        for name, header in names.items()
    )


_YEARS = {f"year_{y}": f"Año {y}" for y in YEARS}
_QUARTERS = {q.lower(): q for q in QUARTERS}

LINES = Sheet(
    name="Líneas",
    table="operating_plan_lines",
    header_row=6,
    key=("line_code",),
    columns=(
        Column("line_code", "Código POG", required=True, pattern=r"[A-Z0-9][A-Z0-9.\-]{1,29}", width=12),
        Column("action_code", "Acción estratégica", required=True, reference="strategic_action"),
        Column("outcome", "Resultado", required=True, width=30),
        Column("output", "Producto", required=True, width=30),
        Column("line_name", "Actividad", required=True, width=40),
        Column("line_type", "Tipo", required=True, choices=LINE_TYPES, width=18),
        Column("department_code", "Departamento", required=True, reference="territory"),
        Column("place", "Lugar", width=20),
        Column("organisation_code", "Socio responsable", required=True, reference="organisation", width=18),
        Column("unit_code", "Unidad", reference="unit"),
        Column("execution", "Ejecuta los fondos", required=True, choices=EXECUTION, width=26),
        Column("subagreement", "Subconvenio"),
        Column("start_date", "Inicio", kind="date", required=True),
        Column("end_date", "Fin", kind="date", required=True),
        *_amounts(4, {"weight": "Peso en la acción"}, unit="%", maximum="100"),
        Column("expense_chain", "Cadena de gasto"),
        Column("assumptions", "Supuestos/riesgos", width=30),
        Column("line_state", "Situación", choices=STATES),
        Column("replaces", "Reemplaza a"),
    ),
)

GOALS = Sheet(
    name="Metas",
    table="operating_plan_goals",
    header_row=6,
    key=("line_code", "indicator_code", "place_code"),
    columns=(
        Column("line_code", "Código POG", required=True, width=12),
        Column("indicator_code", "Indicador", required=True, reference="indicator", width=18),
        Column("is_principal", "Principal", required=True, choices=YES_NO),
        Column("place_code", "Lugar", reference="territory", pattern=r"\d{2}|\d{4}|\d{6}"),
        Column("baseline", "Línea base", kind="decimal", scale=4, measure=True, unit_column="indicator_code"),
        Column("baseline_year", "Año de la línea base", kind="integer"),
        Column("baseline_source", "Fuente de la línea base", width=24),
        Column("includes_baseline", "La meta incluye la línea base", required=True, choices=YES_NO),
        *_amounts(4, {"phase_target": "Meta de la fase"} | _YEARS | _QUARTERS, unit_column="indicator_code"),
        Column("frequency", "Frecuencia de reporte", choices=FREQUENCIES),
        Column("framework_code", "Indicador del Marco de Rendimiento", width=18),
        Column("verification", "Medio de verificación exigido", required=True, width=26),
        Column("disaggregation", "Desagregación", choices=("Ninguna", "Sexo", "Sexo y pueblo", "Lugar")),
    ),
)

BUDGET = Sheet(
    name="Presupuesto",
    table="operating_plan_budget",
    header_row=6,
    key=("line_code", "category_code", "fund", "currency_code", "detail"),
    columns=(
        Column("line_code", "Código POG", required=True, width=12),
        Column("category_code", "Categoría de gasto", required=True, reference="expense_category", width=18),
        Column("fund", "Fuente", required=True, choices=FUNDS, width=18),
        Column("currency_code", "Moneda", required=True, choices=("USD", "PEN")),
        Column("detail", "Detalle", width=30),
        Column("unit_name", "Unidad"),
        Column("quantity", "Cantidad", kind="decimal", scale=4, minimum="0"),
        Column("unit_cost", "Costo unitario", kind="decimal", scale=2, minimum="0"),
        *_amounts(2, {"phase_amount": "Total de la fase"} | _YEARS | _QUARTERS, unit_column="currency_code"),
    ),
)

CONTRACT = Contract(
    source="operating_plan",
    version="1",
    layouts={"workbook": (LINES, GOALS, BUDGET)},
    replaces="whole",
    period_pattern=r"[A-Z0-9]+-v\d+",
    name={"es": "Plan operativo (POG/POA)", "en": "Operating plan (POG/POA)"},
    template=True,
    signed=True,
)
