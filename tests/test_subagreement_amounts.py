"""What an addendum changes counts from its own day on, and opens to its own cell; so does what a partner gave back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from accounts import (
    FINANCE,
    PARTNER,
    SUBAGREEMENT,
    TECHNICAL,
    accept,
    ask,
    begin,
    disburse,
    presented,
    send,
    settle,
    transfer,
    voucher,
)

from etl.check import Checked
from reports.given import settlements
from warehouse.folder import Folder

D = Decimal
FUND = "DCI–Norad"
REGISTER = {
    "subagreement_code": SUBAGREEMENT, "agreement_code": "NORAD-2022", "organisation_code": PARTNER,
    "currency_code": "USD", "amount": "240000.00", "account_currency": "PEN", "signed_on": "2025-07-01",
    "starts_on": "2025-07-01", "ends_on": "2026-12-31", "liquidation_months": "3", "subagreement_state": "Vigente",
}  # fmt: skip


def addendum(number: str, day: str, **changed: str) -> dict[str, Any]:
    row = {"subagreement_code": SUBAGREEMENT, "addendum_number": number, "signed_on": day, "currency_code": "USD"}
    return row | {"reason": "Ampliación"} | changed


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A subagreement of 240,000 that an addendum of November raises and one of February lowers; a longer term too."""
    folder = Folder(tmp_path_factory.mktemp("amended") / "data")
    begin(folder)
    addenda = [
        addendum("2", "2026-02-10", new_amount="250000.00"),
        addendum("1", "2025-11-20", new_amount="300000.00", new_end="2027-03-31"),
    ]
    filled = {"Subconvenios": [REGISTER], "Adendas": addenda}
    accept(
        folder,
        send(folder, "subagreements", "PROFONANPE", "F2", filled, FINANCE, "2026-03-01"),
        TECHNICAL,
        "2026-03-02",
    )
    return folder


# The amount in force, what is committed by then, and how many cells say so.
COMMITTED = {"2025-T3": (240000, 1), "2025-T4": (300000, 2)}


@pytest.mark.parametrize("cutoff", COMMITTED)
def test_an_addendum_counts_from_its_own_quarter_on(amended: Folder, cutoff: str) -> None:
    amount, cells = COMMITTED[cutoff]
    [row] = ask(amended, "advances", phase="F2", cutoff=cutoff, today="2026-02-01", holidays=[])
    assert row["amount"] == amount
    stages = {r["stage"]: r["amount"] for r in ask(amended, "money_stages", phase="F2", cutoff=cutoff, fund=FUND)}
    assert stages["comprometido"] == amount
    asked = {"stage": "comprometido", "level": "programme", "code": "", "basis": "conforme", "since": "", "fund": FUND}
    facts = ask(amended, "money_facts", phase="F2", cutoff=cutoff, most=None, before=0, **asked)
    assert (len(facts), sum(fact["amount"] for fact in facts)) == (cells, amount)
    assert {ask(amended, "fact_place", fact_id=fact["fact_id"])[0]["value"] for fact in facts} <= {D(240000), D(300000)}
    assert ask(amended, "fact_place", fact_id=row["fact_id"])[0]["value"] == amount


def test_the_register_shows_the_term_and_each_addendum_with_its_reason(amended: Folder) -> None:
    [row] = ask(amended, "subagreements", phase="F2", cutoff="2025-T4")
    assert (row["original_amount"], row["amount"], str(row["ends_on"]), row["addenda"]) == (
        240000, 300000, "2027-03-31", 2,
    )  # fmt: skip
    shown = ask(amended, "addenda", phase="F2", cutoff="2025-T4")
    assert [(a["addendum_number"], a["new_amount"], a["reason"]) for a in shown] == [("1", 300000, "Ampliación")]


def _returned(folder: Folder, period: str, amount: str, day: str) -> Checked:
    given = settlements.given(folder, PARTNER, period)
    told = {"settlement_state": "Aceptada", "reviewed_on": day, "returned_amount": amount, "returned_on": day}
    filled = {
        "Rendición": [
            {"settlement_code": r["settlement_code"], "observation": "Devuelve el saldo"} | told
            for r in given["Rendición"]
        ],
        "Gastos revisados": [
            {"expense_id": r["expense_id"], "eligibility": "Elegible", "accepted_amount": r["presented_amount"]}
            for r in given["Gastos revisados"]
        ],
    }
    return send(folder, "settlements", PARTNER, period, filled, FINANCE, day)


def test_what_went_back_counts_in_the_quarter_it_went_and_is_shown_with_its_remark(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    presented(folder, "2025-T3", "300000.00", voucher("F1", "75000.00"))
    accept(folder, _returned(folder, "2025-T3", "37500.00", "2025-11-05"), TECHNICAL, "2025-11-06")
    balances = {
        cutoff: ask(folder, "advances", phase="F2", cutoff=cutoff, today="2026-02-01", holidays=[])[0]["balance"]
        for cutoff in ("2025-T3", "2025-T4")
    }
    assert balances == {"2025-T3": D("300000.00"), "2025-T4": D("262500.00")}
    [row] = [
        r for r in ask(folder, "settlements", phase="F2", today="2025-11-10", holidays=[]) if r["period"] == "2025-T3"
    ]
    assert (row["returned"], str(row["returned_on"]), row["observation"]) == (37500, "2025-11-05", "Devuelve el saldo")
    parts = ask(folder, "balance_facts", phase="F2", cutoff="2025-T4", subagreement=SUBAGREEMENT)
    assert sum(part["amount"] for part in parts) == D("262500.00")
    assert {part["stage"] for part in parts} == {"transferido", "aceptado", "devuelto"}


def test_what_is_observed_is_shown_in_money(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    presented(folder, "2025-T3", "367900.00", voucher("F1", "5000.00"), voucher("F2", "2100.00"))
    taken = settle(folder, "2025-T3", "Observada", vF2={"eligibility": "Por sustentar", "reason": "Falta el acta"})
    accept(folder, taken, TECHNICAL, "2025-10-20")
    [row] = [
        r for r in ask(folder, "settlements", phase="F2", today="2025-11-10", holidays=[]) if r["period"] == "2025-T3"
    ]
    assert (row["presented"], row["accepted"], row["observed"], row["to_support"]) == (7100, 5000, 2100, 1)


def test_the_counterpart_spent_stands_beside_what_was_promised_in_its_own_currency(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    begin(folder, counterpart_amount="12000.00")
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    counterpart = voucher("C1", "900.00", fund="Contrapartida monetaria")
    presented(folder, "2025-T3", "370000.00", voucher("F1", "5000.00"), counterpart)
    [row] = ask(folder, "subagreements", phase="F2", cutoff="2025-T3")
    assert (row["counterpart_amount"], row["counterpart_own"]) == (12000, 900)
    # no rate was published for its day: it is in no sum of dollars, and that is told
    assert (row["counterpart_spent"], row["counterpart_unpriced"]) == (None, 1)
    assert ask(folder, "fact_place", fact_id=row["counterpart_id"])[0]["value"] == 12000
