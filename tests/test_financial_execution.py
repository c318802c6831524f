"""What partners spend: booked at the rate of their disbursements, accepted or not, and told beside the budget."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from accounts import (
    LINE,
    PARTNER,
    SUBAGREEMENT,
    amounts,
    ask,
    begin,
    disburse,
    present,
    presented,
    rules_of,
    settled,
    transfer,
    voucher,
)

from warehouse.folder import Folder

AT = {"phase": "F2", "cutoff": "2025-T4"}
D = Decimal


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Two transfers at two rates, spending across both, one refused and one partly refused expense."""
    folder = Folder(tmp_path_factory.mktemp("money") / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    presented(folder, "2025-T3", "225000.00", voucher("F1", "100000.00"), voucher("F2", "50000.00", "2025-09-01"))
    settled(folder, "2025-T3")
    disburse(folder, "2025-T4", transfer("D-2", "2025-10-20", "50000.00", "180000.00", "3.60"))
    presented(
        folder,
        "2025-T4",
        "105000.00",
        voucher("F3", "225000.00", "2025-11-03"),
        voucher("F4", "72000.00", "2025-12-01"),
        voucher("F5", "3000.00", "2025-12-02"),
    )
    settled(
        folder,
        "2025-T4",
        vF4={"eligibility": "Por sustentar"},
        vF5={"eligibility": "No elegible", "ineligible_amount": "3000.00", "reason": "Multa"},
    )
    return folder


def test_expenses_are_booked_at_the_rate_of_their_disbursement(spent: Folder) -> None:
    rows = ask(spent, "settlement_expenses", subagreement=SUBAGREEMENT, period="2025-T3", most=None, before=0)
    assert amounts(rows, "amount", "plan_amount") == [(D("100000.00"), D("26666.67")), (D("50000.00"), D("13333.33"))]
    # PEN 150,000 of PEN 375,000 = USD 100,000 are USD 40,000.00, whatever the day's rate
    assert sum(row["plan_amount"] for row in rows) == D("40000.00")
    assert {(row["rate_used"], row["disbursement_code"]) for row in rows} == {("tasa del desembolso", "D-1")}


def test_the_oldest_transfer_is_spent_first(spent: Folder) -> None:
    rows = ask(spent, "settlement_expenses", subagreement=SUBAGREEMENT, period="2025-T4", most=None, before=0)
    # 225,000 are what is left of the first transfer (60,000 dollars); 72,000 + 3,000 are of the second, at 3.60
    assert amounts(rows, "plan_amount", "rate") == [
        (D("60000.00"), D("3.75")), (D("20000.00"), D("3.6")), (D("833.33"), D("3.600014400")),
    ]  # fmt: skip
    assert [row["disbursement_code"] for row in rows] == ["D-1", "D-2", "D-2"]


def test_financial_progress_is_spending_net_of_what_is_not_eligible(spent: Folder) -> None:
    asked = {"fund": "DCI–Norad", "level": "line"} | AT
    row = next(r for r in ask(spent, "financial_headline", language="es", **asked) if r["code"] == LINE)
    assert (row["executed"], row["ineligible"], row["executed_net"]) == (D("120833.33"), D("833.33"), D("120000.00"))
    assert (row["phase_budget"], row["phase_ratio"]) == (D("120000.00"), D("1.000000000"))
    programme = ask(spent, "financial_headline", language="es", **(asked | {"level": "programme"}))
    assert amounts(programme, "executed_net", "phase_budget") == [(D("120000.00"), D("720000.00"))]
    assert programme[0]["phase_ratio"] == D("0.166666667")


def test_every_amount_of_a_figure_is_a_fact(spent: Folder) -> None:
    asked = {"fund": "DCI–Norad", "level": "line", "code": LINE, "basis": "conforme", "since": ""} | AT
    facts = ask(spent, "money_facts", stage="ejecutado", most=None, before=0, **asked)
    assert sum(fact["plan_amount"] for fact in facts) == D("120833.33")
    places = [ask(spent, "fact_place", fact_id=fact["fact_id"]) for fact in facts]
    assert [place[0]["value"] for place in places] == [fact["amount"] for fact in facts]
    assert {place[0]["header"] for place in places} == {"Importe total"}


def test_stages_are_told_apart_in_both_currencies(spent: Folder) -> None:
    rows = {
        (r["stage"], r["currency_code"]): (r["amount"], r["plan_amount"])
        for r in ask(spent, "money_stages", fund="DCI–Norad", **AT)
    }
    assert rows["transferido", "USD"] == (D("150000.00"), D("150000.00"))
    assert rows["ejecutado", "PEN"] == (D("450000.00"), D("120833.33"))
    assert rows["aceptado", "PEN"] == (D("375000.00"), D("100000.00"))
    assert rows["no elegible", "PEN"] == (D("3000.00"), D("833.33"))
    assert rows["comprometido", "USD"] == (D("240000.00"), D("240000.00"))
    assert rows["aprobado", "USD"] == rows["reprogramado", "USD"] == (D("720000.00"), D("720000.00"))


def test_what_is_to_be_settled_is_aged(spent: Folder) -> None:
    (row,) = ask(spent, "advances", **AT, today="2026-02-01", holidays=[])
    # 555,000 − 375,000 accepted = 180,000, all of the second transfer, 72 days before the end of the year
    assert amounts([row], "transferred", "accepted", "returned", "balance") == [
        (D("555000.00"), D("375000.00"), D("0.00"), D("180000.00"))
    ]
    assert amounts([row], "age_30", "age_60", "age_90", "age_more") == [(D(0), D(0), D("180000.00"), D(0))]
    assert (row["settled_share"], row["share_pct"], row["is_share_settled"]) == (D("0.675675676"), 80, False)
    (earlier,) = ask(spent, "advances", phase="F2", cutoff="2025-T3", today="2026-02-01", holidays=[])
    assert earlier["age_90"] == D("225000.00")
    assert earlier["balance"] == D("225000.00")


def test_a_rendicion_has_its_state_and_its_day(spent: Folder) -> None:
    rows = ask(spent, "settlements", phase="F2", today="2026-05-15", holidays=[])
    told = {row["period"]: (row["state"], row["mark"]) for row in rows}
    assert told == {
        "2025-T3": ("Aceptada", None), "2025-T4": ("Aceptada", None),
    }  # fmt: skip


def test_reported_spending_stands_beside_what_is_approved(spent: Folder) -> None:
    asked = {"fund": "DCI–Norad", "level": "partner"} | AT
    row = next(r for r in ask(spent, "financial_headline", language="es", **asked) if r["code"] == PARTNER)
    assert row["reported_net"] == row["executed_net"]


def test_a_clean_report_has_no_finding(spent: Folder) -> None:
    taken = present(spent, "2026-T1", "100000.00", voucher("F9", "5000.00", "2026-02-03"))
    assert rules_of(taken) == {}


def test_a_row_that_lacked_part_of_its_key_no_longer_waits_once_sent_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    lacking = present(folder, "2025-T3", "370000.00", voucher("F1", "5000.00"), voucher("F2", "700.00", supplier_id=""))
    assert rules_of(lacking)["required_missing"] == ["I8"]
    asked = {"organisation": PARTNER, "period": "2025-T3", "rule": "required_missing", "standing": "", "most": 9}
    assert [f["standing"] for f in ask(folder, "quality_findings", language="es", **asked)] == ["pendiente"]
    present(folder, "2025-T3", "369300.00", voucher("F1", "5000.00"), voucher("F2", "700.00"))
    assert [f["standing"] for f in ask(folder, "quality_findings", language="es", **asked)] == ["atendido"]
