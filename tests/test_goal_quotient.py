"""A goal by numerator and denominator: its latest ratio, and Σ ÷ Σ over places, never the mean of ratios."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scene import scene

GOAL = """
goal | mode  | baseline | phase | 2025 | T1 | T2
G    | ratio | 40       | 80    | 60   | 50 | 60"""
PLACES = "goal | mode | adds | phase | T1\nA | ratio | {adds} | {a} | {a}\nB | ratio | {adds} | {b} | {b}"


def test_the_value_is_numerator_over_denominator_in_percent() -> None:
    read = scene(GOAL, "goal | T1 | T2\nG | 45/90 | 2/3")
    assert [read("goal", "cumulative_phase", f"T{n}")["G"] for n in (1, 2)] == [50, Decimal("66.6667")]
    assert [read("goal", "compliance", f"T{n}")["G"] for n in (1, 2)] == [1, Decimal("1.333333333")]
    assert read("goal", "phase_progress", "T2") == {"G": Decimal("0.666666667")}, "from 2 ÷ 3 itself, not from 66.6667"


def test_a_plain_ratio_is_in_the_unit_of_its_target() -> None:
    goals = "goal | mode | unit | phase | T1\nG | ratio | ha por contrato | 4 | 2"
    read = scene(goals, "goal | T1\nG | 45.5/18.2")
    assert (read("goal", "cumulative_phase"), read("goal", "compliance")) == (
        {"G": Decimal("2.5")},
        {"G": Decimal("1.25")},
    )


def test_of_several_periods_the_latest_counts() -> None:
    read = scene(GOAL, "goal | T1 | T2\nG | 9/10 | 45/90")
    assert read("goal", "cumulative_phase", "T2") == {"G": 50}
    assert read("goal", "year_progress", "T2") == {"G": Decimal("0.5")}


@pytest.mark.parametrize(
    ("baseline", "said", "expected"), [("100", "80/100", "0.5"), ("100", "110/100", "-0.25"), ("", "8/10", None)]
)
def test_a_ratio_to_bring_down_counts_from_its_baseline(baseline: str, said: str, expected: str | None) -> None:
    goals = f"goal | mode | direction | baseline | phase | T1\nG | ratio | descending | {baseline} | 60 | 60"
    read = scene(goals, f"goal | T1\nG | {said}")
    assert read("goal", "phase_progress") == {"G": Decimal(expected) if expected else None}


@pytest.mark.parametrize(("said", "expected"), [("9/10", "1"), ("80/100", "1"), ("60/100", "0.75")])
def test_a_ratio_to_hold_is_never_more_than_held(said: str, expected: str) -> None:
    goals = "goal | mode | direction | baseline | phase\nG | ratio | maintain | 80 | 80"
    assert scene(goals, f"goal | T1\nG | {said}")("goal", "phase_progress") == {"G": Decimal(expected)}


def test_ratios_of_places_are_sum_over_sum_and_never_their_mean() -> None:
    read = scene(PLACES.format(adds="ratio", a=100, b=100), "goal | T1\nA | 8/10\nB | 45/90")
    assert read("line", "phase_progress") == {"L": Decimal("0.53")}


def test_targets_that_differ_weigh_by_their_denominators() -> None:
    read = scene(PLACES.format(adds="ratio", a=50, b=60), "goal | T1\nA | 8/10\nB | 45/90")
    assert read("line", "phase_progress") == {"L": Decimal("0.898305085")}, "5300 of 50 × 10 + 60 × 90"


def test_a_ratio_that_does_not_add_up_is_not_aggregated() -> None:
    read = scene(PLACES.format(adds="none", a=100, b=100), "goal | T1\nA | 8/10\nB | 45/90")
    assert read("line", "phase_progress") == {"L": None}
    assert read("goal", "phase_progress") == {"A": Decimal("0.8"), "B": Decimal("0.5")}


def test_a_place_without_denominator_is_not_aggregated() -> None:
    read = scene(PLACES.format(adds="ratio", a=100, b=100), "goal | T1\nA | 8/10\nB | 60")
    assert read("goal", "phase_progress") == {"A": Decimal("0.8"), "B": 0}
    assert read("line", "phase_progress") == {"L": Decimal("0.8")}
    assert read("line", "is_reported", "T1") == {"L": False}


def test_a_ratio_never_reported_counts_zero() -> None:
    read = scene(GOAL)
    assert [read("goal", figure)["G"] for figure in ("phase_progress", "year_progress", "compliance")] == [0, 0, 0]
    assert (read("goal", "cumulative_phase"), read("goal", "is_stale")) == ({"G": None}, {"G": False})
    assert scene(PLACES.format(adds="ratio", a=100, b=100))("line", "phase_progress") == {"L": 0}


def test_a_denominator_of_zero_is_a_report_without_ratio() -> None:
    read = scene(GOAL, "goal | T1 | T2\nG | 9/10 | 0/0")
    assert (read("goal", "is_reported", "T2"), read("goal", "note", "T2")) == ({"G": True}, {"G": "sin denominador"})
    assert (read("goal", "cumulative_phase", "T2"), read("goal", "compliance", "T2")) == ({"G": None}, {"G": None})
    assert (read("line", "compliance", "T2"), read("programme", "lines_counted", "T2")) == ({"L": None}, 0)


def test_a_ratio_not_reported_again_is_stale() -> None:
    read = scene(GOAL, "goal | T1\nG | 45/90")
    assert [read("goal", "is_stale", f"T{n}")["G"] for n in (1, 2)] == [False, True]
    assert read("goal", "cumulative_phase", "T2") == {"G": 50}


def test_an_absurd_denominator_never_stops_the_build() -> None:
    most = "99999999999999999999.9999"
    read = scene(GOAL, f"goal | T1 | T2\nG | {most}/0.0001 | {most}/{most}")
    assert [read("goal", "compliance", f"T{n}")["G"] for n in (1, 2)] == [None, None]
