"""What Profonanpe decided of a partner's rendición: each expense, and the whole."""

from expectations.contract import Column, Contract, Sheet
from expectations.money import amount

STATES = ("Presentada", "Observada", "Subsanada", "Aceptada", "Aceptada parcialmente", "Cerrada")
ELIGIBILITY = ("Elegible", "No elegible", "Por sustentar")

SETTLEMENTS = Sheet(
    name="Rendición",
    table="settlement",
    header_row=6,
    key=("settlement_code",),
    entry=("settlement_state", "reviewed_on", "returned_amount", "returned_on", "observation"),
    columns=(
        Column("settlement_code", "Rendición n.°", role="given", required=True, width=24),
        Column("subagreement_code", "Subconvenio", role="given", width=20),
        Column("currency_code", "Moneda de la cuenta", role="given", required=True, reference="currency"),
        Column("presented_amount", "Importe presentado", kind="decimal", scale=2, role="given", width=16),
        Column("settlement_state", "Estado", required=True, choices=STATES, width=20),
        Column("reviewed_on", "Fecha de revisión", kind="date", required=True),
        amount("returned_amount", "Importe devuelto"),
        Column("returned_on", "Fecha de devolución", kind="date"),
        Column("observation", "Observación", width=40),
    ),
)

EXPENSES = Sheet(
    name="Gastos revisados",
    table="settled_expense",
    header_row=6,
    key=("expense_id",),
    entry=("eligibility", "accepted_amount", "ineligible_amount", "reason"),
    columns=(
        Column("expense_id", "ID gasto", role="given", required=True, width=16),
        Column("line_code", "Código POG", role="given", width=12),
        Column("category_code", "Categoría de gasto", role="given", width=18),
        Column("voucher", "Comprobante", role="given", width=26),
        Column("voucher_date", "Fecha del comprobante", kind="date", role="given"),
        Column("concept", "Concepto", role="given", width=34),
        Column("currency_code", "Moneda", role="given", required=True, reference="currency"),
        Column("presented_amount", "Importe presentado", kind="decimal", scale=2, role="given", width=16),
        Column("eligibility", "Condición", required=True, choices=ELIGIBILITY, width=16),
        amount("accepted_amount", "Importe aceptado", minimum=None),
        amount("ineligible_amount", "Importe no elegible", minimum=None),
        Column("reason", "Motivo", width=34),
    ),
)

CONTRACT = Contract(
    source="settlements",
    version="1",
    layouts={"workbook": (SETTLEMENTS, EXPENSES)},
    replaces="row",
    period_pattern=r"\d{4}-T[1-4]",
    period_example="2026-T3",
    name={"es": "Revisión de rendiciones", "en": "Settlement review"},
    template=True,
    signed=True,
)
