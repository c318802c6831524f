"""A long list is read a page at a time; what is said of it is said of all of it, and every row is on some page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from drawing import CUTOFF, EVERYTHING, page, texts, words

from pages.financial_figure import STAGES
from pages.paging import SHOWN
from reports import numbers
from reports.words import LANGUAGES
from warehouse.read import Reader
from warehouse.scope import Scope

MONEY = {"phase": "F2", "cutoff": CUTOFF, "fund": "DCI–Norad", "since": "", "level": "programme", "code": "programme"}
SETTLEMENT = {"subagreement": "SUB-UCAYALI-2025", "period": "2025-T3"}
ALL: dict[str, Any] = {"most": None, "before": 0}


def in_pages(reader: Reader, question: str, most: int, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of every page of a list, one page after the other."""
    found: list[dict[str, Any]] = []
    while rows := reader.ask(question, EVERYTHING, most=most, before=len(found), **asked).to_dicts():
        found += rows
    return found


@pytest.mark.parametrize("basis", ["conforme", "reportado"])
@pytest.mark.parametrize(("level", "code"), [("programme", ""), ("partner", "GORE-UCAYALI"), ("line", "AE1.01-UCA")])
def test_the_sums_of_a_figure_are_of_all_its_amounts(full: Reader, level: str, code: str, basis: str) -> None:
    for stage in STAGES:
        asked = MONEY | {"level": level, "code": code, "basis": basis, "stage": stage}
        facts = full.ask("money_facts", EVERYTHING, **ALL, **asked).to_dicts()
        expected: dict[str, Decimal] = {}
        for fact in facts:
            known = expected.get(fact["plan_currency"], Decimal(0))
            expected[fact["plan_currency"]] = known + (fact["plan_amount"] or 0)
        sums = full.ask("money_sums", EVERYTHING, **asked).to_dicts()
        assert {row["plan_currency"]: row["plan_amount"] for row in sums} == expected, stage
        assert {row["amounts"] for row in sums} <= {len(facts)}


def test_the_pages_of_a_list_are_all_of_it_the_largest_first(full: Reader) -> None:
    asked = MONEY | {"basis": "conforme", "stage": "ejecutado"}
    every = full.ask("money_facts", EVERYTHING, **ALL, **asked).to_dicts()
    assert len(every) > 20
    assert in_pages(full, "money_facts", 7, asked) == every
    assert [row["amount"] for row in every] == sorted((row["amount"] for row in every), reverse=True)
    expenses = full.ask("settlement_expenses", EVERYTHING, **ALL, **SETTLEMENT).to_dicts()
    assert in_pages(full, "settlement_expenses", 7, SETTLEMENT) == expenses
    [sums] = full.ask("settlement_sums", EVERYTHING, **SETTLEMENT).to_dicts()
    assert sums["expenses"] == len(expenses)
    for name in ("amount", "accepted_amount", "ineligible_amount"):
        assert sums[name] == sum(row[name] for row in expenses), name


def test_a_figure_of_a_scope_is_the_sum_of_what_it_may_see(full: Reader) -> None:
    asked = MONEY | {"basis": "conforme", "stage": "ejecutado"}
    own = Scope(("GORE-UCAYALI",))
    facts = full.ask("money_facts", own, **ALL, **asked)
    [sums] = full.ask("money_sums", own, **asked).to_dicts()
    assert (sums["amounts"], sums["plan_amount"]) == (len(facts), sum(facts["plan_amount"]))
    assert set(facts["organisation_code"]) == {"GORE-UCAYALI"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_it_shows_and_how_many_there_are(full: Reader, language: str) -> None:
    asked = MONEY | {"basis": "conforme", "stage": "ejecutado"}
    every = full.ask("money_facts", EVERYTHING, **ALL, **asked).to_dicts()
    assert len(every) > SHOWN, "one page would show nothing"
    said = words("financial_figure", language)
    for number, (first, last) in {"1": (1, SHOWN), "2": (SHOWN + 1, min(2 * SHOWN, len(every)))}.items():
        drawn = page("financial", language, corte=CUTOFF, pagina=number)
        told = {"first": first, "last": last, "all": numbers.quantity(len(every), language)}
        assert said("shown", **told) in texts(drawn)
        [listed] = [t.value for t in drawn.table if said["rate_used"] in t.value.columns]
        assert len(listed) == last - first + 1


def test_the_figures_of_a_plan_are_its_facts(full: Reader) -> None:
    goals = full.ask("goals_to_report", EVERYTHING, organisation="GORE-UCAYALI", period=CUTOFF).to_dicts()
    for goal in goals:
        for cell in full.ask("plan_cells", EVERYTHING, goal=goal["goal_id"], phase="F2", cutoff=CUTOFF).to_dicts():
            place = full.one("fact_place", EVERYTHING, fact_id=cell["fact_id"])
            same = ("sheet", "cell", "header", "value", "unit")
            assert {name: place[name] for name in same} == {name: cell[name] for name in same}
