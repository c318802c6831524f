"""Rules 1, 2, 3, 5 and 7 of the model: for each, rows that just break it and rows that just do not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from content.filled import CONTENT, rows
from etl.check import Checked, check
from etl.recognise import Asked
from reports.workbook import workbook
from warehouse.folder import Folder

STEMS = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
Plan = dict[str, list[dict[str, Any]]]


@pytest.fixture
def plan() -> Plan:
    return {sheet: rows(CONTENT / "plan" / "F2-v1" / f"{stem}.csv") for sheet, stem in STEMS.items()}


@pytest.fixture
def check_plan(tmp_path: Path) -> Callable[[Plan], Checked]:
    """Check a plan in an empty folder."""
    folder = Folder(tmp_path / "empty")
    folder.root.mkdir()

    def run(filled: Plan) -> Checked:
        content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v1", filled=filled)
        return check(folder, "plan.xlsx", content, Asked())

    return run


def _rules(checked: Checked) -> set[str]:
    return {f.rule for f in checked.findings}


def _first(plan: Plan, sheet: str, **where: str) -> dict[str, Any]:
    return next(r for r in plan[sheet] if all(r[k] == v for k, v in where.items()))


def test_the_illustrative_plan_breaks_nothing(plan: Plan, check_plan) -> None:
    checked = check_plan(plan)
    assert (checked.outcome, checked.findings) == ("accepted", [])
    assert checked.read == sum(len(plan[s]) for s in STEMS if s != "Carátula")


@pytest.mark.parametrize(
    ("sheet", "where", "change", "rule"),
    [
        ("Metas", {"indicator_code": "SAF-CON"}, {"t4": "31"}, "quarters_sum_to_year"),
        ("Metas", {"indicator_code": "SAF-CON"}, {"year_2025": "51", "t4": "31"}, "years_sum_to_phase"),
        ("Metas", {"indicator_code": "SAF-CON"}, {"year_2024": "1"}, "years_sum_to_phase"),
        ("Metas", {"indicator_code": "ACR-METT"}, {"year_2026": "1"}, "years_sum_to_phase"),
        ("Metas", {"indicator_code": "ACR-METT"}, {"phase_target": "130"}, "target_outside_range"),
        ("Presupuesto", {}, {"t4": "41642.93"}, "quarters_sum_to_year"),
        ("Presupuesto", {}, {"phase_amount": "189286.01"}, "years_sum_to_phase"),
        ("Líneas", {}, {"weight": "20.0001"}, "weights_sum_to_100"),
        ("Metas", {}, {"line_code": "AE9.99"}, "line_not_in_plan"),
        ("Presupuesto", {}, {"line_code": "AE9.99"}, "line_not_in_plan"),
        ("Metas", {}, {"is_principal": "No"}, "one_principal"),
        ("Líneas", {}, {"line_type": "Solo presupuesto"}, "one_principal"),
        ("Líneas", {}, {"start_date": "2027-01-01"}, "dates_reversed"),
        ("Líneas", {}, {"action_code": "AE9"}, "unknown_code"),
    ],
)
def test_a_broken_plan_names_the_rule_and_the_cell(
    plan: Plan, check_plan, sheet: str, where: dict[str, str], change: dict[str, str], rule: str
) -> None:
    _first(plan, sheet, **where).update(change)
    checked = check_plan(plan)
    finding = next(f for f in checked.findings if f.rule == rule)
    assert (finding.severity, finding.sheet) == ("error", "Líneas" if rule == "one_principal" else sheet)
    assert finding.cell
    assert checked.quarantined > 0


def test_amounts_that_still_add_up_are_taken(plan: Plan, check_plan) -> None:
    goal = _first(plan, "Metas", indicator_code="SAF-CON")
    goal.update({"t3": "19.9999", "t4": "30.0001"})
    assert _rules(check_plan(plan)) == set()


def test_a_budget_in_another_currency_is_kept_and_told(plan: Plan, check_plan) -> None:
    _first(plan, "Presupuesto")["currency_code"] = "PEN"
    checked = check_plan(plan)
    [finding] = [f for f in checked.findings if f.rule == "budget_in_other_currency"]
    assert (finding.severity, finding.cell, finding.found, finding.expected) == ("alert", "D7", "PEN", "USD")
    assert (finding.stake_unit, checked.quarantined) == ("PEN", 0)


def test_an_action_whose_lines_have_no_weight_at_all_is_taken(plan: Plan, check_plan) -> None:
    for line in plan["Líneas"]:
        line["weight"] = ""
    assert _rules(check_plan(plan)) == set()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"poa_year": "2030"}, "poa_year_outside_phase"),
        ({"poa_year": ""}, "required_missing"),
        ({"poa_year": "2025.5"}, "too_many_decimals"),
        ({"currency_code": "soles"}, "unknown_code"),
    ],
)
def test_a_wrong_head_rejects_the_plan_whole(plan: Plan, check_plan, change: dict[str, str], rule: str) -> None:
    plan["Carátula"][0].update(change)
    checked = check_plan(plan)
    assert checked.outcome == "rejected"
    assert rule in _rules(checked)
    assert checked.read == checked.quarantined + checked.ignored


def test_a_cover_nobody_touched_has_a_usual_year_and_currency(plan: Plan, check_plan) -> None:
    del plan["Carátula"]
    assert "required_missing" not in _rules(check_plan(plan))


# What accompanies a quantity whatever it is.
DOCUMENTED = {
    "situation": "Con avance",
    "document_type": "Informe",
    "document_number": "1",
    "document_date": "2025-12-01",
}
DOCUMENTED |= {"shortfall_reason": "Otro"}


# Goal, what is typed, what was typed before (2025-T3 approved in the demonstration), rule or nothing.
REPORTS = """
goal | organisation | typed | rule
AE2.04-MDD/MFC-DEMA  | GORE-MADRE-DE-DIOS | quantity=2 | -
AE2.04-MDD/MFC-DEMA  | GORE-MADRE-DE-DIOS | quantity=2.0001 | fractional_units
AE2.04-MDD/MFC-DEMA  | GORE-MADRE-DE-DIOS | quantity=19 | not quantity_out_of_scale
AE2.04-MDD/MFC-DEMA  | GORE-MADRE-DE-DIOS | quantity=20 | quantity_out_of_scale
AE2.04-MDD/MFC-DEMA  | GORE-MADRE-DE-DIOS | quantity=2000 | quantity_out_of_scale
AE2.03-LOR/MFC-HA    | GORE-LORETO | quantity=36885195 | quantity_out_of_scale
AE2.03-LOR/MFC-HA    | GORE-LORETO | quantity=36885195.0001 | area_over_department
AE2.03-LOR/MFC-HA    | GORE-LORETO | quantity=9.6 | quantity_out_of_scale
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=4;men=5;sex_unknown=1;indigenous=0 | -
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=4;men=5 | sex_does_not_sum
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=5;men=5;indigenous=10;youth=10   | -
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=5;men=5;indigenous=11 | subset_over_total
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=5;men=5;youth=11 | subset_over_total
AE2.05-AID/CON-PER   | AIDESEP | quantity=10;women=4.5;men=5.5 | fractional_units
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in REPORTS.strip().splitlines()[1:]]


