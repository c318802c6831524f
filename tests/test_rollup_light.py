"""The light: compliance only, unrounded, by the thresholds in force on the last day of the cut-off."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scene import lines_of


@pytest.mark.parametrize(
    ("done", "colour"),
    [("9000", "verde"), ("8999.9999", "ámbar"), ("7000", "ámbar"), ("6999.9999", "rojo"), ("0", "rojo")],
)
def test_the_light_is_that_of_compliance_and_never_of_its_display(done: str, colour: str) -> None:
    read = lines_of("goal | phase | T1\nA | 99999999 | 10000", f"goal | T1\nA | {done}")
    assert read("programme", "light") == colour
    assert read("action", "light") == {"AE1": colour}


def test_there_is_no_light_without_compliance() -> None:
    read = lines_of("goal | phase\nA | 10", "goal | T1\nA | 10")
    assert (read("programme", "phase_progress"), read("programme", "light")) == (1, None)


def test_the_thresholds_are_those_in_force_on_the_last_day_of_the_cutoff() -> None:
    thresholds = """
    valid_from | name  | value_pct
    2025-02-01 | green | 90
    2025-02-01 | amber | 70
    2025-06-30 | green | 100
    2025-10-01 | green | 9"""
    read = lines_of("goal | phase | T1\nA | 20 | 10", "goal | T1\nA | 9.5", thresholds=thresholds)
    assert [read("programme", "light", f"T{n}") for n in (1, 2, 3, 4)] == ["verde", "ámbar", "ámbar", "verde"]


def test_there_is_no_light_before_the_first_threshold() -> None:
    thresholds = "valid_from | name | value_pct\n2025-04-01 | green | 90\n2025-04-01 | amber | 70"
    read = lines_of("goal | phase | T1\nA | 20 | 10", "goal | T1\nA | 9.5", thresholds=thresholds)
    assert (read("programme", "light", "T1"), read("programme", "compliance", "T1")) == (None, Decimal("0.95"))
