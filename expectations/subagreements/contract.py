"""The subagreements of a phase: who receives how much, in which currency, for how long, and what addenda changed."""

from expectations.contract import Column, Contract, Sheet
from expectations.money import CODE, amount

STATES = ("Vigente", "En liquidación", "Cerrado", "Resuelto")

SUBAGREEMENTS = Sheet(
    name="Subconvenios",
    table="subagreement",
    header_row=6,
    key=("subagreement_code",),
    columns=(
        Column("subagreement_code", "Subconvenio", required=True, pattern=CODE, width=20),
        Column("agreement_code", "Convenio", required=True, reference="agreement", width=16),
        Column("organisation_code", "Socio", required=True, reference="organisation", width=20),
        Column("unit_code", "Unidad", reference="unit", width=18),
        Column("currency_code", "Moneda", required=True, reference="currency"),
        amount("amount", "Monto del subconvenio", required=True),
        amount("counterpart_amount", "Contrapartida comprometida"),
        Column("account_currency", "Moneda de la cuenta", required=True, reference="currency"),
        Column("signed_on", "Fecha de firma", kind="date", required=True),
        Column("starts_on", "Inicio de la vigencia", kind="date", required=True),
        Column("ends_on", "Fin de la vigencia", kind="date", required=True),
        Column("liquidation_months", "Meses para liquidar", kind="integer", minimum="0", maximum="36"),
        Column("subagreement_state", "Estado", required=True, choices=STATES, width=16),
        Column("document", "Documento", width=28),
    ),
)

ADDENDA = Sheet(
    name="Adendas",
    table="subagreement_addendum",
    header_row=6,
    key=("subagreement_code", "addendum_number"),
    is_optional=True,
    columns=(
        Column("subagreement_code", "Subconvenio", required=True, pattern=CODE, width=20),
        Column("addendum_number", "Adenda n.°", required=True),
        Column("signed_on", "Fecha de firma", kind="date", required=True),
        Column("currency_code", "Moneda", reference="currency"),
        amount("new_amount", "Nuevo monto"),
        Column("new_end", "Nuevo fin de la vigencia", kind="date"),
        Column("reason", "Motivo", required=True, width=40),
    ),
)

CONTRACT = Contract(
    source="subagreements",
    version="1",
    layouts={"workbook": (SUBAGREEMENTS, ADDENDA)},
    replaces="whole",
    period_pattern=r"[A-Z0-9]+",
    period_example="F2",
    name={"es": "Subconvenios y adendas", "en": "Subagreements and addenda"},
    template=True,
    signed=True,
    indivisible=True,
)
