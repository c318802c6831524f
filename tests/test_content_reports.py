"""The bundled reports: every organisation reports what its plan owes, and the units it names add up."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from bundled import GOALS, GOALS_OF, INDICATORS, LINES, REPORTS, added

from content.filled import CONTENT, rows
from expectations.physical_progress.contract import DETAIL, PROGRESS
from warehouse.reference import rows as reference

DETAILS = sorted((CONTENT / "progress").glob("*/*.detail.csv"))
WEIGHTS = {(r["indicator_code"], r["milestone"]): Decimal(r["weight_pct"]) for r in reference("milestone")}
MISTAKES = {
    ("2025-T4", "GORE-SAN-MARTIN", "AE8.05-SAM/CON-PER"),
    ("2026-T1", "GORE-SAN-MARTIN", "AE8.05-SAM/CON-PER"),
}


def _achieved(path: Path, row: dict[str, str]) -> Decimal:
    """Return what a row achieved in its period, in the terms of what was programmed for it."""
    mode = INDICATORS[GOALS[row["goal_id"]]["indicator_code"]]["mode"]
    if mode == "Numerador/denominador":
        return 100 * Decimal(row["numerator"]) / Decimal(row["denominator"])
    if mode == "Por hitos":
        before, after = (_steps(path, row["goal_id"], is_included) for is_included in (False, True))
        finished = sum(weight == 100 and before.get(unit) != 100 for unit, weight in after.items())
        assert Decimal(row["quantity"]) == finished, row["goal_id"]
        return (sum(after.values(), Decimal(0)) - sum(before.values(), Decimal(0))) / 100
    return Decimal(row["quantity"])


def _steps(path: Path, goal_id: str, is_included: bool) -> dict[str, Decimal]:
    """Return the weight of the furthest step of each unit of a goal before a report, or with it."""
    reached: dict[str, Decimal] = {}
    for detail in sorted((CONTENT / "progress").glob(f"*/{path.stem}.detail.csv")):
        if detail.parent.name < path.parent.name or (is_included and detail.parent == path.parent):
            for row in rows(detail):
                if row["goal_id"] == goal_id:
                    weight = WEIGHTS[row["goal_id"].split("/")[1], row["milestone"]]
                    reached[row["unit_number"]] = max(weight, reached.get(row["unit_number"], weight))
    return reached


def test_the_units_are_of_goals_their_sender_reports_and_have_a_step_where_those_go_by_milestones() -> None:
    for path in DETAILS:
        given = rows(path)
        assert set(given[0]) <= {column.name for column in DETAIL.columns}
        keys = [tuple(row[name] for name in DETAIL.key) for row in given]
        assert len(keys) == len(set(keys))
        reported = {row["goal_id"] for row in rows(path.with_name(path.name.replace(".detail", "")))}
        assert {row["goal_id"] for row in given} <= reported
        assert all(row["unit_kind"] in DETAIL.column("unit_kind").choices for row in given)
        for row in given:
            indicator = row["goal_id"].split("/")[1]
            is_step = (indicator, row["milestone"]) in WEIGHTS
            assert is_step == (INDICATORS[indicator]["mode"] == "Por hitos"), row


def test_the_weights_of_an_indicators_steps_rise_to_100() -> None:
    """Weights of at most two decimals, so that a hundredth of one is exact; one scale a date."""
    scales: defaultdict[tuple[str, str], list[tuple[int, Decimal]]] = defaultdict(list)
    for row in reference("milestone"):
        weight = Decimal(row["weight_pct"])
        assert weight == round(weight, 2), row
        scales[row["indicator_code"], row["valid_from"]].append((int(row["position"]), weight))
    by_steps = {code for code, indicator in INDICATORS.items() if indicator["mode"] == "Por hitos"}
    assert {code for code, _ in scales} == by_steps
    for scale in scales.values():
        positions, weights = zip(*sorted(scale), strict=True)
        assert list(positions) == list(range(1, len(scale) + 1))
        assert list(weights) == sorted(set(weights))
        assert (weights[0] > 0, weights[-1]) == (True, 100)


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_report_is_clean_but_for_the_one_mistake(path: Path) -> None:
    given = rows(path)
    owed = [goal_id for goal_id, goal in GOALS.items() if LINES[goal["line_code"]]["organisation_code"] == path.stem]
    assert sorted(row["goal_id"] for row in given) == sorted(owed)
    wrong = set()
    for row in given:
        goal = GOALS_OF[path.parent.name[:4]][row["goal_id"]]
        indicator = INDICATORS[goal["indicator_code"]]
        quantity, programmed = _achieved(path, row), Decimal(goal[path.parent.name[-2:].lower()])
        for name in ("situation", "document_type", "shortfall_reason"):
            assert row[name] in (*PROGRESS.column(name).choices, ""), row["goal_id"]
        short = quantity > programmed if indicator["direction"] == "descending" else quantity < programmed
        assert short == bool(row["shortfall_reason"]), row["goal_id"]
        written = Decimal(row["quantity"] or 0)
        assert indicator["integer_only"] == "no" or written == written.to_integral_value(), row["goal_id"]
        if indicator["counts_people"] == "yes":
            assert max(added(row, "indigenous"), added(row, "youth")) <= quantity, row["goal_id"]
            if added(row, "women", "men", "sex_unknown") != quantity:
                wrong.add((path.parent.name, path.stem, row["goal_id"]))
    assert wrong == {mistake for mistake in MISTAKES if mistake[:2] == (path.parent.name, path.stem)}


@pytest.mark.parametrize("path", DETAILS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_units_named_add_up_to_what_the_goal_reports(path: Path) -> None:
    reported = {row["goal_id"]: row for row in rows(path.with_name(path.name.replace(".detail", "")))}
    units: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows(path):
        indicator = INDICATORS[row["goal_id"].split("/")[1]]
        assert row["unit_kind"] == indicator["unit_kind"]
        if indicator["mode"] != "Por hitos":  # its units are weighed, see `_achieved`
            units[row["goal_id"]] += added(row, "hectares") if indicator["unit"] == "ha" else 1
    assert units == {goal_id: Decimal(reported[goal_id]["quantity"]) for goal_id in units}


def test_everybody_reports_at_first_and_fewer_as_time_goes_on() -> None:
    sent: defaultdict[str, set[str]] = defaultdict(set)
    for path in REPORTS:
        sent[path.parent.name].add(path.stem)
    assert {period: len(names) for period, names in sent.items()} == {
        "2025-T3": 8, "2025-T4": 7, "2026-T1": 8, "2026-T2": 7, "2026-T3": 3,
    }  # fmt: skip
    assert sent["2025-T3"] - sent["2025-T4"] == {"GORE-MADRE-DE-DIOS"}
    assert sent["2025-T3"] - sent["2026-T2"] == {"GORE-SAN-MARTIN"}
