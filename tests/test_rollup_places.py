"""From the goals of a line to the line: its principal indicator over its places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scene import scene


def test_places_of_an_indicator_that_adds_up_are_sum_over_sum() -> None:
    read = scene("goal | phase | T1\nA | 10 | 10\nB | 90 | 90", "goal | T1\nA | 8\nB | 45")
    assert read("line", "phase_progress") == read("line", "compliance") == {"L": Decimal("0.53")}


def test_places_of_an_indicator_that_does_not_add_up_are_not_aggregated() -> None:
    goals = """
    goal | adds | mode    | baseline | phase | T1
    A    | none | closing | 45       | 60    | 60
    B    | none | closing | 50       | 70    | 70"""
    read = scene(goals, "goal | T1\nA | 60\nB | 70")
    assert [read("line", f)["L"] for f in ("phase_progress", "compliance")] == [None, None]
    assert read("programme", "lines") == 1
    assert read("programme", "lines_counted") == 0


def test_the_one_place_left_of_an_indicator_that_does_not_add_up_counts() -> None:
    read = scene("goal | adds | phase\nA | none | 0\nB | none | 10", "goal | T1\nA | 9\nB | 5")
    assert read("line", "phase_progress") == {"L": Decimal("0.5")}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("", "0.5", id="a place without target is unknown"),
        pytest.param("0", "0.5", id="a place retired is out"),
        pytest.param("10", "0.7", id="a place with a target counts"),
    ],
)
def test_only_places_with_a_target_enter_the_line(other: str, expected: str) -> None:
    read = scene(
        f"goal | phase | 2025 | T1\nA | 10 | 10 | 10\nB | {other} | {other} | {other}", "goal | T1\nA | 5\nB | 9"
    )
    for figure in ("phase_progress", "year_progress", "compliance"):
        assert read("line", figure) == {"L": Decimal(expected)}, figure


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("closing | ascending  | 10 | yes | 110", "60", "0.25"),
        ("closing | ascending  | 10 | no  | 100", "50", "0.2"),
        ("closing | ascending  | 50 | yes |  50", "50", "0.5"),
        ("closing | maintain   | 50 | yes |  50", "50", "0.5"),
        ("closing | descending | 50 | yes |  50", "50", "0.5"),
        ("closing | descending | 100 | yes | 60", "80", "0.25"),
        ("sum     | ascending  |    | yes |  10", "5", "0.25"),
        ("sum     | ascending  | 2  | yes |  12", "5", "0.25"),
    ],
)
def test_a_place_never_reported_achieves_nothing(kind: str, value: str, expected: str) -> None:
    drawing = "goal | mode | direction | baseline | includes | phase\n"
    read = scene(f"{drawing}A | {kind}\nB | {kind}", f"goal | T1\nA | {value}")
    assert read("line", "phase_progress") == {"L": Decimal(expected)}


def test_one_place_may_make_up_for_another() -> None:
    goals = (
        "goal | mode | direction | baseline | phase\nA | closing | maintain | 50 | 50\nB | closing | maintain | 50 | 50"
    )
    assert scene(goals, "goal | T1\nA | 60\nB | 40")("line", "phase_progress") == {"L": 1}
    assert scene(goals, "goal | T1\nA | 60\nB | 30")("line", "phase_progress") == {"L": Decimal("0.9")}


def test_a_line_has_reported_when_each_place_that_owes_has() -> None:
    goals = "goal | phase | T1 | T2\nA | 10 | 5 | 5\nB | 10 | | 5"
    read = scene(goals, "goal | T1 | T2\nA | 5 | 5")
    assert (read("line", "is_reported", "T1"), read("line", "is_reported", "T2")) == ({"L": True}, {"L": False})


def test_a_goal_that_is_not_principal_does_not_move_its_line() -> None:
    goals = "goal | principal | phase | T1\nA | yes | 10 | 10\nB | no | 10 | 10"
    read = scene(goals, "goal | T1\nA | 5")
    assert read("line", "phase_progress") == scene(goals, "goal | T1\nA | 5\nB | 10")("line", "phase_progress")
    assert read("line", "is_reported", "T1") == {"L": True}


def test_hectares_under_effective_management_are_over_distinct_sites_and_may_fall_when_a_condition_lapses() -> None:
    goals = """
    goal | mode    | direction | baseline  | phase     | T1        | T2        | T3        | T4
    TAM  | closing | maintain  | 420080.25 | 420080.25 | 420080.25 | 420080.25 | 420080.25 | 420080.25
    IMI  | closing | maintain  | 135737.52 | 135737.52 | 135737.52 | 135737.52 | 135737.52 | 135737.52"""
    sites = "goal | T1 | T2 | T3 | T4\nTAM | 420080.25 | 420080.25 | 420080.25 | 420080.25\n"
    read = scene(goals, f"{sites}IMI | 135737.52 | 135737.52 | 135737.52 | 0")
    for cutoff in ("T1", "T2", "T3"):
        assert read("goal", "cumulative_phase", cutoff) == {"TAM": Decimal("420080.25"), "IMI": Decimal("135737.52")}
        assert read("line", "compliance", cutoff) == {"L": 1}, "three quarters are one area, not three"
    assert read("goal", "cumulative_phase", "T4")["IMI"] == 0
    assert read("line", "compliance", "T4") == {"L": Decimal("0.755787729")}
