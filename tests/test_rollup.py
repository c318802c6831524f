"""From lines to action, region and programme: weights, coverage."""

from __future__ import annotations

from decimal import Decimal

from scene import lines_of, scene

ONE = Decimal(1)


HALF_AND_FULL = ("goal | phase | 2025 | T1\nA | 10 | 10 | 10\nB | 10 | 10 | 10", "goal | T1\nA | 5\nB | 10")


def test_over_achievement_and_setback_stay_raw_on_the_line_and_bounded_in_means() -> None:
    goals = """
    goal | mode    | direction  | baseline | phase | 2025 | T1
    over | sum     | ascending  |          | 10    | 10   | 10
    back | closing | descending | 100      | 60    | 60   | 60"""
    read = lines_of(goals, "goal | T1\nover | 13\nback | 110")
    for figure in ("phase_progress", "year_progress", "compliance"):
        assert read("line", figure) == {"over": Decimal("1.3"), "back": Decimal("-0.25")}
        assert read("action", figure) == {"AE1": Decimal("0.5")}
        assert read("programme", figure) == Decimal("0.5")


def test_a_line_without_target_is_out_of_the_means() -> None:
    read = lines_of("goal | phase | 2025 | T1\nA | 10 | 10 | 10\nB | | | ", "goal | T1\nA | 5\nB | 7")
    for figure in ("phase_progress", "year_progress", "compliance", "reporting_mean"):
        assert read("programme", figure, "T1") == Decimal("0.5")
    assert (read("programme", "lines"), read("programme", "lines_counted")) == (2, 1)


def test_a_retired_line_is_out_of_the_means() -> None:
    read = lines_of("goal | phase | T1\nA | 10 | 10\nB | 0 | 10", "goal | T1\nA | 5")
    assert read("action", "phase_progress") == read("action", "compliance") == {"AE1": Decimal("0.5")}
    assert read("programme", "coverage", "T1") == ONE


def test_a_line_with_only_a_budget_is_out_of_physical() -> None:
    lines = "line | type | weight | budget\nA | Con meta física | 10 | 10\nB | Solo presupuesto | | 90"
    read = lines_of("goal | phase | T1\nA | 10 | 10", "goal | T1\nA | 5", lines=lines)
    assert read("line", "phase_progress") == {"A": Decimal("0.5")}
    assert read("programme", "lines") == 1
    assert read("programme", "phase_progress") == Decimal("0.5")


def test_a_physical_line_without_principal_goal_is_told_as_unknown() -> None:
    lines = "line\nA\nB"
    read = lines_of("goal | phase | T1\nA | 10 | 10", "goal | T1\nA | 5", lines=lines)
    assert read("line", "phase_progress") == {"A": Decimal("0.5"), "B": None}
    assert (read("programme", "lines"), read("programme", "lines_counted")) == (2, 1)
    assert read("programme", "phase_progress") == Decimal("0.5")


def test_an_action_is_weighted_by_weight_and_region_and_programme_by_budget() -> None:
    lines = "line | weight | budget\nA | 80 | 100\nB | 20 | 300"
    read = lines_of(*HALF_AND_FULL, lines=lines)
    for figure in ("phase_progress", "year_progress", "compliance"):
        assert read("action", figure) == {"AE1": Decimal("0.6")}
        assert read("region", figure) == {"16": Decimal("0.875")}
        assert read("programme", figure) == Decimal("0.875")


def test_one_missing_weight_turns_its_whole_action_to_budgets() -> None:
    goals = "goal | phase\nA | 10\nB | 10\nC | 10\nD | 10\nS | "
    lines = """
    line | action | type             | weight | budget
    A    | AE1    | Con meta física  | 80     | 100
    B    | AE1    | Con meta física  |        | 300
    C    | AE2    | Con meta física  | 80     | 100
    D    | AE2    | Con meta física  | 20     | 300
    S    | AE2    | Solo presupuesto |        | 300"""
    read = lines_of(goals, "goal | T1\nA | 5\nB | 10\nC | 5\nD | 10", lines=lines)
    assert read("action", "phase_progress") == {"AE1": Decimal("0.875"), "AE2": Decimal("0.6")}


