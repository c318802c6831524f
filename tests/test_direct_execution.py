"""The account of who holds an agreement: what the donor gave less what was passed on; its rules are those of any."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import small
from accounts import FINANCE, SENT, accept, disburse, register, rules_of, send, transfer, voucher
from conftest import copy
from small import at

from etl.check import Checked
from etl.receive import receive
from reports.workbook import workbook
from warehouse.folder import Folder

HOLDER, BOOKKEEPER, LINE = "PROFONANPE", "contabilidad", "AE6.01-MDD"
DONOR = {
    "disbursement_code": "DON-1", "flow": "Donante a Profonanpe", "agreement_code": "NORAD-2022",
    "currency_code": "USD", "requested_on": "2025-06-15", "requested_amount": "101000.00",
    "approved_on": "2025-06-25", "approved_amount": "101000.00", "transferred_on": "2025-07-04",
    "transferred_amount": "101000.00",
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The donor gave 101,000 dollars and 100,000 were passed on: 1,000 are kept for direct execution."""
    folder = Folder(tmp_path_factory.mktemp("kept") / "data")
    drawn = small.plan(Random(4))
    for line in drawn[1]:
        line |= {"budget": "120000", "state": "En ejecución", "end": "2026-12-31"}
        line |= {"execution": "Profonanpe (ejecución directa)"} if line["line"] == LINE else {}
    small.begin(folder, drawn)
    register(folder)
    disburse(folder, "2025-T3", DONOR, transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    return folder


@pytest.fixture
def own(kept: Folder, tmp_path: Path) -> Folder:
    copy(kept.root, tmp_path / "own")
    return Folder(tmp_path / "own")


def spend(folder: Folder, period: str, amount: str, balance: str, **reconciled: str) -> Checked:
    """Send what was spent directly in a quarter, in one voucher, and what was left in the bank."""
    day = {"2025-T3": "2025-08-15", "2025-T4": "2025-11-15"}[period]
    spent = voucher(f"F-{period}", amount, day, line_code=LINE, currency_code="USD")
    account: dict[str, Any] = {"settlement_code": f"{HOLDER}/{period}", "statement_balance": balance} | reconciled
    filled = {"Gastos": [spent], "Conciliación": [account]}
    return send(folder, "financial_execution", HOLDER, period, filled, BOOKKEEPER, SENT[period])


def test_direct_execution_spends_no_more_than_was_kept(own: Folder) -> None:
    assert rules_of(spend(own, "2025-T3", "1000.00", "0.00")) == {}
    taken = spend(own, "2025-T3", "1000.01", "-0.01")
    assert rules_of(taken) == {"spent_over_transferred": ["D7"]}
    [finding] = taken.findings
    assert (finding.found, finding.expected) == ("1000.01", "1000.00")
    assert (finding.stake_amount, finding.stake_unit) == (Decimal("0.01"), "USD")


def test_what_was_spent_and_earned_in_earlier_quarters_counts(own: Folder) -> None:
    first = spend(own, "2025-T3", "900.00", "105.00", interest="5.00")
    accept(own, first, FINANCE, SENT["2025-T3"])
    assert "spent_over_transferred" not in rules_of(spend(own, "2025-T4", "105.00", "0.00"))
    found = rules_of(spend(own, "2025-T4", "105.01", "-0.01"))
    assert found["spent_over_transferred"] == ["D7"]


def test_the_book_and_the_bank_of_direct_execution_say_the_same(own: Folder) -> None:
    assert rules_of(spend(own, "2025-T3", "900.00", "99.99")) == {"book_differs_from_bank": ["G7"]}


def test_a_quarter_of_direct_execution_begins_with_what_the_last_one_ended_with(own: Folder) -> None:
    account = {"settlement_code": f"{HOLDER}/2025-T4", "statement_balance": "100.00"}
    early = workbook(own, "financial_execution", HOLDER, "2025-T4", filled={"Conciliación": [account]})
    accept(own, spend(own, "2025-T3", "900.00", "100.00"), FINANCE, SENT["2025-T3"])
    with at(SENT["2025-T4"]):
        taken = receive(own, "antes.xlsx", early, actor=BOOKKEEPER)
    assert rules_of(taken)["opening_differs"] == ["C7"]
