"""Sending again: when the same bytes are the first submission, and when they are a new version of the series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from content.filled import CONTENT, rows
from etl.check import Checked, check
from etl.receive import receive
from etl.recognise import Asked
from etl.reopen import Value, reopen
from etl.review import approve
from reports.workbook import workbook
from warehouse import reference
from warehouse.folder import Folder

GOAL, FOCAL = "AE2.04-MDD/MFC-DEMA", "punto.madrededios"
PLAN = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
Send = Callable[..., Checked]


def report(folder: Folder, quantity: str, period: str = "2025-T4") -> bytes:
    row = {"goal_id": GOAL, "situation": "Con avance", "quantity": quantity, "document_type": "Pendiente"}
    return workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", period, filled={"Avance": [row]})


@pytest.fixture
def send(demonstration: Folder) -> Send:
    def run(content: bytes, *, approved: bool = True) -> Checked:
        checked = receive(demonstration, "avance.xlsx", content, actor=FOCAL)
        if approved:
            approve(demonstration, str(checked.submission), actor="gestor.tecnico")
        return checked

    return run


def test_values_that_were_replaced_may_be_sent_again(demonstration: Folder, send: Send) -> None:
    four, five = report(demonstration, "4"), report(demonstration, "5")
    first, second = send(four), send(five)
    reopen(demonstration, str(second.submission), Value(GOAL, "quantity"), actor="gestor.tecnico", reason="Eran 4")
    again = send(four, approved=False)
    assert (again.outcome, again.duplicate_of) == ("accepted", first.submission)
    assert again.submission != first.submission
    assert again.effect == {"new": 0, "changed": 1, "unchanged": 0}


def test_the_same_bytes_against_another_plan_are_a_new_version(demonstration: Folder, send: Send) -> None:
    content = report(demonstration, "4")
    first = send(content)
    assert send(content, approved=False).outcome == "duplicate"
    plan: dict[str, list[dict[str, Any]]] = {
        s: rows(CONTENT / "plan" / "F2-v1" / f"{stem}.csv") for s, stem in PLAN.items()
    }
    plan["Carátula"][0]["plan_version"] = "v2"
    taken = receive(
        demonstration,
        "plan.xlsx",
        workbook(demonstration, "operating_plan", "PROFONANPE", "F2-v2", filled=plan),
        actor="planificador",
    )
    approve(demonstration, str(taken.submission), actor="gestor.tecnico")
    again = send(content, approved=False)
    assert (again.outcome, again.duplicate_of) != ("duplicate", first.submission)
    assert again.submission != first.submission


def test_the_same_bytes_on_other_reference_data_are_a_new_version(
    demonstration: Folder, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = report(demonstration, "4")
    first = send(content, approved=False)
    monkeypatch.setattr(reference, "digest", lambda: "reviewed since")
    again = send(content, approved=False)
    assert (again.duplicate_of, again.submission == first.submission) == (first.submission, False)


def test_a_quarter_sent_twice_counts_once_in_the_rules(demonstration: Folder, send: Send) -> None:
    """The target is 15 and 2 are approved: with 4 replaced by 6, another 7 are exactly 100 %."""
    send(report(demonstration, "4"))
    send(report(demonstration, "6"))
    for quantity, expected in (("7", set()), ("10", set()), ("11", {"over_achievement"})):
        checked = check(demonstration, "r.xlsx", report(demonstration, quantity, "2026-T1"), Asked())
        assert {f.rule for f in checked.findings} == expected, quantity


def test_a_sum_of_a_rejected_file_counts_nothing_as_accepted(demonstration: Folder) -> None:
    plan: dict[str, list[dict[str, Any]]] = {
        s: rows(CONTENT / "plan" / "F2-v1" / f"{stem}.csv") for s, stem in PLAN.items()
    }
    plan["Carátula"][0]["poa_year"] = "2035"
    content = workbook(demonstration, "operating_plan", "PROFONANPE", "F2-v1", filled=plan)
    checked = check(demonstration, "plan.xlsx", content, Asked())
    assert (checked.outcome, checked.accepted) == ("rejected", 0)
    sums = [unit for column in checked.measures.values() for unit in column.values()]
    assert {float(unit["accepted"]) for unit in sums} == {float(unit["distinct"]) for unit in sums} == {0.0}
    assert any(float(unit["read"]) for unit in sums)
    assert all(f.cell for f in checked.findings if f.row)
