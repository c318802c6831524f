"""Quarterly physical progress of the goals of one organisation: what was done, each unit of it, and what is mended."""

from expectations.contract import Column, Contract, Sheet

SITUATIONS = ("Con avance", "Sin avance", "No programado", "Culminada", "Suspendida")
DOCUMENTS = (
    "Resolución", "Contrato", "Convenio", "Acta", "Título/partida registral", "Plan o DEMA", "Ficha METT",
    "Lista de asistencia", "Informe", "Mapa/shapefile", "Otro", "Pendiente",
)  # fmt: skip
REASONS = (
    "Desembolso tardío", "Contratación o adquisición", "Cambio de autoridades o personal", "Trámite de otra entidad",
    "Acuerdo comunal o consulta pendiente", "Clima o acceso", "Seguridad", "Conflicto social",
    "Dato aún no disponible", "Otro",
)  # fmt: skip
UNITS = ("Comunidad", "Contrato", "ACR/ANP", "Módulo ZF", "Evento", "Otro")
CORRECTIONS = ("informar", "anular")
PERIOD = r"\d{4}-T[1-4]"


def _people(name: str, header: str) -> Column:
    return Column(name, header, kind="decimal", scale=4, minimum="0", measure=True, unit="persona", width=11)


PROGRESS = Sheet(
    name="Avance",
    table="physical_progress",
    header_row=6,
    key=("goal_id",),
    entry=(
        "situation", "quantity", "numerator", "denominator", "milestone", "women", "men", "sex_unknown", "indigenous",
        "youth", "document_type", "document_number", "document_date", "shortfall_reason", "comment",
    ),
    columns=(
        Column("goal_id", "ID meta", role="given", required=True, width=24),
        Column("line_code", "Código POG", role="given", width=12),
        Column("action_name", "Acción estratégica", role="given", width=28),
        Column("line_name", "Actividad", role="given", width=36),
        Column("unit_code", "Unidad responsable", role="given", width=18),
        Column("indicator_name", "Indicador", role="given", width=30),
        Column("unit_of_measure", "Unidad de medida", role="given"),
        Column("mode", "Cómo se reporta", role="given", width=20),
        Column("phase_target", "Meta de la fase", kind="decimal", scale=4, role="given", grouping=True),
        Column("year_target", "Meta del año", kind="decimal", scale=4, role="given", grouping=True),
        Column("period_target", "Programado en el periodo", kind="decimal", scale=4, role="given", grouping=True),
        Column("last_value", "Último acumulado o valor conforme", kind="decimal", scale=4, role="given", grouping=True),
        Column("verification", "Medio de verificación exigido", role="given", width=26),
        Column("situation", "Situación", required=True, choices=SITUATIONS, width=15),
        Column(
            "quantity", "Cantidad o valor", kind="decimal", scale=4, minimum="0", measure=True,
            unit_column="unit_of_measure",
        ),
        Column("numerator", "Numerador", kind="decimal", scale=4, minimum="0", measure=True, unit="numerador"),
        Column("denominator", "Denominador", kind="decimal", scale=4, minimum="0", measure=True, unit="denominador"),
        Column("milestone", "Hito alcanzado", reference="milestone", width=16),
        _people("women", "Mujeres"),
        _people("men", "Hombres"),
        _people("sex_unknown", "Sin dato de sexo"),
        _people("indigenous", "De ellos: indígenas"),
        _people("youth", "De ellos: jóvenes"),
        Column("document_type", "Documento que acredita", choices=DOCUMENTS, width=20),
        Column("document_number", "N.° de documento", as_code=True, width=18),
        Column("document_date", "Fecha del documento", kind="date"),
        Column("shortfall_reason", "Motivo si es menor a lo programado", choices=REASONS, width=24),
        Column("comment", "Comentario / medida correctiva", width=36),
        Column("new_cumulative", "Nuevo acumulado", role="calculated"),
        Column("year_pct", "% meta del año", role="calculated"),
        Column("phase_pct", "% meta de la fase", role="calculated"),
        Column("missing", "¿Falta algo?", role="calculated", width=22),
    ),
)  # fmt: skip

DETAIL = Sheet(
    name="Detalle",
    table="physical_detail",
    header_row=6,
    key=("goal_id", "unit_kind", "unit_number"),
    is_optional=True,
    part_of=PROGRESS.table,
    columns=(
        Column("goal_id", "ID meta", required=True, width=24),
        Column("unit_kind", "Tipo de unidad", required=True, choices=UNITS, width=14),
        Column("unit_name", "Nombre", required=True, width=32),
        Column("unit_number", "Código o n.°", required=True, as_code=True, width=18),
        Column("district_code", "Distrito (ubigeo)", reference="territory", pattern=r"\d{6}"),
        Column("hectares", "Hectáreas", kind="decimal", scale=4, minimum="0", measure=True, unit="ha"),
        Column("milestone", "Hito", reference="milestone", width=16),
        _people("unit_women", "Mujeres"),
        _people("unit_men", "Hombres"),
        _people("unit_sex_unknown", "Sin dato"),
        Column("people_name", "Pueblo indígena", width=18),
        Column("achieved_on", "Fecha", kind="date"),
    ),
)

CORRECTION = Sheet(
    name="Rectificaciones",
    table="physical_correction",
    header_row=6,
    key=("goal_id", "corrected_period"),
    entry=("action", "corrected_value", "reason", "document"),
    is_optional=True,
    period_column="corrected_period",
    amends=PROGRESS.table,
    withdraws=("action", CORRECTIONS[1]),
    columns=(
        Column("goal_id", "ID meta", role="given", required=True, width=24),
        Column("corrected_period", "Periodo rectificado", role="given", required=True, pattern=PERIOD),
        Column("action", "Acción", required=True, choices=CORRECTIONS),
        Column("previous_value", "Valor anterior", kind="decimal", scale=4, role="given", grouping=True),
        Column(
            "corrected_value",
            "Valor correcto",
            kind="decimal",
            scale=4,
            minimum="0",
            measure=True,
            unit_column="goal_id",
        ),
        Column("reason", "Motivo", required=True, width=40),
        Column("document", "Documento", width=24),
    ),
)

CONTRACT = Contract(
    source="physical_progress",
    version="2",
    layouts={"workbook": (PROGRESS, DETAIL, CORRECTION)},
    replaces="row",
    period_pattern=PERIOD,
    period_example="2025-T4",
    name={"es": "Avance físico", "en": "Physical progress"},
    template=True,
    signed=True,
)
