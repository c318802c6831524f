"""Draws a scene of money as rows of the core: two subagreements, with an account in soles and one in dollars."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from money_twin import OWN_FUND, Expense, Money, Transfer
from scene import Row

FUNDS = (OWN_FUND, "Contrapartida monetaria")
ACCOUNTS = {"S1": "PEN", "S2": "USD"}
PARTNERS = {"S1": "GORE-UCAYALI", "S2": "AIDESEP"}
CODES = ("L0", "L1", "L2", "L3")


def core_of(money: Money) -> dict[str, list[Row]]:
    """Return a scene of money as rows of the core, with a transfer not approved and one replaced among them."""
    plan = {"phase_code": "F2", "plan_version": "v1", "poa_year": "2025"}
    agreed = {"agreement_code": "NORAD-2022", "currency_code": "USD", "phase_code": "F2"}
    transfers = [_transfer(t) | {"known_from": "1"} for t in money.transfers]
    uncounted = [{"known_from": None}, {"known_from": "1", "known_to": "2"}]
    other = Transfer("X", "S1", date(2025, 1, 2), Decimal(7), Decimal(9))
    observed = [
        _observed(e) | {"basis": basis} for basis in ("conforme", "reportado") for e in money.on(basis)
    ]  # fmt: skip
    return {
        "dim_plan": [plan | {"submission_id": "p", "currency_code": "USD", "known_from": "1", "holds_year": "yes"}],
        "dim_subagreement": [
            agreed | {"subagreement_code": code, "organisation_code": PARTNERS[code], "account_currency": currency}
            for code, currency in money.accounts.items()
        ],
        "fct_disbursement": transfers + [_transfer(other) | known for known in uncounted],
        "expense_observed": observed,
        "expense_settled": [
            {"expense_id": e.code, "accepted_amount": str(e.accepted), "ineligible_amount": str(e.ineligible)}
            for e in money.on("conforme")
        ],
        "fct_account": [
            {"stage": "devuelto", "subagreement_code": code, "organisation_code": PARTNERS[code], "period": period}
            | {"currency_code": money.accounts[code], "amount": str(amount), "fact_id": f"r{n}"}
            | known
            for known in ({"known_from": "1"}, *uncounted)
            for n, (code, period, amount) in enumerate(money.returned)
        ],
        "fct_exchange_rate": [
            {"rate_id": str(day), "rate_date": str(day), "base_code": "USD", "currency_code": "PEN", "frequency": "M"}
            | {"rate": str(rate), "known_from": "1"}
            for day, rate in money.rates.items()
        ],
        "plan_budget": [
            plan | {"line_code": line, "fund": fund, "currency_code": "USD", "is_plan_currency": "yes"}
            | {"period": period, "amount": str(amount)}
            for line, fund, period, amount in money.budget
        ],
        "rate_policy": [
            {"agreement_code": "NORAD-2022", "rate_policy": money.policy}
            | {"first_day": "2021-01-01", "next_day": "9999-12-31"}
        ],
        "line_currency": [{"line_code": code, "phase_code": "F2", "currency_code": "USD"} for code in CODES],
    }  # fmt: skip


def _transfer(t: Transfer) -> Row:
    return {
        "disbursement_code": t.code, "flow": "Profonanpe a socio", "agreement_code": "NORAD-2022",
        "subagreement_code": t.subagreement, "period": f"2025-T{(t.day.month + 2) // 3}", "currency_code": "USD",
        "transferred_on": str(t.day), "transferred_amount": str(t.dollars), "account_amount": str(t.got),
        "account_currency": ACCOUNTS[t.subagreement], "transferred_id": t.code,
    }  # fmt: skip


def _observed(e: Expense) -> Row:
    return {
        "expense_id": e.code, "subagreement_code": e.subagreement, "organisation_code": PARTNERS[e.subagreement],
        "period": e.period, "line_code": e.line, "fund": e.fund, "voucher_date": str(e.day),
        "currency_code": e.currency, "amount": str(e.amount), "fact_id": e.code,
    }  # fmt: skip
