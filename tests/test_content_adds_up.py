"""The illustrative content adds up exactly and agrees with contracts, reference data and published figures."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from bundled import GOALS, GOALS_OF, INDICATORS, LINES, PLANS, REPORTS, added

from content.filled import CONTENT, rows
from expectations.contract import Sheet
from expectations.operating_plan.contract import CONTRACT as PLAN
from warehouse.reference import rows as reference

QUARTERS = ("t1", "t2", "t3", "t4")
STEMS = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
STEMS |= {"Reprogramación": "reprogramming"}
LEVELS = {"Valor al cierre", "Numerador/denominador"}
EXECUTIONS = sorted(p for p in (CONTENT / "money" / "execution").glob("*/*.csv") if "." not in p.stem)
REVIEWED = ("2025-T3", "2025-T4", "2026-T1", "2026-T2")
BUDGET = rows(CONTENT / "plan" / "F2-v1" / "budget.csv")
# The first version of a plan reprograms nothing.
SHEETS = [(plan, s) for plan in PLANS.values() for s in PLAN.sheets if plan != "F2-v1" or not s.is_optional]


@pytest.mark.parametrize(("plan", "declared"), SHEETS, ids=lambda x: getattr(x, "table", x))
def test_the_plan_has_the_columns_and_lists_of_its_contract(plan: str, declared: Sheet) -> None:
    given = rows(CONTENT / "plan" / plan / f"{STEMS[declared.name]}.csv")
    sheet = declared.for_names(given[0])
    assert list(given[0]) == [column.name for column in sheet.columns]
    keys = [tuple(row[name] for name in sheet.key) for row in given]
    assert len(keys) == len(set(keys))
    for column in sheet.columns:
        values = {row[column.name] for row in given}
        assert not (column.required and "" in values), column.name
        assert not column.choices or values - {""} <= set(column.choices), column.name


def test_lines_cover_the_actions_and_only_budget_lines_have_no_goal() -> None:
    assert {line["action_code"] for line in LINES.values()} == {a["action_code"] for a in reference("strategic_action")}
    assert {line["department_code"] for line in LINES.values()} >= {"00", "01", "10", "16", "17", "22", "25"}
    assert Counter(line["line_type"] for line in LINES.values())["Solo presupuesto"] == 2
    principal = Counter(goal["line_code"] for goal in GOALS.values() if goal["is_principal"] == "Sí")
    assert principal == {code: 1 for code, line in LINES.items() if line["line_type"] == "Con meta física"}
    assert {row["line_code"] for row in BUDGET} == set(LINES)


def test_weights_sum_to_100_or_are_all_blank() -> None:
    weights: defaultdict[str, list[str]] = defaultdict(list)
    for line in LINES.values():
        weights[line["action_code"]].append(line["weight"])
    blank = {action for action, given in weights.items() if not any(given)}
    assert len(weights) - len(blank) == 6
    for action in weights.keys() - blank:
        assert all(weights[action]), action
        assert sum(map(Decimal, weights[action])) == 100, action


@pytest.mark.parametrize(("year", "goal_id"), [(year, goal) for year in PLANS for goal in GOALS])
def test_a_goal_adds_up_as_its_mode_says(year: str, goal_id: str) -> None:
    goal = GOALS_OF[year][goal_id]
    if INDICATORS[goal["indicator_code"]]["mode"] not in LEVELS:
        assert added(goal, *QUARTERS) == added(goal, f"year_{year}")
        assert added(goal, "year_2025", "year_2026") == added(goal, "phase_target")
    else:
        assert Decimal(goal["t4"]) == Decimal(goal[f"year_{year}"])
        assert Decimal(goal["year_2026"]) == Decimal(goal["phase_target"])
    assert year != "2025" or added(goal, "t1", "t2") == 0


def test_what_the_second_plan_changes_is_reprogrammed_with_a_reason() -> None:
    changed = {
        (goal["line_code"], goal["indicator_code"], period, GOALS[goal_id][column], goal[column])
        for goal_id, goal in GOALS_OF["2026"].items()
        for column, period in (("year_2025", "2025"), ("year_2026", "2026"), ("phase_target", "Fase"))
        if goal[column] != GOALS[goal_id][column]
    }
    for before, after in zip(BUDGET, rows(CONTENT / "plan" / "F2-v2" / "budget.csv"), strict=True):
        changed |= {
            (after["line_code"], after["category_code"], period, before[column], after[column])
            for column, period in (("year_2025", "2025"), ("year_2026", "2026"), ("phase_amount", "Fase"))
            if after[column] != before[column]
        }
    told = rows(CONTENT / "plan" / "F2-v2" / "reprogramming.csv")
    assert {tuple(r[n] for n in ("line_code", "item", "changed_period", "says", "should_say")) for r in told} == changed
    assert all(row["reason"] and row["document"] for row in told)


def test_the_goals_show_every_mode_and_direction() -> None:
    used = {goal["indicator_code"] for goal in GOALS.values()}
    assert used == set(INDICATORS)
    assert len(used) >= 14
    assert {INDICATORS[code]["mode"] for code in used} == {"Cantidad del periodo", "Por hitos", *LEVELS}
    assert {INDICATORS[code]["direction"] for code in used} == {"ascending", "descending", "maintain"}
    assert all(g["baseline"] for g in GOALS.values() if INDICATORS[g["indicator_code"]]["mode"] in LEVELS)


def test_the_budget_is_ten_million_in_the_agreed_shares() -> None:
    kinds = {o["organisation_code"]: o["kind"] for o in reference("organisation")}
    shares: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in BUDGET:
        assert (row["fund"], row["currency_code"]) == ("DCI–Norad", "USD")
        assert added(row, *QUARTERS) == added(row, "year_2025"), row["line_code"]
        assert added(row, "year_2025", "year_2026") == added(row, "phase_amount"), row["line_code"]
        kind = kinds[LINES[row["line_code"]]["organisation_code"]]
        shares["administration" if row["category_code"] == "ADMINISTRACION" else kind] += added(row, "phase_amount")
    assert sum(shares.values()) == Decimal("10000000.00")
    assert {kind: amount / 100_000 for kind, amount in shares.items()} == {
        "regional_government": 53, "indigenous_organisation": 23, "sector": 8, "fund": 5, "administration": 11,
    }  # fmt: skip


def test_every_goal_cites_an_indicator_of_the_framework() -> None:
    framework = {row["framework_code"]: row for row in rows(CONTENT / "framework" / "framework.csv")}
    cited = {goal: row["framework_code"].replace(" ", "").split(";") for goal, row in GOALS.items()}
    assert {code for codes in cited.values() for code in codes} == {*framework, ""}
    for codes in cited.values():
        levels = [framework[code]["framework_level"] for code in codes if code]
        assert len(levels) == len(set(levels))


def test_the_history_sends_every_file_in_order_and_decides_by_another_hand() -> None:
    acts = tomllib.loads((CONTENT / "history.toml").read_text(encoding="utf-8"))["act"]
    assert [act["now"] for act in acts] == sorted(act["now"] for act in acts)
    sent = {(a["source"], a["organisation"], a["period"]): a["actor"] for a in acts if a["do"].startswith("send")}
    observed = [act for act in acts if act.get("version") == "observed"]
    assert len(sent) + len(observed) == sum(act["do"].startswith("send") for act in acts)
    reports = {("physical_progress", path.stem, path.parent.name) for path in REPORTS}
    plans = {("operating_plan", "PROFONANPE", plan) for plan in PLANS.values()}
    forest = ("forest_loss", "MINAM", "2024")
    framework = ("performance_framework", "PROFONANPE", "F2-v1")
    money = {("financial_execution", path.stem, path.parent.name) for path in EXECUTIONS}
    money |= {("subagreements", "PROFONANPE", "F2")}
    money |= {("disbursements", "PROFONANPE", path.stem) for path in (CONTENT / "money" / "disbursements").iterdir()}
    money |= {("exchange_rates", "PROFONANPE", path.stem) for path in (CONTENT / "rates").glob("*.csv")}
    money |= {("settlements", "PROFONANPE", period) for period in REVIEWED}
    assert set(sent) == reports | plans | {forest, framework} | money
    decided = [(a["source"], a["organisation"], a["period"]) for a in acts if not a["do"].startswith("send")]
    assert Counter(period for source, _, period in decided if source == "physical_progress") == {
        "2025-T3": 8, "2025-T4": 4, "2026-T1": 9, "2026-T2": 5, "2026-T3": 2,
    }  # fmt: skip
    assert plans | {forest, framework} <= set(decided)
    for act in acts:
        if not act["do"].startswith("send"):
            assert sent[act["source"], act["organisation"], act["period"]] != act["actor"]


def test_the_forest_figures_are_those_published(real_inputs: Path) -> None:
    def plain(name: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFD", name.upper()) if not unicodedata.combining(c))

    codes = {plain(t["name"]): t["ubigeo"] for t in reference("territory") if t["level"] == "department"}
    published = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["forest_loss"]
    expected = {
        (codes[name], year): Decimal(loss)
        for name, years in published["department_loss_ha"].items()
        for year, loss in years.items()
    }
    given = rows(CONTENT / "forest" / "departmental_loss.csv")
    assert {(row["ubigeo"], row["year"]): Decimal(row["ha"]) for row in given} == expected
    assert len(given) == len(expected) == 15 * 24
    assert {(row["vintage"], row["source"]) for row in given} == {("2024", "MINAM Geobosques")}