def test_a_region_takes_the_lines_of_every_action_and_the_programme_all() -> None:
    goals = "goal | phase\nA | 10\nB | 10\nC | 10"
    lines = "line | action | region | budget\nA | AE1 | 16 | 100\nB | AE2 | 16 | 300\nC | AE2 | 00 | 400"
    read = lines_of(goals, "goal | T1\nA | 5\nB | 10", lines=lines)
    assert read("action", "phase_progress") == {"AE1": Decimal("0.5"), "AE2": Decimal("0.428571429")}
    assert read("region", "phase_progress") == {"16": Decimal("0.875"), "00": 0}
    assert read("programme", "phase_progress") == Decimal("0.4375")


def test_compliance_takes_only_lines_with_something_programmed() -> None:
    goals = "goal | phase | T1 | T2\nA | 10 | 10 | \nB | 10 | 0 | 10\nC | 10 | | 10"
    read = lines_of(goals, "goal | T1\nA | 5\nB | 10")
    assert read("programme", "compliance", "T1") == Decimal("0.5")
    assert read("programme", "compliance", "T2") == Decimal("0.5")
    assert read("programme", "phase_progress", "T1") == Decimal("0.5")
    assert read("line", "compliance", "T2") == {"A": Decimal("0.5"), "B": ONE, "C": 0}


def test_coverage_is_the_weight_reported_over_the_weight_due() -> None:
    goals = "goal | phase | T1\nA | 10 | 10\nB | 10 | 10\nC | 10 | 10"
    lines = "line | weight | budget\nA | 50 | 100\nB | 30 | 200\nC | 20 | 500"
    read = lines_of(goals, "goal | T1\nA | 5\nC | 0", lines=lines)
    assert read("action", "coverage", "T1") == {"AE1": Decimal("0.7")}
    assert read("region", "coverage", "T1") == {"16": Decimal("0.75")}
    assert read("programme", "coverage", "T1") == Decimal("0.75")


def test_lines_that_owe_nothing_are_not_in_the_coverage() -> None:
    goals = """
    goal      | frequency  | phase | T1 | T4
    owes      | Trimestral | 10    | 5  | 5
    yearly    | Anual      | 10    | 5  | 5
    halfly    | Semestral  | 10    | 5  | 5
    suspended | Trimestral | 10    | 5  | 5
    retired   | Trimestral | 0     | 5  | 5
    later     | Trimestral | 10    | 5  | 5
    nothing   | Trimestral | 10    | 0  | 5"""
    lines = """
    line      | state        | start
    owes      | En ejecución | 2025-01-01
    yearly    | En ejecución | 2025-01-01
    halfly    | En ejecución | 2025-01-01
    suspended | Suspendida   | 2025-01-01
    retired   | En ejecución | 2025-01-01
    later     | No iniciada  | 2025-04-01
    nothing   | En ejecución | 2025-01-01"""
    read = lines_of(goals, "goal | T1 | T4\nowes | 5 | 5\nyearly | 5 |", lines=lines)
    assert read("programme", "coverage", "T1") == ONE
    assert read("programme", "coverage", "T4") == Decimal("0.2")
    assert read("programme", "coverage", "T2") == Decimal(0)


