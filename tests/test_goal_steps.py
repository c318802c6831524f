"""A goal by milestones: units weighed by the furthest step each reached, of which only the finished are results."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scene import scene

GOALS = """
goal | mode  | phase | 2024 | 2025 | T1 | T2 | T3 | T4
G    | steps | 10    | 2    | 5    | 1  | 1  | 1  | 2"""
TIT = "goal | mode | phase | 2025 | T1 | T2 | T3 | T4\nG | steps | 4 | 4 | 1 | 1 | 1 | 1"
RATIOS = ("phase_progress", "year_progress", "compliance")


def test_a_titling_line_is_not_red_for_a_year_and_then_100_percent() -> None:
    units = """
    goal | unit | T1    | T2         | T3         | T4
    G    | A    | Campo | Expediente | Expediente | Título
    G    | B    | Campo | Expediente | Expediente | Título
    G    | C    | Campo | Campo      | Expediente | Título
    G    | D    |       | Campo      | Expediente | Título"""
    read = scene(TIT, units=units)
    assert [read("goal", "compliance", f"T{n}")["G"] for n in (1, 2, 3, 4)] == [
        Decimal("1.2"),
        Decimal("1.1"),
        Decimal("0.933333333"),
        1,
    ]
    assert [read("goal", "cumulative_phase", f"T{n}")["G"] for n in (1, 2, 3, 4)] == [0, 0, 0, 4]
    assert read("line", "compliance", "T3") == {"L": Decimal("0.933333333")}


def test_only_finished_units_are_results() -> None:
    read = scene(GOALS, units="goal | unit | T1\nG | A | Título\nG | B | Expediente\nG | C | Campo")
    assert (read("goal", "cumulative_phase", "T1"), read("goal", "cumulative_year", "T1")) == ({"G": 1}, {"G": 1})
    assert read("goal", "step_units", "T1") == {"G": Decimal("2.1")}
    assert read("goal", "phase_progress", "T1") == {"G": Decimal("0.21")}
    assert read("goal", "compliance", "T1") == {"G": Decimal("0.7")}, "2.1 units of 2 + 1 programmed"


def test_a_unit_named_in_many_periods_counts_once() -> None:
    read = scene(GOALS, units="goal | unit | T1 | T2 | T3\nG | A | Título | Título | Título")
    assert [read("goal", "cumulative_phase", f"T{n}")["G"] for n in (1, 2, 3)] == [1, 1, 1]
    assert read("goal", "phase_progress", "T3") == {"G": Decimal("0.1")}


def test_the_furthest_step_counts_though_a_later_report_says_an_earlier_one() -> None:
    read = scene(GOALS, units="goal | unit | T1 | T2\nG | A | Expediente | Campo")
    assert [read("goal", "step_units", f"T{n}")["G"] for n in (1, 2)] == [Decimal("0.7")] * 2


def test_a_step_of_another_indicator_is_no_progress() -> None:
    read = scene(GOALS, units="goal | unit | T1\nG | A | Acta firmada\nG | B | Campo")
    assert read("goal", "step_units", "T1") == {"G": Decimal("0.4")}


def test_a_unit_named_in_two_goals_counts_in_the_progress_of_each() -> None:
    goals = "goal | mode | phase | T1\nG | steps | 2 | 1\nH | steps | 4 | 1"
    read = scene(goals, units="goal | unit | T1\nG | A | Título\nH | A | Título")
    assert read("goal", "phase_progress", "T1") == {"G": Decimal("0.5"), "H": Decimal("0.25")}
    assert read("line", "phase_progress", "T1") == {"L": Decimal("0.333333333")}


def test_a_report_without_units_is_no_progress_and_a_zero_is_a_report() -> None:
    goals = "goal | mode | phase | T1\nsaid | steps | 2 | 1\nzero | steps | 2 | 1\nnone | steps | 2 | 1"
    read = scene(goals, "goal | T1\nsaid | Con avance\nzero | 0")
    assert read("goal", "is_reported", "T1") == {"said": False, "zero": True, "none": False}
    assert {read("goal", figure, "T1")[goal] for figure in RATIOS[::2] for goal in ("said", "zero", "none")} == {0}
    assert set(read("goal", "cumulative_phase", "T1").values()) == {0}


def test_a_unit_named_is_a_report_though_it_stays_where_it_was() -> None:
    read = scene(GOALS, units="goal | unit | T1 | T2\nG | A | Campo | Campo\nG | B | Campo |")
    assert [read("goal", "is_reported", f"T{n}")["G"] for n in (1, 2, 3)] == [True, True, False]
    assert read("goal", "is_stale", "T3") == {"G": False}


def test_the_year_counts_what_each_unit_moved_in_it() -> None:
    read = scene(GOALS, units="goal | unit | 2024-T4 | T1\nG | A | Expediente | Título\nG | B | Título | Título")
    assert read("goal", "year_progress", "T1") == {"G": Decimal("0.06")}, "0.3 of the 5 units of the year"
    assert (read("goal", "cumulative_phase", "T1"), read("goal", "cumulative_year", "T1")) == ({"G": 2}, {"G": 1})


@pytest.mark.parametrize(("cutoff", "weighed"), [("T1", "0.4"), ("T2", "0.5")])
def test_the_weights_are_those_in_force_on_the_last_day_of_the_cutoff(cutoff: str, weighed: str) -> None:
    milestones = """
    milestone | weight_pct | valid_from
    Campo     | 40         | 2021-01-01
    Título    | 100        | 2021-01-01
    Campo     | 50         | 2025-06-30
    Título    | 100        | 2025-06-30"""
    read = scene(GOALS, units="goal | unit | 2024-T4 | T1\nG | A | Campo | Campo", milestones=milestones)
    assert read("goal", "step_units", cutoff) == {"G": Decimal(weighed)}
    assert read("goal", "year_progress", cutoff) == {"G": 0}, "other weights are nobody's work"


def test_a_step_before_its_first_weight_is_worth_nothing() -> None:
    milestones = "milestone | weight_pct | valid_from\nTítulo | 100 | 2025-04-01"
    read = scene(GOALS, units="goal | unit | T1\nG | A | Título", milestones=milestones)
    assert [read("goal", "cumulative_phase", f"T{n}")["G"] for n in (1, 2)] == [0, 1]


def test_steps_in_a_period_with_target_zero_are_an_advance() -> None:
    goals = "goal | mode | phase | 2025 | T1 | T2\nG | steps | 10 | 10 | 0 | 5"
    read = scene(goals, units="goal | unit | T1\nG | A | Campo")
    assert (read("goal", "note", "T1"), read("goal", "compliance", "T1")) == ({"G": "adelanto"}, {"G": None})
    assert (read("goal", "note", "T2"), read("goal", "compliance", "T2")) == ({"G": ""}, {"G": Decimal("0.08")})


def test_what_is_in_review_counts_only_as_reported() -> None:
    units = "goal | basis | unit | T1\nG | reportado | A | Título"
    read = scene(GOALS, units=units)
    assert (read("goal", "cumulative_phase", "T1"), read("goal", "is_reported", "T1")) == ({"G": 0}, {"G": False})
    assert read("goal", "cumulative_phase", "T1", "reportado") == {"G": 1}


def test_more_units_than_targeted_are_shown_raw() -> None:
    read = scene("goal | mode | phase\nG | steps | 1", units="goal | unit | T1\nG | A | Título\nG | B | Campo")
    assert read("goal", "phase_progress") == {"G": Decimal("1.4")}
    assert read("programme", "phase_progress") == 1
