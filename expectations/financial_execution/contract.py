"""What a partner spent in a quarter, voucher by voucher, and how that agrees with its bank account."""

from expectations.contract import Column, Contract, Sheet
from expectations.money import CODE, amount, rate

MOVEMENTS = ("Gasto", "Nota de crédito/extorno", "Ajuste")
VOUCHERS = (
    "Factura", "Boleta de venta", "Recibo por honorarios", "Liquidación de compra", "Planilla de viáticos",
    "Declaración jurada", "Boleto de viaje", "Planilla de remuneraciones", "Recibo de servicios", "Nota de crédito",
    "Otro",
)  # fmt: skip

HEAD = Sheet(
    name="Carátula",
    table="financial_head",
    header_row=6,
    key=("settlement_code",),
    is_head=True,
    columns=(
        Column("settlement_code", "Rendición n.°", role="given", required=True, pattern=CODE, width=24),
        Column("subagreement_code", "Subconvenio", role="given", width=20),
        Column("partner", "Socio", role="given", width=30),
        Column("quarter", "Periodo", role="given"),
        Column("account_currency", "Moneda de la cuenta", role="given", required=True, reference="currency"),
        Column("disbursements", "Desembolsos que se rinden", role="given", width=40),
        rate("disbursement_rate", "Tipo de cambio del desembolso", role="given", width=18),
    ),
)

EXPENSES = Sheet(
    name="Gastos",
    table="expense",
    header_row=6,
    key=("voucher_type", "voucher_number", "supplier_id", "movement", "line_code", "category_code", "fund"),
    columns=(
        Column("line_code", "Código POG", required=True, width=12),
        Column("category_code", "Categoría de gasto", required=True, reference="expense_category", width=18),
        Column("fund", "Fuente", required=True, reference="fund", width=18),
        Column("movement", "Movimiento", required=True, choices=MOVEMENTS, width=18),
        Column("voucher_date", "Fecha del comprobante", kind="date", required=True),
        Column("paid_on", "Fecha de pago", kind="date"),
        Column("voucher_type", "Tipo de comprobante", required=True, choices=VOUCHERS, width=20),
        Column("voucher_number", "Serie y número", required=True, as_code=True, width=16),
        Column("supplier_id", "RUC o DNI", required=True, personal=True),
        Column("supplier", "Proveedor", required=True, width=26, personal=True),
        Column("concept", "Concepto", required=True, width=34),
        Column("currency_code", "Moneda", required=True, reference="currency"),
        amount("amount", "Importe total", required=True, minimum=None),
        amount("sales_tax", "IGV incluido", minimum=None),
        Column("bank_operation", "N.° de operación bancaria", width=18),
        Column("comment", "Comentario", width=26),
        Column("accepted_amount", "Importe aceptado", kind="decimal", scale=2, role="reviewed"),
        Column("ineligible_amount", "Importe no elegible", kind="decimal", scale=2, role="reviewed"),
        Column("review_reason", "Motivo", role="reviewed", width=34),
    ),
)

_OWN = {"unit_column": "account_currency"}
RECONCILIATION = Sheet(
    name="Conciliación",
    table="reconciliation",
    header_row=6,
    key=("settlement_code",),
    entry=(
        "interest",
        "returned",
        "statement_balance",
        "cash_and_advances",
        "outstanding_cheques",
        "has_no_expenses",
    ),
    columns=(
        Column("settlement_code", "Rendición n.°", role="given", required=True, width=24),
        Column("account_currency", "Moneda de la cuenta", role="given", required=True, reference="currency"),
        amount("opening_balance", "Saldo inicial", role="given", minimum=None, **_OWN),
        # what who holds an agreement received less what it passed on may be less than nothing
        amount("received", "Desembolsos recibidos", role="given", minimum=None, **_OWN),
        amount("interest", "Intereses", **_OWN),
        amount("returned", "Devoluciones", **_OWN),
        amount("statement_balance", "Saldo según extracto", required=True, minimum=None, **_OWN),
        amount("cash_and_advances", "Caja y anticipos por rendir", **_OWN),
        amount("outstanding_cheques", "Cheques en tránsito", **_OWN),
        Column("has_no_expenses", "¿Sin gastos en el periodo?", choices=("Sí", "No")),
        Column("fund_expenses", "Gastos con fondos DCI", kind="decimal", scale=2, role="calculated", width=16),
        Column("book_balance", "Saldo según libros", kind="decimal", scale=2, role="calculated", width=16),
        Column("difference", "Diferencia", kind="decimal", scale=2, role="calculated", width=16),
    ),
)

CONTRACT = Contract(
    source="financial_execution",
    version="1",
    layouts={"workbook": (HEAD, EXPENSES, RECONCILIATION)},
    replaces="row",
    period_pattern=r"\d{4}-T[1-4]",
    period_example="2026-T3",
    name={"es": "Ejecución financiera", "en": "Financial execution"},
    template=True,
    signed=True,
)
