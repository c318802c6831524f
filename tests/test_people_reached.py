"""Whose it is what an indicator reached: women, men, indigenous and young people, and the cells of all of it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from drawing import CUTOFF, EVERYTHING, page, words
from scene import MODES, PEOPLE, built, drawn

from reports import numbers
from reports.words import LANGUAGES
from warehouse.read import Reader
from warehouse.reference import rows as reference
from warehouse.scope import Scope

GOALS = """
goal | mode   | region | action | phase
A    | {mode} | 16     | AE1    | 10
B    | {mode} | 16     | AE1    | 10
C    | {mode} | 25     | AE2    | 10"""
HEAD = "indicator_code | unit | mode | adds_regions | adds_sites | adds_actions\n"


def people(mode: str, reports: str, adds: str = "sum | sum | sum") -> dict[Any, Any]:
    """Return {(level, code): people} at the end of the year, approved."""
    indicator = f"{HEAD}IND | {'%' if mode == 'ratio' else 'u'} | {MODES[mode]} | {adds}"
    scene = built(drawn(GOALS.format(mode=mode)), drawn(reports), indicators=drawn(indicator))
    sql = (
        f"select level, code, {', '.join(PEOPLE)} from indicator_value where cutoff = '2025-T4' and basis = 'conforme'"
    )
    return {(level, code): tuple(said) for level, code, *said in scene.execute(sql).fetchall()}


def test_people_of_a_quantity_add_up_over_periods_and_goals() -> None:
    found = people("sum", "goal | T1 | T2\nA | 8 of 5 3 0 4 2 | 3 of 1 1 1 0 0\nB | 2 of 2 0 0 2 1 |\nC | 1 of 0 1 |")
    assert found["region", "16"] == (8, 4, 1, 6, 3)
    assert found["programme", "programme"] == (8, 5, 1, 6, 3)


@pytest.mark.parametrize("mode", ["closing", "ratio"])
def test_of_a_level_the_last_period_says_whose_it_is(mode: str) -> None:
    first, last = ("8", "6") if mode == "closing" else ("8/10", "6/10")
    adds = "sum | sum | sum" if mode == "closing" else "ratio | ratio | ratio"
    told = people(mode, f"goal | T1 | T2\nA | {first} of 5 3 | {last} of 4 2", adds)
    assert told["region", "16"][:2] == (4, 2)
    also = "goal | T1 | T2\nA | 8 of 5 3 |\n" if mode == "closing" else f"goal | T1 | T2\nA | {first} of 5 3 | 0\n"
    assert people(mode, also, adds)["region", "16"][:2] == (5, 3), "a quantity tells nothing of a ratio"
    untold = people(mode, f"goal | T1 | T2\nA | {first} of 5 3 | {last}", adds)
    assert untold["region", "16"][:2] == (None, None), "of what it says now nobody said whose it is"


def test_people_are_added_no_further_than_their_indicator() -> None:
    found = people("sum", "goal | T1\nA | 8 of 5 3\nC | 1 of 0 1", "sum | sum | none")
    assert found["region", "16"][:2] == (5, 3)
    assert found["programme", "programme"] == (None,) * 5


@pytest.mark.parametrize("indicator", [row["indicator_code"] for row in reference("indicator")])
def test_the_cells_give_the_value_and_its_people_in_each_department(full: Reader, indicator: str) -> None:
    at = {"indicator": indicator, "phase": "F2", "cutoff": CUTOFF}
    unit, mode = next(
        (row["unit"], row["mode"]) for row in reference("indicator") if row["indicator_code"] == indicator
    )
    seen = 0
    for row in full.ask("indicator_values", EVERYTHING, **at).to_dicts():
        if row["level"] == "programme" or row["refused_along"]:
            continue
        cells = full.ask("indicator_facts", EVERYTHING, department=row["department_code"], **at).to_dicts()
        given = dict.fromkeys(("value", "numerator", "denominator", *PEOPLE), Decimal(0))
        for cell in cells:
            [place] = full.ask("fact_place", EVERYTHING, fact_id=cell["fact_id"]).to_dicts()
            assert (place["value"], place["text"]) == (cell["value"], cell["text"])
            if cell["what"] in given:
                given[cell["what"]] += cell["value"]
        assert [given[name] for name in PEOPLE] == [row[name] or 0 for name in PEOPLE]
        if mode == "Por hitos":
            assert len({cell["unit_name"] for cell in cells if cell["what"] == "step"}) == row["value"]
        elif mode == "Numerador/denominador":
            assert row["value"] is None or round(100 * given["numerator"] / given["denominator"], 4) == row["value"]
        else:
            assert given["value"] == (row["value"] or 0) + (row["hectares_twice"] or 0), unit
        if mode == "Valor al cierre":
            of_areas = {(cell["goal_id"], cell["period"]) for cell in cells if cell["what"] == "hectares"}
            assert len(of_areas) == len({goal for goal, _ in of_areas}), "of a level the last period counts"
        if unit == "ha" and any(cell["what"] == "hectares" for cell in cells):
            assert sum(cell["value"] for cell in cells if cell["what"] == "hectares") == given["value"]
        seen += len(cells)
    assert seen


def test_a_focal_point_opens_no_cell_of_others(full: Reader) -> None:
    at = {"indicator": "CON-PER", "phase": "F2", "cutoff": CUTOFF, "department": None}
    everything = full.ask("indicator_facts", EVERYTHING, **at)
    own = full.ask("indicator_facts", Scope(("AIDESEP",)), **at)
    assert 0 < own.height < everything.height
    for cell in own.to_dicts():
        assert full.ask("fact_place", Scope(("AIDESEP",)), fact_id=cell["fact_id"]).height == 1
    assert full.ask("indicator_facts", Scope(("GORE-LORETO",)), **at).is_empty()


def test_the_units_of_a_people_open_to_the_cells_that_name_it(full: Reader) -> None:
    at = {"indicator": "TDC-CON", "phase": "F2", "cutoff": CUTOFF}
    peoples = full.ask("indicator_peoples", EVERYTHING, **at).to_dicts()
    cells = [c for c in full.ask("indicator_facts", EVERYTHING, department=None, **at).to_dicts() if c["text"]]
    assert {row["people_name"]: row["units"] for row in peoples} == Counter(cell["text"] for cell in cells)
    for cell in cells:
        [place] = full.ask("fact_place", EVERYTHING, fact_id=cell["fact_id"]).to_dicts()
        assert (place["text"], place["column_name"]) == (cell["text"], "people_name")
    assert full.ask("indicator_peoples", Scope(("GORE-LORETO",)), **at).is_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_shows_people_and_their_peoples_and_opens_their_cells(full: Reader, language: str) -> None:
    said = words("reached", language)
    card = page("indicators", language, indicador="CON-PER", corte=CUTOFF, departamento="22")
    assert not card.exception
    assert said["people"] in {one.value for one in card.subheader}
    at = {"indicator": "CON-PER", "phase": "F2", "cutoff": CUTOFF}
    rows = full.ask("indicator_values", EVERYTHING, **at).to_dicts()
    shown = next(table.value for table in card.table if said["women"] in table.value)
    assert list(shown[said["women"]]) == [numbers.quantity(row["women"], language) for row in rows]
    untold = [row["value"] and row["value"] - sum(row[name] or 0 for name in PEOPLE[:3]) for row in rows]
    assert list(shown[said["not_told"]]) == [numbers.quantity(left, language) for left in untold]
    opened = next(one for one in card.selectbox if one.label == said["open"])
    women = next(option for option in opened.options if said["women"] in option)
    opened.select(women).run()
    assert words("cell", language)["title"] in {one.value for one in card.header}
    peoples = page("indicators", language, indicador="TDC-CON", corte=CUTOFF)
    assert said["peoples"] in {one.value for one in peoples.subheader}
    named = next(table.value for table in peoples.table if said["people_name"] in table.value)
    assert "Awajún" in set(named[said["people_name"]])
