"""The operating plan (POG with the POA of one year): lines, goals, budget and what changed since the version before."""

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
YES_NO = ("Sí", "No")
QUARTERS = ("T1", "T2", "T3", "T4")
PLAN_STATES = (
    "Borrador", "En negociación", "Validado por el CI", "Aprobado por la Junta", "Vigente", "Sustituido",
)  # fmt: skip

CHANGES = ("Meta", "Presupuesto", "Fecha", "Socio", "Lugar", "Alta", "Retiro")
CHANGE_LEVELS = ("Profonanpe", "CI", "Junta", "No objeción del donante")


def _amount(name: str, header: str, scale: int, **more: Any) -> Column:
    return Column(name, header, kind="decimal", scale=scale, minimum="0", measure=True, **more)


def _targets(total: Column) -> tuple[Column, ...]:
    """Return the total of the phase, its years, and the quarters of the year of the POA."""
    unit, scale = total.unit_column, total.scale
    years = _amount("year", "Año {year}", scale, unit_column=unit, per_year="every")
    return total, years, *(_amount(q.lower(), q, scale, unit_column=unit) for q in QUARTERS)


HEAD = Sheet(
    name="Carátula",
    table="operating_plan_head",
    header_row=6,
    key=("phase_code",),
    is_head=True,
    columns=(
        Column("phase_code", "Fase", role="given", required=True, reference="phase"),
        Column("plan_version", "Versión", role="given", required=True, pattern=r"v\d+"),
        Column("poa_year", "Año POA", kind="integer", required=True, minimum="2000", maximum="2099"),
        Column("currency_code", "Moneda", required=True, reference="currency"),
        Column("plan_state", "Estado", required=True, choices=PLAN_STATES, width=24),
        Column("agreement", "Acuerdo N.°", width=24),
        Column("agreement_date", "Fecha del acuerdo", kind="date"),
    ),
)

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
        _amount("weight", "Peso en la acción", 4, unit="%", maximum="100"),
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
        *_targets(_amount("phase_target", "Meta de la fase", 4, unit_column="indicator_code", required=True)),
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
        Column("fund", "Fuente", required=True, reference="fund", width=18),
        Column("currency_code", "Moneda", required=True, reference="currency"),
        Column("detail", "Detalle", width=30),
        Column("unit_name", "Unidad"),
        Column("quantity", "Cantidad", kind="decimal", scale=4, minimum="0"),
        Column("unit_cost", "Costo unitario", kind="decimal", scale=2, minimum="0"),
        *_targets(_amount("phase_amount", "Total de la fase", 2, unit_column="currency_code")),
    ),
)

REPROGRAMMING = Sheet(
    name="Reprogramación",
    table="operating_plan_reprogramming",
    header_row=6,
    key=("line_code", "change_kind", "item", "changed_period"),
    is_optional=True,
    columns=(
        Column("line_code", "Código POG", required=True, width=12),
        Column("change_kind", "Qué cambia", required=True, choices=CHANGES),
        Column("item", "Indicador o categoría", width=18),
        Column("changed_period", "Periodo", pattern=r"Fase|\d{4}(-T[1-4])?"),
        Column("says", "Dice", width=18),
        Column("should_say", "Debe decir", width=18),
        Column("reason", "Motivo", required=True, width=40),
        Column("change_level", "Nivel", required=True, choices=CHANGE_LEVELS, width=20),
        Column("document", "Documento y fecha", width=28),
    ),
)

CONTRACT = Contract(
    source="operating_plan",
    version="2",
    layouts={"workbook": (HEAD, LINES, GOALS, BUDGET, REPROGRAMMING)},
    replaces="whole",
    period_pattern=r"[A-Z0-9]+-v\d+",
    period_example="F2-v1",
    name={"es": "Plan operativo (POG/POA)", "en": "Operating plan (POG/POA)"},
    template=True,
    signed=True,
    indivisible=True,
)
