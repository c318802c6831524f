"""The illustrative content adds up exactly and agrees with contracts, reference data and published figures."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from content.load import CONTENT, rows
from expectations.contract import Sheet
from expectations.operating_plan.contract import CONTRACT as PLAN
from expectations.physical_progress.contract import PROGRESS
from warehouse.reference import rows as reference

QUARTERS = ("t1", "t2", "t3", "t4")
STEMS = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
REPORTS = sorted((CONTENT / "progress").glob("*/*.csv"))
DETAILS = sorted((CONTENT / "detail").glob("*/*.csv"))
MISTAKE = ("2025-T4", "GORE-SAN-MARTIN", "AE8.05-SAM/CON-PER")

LINES = {row["line_code"]: row for row in rows(CONTENT / "plan" / "lines.csv")}
GOALS = {f"{row['line_code']}/{row['indicator_code']}": row for row in rows(CONTENT / "plan" / "goals.csv")}
BUDGET = rows(CONTENT / "plan" / "budget.csv")
INDICATORS = {row["indicator_code"]: row for row in reference("indicator")}


def _sum(row: dict[str, str], *names: str) -> Decimal:
    return sum((Decimal(row[name] or 0) for name in names), Decimal(0))


@pytest.mark.parametrize("declared", PLAN.sheets, ids=lambda s: s.table)
def test_the_plan_has_the_columns_and_lists_of_its_contract(declared: Sheet) -> None:
    given = rows(CONTENT / "plan" / f"{STEMS[declared.name]}.csv")
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


@pytest.mark.parametrize("goal_id", GOALS)
def test_a_goal_adds_up_as_its_mode_says(goal_id: str) -> None:
    goal = GOALS[goal_id]
    if INDICATORS[goal["indicator_code"]]["mode"] == "Cantidad del periodo":
        assert _sum(goal, *QUARTERS) == _sum(goal, "year_2025")
        assert _sum(goal, "year_2025", "year_2026") == _sum(goal, "phase_target")
    else:
        assert Decimal(goal["t4"]) == Decimal(goal["year_2025"])
        assert Decimal(goal["year_2026"]) == Decimal(goal["phase_target"])
    assert _sum(goal, "t1", "t2") == 0


def test_the_goals_show_every_direction() -> None:
    used = {goal["indicator_code"] for goal in GOALS.values()}
    assert used == set(INDICATORS)
    assert len(used) >= 14
    assert {INDICATORS[code]["direction"] for code in used} == {"ascending", "descending", "maintain"}
    assert all(g["baseline"] for g in GOALS.values() if INDICATORS[g["indicator_code"]]["mode"] == "Valor al cierre")


def test_the_budget_is_ten_million_in_the_agreed_shares() -> None:
    kinds = {o["organisation_code"]: o["kind"] for o in reference("organisation")}
    shares: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in BUDGET:
        assert (row["fund"], row["currency_code"]) == ("DCI–Norad", "USD")
        assert _sum(row, *QUARTERS) == _sum(row, "year_2025"), row["line_code"]
        assert _sum(row, "year_2025", "year_2026") == _sum(row, "phase_amount"), row["line_code"]
        kind = kinds[LINES[row["line_code"]]["organisation_code"]]
        shares["administration" if row["category_code"] == "ADMINISTRACION" else kind] += _sum(row, "phase_amount")
    assert sum(shares.values()) == Decimal("10000000.00")
    assert {kind: amount / 100_000 for kind, amount in shares.items()} == {
        "regional_government": 53, "indigenous_organisation": 23, "sector": 8, "fund": 5, "administration": 11,
    }  # fmt: skip


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_report_is_clean_but_for_the_one_mistake(path: Path) -> None:
    given = rows(path)
    owed = [goal_id for goal_id, goal in GOALS.items() if LINES[goal["line_code"]]["organisation_code"] == path.stem]
    assert sorted(row["goal_id"] for row in given) == sorted(owed)
    wrong = set()
    for row in given:
        goal = GOALS[row["goal_id"]]
        indicator = INDICATORS[goal["indicator_code"]]
        quantity, programmed = Decimal(row["quantity"]), Decimal(goal[path.parent.name[-2:].lower()])
        for name in ("situation", "document_type", "shortfall_reason"):
            assert row[name] in (*PROGRESS.column(name).choices, ""), row["goal_id"]
        short = quantity > programmed if indicator["direction"] == "descending" else quantity < programmed
        assert short == bool(row["shortfall_reason"]), row["goal_id"]
        assert indicator["integer_only"] == "no" or quantity == quantity.to_integral_value(), row["goal_id"]
        if indicator["counts_people"] == "yes":
            assert max(_sum(row, "indigenous"), _sum(row, "youth")) <= quantity, row["goal_id"]
            if _sum(row, "women", "men", "sex_unknown") != quantity:
                wrong.add((path.parent.name, path.stem, row["goal_id"]))
    assert wrong == ({MISTAKE} if MISTAKE[:2] == (path.parent.name, path.stem) else set())


@pytest.mark.parametrize("path", DETAILS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_units_named_add_up_to_what_the_goal_reports(path: Path) -> None:
    reported = {row["goal_id"]: row for row in rows(CONTENT / "progress" / path.parent.name / path.name)}
    units: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows(path):
        units[row["goal_id"]] += _sum(row, "hectares")
        assert row["unit_kind"] == INDICATORS[row["goal_id"].split("/")[1]]["unit_kind"]
    assert units == {goal_id: Decimal(reported[goal_id]["quantity"]) for goal_id in units}


def test_every_goal_cites_an_indicator_of_the_framework() -> None:
    framework = {row["framework_code"]: row for row in rows(CONTENT / "framework" / "framework.csv")}
    cited = {goal: row["framework_code"].replace(" ", "").split(";") for goal, row in GOALS.items()}
    assert {code for codes in cited.values() for code in codes} == {*framework, ""}
    for codes in cited.values():
        levels = [framework[code]["framework_level"] for code in codes if code]
        assert len(levels) == len(set(levels))


def test_everybody_reports_but_madre_de_dios_in_the_last_quarter() -> None:
    sent: defaultdict[str, set[str]] = defaultdict(set)
    for path in REPORTS:
        sent[path.parent.name].add(path.stem)
    assert set(sent) == {"2025-T3", "2025-T4"}
    assert len(sent["2025-T3"]) == 8
    assert sent["2025-T3"] - sent["2025-T4"] == {"GORE-MADRE-DE-DIOS"}
    assert sent["2025-T4"] <= sent["2025-T3"]


def test_the_history_sends_every_file_once_in_order_and_decides_by_another_hand() -> None:
    acts = tomllib.loads((CONTENT / "history.toml").read_text(encoding="utf-8"))["act"]
    assert [act["now"] for act in acts] == sorted(act["now"] for act in acts)
    sent = {(a["source"], a["organisation"], a["period"]): a["actor"] for a in acts if a["do"].startswith("send")}
    assert len(sent) == sum(act["do"].startswith("send") for act in acts)
    reports = {("physical_progress", path.stem, path.parent.name) for path in REPORTS}
    plan, forest = ("operating_plan", "PROFONANPE", "F2-v1"), ("forest_loss", "MINAM", "2024")
    framework = ("performance_framework", "PROFONANPE", "F2-v1")
    assert set(sent) == reports | {plan, forest, framework}
    decided = [(a["source"], a["organisation"], a["period"]) for a in acts if not a["do"].startswith("send")]
    assert Counter(period for source, _, period in decided if source == "physical_progress") == {
        "2025-T3": 8, "2025-T4": 4,
    }  # fmt: skip
    assert {plan, forest, framework} <= set(decided)
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
