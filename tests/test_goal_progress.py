"""A goal at a cut-off: what it reached, what was programmed by then, whether it owes a report, and its note."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scene import scene

PLAIN = """
goal | phase | 2025 | T1 | T2 | T3 | T4
G    | 40    | 20   | 4  | 4  | 6  | 6"""
CLOSING = """
goal | mode    | baseline | phase | 2025 | T1 | T2 | T3 | T4
G    | closing | 45       | 60    | 55   | 48 | 50 | 52 | 55"""

TWO = "line | phase_code\nL | F2\nL | F3"


def test_a_due_goal_without_report_keeps_its_cumulative_and_adds_nothing() -> None:
    read = scene(PLAIN, "goal | T1\nG | 4")
    assert [read("goal", "cumulative_phase", cutoff)["G"] for cutoff in ("T1", "T2", "T4")] == [4, 4, 4]
    assert [read("goal", "compliance", cutoff)["G"] for cutoff in ("T1", "T2", "T4")] == [
        1,
        Decimal("0.5"),
        Decimal("0.2"),
    ]
    assert [read("goal", "is_due", cutoff)["G"] for cutoff in ("T1", "T2")] == [True, True]
    assert [read("goal", "is_reported", cutoff)["G"] for cutoff in ("T1", "T2")] == [True, False]


@pytest.mark.parametrize(("goals", "cumulative"), [(PLAIN, 0), (CLOSING, None)])
def test_a_goal_never_reported_counts_zero(goals: str, cumulative: int | None) -> None:
    read = scene(goals)
    assert read("goal", "cumulative_phase") == {"G": cumulative}
    assert [read("goal", f)["G"] for f in ("phase_progress", "year_progress", "compliance")] == [0, 0, 0]
    assert read("goal", "is_stale") == {"G": False}


def test_a_closing_value_not_reported_again_is_stale() -> None:
    read = scene(CLOSING, "goal | T1 | T3\nG | 54 | 52")
    assert [read("goal", "is_stale", f"T{n}")["G"] for n in (1, 2, 3, 4)] == [False, True, False, True]
    assert read("goal", "cumulative_phase", "T2") == {"G": 54}


def test_a_sum_not_reported_is_not_stale() -> None:
    assert scene(PLAIN, "goal | T1\nG | 4")("goal", "is_stale") == {"G": False}


def test_the_latest_closing_value_counts_even_where_it_fell() -> None:
    read = scene(CLOSING, "goal | T1 | T2\nG | 54 | 51")
    assert read("goal", "phase_progress", "T1") == {"G": Decimal("0.6")}
    assert read("goal", "phase_progress", "T2") == {"G": Decimal("0.4")}


def test_hectares_under_effective_management_are_the_latest_and_not_added_up() -> None:
    read = scene(
        """
        goal | mode    | direction | baseline  | phase     | 2025      | T1        | T2        | T3
        ACR  | closing | maintain  | 420080.25 | 420080.25 | 420080.25 | 420080.25 | 420080.25 | 420080.25""",
        "goal | T1 | T2 | T3\nACR | 420080.25 | 420080.25 | 420080.25",
    )
    for cutoff in ("T1", "T2", "T3"):
        assert read("goal", "cumulative_phase", cutoff) == {"ACR": Decimal("420080.25")}
        assert read("goal", "compliance", cutoff) == {"ACR": 1}


def test_a_quantity_in_a_period_with_target_zero_is_an_advance_that_enters_the_cumulative() -> None:
    read = scene("goal | phase | 2025 | T1 | T2\nG | 10 | 10 | 0 | 5", "goal | T1 | T2\nG | 3 | 1")
    assert read("goal", "compliance", "T1") == {"G": None}
    assert read("goal", "note", "T1") == {"G": "adelanto"}
    assert read("goal", "phase_progress", "T1") == {"G": Decimal("0.3")}
    assert read("goal", "is_due", "T1") == {"G": False}
    assert (read("goal", "compliance", "T2"), read("goal", "note", "T2")) == ({"G": Decimal("0.8")}, {"G": ""})


def test_an_advance_is_told_also_after_other_periods_had_targets() -> None:
    read = scene("goal | phase | 2025 | T1 | T2\nG | 10 | 10 | 4 | 0", "goal | T1 | T2\nG | 4 | 2")
    assert (read("goal", "note", "T1"), read("goal", "note", "T2")) == ({"G": ""}, {"G": "adelanto"})
    assert read("goal", "compliance", "T2") == {"G": Decimal("1.5")}


def test_a_blank_target_is_unknown() -> None:
    read = scene("goal | phase | 2025\nG | | ", "goal | T1\nG | 3")
    assert [read("goal", f)["G"] for f in ("phase_progress", "year_progress", "compliance")] == [None] * 3
    assert (read("goal", "note"), read("goal", "cumulative_phase")) == ({"G": "sin meta"}, {"G": 3})


@pytest.mark.parametrize(("target", "state"), [("0", "En ejecución"), ("10", "Retirada")])
def test_a_retired_goal_has_no_ratio_and_owes_nothing(target: str, state: str) -> None:
    read = scene(
        f"goal | mode | phase | 2025 | T1 | T2\nG | closing | {target} | 5 | 5 | 5",
        "goal | T1\nG | 4",
        lines=f"line | state\nL | {state}",
    )
    assert [read("goal", f)["G"] for f in ("phase_progress", "year_progress", "compliance")] == [None] * 3
    assert (read("goal", "note"), read("goal", "is_due")) == ({"G": "retirada"}, {"G": False})
    assert read("goal", "is_stale") == {"G": False}
    assert read("line", "phase_progress") == {"L": None}


def test_over_achievement_is_shown_raw() -> None:
    read = scene("goal | phase | 2025 | T1\nG | 10 | 10 | 10", "goal | T1\nG | 13")
    assert read("goal", "phase_progress") == read("goal", "compliance") == {"G": Decimal("1.3")}


def test_a_setback_is_negative_and_noted() -> None:
    goals = """
    goal | mode    | direction  | baseline | phase | 2025 | T1
    G    | closing | descending | 100      | 60    | 60   | 60
    U    | closing | descending |          | 60    | 60   | 60"""
    read = scene(goals, "goal | T1\nG | 110\nU | 80")
    assert read("goal", "phase_progress") == {"G": Decimal("-0.25"), "U": None}
    assert read("goal", "note") == {"G": "retroceso", "U": "sin línea base"}


def test_a_target_behind_the_baseline_is_to_be_held() -> None:
    goals = """
    goal | mode    | direction  | baseline | phase | T1
    up   | closing | ascending  | 45       | 60    | 40
    down | closing | descending | 100      | 60    | 110"""
    read = scene(goals, "goal | T1\nup | 50\ndown | 100")
    assert read("goal", "compliance") == {"up": 1, "down": 1}


def test_the_year_counts_what_was_done_in_it_against_its_own_target() -> None:
    read = scene("goal | phase | 2024 | 2025 | T1 | T2\nG | 40 | 10 | 20 | 8 | 12", "goal | 2024-T4 | T1\nG | 9 | 5")
    assert (read("goal", "cumulative_phase", "T1"), read("goal", "cumulative_year", "T1")) == ({"G": 14}, {"G": 5})
    assert read("goal", "year_progress", "T1") == {"G": Decimal("0.25")}


def test_programmed_adds_earlier_years_and_the_quarters_so_far() -> None:
    read = scene("goal | phase | 2023 | 2024 | 2025 | 2026 | T1 | T2 | T3\nG | 99 | 7 | 10 | 20 | 50 | 8 | 2 | 10")
    assert [read("goal", "programmed", f"T{n}")["G"] for n in (1, 2, 3)] == [25, 27, 37]


def test_programmed_of_a_closing_value_is_the_latest_target() -> None:
    read = scene("goal | mode | phase | 2024 | 2025 | T2 | T3\nG | closing | 99 | 40 | 60 | 50 | 60")
    assert [read("goal", "programmed", f"T{n}")["G"] for n in (1, 2, 3, 4)] == [40, 50, 60, 60]


def test_a_baseline_inside_a_sum_stands_in_its_first_year() -> None:
    read = scene(
        "goal | baseline | phase | 2024 | 2025 | T1\nG | 2 | 10 | 5 | 5 | 5\nH | 2 | 10 | | 5 | 1",
        "goal | T1\nG | 5\nH | 3",
    )
    assert read("goal", "year_progress") == {"G": 1, "H": 1}
    assert read("goal", "phase_progress") == {"G": Decimal("0.625"), "H": Decimal("0.375")}
    assert read("goal", "compliance") == {"G": Decimal("0.625"), "H": None}, (
        "nothing beyond the baseline was programmed yet"
    )


def test_what_came_after_the_cutoff_is_not_counted() -> None:
    read = scene(PLAIN, "goal | T1 | T3\nG | 4 | 6")
    assert [read("goal", "cumulative_phase", f"T{n}")["G"] for n in (1, 2, 3)] == [4, 4, 10]


def test_a_blank_quantity_is_no_report_and_a_zero_is_one() -> None:
    goals = "goal | phase | T1\nblank | 10 | 5\nzero | 10 | 5"
    read = scene(goals, "goal | T1\nblank | blank\nzero | 0")
    assert read("goal", "is_reported", "T1") == {"blank": False, "zero": True}
    assert read("goal", "compliance", "T1") == {"blank": 0, "zero": 0}


def test_a_blank_never_replaces_a_closing_value() -> None:
    read = scene(CLOSING, "goal | T1 | T2\nG | 54 | blank")
    assert (read("goal", "cumulative_phase", "T2"), read("goal", "is_stale", "T2")) == ({"G": 54}, {"G": True})


def test_what_is_in_review_counts_only_as_reported() -> None:
    read = scene(PLAIN, "goal | basis | T1\nG | conforme | 2\nG | reportado | 4")
    assert read("goal", "compliance", "T1") == {"G": Decimal("0.5")}
    assert read("goal", "compliance", "T1", "reportado") == {"G": 1}


@pytest.mark.parametrize(
    ("frequency", "due"), [("Trimestral", "1 2 3 4"), ("Semestral", "2 4"), ("Anual", "4")], ids=lambda v: v[:5]
)
def test_a_goal_owes_a_report_as_often_as_it_says(frequency: str, due: str) -> None:
    read = scene(f"goal | frequency | phase | T1 | T2 | T3 | T4\nG | {frequency} | 8 | 2 | 2 | 2 | 2")
    assert [n for n in "1234" if read("goal", "is_due", f"T{n}")["G"]] == due.split()


@pytest.mark.parametrize(
    ("state", "start", "end", "due"),
    [
        ("En ejecución", "2025-01-01", "2026-12-31", "1 2 3 4"),
        ("Suspendida", "2025-01-01", "2026-12-31", ""),
        ("Retirada", "2025-01-01", "2026-12-31", ""),
        ("En ejecución", "2025-06-30", "2026-12-31", "2 3 4"),
        ("En ejecución", "2025-07-01", "2026-12-31", "3 4"),
        ("En ejecución", "2024-01-01", "2025-07-01", "1 2 3"),
        ("", "2025-01-01", "2025-06-30", "1 2"),
    ],
)
def test_a_line_owes_reports_while_it_runs(state: str, start: str, end: str, due: str) -> None:
    read = scene(
        "goal | phase | T1 | T2 | T3 | T4\nG | 8 | 2 | 2 | 2 | 2",
        lines=f"line | state | start | end\nL | {state} | {start} | {end}",
    )
    assert [n for n in "1234" if read("goal", "is_due", f"T{n}")["G"]] == due.split()
    assert [n for n in "1234" if read("line", "is_due", f"T{n}")["L"]] == due.split()


def test_a_goal_of_two_phases_is_counted_once_in_each() -> None:
    read = scene("goal | phase_code | phase | T1\nG | F2 | 10 | 5\nG | F3 | 10 | 6", "goal | T1\nG | 4", lines=TWO)
    asked = (
        "select phase_code, cumulative_phase, programmed from goal_progress where cutoff = ? and basis = ? order by 1"
    )
    assert read.connection.execute(asked, ["2025-T1", "conforme"]).fetchall() == [("F2", 4, 5), ("F3", 4, 6)]


def test_an_absurd_quantity_never_stops_the_build() -> None:
    most = "99999999999999999999.9999"
    read = scene("goal | phase | T1\nG | 0.0001 | 0.0001", f"goal | T1 | T2\nG | {most} | {most}")
    assert read("goal", "cumulative_phase", "T2") == {"G": 2 * Decimal(most)}
    assert read("goal", "phase_progress", "T2") == {"G": Decimal("999999999999999.999999999")}
    assert read("programme", "phase_progress", "T2") == 1