@pytest.mark.parametrize(("goal", "organisation", "typed", "rule"), CASES, ids=[f"{c[0]} {c[2]}" for c in CASES])
def test_a_report_breaks_the_rule_or_does_not(
    demonstration: Folder, goal: str, organisation: str, typed: str, rule: str
) -> None:
    row = dict(pair.split("=") for pair in typed.split(";")) | {"goal_id": goal} | DOCUMENTED
    content = workbook(demonstration, "physical_progress", organisation, "2025-T4", filled={"Avance": [row]})
    found = _rules(check(demonstration, "r.xlsx", content, Asked()))
    if rule == "-":
        assert found == set()
    else:
        assert (rule.removeprefix("not ") in found) is not rule.startswith("not ")


def _reported(folder: Folder, quantity: str) -> bytes:
    row = {"goal_id": "AE2.04-MDD/MFC-DEMA", "quantity": quantity} | DOCUMENTED
    return workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", "2025-T4", filled={"Avance": [row]})


def _unsigned(folder: Folder) -> bytes:
    """Return a report whose schema was taken out: its sender says whose it is."""
    book, out = openpyxl.load_workbook(io.BytesIO(_reported(folder, "2"))), io.BytesIO()
    del book["_meta"]
    book.save(out)
    return out.getvalue()


def test_a_goal_past_120_percent_asks_for_a_word(demonstration: Folder) -> None:
    """The phase target is 15 and 2 are approved: 16 more are exactly 120 %, 17 are past it."""
    for quantity, expected in (("16", set()), ("17", {"over_achievement"})):
        assert _rules(check(demonstration, "r.xlsx", _reported(demonstration, quantity), Asked())) == expected


def test_a_unit_reports_only_what_the_plan_gives_to_it(demonstration: Folder) -> None:
    """No line of the demonstration is of a unit, so a whole government may report each and its unit none."""
    unsigned = _unsigned(demonstration)
    for organisation, is_refused in (("GORE-MADRE-DE-DIOS", False), ("GORE-MADRE-DE-DIOS/ARA", True)):
        asked = Asked("physical_progress", organisation, "2025-T4")
        found = _rules(check(demonstration, "r.xlsx", unsigned, asked))
        assert ("goal_not_in_plan" in found) is is_refused


def test_a_report_of_a_year_outside_the_phase_is_refused(demonstration: Folder) -> None:
    unsigned = _unsigned(demonstration)
    # what pays the phase ends in 2026 and is settled until June 2027
    for period, is_outside in (("2026-T4", False), ("2027-T2", False), ("2027-T3", True), ("2020-T4", True)):
        asked = Asked("physical_progress", "GORE-MADRE-DE-DIOS", period)
        found = _rules(check(demonstration, "r.xlsx", unsigned, asked))
        assert ("period_outside_plan" in found) is is_outside


@pytest.mark.parametrize("year", ["25", "1025", "1899", "2100", "20255"])
def test_a_year_no_header_can_show_is_told_and_breaks_nothing_else(plan: Plan, check_plan, year: str) -> None:
    plan["Carátula"][0]["poa_year"] = year
    checked = check_plan(plan)
    assert checked.outcome == "rejected"
    assert "poa_year_outside_phase" in _rules(checked)
    assert "quarters_sum_to_year" not in _rules(checked)
