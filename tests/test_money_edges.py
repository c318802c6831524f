"""Money at its edges: other currencies, quarters told twice, lines that are gone, units, reviews that are mended."""

from __future__ import annotations

from datetime import date
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
    TECHNICAL,
    accept,
    ask,
    begin,
    disburse,
    present,
    presented,
    register,
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

from etl.check import Checked
from etl.finding import most_at_stake
from etl.receive import receive
from warehouse.folder import Folder

UNIT = "GORE-UCAYALI/ARA"
FIRST = transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A subagreement with an account in soles that nothing was transferred to."""
    folder = Folder(tmp_path_factory.mktemp("begun") / "data")
    begin(folder)
    return folder


@pytest.fixture(scope="module")
def transferred(begun: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("transferred") / "data")
    copy(begun.root, folder.root)
    disburse(folder, "2025-T3", FIRST)
    return folder


@pytest.fixture
def own(transferred: Folder, tmp_path: Path) -> Folder:
    copy(transferred.root, tmp_path / "own")
    return Folder(tmp_path / "own")


def disbursements(folder: Folder, period: str, *rows: dict[str, Any], day: str = "2025-12-20") -> Checked:
    return send(folder, "disbursements", "PROFONANPE", period, {"Desembolsos": list(rows)}, FINANCE, day)


def test_a_transfer_to_an_account_in_soles_says_how_many_soles(begun: Folder, tmp_path: Path) -> None:
    copy(begun.root, tmp_path / "own")
    bare = FIRST | {"account_currency": None, "account_amount": None, "exchange_rate": None}
    found = disbursements(Folder(tmp_path / "own"), "2025-T3", bare, FIRST | {"disbursement_code": "D-2"})
    assert rules_of(found)["transfer_currency_differs"] == ["L7"]
    assert (found.accepted, found.quarantined) == (1, 1)
    soles = FIRST | {"currency_code": "PEN", "account_currency": "PEN", "exchange_rate": None}
    assert "E7" in rules_of(disbursements(Folder(tmp_path / "own"), "2025-T3", soles))["transfer_currency_differs"]


def test_a_subagreement_is_in_the_currency_of_its_agreement_and_of_one_phase(begun: Folder, tmp_path: Path) -> None:
    copy(begun.root, tmp_path / "own")
    folder, row = Folder(tmp_path / "own"), {
        "subagreement_code": SUBAGREEMENT, "agreement_code": "NORAD-2022", "organisation_code": PARTNER,
        "currency_code": "PEN", "amount": "240000.00", "account_currency": "PEN", "signed_on": "2025-07-01",
        "starts_on": "2025-07-01", "ends_on": "2026-12-31", "subagreement_state": "Vigente",
    }  # fmt: skip
    found = send(folder, "subagreements", "PROFONANPE", "F3", {"Subconvenios": [row]}, FINANCE, "2026-03-02")
    assert set(rules_of(found)) >= {"subagreement_currency_differs", "subagreement_of_another_phase"}
    assert found.accepted == 0


def test_a_disbursement_is_told_of_in_one_quarter_and_counts_in_that_of_each_step(own: Folder) -> None:
    asked = {"transferred_on": None, "transferred_amount": None, "account_currency": None}
    asked |= {"account_amount": None, "exchange_rate": None}
    second = transfer("D-2", "2025-11-05", "1000.00", "3600.00", "3.60") | {"requested_on": "2025-09-20"}
    accept(own, disbursements(own, "2025-T3", second | asked, day="2025-09-25"), TECHNICAL, "2025-09-26")
    repeated = disbursements(own, "2025-T4", second)
    assert rules_of(repeated)["disbursement_repeated"] == ["A7"]
    accept(own, disbursements(own, "2025-T3", second), TECHNICAL, "2025-12-21")
    stages = {
        cutoff: {row["stage"]: row["amount"] for row in stages_of(own, cutoff) if row["currency_code"] == "USD"}
        for cutoff in ("2025-T3", "2025-T4")
    }
    assert (stages["2025-T3"]["solicitado"], stages["2025-T4"]["solicitado"]) == (101000, 101000)
    assert (stages["2025-T3"]["transferido"], stages["2025-T4"]["transferido"]) == (100000, 101000)


def stages_of(folder: Folder, cutoff: str) -> list[dict[str, Any]]:
    return ask(folder, "money_stages", phase="F2", cutoff=cutoff, fund="DCI–Norad")


def test_what_the_account_pays_is_settled_in_its_currency(own: Folder) -> None:
    dollars = voucher("F2", "100.00", currency_code="USD")
    found = present(own, "2025-T3", "375000.00", voucher("F1", "0.01"), dollars)
    assert rules_of(found)["voucher_not_in_account_currency"] == ["L8"]
    counterpart = dollars | {"fund": "Contrapartida monetaria"}
    found = present(own, "2025-T3", "374999.99", voucher("F1", "0.01"), counterpart)
    assert "voucher_not_in_account_currency" not in rules_of(found)


def test_a_voucher_corrected_to_another_line_is_told_to_count_twice(own: Folder) -> None:
    present(own, "2025-T3", "370000.00", voucher("F1", "5000.00"))
    found = present(own, "2025-T3", "370000.00", voucher("F1", "5000.00", line_code="AE1.02-UCA"))
    [told_of] = [f for f in found.findings if f.rule == "voucher_left_behind"]
    assert (told_of.cell, told_of.expected, told_of.stake_amount) == ("H7", f"{LINE} · SUBCONVENIO · DCI–Norad", 5000)
    shared = [voucher("F1", "2000.00"), voucher("F1", "3000.00", line_code="AE1.02-UCA")]
    assert "voucher_left_behind" not in rules_of(present(own, "2025-T3", "370000.00", *shared))


def test_what_a_line_that_is_gone_spent_still_counts_in_all_it_was_part_of(own: Folder) -> None:
    presented(own, "2025-T3", "367500.00", voucher("F1", "7500.00"))
    drawn = small.plan(Random(4))
    goals, lines = [g for g in drawn[0] if g["line"] != LINE], [row for row in drawn[1] if row["line"] != LINE]
    for line in lines:
        line |= {"budget": "120000", "state": "En ejecución", "end": "2026-12-31", "weight": "100"}
    with at("2026-01-20T15:00:00+00:00"):
        content = small.plan_file(own, "v2", (goals, lines), year="2026", retired=[LINE])
        taken = receive(own, "plan.xlsx", content, actor=small.PLANNER)
    accept(own, taken, TECHNICAL, "2026-01-21")
    figures = {
        (level, row["code"]): row["executed_net"]
        for level in ("programme", "action", "line")
        for row in ask(
            own, "financial_headline", language="es", phase="F2", cutoff="2026-T1", fund="DCI–Norad", level=level
        )
    }
    assert figures["programme", "programme"] == figures["action", "AE1"] == figures["line", LINE] == Decimal(2000)
    at_cutoff = {
        "phase": "F2",
        "cutoff": "2026-T1",
        "fund": "DCI–Norad",
        "stage": "ejecutado",
        "basis": "conforme",
        "since": "",
    }
    facts = ask(own, "money_facts", level="action", code="AE1", most=None, before=0, **at_cutoff)
    assert [row["plan_amount"] for row in facts] == [2000]
    apart = ask(own, "money_and_progress", phase="F2", cutoff="2026-T1")
    assert (LINE, "spends") in {(row["line_code"], row["kind"]) for row in apart}


def rendiciones(folder: Folder) -> dict[str, dict[str, Any]]:
    asked = {"phase": "F2", "today": "2026-02-01", "holidays": [date(2026, 1, 1)]}
    return {row["period"]: row for row in ask(folder, "settlements", **asked)}


def test_a_rendicion_is_of_what_the_account_paid_and_observed_it_is_mended_by_what_comes_after(own: Folder) -> None:
    counterpart = voucher("C1", "900.00", fund="Contrapartida monetaria")
    presented(own, "2025-T3", "370000.00", voucher("F1", "5000.00"), counterpart)
    row = rendiciones(own)["2025-T3"]
    assert (row["presented"], row["state"]) == (5000, "Presentada")
    settled(own, "2025-T3", state="Observada", vF1={"eligibility": "Por sustentar"})
    assert rendiciones(own)["2025-T3"]["state"] == "Observada"
    filled = {"Gastos": [voucher("F1", "5000.00", concept="Taller de dos días")]}
    filled |= {"Conciliación": [told("2025-T3", "370000.00")]}
    send(own, "financial_execution", PARTNER, "2025-T3", filled, FOCAL, "2025-11-03")
    assert rendiciones(own)["2025-T3"]["state"] == "Subsanada"


def test_a_decision_is_held_against_what_was_presented_last(own: Folder) -> None:
    presented(own, "2025-T3", "374900.00", voucher("F1", "100.00"))
    presented(own, "2025-T3", "374920.00", voucher("F1", "80.00"))
    found = settle(own, "2025-T3", vF1={"eligibility": "Elegible", "accepted_amount": "100.00"})
    assert "settled_over_presented" in rules_of(found)


def test_before_another_disbursement_own_money_accepted_or_returned_counts_and_nothing_else(own: Folder) -> None:
    counterpart = voucher("C1", "300000.00", fund="Contrapartida monetaria")
    presented(own, "2025-T3", "300000.00", voucher("F1", "75000.00"), counterpart)
    settled(own, "2025-T3")
    second = transfer("D-2", "2025-12-15", "1000.00", "3600.00", "3.60")
    found = disbursements(own, "2025-T4", second)
    [told_of] = [f for f in found.findings if f.rule == "disbursed_before_settling"]
    assert (told_of.found, told_of.expected, told_of.cell) == ("20", "80", "K7")
    only_asked = second | {"requested_on": "2025-12-10"} | dict.fromkeys(
        ("approved_on", "approved_amount", "transferred_on", "transferred_amount", "account_currency",
         "account_amount", "exchange_rate")
    )  # fmt: skip
    [told_of] = [f for f in disbursements(own, "2025-T4", only_asked).findings if f.rule == "disbursed_before_settling"]
    assert told_of.cell == "G7"


def test_a_unit_sends_its_vouchers_again_without_repeating_itself(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    drawn = small.plan(Random(4))
    for line in drawn[1]:
        line |= {"budget": "120000", "state": "En ejecución", "end": "2026-12-31"}
        line |= {"unit": UNIT} if line["line"] == LINE else {}
    small.begin(folder, drawn)
    register(folder, unit_code=UNIT)
    disburse(folder, "2025-T3", FIRST)

    def spend(period: str, balance: str, *vouchers: dict[str, Any], **reconciled: str) -> Checked:
        filled = {"Gastos": list(vouchers), "Conciliación": [told(period, balance, **reconciled)]}
        return send(folder, "financial_execution", UNIT, period, filled, FOCAL, SENT[period])

    accept(
        folder,
        spend("2025-T3", "375000.00", voucher("F0", "1.00"), interest="1.00"),
        FINANCE,
        SENT["2025-T3"],
    )
    again = spend("2025-T3", "374990.00", voucher("F0", "1.00"), voucher("F1", "10.00"), interest="1.00")
    assert rules_of(again) == {}
    accept(folder, again, FINANCE, SENT["2025-T3"])
    assert rules_of(spend("2025-T4", "374990.00")) == {}, "it opens with what it closed with"


def test_what_is_left_of_a_workbook_with_a_withheld_voucher_can_be_approved(own: Folder) -> None:
    early = voucher("F2", "1000.00", "2025-06-15")
    found = present(own, "2025-T3", "369000.00", voucher("F1", "5000.00"), early)
    assert (found.accepted, found.quarantined) == (1, 2), "the account does not close without what is withheld"
    assert next(f.rule for f in most_at_stake(found.findings, found.dollars)) == "book_differs_from_bank"
    accept(own, found, FINANCE, SENT["2025-T3"])
    mended = present(own, "2025-T3", "369000.00", voucher("F1", "5000.00"), early | {"voucher_date": "2025-08-16"})
    assert (rules_of(mended), mended.accepted) == ({}, 3)
    accept(own, mended, FINANCE, SENT["2025-T3"])
    assert [row["presented"] for row in rendiciones(own).values() if row["period"] == "2025-T3"] == [6000]
