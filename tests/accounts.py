"""Money against the small plan: a subagreement in soles, its transfers, the vouchers of a quarter and their review."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import small
from small import at

from etl.check import Checked
from etl.receive import receive
from etl.review import approve
from reports.given import settlements
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

FINANCE, TECHNICAL, PARTNER, FOCAL = "gestor.financiero", "gestor.tecnico", "GORE-UCAYALI", "punto.ucayali"
SUBAGREEMENT, LINE, FUND = "SUB-UCAYALI", "AE1.01-UCA", "DCI–Norad"
EVERYTHING = Scope.everything()
Row = dict[str, Any]
SENT = {
    "2025-T3": "2025-10-10T15:00:00+00:00",
    "2025-T4": "2026-01-12T15:00:00+00:00",
    "2026-T1": "2026-04-10T15:00:00+00:00",
}


def begin(folder: Folder, *, account: str = "PEN", **changed: Any) -> None:
    """Make a folder with the small plan and one subagreement, both approved."""
    drawn = small.plan(Random(4))
    for line in drawn[1]:
        line |= {"budget": "120000", "state": "En ejecución", "end": "2026-12-31"}
    small.begin(folder, drawn)
    register(folder, account=account, **changed)


def register(folder: Folder, *, account: str = "PEN", **changed: Any) -> None:
    """Send and approve a register with one subagreement of the small plan."""
    row = {
        "subagreement_code": SUBAGREEMENT, "agreement_code": "NORAD-2022", "organisation_code": PARTNER,
        "currency_code": "USD", "amount": "240000.00", "account_currency": account, "signed_on": "2025-07-01",
        "starts_on": "2025-07-01", "ends_on": "2026-12-31", "liquidation_months": "3", "subagreement_state": "Vigente",
    }  # fmt: skip
    taken = send(folder, "subagreements", "PROFONANPE", "F2", {"Subconvenios": [row | changed]}, FINANCE, "2025-07-02")
    accept(folder, taken, TECHNICAL, "2025-07-03")


def send(
    folder: Folder, source: str, organisation: str, period: str, filled: dict[str, list[Row]], actor: str, day: str
) -> Checked:
    """Send a filled workbook of ours that day."""
    with at(f"{day[:10]}T15:00:00+00:00"):
        content = workbook(folder, source, organisation, period, filled=filled)
        return receive(folder, f"{source}.xlsx", content, actor=actor)


def accept(folder: Folder, taken: Checked, actor: str, day: str) -> None:
    """Approve what was sent."""
    assert taken.submission, [f.message("es") for f in taken.findings]
    with at(f"{day[:10]}T20:00:00+00:00"):
        approve(folder, taken.submission, actor=actor)


def transfer(code: str, day: str, dollars: str, soles: str, rate: str) -> Row:
    """Return a transfer to the partner, in dollars and as its account in soles got it."""
    return {
        "disbursement_code": code, "flow": "Profonanpe a socio", "agreement_code": "NORAD-2022",
        "subagreement_code": SUBAGREEMENT, "currency_code": "USD", "requested_on": "2025-07-04",
        "requested_amount": dollars, "approved_on": "2025-07-08", "approved_amount": dollars, "transferred_on": day,
        "transferred_amount": dollars, "account_currency": "PEN", "account_amount": soles, "exchange_rate": rate,
    }  # fmt: skip


def disburse(folder: Folder, period: str, *rows: Row) -> Checked:
    """Send the disbursements of a quarter on the last transfer's day, and approve them."""
    day = max(str(row["transferred_on"]) for row in rows)
    taken = send(folder, "disbursements", "PROFONANPE", period, {"Desembolsos": list(rows)}, FINANCE, day)
    accept(folder, taken, TECHNICAL, day)
    return taken


def voucher(number: str, amount: str, day: str = "2025-08-15", **changed: Any) -> Row:
    """Return an expense of the small plan's first line."""
    return {
        "line_code": LINE, "category_code": "SUBCONVENIO", "fund": FUND, "movement": "Gasto", "voucher_date": day,
        "voucher_type": "Factura", "voucher_number": number, "supplier_id": "20123456789", "supplier": "Proveedor",
        "concept": "Taller", "currency_code": "PEN", "amount": amount,
    } | changed  # fmt: skip


def told(period: str, balance: str, **changed: Any) -> Row:
    """Return the reconciliation of a quarter that ends with that balance in the bank."""
    return {"settlement_code": f"{SUBAGREEMENT}/{period}", "statement_balance": balance} | changed


def present(folder: Folder, period: str, balance: str, *vouchers: Row, **changed: Any) -> Checked:
    """Send what the partner spent in a quarter, ten days after it."""
    filled = {"Gastos": list(vouchers), "Conciliación": [told(period, balance, **changed)]}
    return send(folder, "financial_execution", PARTNER, period, filled, FOCAL, SENT[period])


def presented(folder: Folder, period: str, balance: str, *vouchers: Row) -> Checked:
    """Send it and give it conformity."""
    taken = present(folder, period, balance, *vouchers)
    accept(folder, taken, FINANCE, SENT[period])
    return taken


def settle(folder: Folder, period: str, state: str = "Aceptada", **decisions: Row) -> Checked:
    """Review a quarter: each voucher named `v<number>` as said, the others accepted whole; approve the review."""
    given = settlements.given(folder, PARTNER, period)
    usual = {"settlement_state": state, "reviewed_on": SENT[period][:10]}
    rows = [
        {"expense_id": r["expense_id"]}
        | decisions.get(
            "v" + r["voucher"].split()[-1], {"eligibility": "Elegible", "accepted_amount": r["presented_amount"]}
        )
        for r in given["Gastos revisados"]
    ]
    filled = {
        "Rendición": [{"settlement_code": r["settlement_code"]} | usual for r in given["Rendición"]],
        "Gastos revisados": rows,
    }
    return send(folder, "settlements", PARTNER, period, filled, FINANCE, SENT[period])


def settled(folder: Folder, period: str, state: str = "Aceptada", **decisions: Row) -> Checked:
    """Review a quarter and approve the review."""
    taken = settle(folder, period, state, **decisions)
    accept(folder, taken, TECHNICAL, SENT[period])
    return taken


def rules_of(taken: Checked) -> dict[str, list[str | None]]:
    """Return the cells each rule found something in."""
    found: dict[str, list[str | None]] = {}
    for finding in taken.findings:
        found.setdefault(finding.rule, []).append(finding.cell)
    return found


def ask(folder: Folder, question: str, **asked: Any) -> list[Row]:
    """Ask the published warehouse as somebody who sees everything."""
    return Reader(folder).ask(question, EVERYTHING, **asked).to_dicts()


def amounts(rows: list[Row], *names: str) -> list[tuple[Decimal, ...]]:
    """Return those amounts of each row."""
    return [tuple(row[name] for name in names) for row in rows]
