"""The figures of the pages: each is what the warehouse answers, and opens to all it is made of."""

from __future__ import annotations

import pytest
from drawing import CUTOFF, EVERYTHING, page, words

from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES
from warehouse.read import Reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_shows_what_the_warehouse_answers(full: Reader, language: str) -> None:
    drawn = page("summary", language, corte=CUTOFF)
    at = {"phase": "F2", "cutoff": CUTOFF}
    programme = full.one("programme_headline", EVERYTHING, **at)
    figures = ("phase_progress", "year_progress", "compliance", "coverage", "financial_progress")
    assert [m.value for m in drawn.metric] == [numbers.percent(programme[name], language) for name in figures]
    actions = full.ask("action_headline", EVERYTHING, language=language, **at).to_dicts()
    regions = full.ask("region_headline", EVERYTHING, **at).to_dicts()
    forest = full.ask("forest_loss_by_year", EVERYTHING, ubigeo="").to_dicts()
    text = words("progress", language)
    for table, expected in zip(drawn.table[:2], (actions, regions), strict=True):
        for name in ("phase_progress", "phase_reported", "year_progress", "compliance", "coverage"):
            assert list(table.value[text[name]]) == [numbers.percent(row[name], language) for row in expected]
    hectares = list(drawn.table[2].value[words("forest", language)["hectares"]])
    assert hectares == [numbers.quantity(row["loss_ha"], language) for row in forest]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ratio_stands_with_its_plan_its_cutoff_and_what_it_is_worth(full: Reader, language: str) -> None:
    drawn = page("summary", language, corte=CUTOFF)
    said = words("filters", language)
    name = full.one("plan_in_force", EVERYTHING, language=language)["phase_name"]
    named = said("named", phase="F2", phase_name=name, plan_version="v1", cutoff=CUTOFF)
    captions = [caption.value for caption in drawn.caption]
    assert sum(said("illustrative", named=named) in caption for caption in captions) == 4
    source = next(caption for caption in captions if "MINAM Geobosques" in caption)
    assert "2024" in source
    assert numbers.day(full.ask("forest_loss_by_year", EVERYTHING, ubigeo="")["approved_at"][-1], language) in source


@pytest.mark.parametrize(("level", "key", "code"), [("programme", "", "programme"), ("region", "departamento", "25")])
@pytest.mark.parametrize("basis", ["conforme", "reportado"])
def test_the_lines_of_a_figure_are_all_those_it_is_the_mean_of(
    full: Reader, level: str, key: str, code: str, basis: str
) -> None:
    at = {"phase": "F2", "cutoff": CUTOFF, "basis": basis, "level": level, "code": code}
    figure = full.one("level_figure", EVERYTHING, **at)
    lines = full.ask("level_lines", EVERYTHING, **at).to_dicts()
    assert len(lines) == figure["lines"]
    shares = [(row["share"], min(max(row["phase_progress"], 0), 1)) for row in lines]
    mean = sum(share * ratio for share, ratio in shares) / sum(share for share, _ in shares)
    assert abs(mean - figure["phase_progress"]) < 1e-8
    drawn = page("provenance", nivel=level, corte=CUTOFF, base=basis, **({key: code} if key else {}))
    assert drawn.metric[0].value == numbers.percent(figure["phase_progress"], "es")
    assert list(drawn.table[0].value[words("descent", "es")["line"]]) == [literal(row["line_code"]) for row in lines]


@pytest.mark.parametrize("ubigeo", ["", "10", "16", "25"])
def test_the_cells_of_a_year_of_forest_loss_add_up_to_its_figure(full: Reader, ubigeo: str) -> None:
    for row in full.ask("forest_loss_by_year", EVERYTHING, ubigeo=ubigeo).to_dicts():
        facts = full.ask("forest_facts", EVERYTHING, ubigeo=ubigeo, year=row["year"])
        assert sum(facts["loss_ha"]) == row["loss_ha"]
        assert all(full.neighbourhood(fact, EVERYTHING).address for fact in facts["fact_id"])


def test_every_goal_opens_to_its_targets_its_weight_and_its_budget(full: Reader) -> None:
    goals = full.ask("goals_to_report", EVERYTHING, organisation="GORE-UCAYALI", period=CUTOFF).to_dicts()
    weighed = []
    for goal in goals:
        cells = full.ask("plan_cells", EVERYTHING, goal=goal["goal_id"], phase="F2", cutoff="2025-T4").to_dicts()
        sheets = {cell["sheet"] for cell in cells}
        assert {"Metas", "Presupuesto"} <= sheets
        weighed.append("Líneas" in sheets)
        target = next(cell for cell in cells if cell["header"] == "Meta de la fase")
        assert target["value"] == goal["phase_target"]
        assert full.neighbourhood(target["fact_id"], EVERYTHING).address == target["cell"]
    assert set(weighed) == {True, False}, "a line without weight weighs its budget, and shows no empty cell"