def test_a_line_owes_in_the_periods_it_has_something_programmed_in_and_until_it_is_finished() -> None:
    goals = "goal | frequency | phase | T1 | T2 | T3 | T4\nA | Trimestral | 10 | 5 | 0 | 0 | 5\n"
    goals += "B | Semestral | 10 | 5 | 0 | 0 | 0\nC | Trimestral | 10 | 5 | 5 | 5 | 5"
    lines = "line | state\nA | En ejecución\nB | En ejecución\nC | Culminada"
    read = lines_of(goals, lines=lines)
    due = {cutoff: read("goal", "is_due", cutoff) for cutoff in ("T1", "T2", "T3", "T4")}
    assert due == {
        "T1": {"A": True, "B": False, "C": False},
        "T2": {"A": False, "B": True, "C": False},
        "T3": {"A": False, "B": False, "C": False},
        "T4": {"A": True, "B": False, "C": False},
    }
    assert read("programme", "coverage", "T3") is None


def test_a_blank_did_not_report_and_a_zero_did() -> None:
    goals = "goal | phase | T1\nA | 10 | 5\nB | 10 | 5\nC | 10 | 5\nD | 10 | 5"
    read = lines_of(goals, "goal | T1\nA | Sin avance\nB | No programado\nC | blank\nD | 0")
    assert read("goal", "is_reported", "T1") == {"A": False, "B": False, "C": False, "D": True}
    assert read("programme", "coverage", "T1") == Decimal("0.25")
    assert read("programme", "compliance", "T1") == 0


def test_a_closing_value_not_sent_again_is_stale_and_stays() -> None:
    goals = "goal | mode | phase | T1 | T2\nA | closing | 10 | 5 | 6\nB | closing | 10 | 5 | 6"
    read = lines_of(goals, "goal | T1 | T2\nA | 4 |\nB | 4 | 6")
    assert read("goal", "is_stale", "T2") == {"A": True, "B": False}
    assert read("goal", "cumulative_phase", "T2") == {"A": 4, "B": 6}


def test_to_bring_down_to_nothing_is_a_target() -> None:
    goals = "goal | mode | direction | baseline | phase | T1 | T2\nA | closing | descending | 100 | 0 | 50 | 0"
    read = lines_of(goals, "goal | T1\nA | 80")
    assert read("goal", "phase_progress", "T2") == {"A": Decimal("0.2")}
    assert read("goal", "note", "T2") == {"A": ""}
    assert read("goal", "is_due", "T2") == {"A": True}


def test_the_mean_of_those_that_reported_stands_beside() -> None:
    goals = "goal | phase | T1\nA | 10 | 10\nB | 10 | 10"
    lines = "line | weight | budget\nA | 25 | 100\nB | 75 | 100"
    read = lines_of(goals, "goal | T1\nA | 8", lines=lines)
    assert read("action", "compliance", "T1") == {"AE1": Decimal("0.2")}
    assert read("action", "reporting_mean", "T1") == {"AE1": Decimal("0.8")}
    assert read("programme", "reporting_mean", "T2") is None


def test_what_is_in_review_stands_beside_what_is_approved() -> None:
    read = lines_of("goal | phase | T1\nA | 10 | 10", "goal | basis | T1\nA | reportado | 5")
    assert (read("programme", "compliance", "T1"), read("programme", "coverage", "T1")) == (0, 0)
    assert read("programme", "compliance", "T1", "reportado") == Decimal("0.5")
    assert read("programme", "coverage", "T1", "reportado") == ONE


def test_a_weight_of_zero_is_a_weight() -> None:
    read = lines_of(*HALF_AND_FULL, lines="line | weight\nA | 0\nB | 100")
    assert read("action", "phase_progress") == {"AE1": ONE}


def test_without_any_weight_or_budget_the_mean_is_unknown() -> None:
    read = lines_of(*HALF_AND_FULL, lines="line | weight | budget\nA | 0 | 0\nB | 0 | 0")
    for figure in ("phase_progress", "year_progress", "compliance", "light", "coverage", "reporting_mean"):
        assert read("action", figure) == {"AE1": None}
        assert read("region", figure) == {"16": None}
        assert read("programme", figure) is None


def test_without_any_line_there_is_no_figure() -> None:
    read = scene("goal")
    assert (read("action", "lines"), read("region", "lines"), read("programme", "lines")) == ({}, {}, None)
