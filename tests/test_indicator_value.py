"""What an indicator reached at each level: added only along what it admits, else refused with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from drawing import CUTOFF, EVERYTHING, page, words
from scene import MODES, built, drawn

from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES
from warehouse.read import Reader

HEAD = "indicator_code | unit | mode | unit_kind | hectare_kind | adds_regions | adds_sites | adds_actions\n"
# Two regions; in 16 two places of one action, and in 25 another action.
GOALS = """
goal | mode   | region | action | phase
A    | {mode} | 16     | AE1    | 10
B    | {mode} | 16     | AE1    | 10
C    | {mode} | 25     | AE2    | 10"""


def reached(mode: str, adds: str, reports: str, units: str = "goal") -> dict[Any, Any]:
    """Return {(level, code): (value, refused along)} at the end of the year."""
    code = "TIT" if mode == "steps" else "IND"
    of_areas = "Comunidad | bajo manejo" if mode == "closing" else " | "
    indicator = f"{HEAD}{code} | {'%' if mode == 'ratio' else 'u'} | {MODES[mode]} | {of_areas} | {adds}"
    scene = built(drawn(GOALS.format(mode=mode)), drawn(reports), units=drawn(units), indicators=drawn(indicator))
    sql = (
        "select level, code, value, refused_along from indicator_value where cutoff = '2025-T4' and basis = 'conforme'"
    )
    return {(level, code): tuple(said) for level, code, *said in scene.execute(sql).fetchall()}


def test_quantities_that_add_up_along_everything_are_added() -> None:
    found = reached("sum", "sum | sum | sum", "goal | T1 | T2\nA | 1 | 2\nB | 4 |\nC | 8 |")
    assert found["region", "16"] == found["action", "AE1"] == (7, None)
    assert found["programme", "programme"] == (15, None)


@pytest.mark.parametrize(
    ("adds", "region", "programme"),
    [
        ("none | sum | sum", (7, None), (None, "regions")),
        ("sum | none | sum", (None, "sites"), (None, "sites")),
        ("sum | sum | none", (7, None), (None, "actions")),
        ("none | none | none", (None, "sites"), (None, "regions")),
        ("ratio | ratio | ratio", (None, "sites"), (None, "regions")),
        ("latest | sum | sum", (7, None), (None, "regions")),
    ],
)
def test_what_an_indicator_does_not_admit_is_refused(adds: str, region: object, programme: object) -> None:
    found = reached("closing", adds, "goal | T1\nA | 3\nB | 4\nC | 8")
    assert (found["region", "16"], found["programme", "programme"]) == (region, programme)
    assert found["region", "25"] == (8, None), "one goal alone is itself"


def test_ratios_are_sum_over_sum_and_never_their_mean() -> None:
    found = reached("ratio", "ratio | ratio | ratio", "goal | T1\nA | 8/10\nB | 45/90\nC | 0/0")
    assert found["region", "16"] == found["programme", "programme"] == (53, None)
    assert found["region", "25"] == (None, None)
    assert reached("ratio", "sum | sum | sum", "goal | T1\nA | 8/10\nB | 45/90")["region", "16"] == (None, "sites")


def test_a_unit_named_in_two_goals_is_one_result() -> None:
    units = "goal | unit | T1\nA | X | Título\nB | X | Título\nB | Y | Título\nC | X | Título\nC | Z | Campo"
    found = reached("steps", "sum | sum | sum", "goal", units)
    assert [found[key][0] for key in (("region", "16"), ("region", "25"), ("programme", "programme"))] == [2, 1, 2]


def test_an_area_named_in_two_goals_has_its_hectares_once() -> None:
    reports = "goal | T1 | T2\nA | 60 | 50\nB | 40 |\nC | 40 |"
    units = "goal | unit | T1 | T2\nA | X | 40 | 30\nA | Y | 20 | 20\nB | X | 40 |\nC | X | 40 |"
    found = reached("closing", "sum | sum | sum", reports, units)
    assert found["region", "16"] == (50, None), "50 and 40, of which one area was told of twice: 30 last"
    assert found["region", "25"] == (40, None)
    assert found["programme", "programme"] == (50, None)
    assert reached("closing", "sum | sum | sum", reports)["programme", "programme"] == (130, None), "no area is named"


@pytest.mark.parametrize(("told", "of_both"), [("0 | 0", 0), ("0 | 40", 40), ("39.9999 | 40", Decimal("79.9999"))])
def test_areas_that_do_not_fit_into_what_a_goal_holds_take_nothing_from_the_others(told: str, of_both: object) -> None:
    """Fallen without naming what is left, or corrected: which areas a goal still holds is not known."""
    first, second = told.split(" | ")
    reports = f"goal | T1 | T2\nA | 40 | {first}\nB | 40 | {second}"
    found = reached("closing", "sum | sum | sum", reports, "goal | unit | T1\nA | X | 40\nB | X | 40")
    assert found["region", "16"] == (of_both, None)


def test_an_area_a_goal_names_no_more_is_not_its_any_more() -> None:
    units = "goal | unit | T1 | T2\nA | X | 40 |\nA | Y | | 20\nB | X | 40 |"
    found = reached("closing", "sum | sum | sum", "goal | T1 | T2\nA | 40 | 20\nB | 40 |", units)
    assert found["region", "16"] == (60, None)


def test_hectares_of_distinct_sites_are_not_added_over_periods() -> None:
    found = reached("closing", "sum | sum | sum", "goal | T1 | T2 | T3\nA | 420080.25 | 420080.25 | 420080.25")
    assert found["region", "16"] == found["programme", "programme"] == (Decimal("420080.25"), None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("indicator", "is_added"), [("DER-TIT", True), ("ILE-ATE", True), ("ACR-METT", False)])
def test_the_card_shows_the_value_by_region_and_why_it_is_not_added(
    full: Reader, language: str, indicator: str, is_added: bool
) -> None:
    rows = full.ask("indicator_values", EVERYTHING, indicator=indicator, phase="F2", cutoff=CUTOFF).to_dicts()
    drawn_page = page("indicators", language, indicador=indicator, corte=CUTOFF)
    assert not drawn_page.exception
    said = words("reached", language)
    shown = next(table.value for table in drawn_page.table if said["added"] in table.value)
    assert list(shown[said["value"]]) == [numbers.quantity(row["value"], language) for row in rows]
    whole = rows[-1] if rows[-1]["level"] == "programme" else rows[0]
    assert (whole["value"] is not None) == is_added
    assert (literal(said["refused_regions"]) in {literal(text) for text in shown[said["added"]]}) is not is_added
