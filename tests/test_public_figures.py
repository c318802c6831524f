"""The reviewed public figures: whole, dated, and never printed as a fact where no source states them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from drawing import page, words

from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES
from warehouse.reference import codes, rows

SITES = rows("site")
_AS_PRECISE_AS_STATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def test_a_site_has_one_row_a_legal_area_and_departments_that_exist() -> None:
    assert len(set(codes("site"))) == len(SITES)
    departments = {row["ubigeo"] for row in rows("territory") if row["level"] == "department"}
    for row in SITES:
        assert row["kind"] in {"ACR", "ANP", "RC"}
        assert Decimal(row["legal_area_ha"]) > 0
        assert set(row["department_code"].split(" ")) <= departments
        assert not row["valid_from"] or _AS_PRECISE_AS_STATED.fullmatch(row["valid_from"])
        assert row["source"]
        assert _AS_PRECISE_AS_STATED.fullmatch(row["source_date"])


def test_the_published_area_of_the_regional_conservation_areas_is_near_the_sum_of_its_sites() -> None:
    # acrloreto.com states 2,483,459.85 ha for the five of Loreto; their acts add up to twenty more.
    loreto = sum(Decimal(r["legal_area_ha"]) for r in SITES if r["kind"] == "ACR" and r["department_code"] == "16")
    assert loreto == Decimal("2483479.85")
    reserves = [Decimal(r["legal_area_ha"]) for r in SITES if r["kind"] == "RC" and "YAGUAS" not in r["site_code"]]
    assert (len(reserves), sum(reserves)) == (10, Decimal("2166588.44"))


def test_a_figure_has_a_source_and_says_how_exactly_it_is_stated() -> None:
    figures = rows("public_figure")
    assert len(set(codes("public_figure"))) == len(figures)
    for row in figures:
        assert row["source"]
        assert row["precision"] in {"exact", "about", "over", "unstated"}
        assert bool(row["value"]) == (row["precision"] != "unstated")
        assert bool(row["note_es"]) == bool(row["note_en"])


def test_what_the_published_split_does_not_state_is_left_unstated() -> None:
    split = {row["code"]: row["value"] for row in rows("public_figure") if row["topic"] == "split"}
    assert split.pop("SPLIT-UNSTATED") == ""
    assert sum(Decimal(value) for value in split.values()) == 89


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_prints_each_figure_with_its_source_and_date_and_no_area_without_one(
    loaded: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(loaded))
    drawn, text = page("context", language), words("context", language)
    assert not drawn.exception
    figures = rows("public_figure")
    shown = [line for table in drawn.table[:4] for line in table.value.to_dict("records")]
    assert {line[text["figure"]] for line in shown} == {literal(row[f"name_{language}"]) for row in figures}
    unstated = [line for line in shown if line[text["value"]] == text["stated_unstated"]]
    assert len(unstated) == 1
    norad = next(row for row in figures if row["code"] == "POG-NORAD")
    source = next(line for line in shown if line[text["figure"]] == literal(norad[f"name_{language}"]))[text["source"]]
    assert "Profonanpe" in source
    assert numbers.partial_day(norad["source_date"], language) in source
    sites = {line[text["site"]]: line for table in drawn.table[4:] for line in table.value.to_dict("records")}
    for row in SITES:
        area = sites[literal(row["name"])][text["legal_area"]]
        stated = numbers.quantity(Decimal(row["legal_area_ha"]), language)
        assert area == (text["not_stated"] if row["source"] == "por confirmar" else stated)
