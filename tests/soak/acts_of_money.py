"""What people do with money in a history: transfer it, present what was spent of it, and review that."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import accounts

from reports.given import settlements
from reports.template import NoTemplateError
from reports.workbook import workbook
from soak.acts import Deed, Life, Sent, act, send

# The first day of each quarter with money in it.
QUARTERS = {"2025-T3": date(2025, 7, 10), "2025-T4": date(2025, 10, 1)}


def _filled(life: Life, source: str, organisation: str, period: str, rows: dict[str, list[dict[str, Any]]]) -> bytes:
    return workbook(life.folder, source, organisation, period, filled=rows)


def _amount(chance: Random, most: int) -> str:
    return f"{chance.randint(1, most * 100) / 100:.2f}"


def _day(chance: Random, period: str) -> str:
    return str(QUARTERS[period] + timedelta(chance.randint(0, 80)))


@act(2)
def transfer(life: Life) -> Deed:
    """Money is transferred to the partner, or a transfer is told anew."""
    chance, period = life.chance, life.chance.choice(sorted(QUARTERS))
    dollars, rate = chance.randint(1, 40_000), chance.choice(["3.75", "3.60", "3.54"])
    row = accounts.transfer(
        f"D-{chance.randint(1, 4)}", _day(chance, period), f"{dollars}.00", str(dollars * Decimal(rate)), rate
    )
    content = _filled(life, "disbursements", "PROFONANPE", period, {"Desembolsos": [row]})
    return send(life, Sent("desembolsos.xlsx", content, accounts.FINANCE, reviewer=accounts.TECHNICAL))


@act(3)
def spend(life: Life) -> Deed:
    """The partner presents the vouchers of a quarter, or presents them anew."""
    chance, period = life.chance, life.chance.choice(sorted(QUARTERS))
    vouchers = [
        accounts.voucher(f"F{n}", _amount(chance, 60_000), _day(chance, period), currency_code=currency)
        for n, currency in enumerate(chance.choices(["PEN", "PEN", "PEN", "USD"], k=chance.randint(1, 4)))
        if chance.random() < 0.8
    ] or [accounts.voucher("F9", "10.00", _day(chance, period))]
    reconciled = [accounts.told(period, _amount(chance, 375_000))]
    content = _filled(
        life, "financial_execution", accounts.PARTNER, period, {"Gastos": vouchers, "Conciliación": reconciled}
    )
    return send(life, Sent("gastos.xlsx", content, accounts.FOCAL, reviewer=accounts.FINANCE))


@act(2)
def settle(life: Life) -> Deed | None:
    """A manager reviews what the partner presented of a quarter, voucher by voucher."""
    chance, period = life.chance, life.chance.choice(sorted(QUARTERS))
    try:
        given = settlements.given(life.folder, accounts.PARTNER, period)
    except NoTemplateError:
        return None
    decided = [
        {"expense_id": row["expense_id"]} | _decided(chance, row["presented_amount"])
        for row in given["Gastos revisados"]
    ]
    head = {"settlement_state": "Aceptada", "reviewed_on": "2026-01-20"}
    back = {"returned_amount": _amount(chance, 1000), "returned_on": "2026-01-20"} if chance.random() < 0.3 else {}
    rows = {
        "Rendición": [{"settlement_code": row["settlement_code"]} | head | back for row in given["Rendición"]],
        "Gastos revisados": decided,
    }
    content = _filled(life, "settlements", accounts.PARTNER, period, rows)
    return send(life, Sent("revision.xlsx", content, accounts.FINANCE, reviewer=accounts.TECHNICAL))


def _decided(chance: Random, presented: Any) -> dict[str, Any]:
    """Accept a voucher, refuse it, or ask for what supports it."""
    return chance.choice([
        {"eligibility": "Elegible", "accepted_amount": presented},
        {"eligibility": "No elegible", "ineligible_amount": presented, "reason": "Fuera de lo acordado"},
        {"eligibility": "Por sustentar"},
    ])  # fmt: skip
