"""The illustrative money adds up: accounts balance quarter by quarter, and transfers fit in what was agreed."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from bundled import LINES

from content.filled import CONTENT, rows
from expectations.financial_execution.contract import EXPENSES

MONEY = CONTENT / "money"
SUBAGREEMENTS = {row["subagreement_code"]: row for row in rows(MONEY / "subagreements.csv")}
PARTNERS = {row["organisation_code"]: row for row in SUBAGREEMENTS.values()}
DISBURSED = [row | {"period": path.stem} for path in sorted((MONEY / "disbursements").iterdir()) for row in rows(path)]
EXECUTIONS = sorted(p for p in (MONEY / "execution").glob("*/*.csv") if "." not in p.stem)
BUDGETED = {(row["line_code"], row["category_code"]) for row in rows(CONTENT / "plan" / "F2-v2" / "budget.csv")}


# Who holds the agreement spends on the lines it executes itself, out of what it does not pass on.
HOLDER, DIRECT = "PROFONANPE", "Profonanpe (ejecución directa)"


def _received(partner: str, period: str) -> Decimal:
    if partner == HOLDER:
        kept = ((1 if r["flow"] == "Donante a Profonanpe" else -1, r) for r in DISBURSED if r["period"] == period)
        return sum((sign * Decimal(r["transferred_amount"]) for sign, r in kept), Decimal(0))
    code = PARTNERS[partner]["subagreement_code"]
    told = (r for r in DISBURSED if (r["subagreement_code"], r["period"]) == (code, period))
    return sum((Decimal(r["account_amount"] or r["transferred_amount"]) for r in told), Decimal(0))


def test_every_account_balances_and_begins_with_what_it_ended_with() -> None:
    closing: defaultdict[str, Decimal] = defaultdict(Decimal)
    for path in EXECUTIONS:
        partner, period = path.stem, path.parent.name
        (account,) = rows(path.with_suffix(".reconciliation.csv"))
        spent = sum((Decimal(r["amount"]) for r in rows(path) if r["fund"] == "DCI–Norad"), Decimal(0))
        book = closing[partner] + _received(partner, period) + Decimal(account["interest"] or 0) - spent
        assert Decimal(account["statement_balance"]) + Decimal(account["cash_and_advances"]) == book, path
        assert book >= 0
        closing[partner] = book
    assert closing.keys() == PARTNERS.keys() | {HOLDER}
    assert len(PARTNERS) == 8


def test_transfers_fit_in_their_subagreements_and_these_in_the_plan() -> None:
    given: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in DISBURSED:
        if row["subagreement_code"]:
            given[row["subagreement_code"]] += Decimal(row["transferred_amount"])
            if row["account_currency"]:
                product = Decimal(row["transferred_amount"]) * Decimal(row["exchange_rate"])
                assert product == Decimal(row["account_amount"]), row["disbursement_code"]
    assert given.keys() == SUBAGREEMENTS.keys()
    for code, amount in given.items():
        assert amount < Decimal(SUBAGREEMENTS[code]["amount"]), code
    assert {line["subagreement"] for line in LINES.values()} == {*SUBAGREEMENTS, ""}


@pytest.mark.parametrize("path", EXECUTIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_vouchers_are_of_the_partners_lines_and_of_budgeted_categories(path: Path) -> None:
    partner = path.stem
    told = rows(path)
    assert [*told[0]] == [column.name for column in EXPENSES.columns if column.is_read]
    if partner == HOLDER:
        assert {LINES[r["line_code"]]["execution"] for r in told} == {DIRECT}
    else:
        assert {LINES[r["line_code"]]["organisation_code"] for r in told} == {partner}
    assert {(r["line_code"], r["category_code"]) for r in told} <= BUDGETED
    keys = [tuple(r[name] for name in EXPENSES.key) for r in told]
    assert len(set(keys)) == len(keys)
    assert all("ilustrativo" in r["supplier"] for r in told)


def test_one_rendicion_is_observed_and_one_is_overdue() -> None:
    states = {row["settlement_code"]: row["settlement_state"] for row in rows(MONEY / "settlements.csv")}
    assert "Observada" in states.values()
    told = defaultdict(list)
    for path in EXECUTIONS:
        told[path.stem].append(path.parent.name)
    quarters = ["2025-T3", "2025-T4", "2026-T1", "2026-T2", "2026-T3"]
    assert told["GORE-MADRE-DE-DIOS"] == quarters[:2]
    assert all(earlier < later for periods in told.values() for earlier, later in pairwise(periods))
