"""The disbursements of a quarter: from the donor to Profonanpe and from Profonanpe to its partners."""

from expectations.contract import Column, Contract, Sheet
from expectations.money import CODE, amount, rate

FROM_DONOR, TO_PARTNER = FLOWS = ("Donante a Profonanpe", "Profonanpe a socio")

DISBURSEMENTS = Sheet(
    name="Desembolsos",
    table="disbursement",
    header_row=6,
    key=("disbursement_code",),
    columns=(
        Column("disbursement_code", "Desembolso", required=True, pattern=CODE, width=20),
        Column("flow", "De quién a quién", required=True, choices=FLOWS, width=22),
        Column("agreement_code", "Convenio", required=True, reference="agreement", width=16),
        Column("subagreement_code", "Subconvenio", pattern=CODE, width=20),
        Column("currency_code", "Moneda", required=True, reference="currency"),
        Column("requested_on", "Fecha de solicitud", kind="date"),
        amount("requested_amount", "Importe solicitado"),
        Column("approved_on", "Fecha de aprobación", kind="date"),
        amount("approved_amount", "Importe aprobado"),
        Column("transferred_on", "Fecha de transferencia", kind="date"),
        amount("transferred_amount", "Importe transferido"),
        Column("account_currency", "Moneda de la cuenta", reference="currency"),
        amount("account_amount", "Importe abonado en la cuenta", unit_column="account_currency"),
        rate("exchange_rate", "Tipo de cambio (soles por dólar)"),
        Column("bank_operation", "N.° de operación bancaria", width=18),
        Column("comment", "Comentario", width=30),
    ),
)

CONTRACT = Contract(
    source="disbursements",
    version="1",
    layouts={"workbook": (DISBURSEMENTS,)},
    replaces="row",
    period_pattern=r"\d{4}-T[1-4]",
    period_example="2026-T3",
    name={"es": "Desembolsos", "en": "Disbursements"},
    template=True,
    signed=True,
)
