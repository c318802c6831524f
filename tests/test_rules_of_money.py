"""Each rule of money, broken in one cell of a workbook somebody sends: that cell is told, and no other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import small
from accounts import (
    FINANCE,
    FOCAL,
    LINE,
    PARTNER,
    SENT,
    SUBAGREEMENT,
    ask,
    begin,
    disburse,
    present,
    presented,
    rules_of,
    send,
    settle,
    settled,
    told,
    transfer,
    voucher,
)
from conftest import copy
from small import at

from content.load import LOADED, MARK
from etl.receive import receive
from reports.workbook import workbook
from warehouse.folder import Folder, write_durably

SOURCE = "financial_execution"
# What a voucher of a quarter may say, the cell to mend, and the rule; the balance is what is left of 375,000 soles.
VOUCHERS: list[tuple[str, dict[str, Any], str]] = [
    ("negative_expense", {"amount": "-100.00"}, "M7"),
    ("tax_over_amount", {"amount": "100.00", "sales_tax": "118.00"}, "N7"),
    ("expense_not_in_plan", {"line_code": "AE6.01-MDD"}, "A7"),
    ("category_not_budgeted", {"category_code": "VIAJES"}, "B7"),
    ("voucher_outside_term", {"voucher_date": "2025-06-15"}, "E7"),
    ("voucher_after_sending", {"voucher_date": "2025-10-12"}, "E7"),
    ("voucher_after_period", {"voucher_date": "2025-10-02"}, "E7"),
    ("concept_not_eligible", {"concept": "Pago de multa de SUNAT"}, "K7"),
    ("category_over_budget", {"amount": "500000.00"}, "M7"),
    ("too_many_decimals", {"amount": "100.005"}, "M7"),
    ("unknown_code", {"currency_code": "EUR"}, "L7"),
    ("unknown_code", {"fund": "DCI"}, "C7"),
]


@pytest.fixture(scope="module")
def transferred(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("rules") / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    return folder


@pytest.fixture(scope="module")
def told_once(transferred: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("told") / "data")
    copy(transferred.root, folder.root)
    presented(folder, "2025-T3", "275000.00", voucher("F1", "100000.00"))
    return folder


@pytest.fixture
def own(told_once: Folder, tmp_path: Path) -> Folder:
    copy(told_once.root, tmp_path / "own")
    return Folder(tmp_path / "own")


@pytest.mark.parametrize(("rule", "changed", "cell"), VOUCHERS, ids=[f"{rule} {cell}" for rule, _, cell in VOUCHERS])
def test_a_rule_of_a_voucher_names_its_cell(
    transferred: Folder, tmp_path: Path, rule: str, changed: dict[str, Any], cell: str
) -> None:
    copy(transferred.root, tmp_path / "own")
    folder = Folder(tmp_path / "own")
    row = voucher("F1", "100.00") | changed
    taken = present(folder, "2025-T3", f"{375000 - float(row['amount']):.2f}", row)
    assert rules_of(taken)[rule] == [cell]


def test_the_book_and_the_bank_say_the_same(own: Folder) -> None:
    assert rules_of(present(own, "2025-T4", "274999.99"))["book_differs_from_bank"] == ["G7"]
    assert rules_of(present(own, "2025-T4", "275000.00")) == {}


def test_a_quarter_begins_with_what_the_last_one_ended_with(transferred: Folder, tmp_path: Path) -> None:
    copy(transferred.root, tmp_path / "own")
    folder = Folder(tmp_path / "own")
    early = workbook(folder, SOURCE, PARTNER, "2025-T4", filled={"Conciliación": [told("2025-T4", "275000.00")]})
    presented(folder, "2025-T3", "275000.00", voucher("F1", "100000.00"))
    with at(SENT["2025-T4"]):
        taken = receive(folder, "antes.xlsx", early, actor=FOCAL)
    assert rules_of(taken)["opening_differs"] == ["C7"]


def test_the_cost_of_a_unit_is_like_that_of_the_plan(own: Folder) -> None:
    (goal,) = [g for g in ask(own, "goals_to_report", organisation=PARTNER, period="2025-T3") if g["line_code"] == LINE]
    planned = Decimal(120000) / goal["phase_target"]
    done = small.progress_file(own, PARTNER, "2025-T3", {goal["goal_id"]: "1"})
    with at(SENT["2025-T3"]):
        receive(own, "avance.xlsx", done, actor=FOCAL)
    # one unit for 26,667 dollars: more than five times the planned cost
    assert 100000 / Decimal("3.75") > 5 * planned
    taken = present(own, "2025-T4", "274000.00", voucher("F2", "1000.00", "2025-11-01"))
    assert rules_of(taken)["unit_cost_out_of_scale"] == ["M7"]


def test_progress_of_a_line_nobody_spends_on_is_told(own: Folder) -> None:
    goal = "AE1.02-UCA/SAF-HA"
    with at(SENT["2025-T3"]):
        done = small.progress_file(own, PARTNER, "2025-T3", {goal: "5"})
        taken = receive(own, "avance.xlsx", done, actor=FOCAL)
    (finding,) = [f for f in taken.findings if f.rule == "progress_without_money"]
    assert (finding.stake_amount, finding.stake_unit) == (Decimal(120000), "USD")


@pytest.mark.parametrize(
    ("budget", "over"),
    [("10000001", {"budget_over_agreement"}), ("50000001", {"budget_over_agreement", "budget_over_envelope"})],
)
def test_a_budget_fits_in_its_agreement_and_its_phase(tmp_path: Path, budget: str, over: set[str]) -> None:
    folder = Folder(tmp_path / "own")
    write_durably(folder.root / MARK, LOADED)
    drawn = small.plan(Random(4))
    drawn[1][0]["budget"] = budget
    with at("2025-06-27T15:00:00+00:00"):
        taken = receive(folder, "plan.xlsx", small.plan_file(folder, "v1", drawn), actor=small.PLANNER)
    found = {rule: cells for rule, cells in rules_of(taken).items() if rule.startswith("budget_over")}
    assert found == {rule: ["I7"] for rule in over}
    assert {f.severity for f in taken.findings if f.rule in over} == {"error"}


def test_a_voucher_is_settled_once(own: Folder) -> None:
    taken = present(own, "2025-T4", "175000.00", voucher("F1", "100000.00", "2025-11-01"))
    assert rules_of(taken)["voucher_repeated"] == ["H7"]
    assert taken.quarantined == 2, "the voucher, and the account that does not close without it"
    (finding,) = [f for f in taken.findings if f.rule == "voucher_repeated"]
    assert "GORE-UCAYALI 2025-T3" in finding.message("es")
    assert (str(finding.stake_amount), finding.stake_unit) == ("100000.0000", "PEN")


def test_no_more_is_spent_than_was_received(own: Folder) -> None:
    taken = present(own, "2025-T4", "-25000.00", voucher("F2", "300000.00", "2025-11-01"))
    assert rules_of(taken)["spent_over_transferred"] == ["D7"]


def test_money_without_progress_for_two_quarters_is_told(own: Folder) -> None:
    taken = present(own, "2025-T4", "274000.00", voucher("F2", "1000.00", "2025-11-01"))
    assert rules_of(taken)["money_without_progress"] == ["A7"]


def test_another_disbursement_waits_for_the_last_to_be_settled(own: Folder) -> None:
    row = transfer("D-2", "2025-10-20", "50000.00", "180000.00", "3.60")
    taken = send(own, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, "2025-10-20")
    assert rules_of(taken) == {"disbursed_before_settling": ["K7"]}
    settled(own, "2025-T3")
    taken = send(own, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, "2025-10-21")
    # 100,000 of 375,000 soles are two thirds of 40 %, and the agreement asks for 80
    (finding,) = [f for f in taken.findings if f.rule == "disbursed_before_settling"]
    assert (finding.found, finding.expected) == ("26.66", "80")


def test_a_subagreement_gets_no_more_than_its_amount(own: Folder) -> None:
    row = transfer("D-2", "2025-10-20", "140000.01", "504000.04", "3.60")
    taken = send(own, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, "2025-10-20")
    assert rules_of(taken)["transferred_over_subagreement"] == ["K7"]


@pytest.mark.parametrize(
    ("rule", "changed", "cell"),
    [
        ("subagreement_unknown", {"subagreement_code": "SUB-NADIE"}, "D7"),
        ("partner_without_subagreement", {"subagreement_code": ""}, "D7"),
        ("amount_without_date", {"transferred_on": ""}, "J7"),
        ("account_incomplete", {"exchange_rate": ""}, "N7"),
        ("rate_does_not_multiply", {"exchange_rate": "37.5"}, "M7"),
    ],
)
def test_a_rule_of_a_disbursement_names_its_cell(own: Folder, rule: str, changed: dict[str, str], cell: str) -> None:
    row = transfer("D-9", "2025-10-20", "1000.00", "3750.00", "3.75") | changed
    taken = send(own, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, "2025-10-20")
    assert rules_of(taken)[rule] == [cell]


@pytest.mark.parametrize(
    ("rule", "changed", "cell"),
    [
        ("subagreements_over_agreement", {"amount": "10000000.01"}, "F7"),
        ("dates_reversed", {"ends_on": "2025-06-30"}, "K7"),
    ],
)
def test_a_rule_of_a_subagreement_names_its_cell(own: Folder, rule: str, changed: dict[str, str], cell: str) -> None:
    row = {
        "subagreement_code": SUBAGREEMENT, "agreement_code": "NORAD-2022", "organisation_code": "GORE-UCAYALI",
        "currency_code": "USD", "amount": "1.00", "account_currency": "PEN", "signed_on": "2025-07-01",
        "starts_on": "2025-07-01", "ends_on": "2026-12-31", "subagreement_state": "Vigente",
    }  # fmt: skip
    taken = send(own, "subagreements", "PROFONANPE", "F2", {"Subconvenios": [row | changed]}, FINANCE, SENT["2025-T4"])
    assert rules_of(taken)[rule] == [cell]


@pytest.mark.parametrize(
    ("rule", "decision", "cell"),
    [
        ("settled_over_presented", {"eligibility": "Elegible", "accepted_amount": "100000.01"}, "J7"),
        ("ineligible_without_reason", {"eligibility": "No elegible", "ineligible_amount": "100000.00"}, "L7"),
        ("eligibility_and_amounts", {"eligibility": "Por sustentar", "accepted_amount": "1.00"}, "J7"),
    ],
)
def test_a_rule_of_a_review_names_its_cell(own: Folder, rule: str, decision: dict[str, str], cell: str) -> None:
    assert rules_of(settle(own, "2025-T3", vF1=decision))[rule] == [cell]


def test_a_voucher_in_soles_without_any_rate_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "own")
    begin(folder, account="USD")
    taken = present(folder, "2025-T3", "0.00", voucher("F1", "100.00"))
    assert rules_of(taken)["currency_without_rate"] == ["L7"]
