"""The pages of money: what they show is what the warehouse answers, in both languages, and opens to its cells."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from conftest import copy
from drawing import CUTOFF, EVERYTHING, page, texts, told_apart, words

from expectations.financial_execution.contract import EXPENSES
from pages.financial_figure import STAGES
from pages.tables import literal
from reports import numbers
from reports.painted import returned
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

FUND = "DCI–Norad"
AT = {"phase": "F2", "cutoff": CUTOFF, "fund": FUND}
# Not a page of a list, but all of it.
ALL: dict[str, Any] = {"most": None, "before": 0}
# What opens a figure, and the figure.
OPENED = {
    "ejecutado": "executed", "no elegible": "ineligible", "reprogramado": "phase_budget", "del año": "year_budget",
    "programado": "programmed",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_financial_goals_show_what_the_warehouse_answers(full: Reader, language: str) -> None:
    drawn = page("financial", language, corte=CUTOFF)
    assert not drawn.exception
    programme = full.one("financial_headline", EVERYTHING, language=language, level="programme", **AT)
    figures = [numbers.percent(programme[name], language) for name in ("phase_ratio", "year_ratio", "compliance")]
    assert [metric.value for metric in drawn.metric] == figures
    assert programme["executed_net"] > 0
    said = words("financial", language)
    stages, actions = drawn.table[0].value, drawn.table[1].value
    assert len(stages) == len(full.ask("money_stages", EVERYTHING, **AT))
    rows = full.ask("financial_headline", EVERYTHING, language=language, level="action", **AT).to_dicts()
    assert list(actions[said["executed_net"]]) == [numbers.money(row["executed_net"], language) for row in rows]
    assert list(actions[said["physical_progress"]]) == [
        numbers.percent(row["physical_progress"], language) for row in rows
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_advances_show_every_subagreement_and_every_rendicion(full: Reader, language: str) -> None:
    drawn = page("advances", language, corte=CUTOFF)
    assert not drawn.exception
    said = words("advances", language)
    rows = full.ask("advances", EVERYTHING, phase="F2", cutoff=CUTOFF, today="2026-02-01", holidays=[]).to_dicts()
    assert list(drawn.table[0].value[said["subagreement"]]) == [literal(row["subagreement_code"]) for row in rows]
    assert all(row["balance"] == row["transferred"] - row["accepted"] - row["returned"] for row in rows)
    ages = ("age_30", "age_60", "age_90", "age_more")
    assert all(sum((row[age] for age in ages), Decimal(0)) == row["balance"] for row in rows)


@pytest.mark.parametrize("stem", ["financial", "advances"])
def test_no_page_says_anything_in_the_other_language(full: Reader, stem: str) -> None:
    for language, other in (("es", "en"), ("en", "es")):
        assert not told_apart(other) & set(texts(page(stem, language, corte=CUTOFF)))


@pytest.mark.parametrize(("level", "code"), [("programme", "programme"), ("action", "AE1"), ("line", "AE1.01-UCA")])
def test_a_figure_of_money_is_the_sum_of_the_cells_it_opens_to(full: Reader, level: str, code: str) -> None:
    rows = full.ask("financial_headline", EVERYTHING, language="es", level=level, **AT).to_dicts()
    figure = next(row for row in rows if row["code"] == code)
    asked = AT | ALL | {"level": level, "code": code, "basis": "conforme", "since": ""}
    for stage, name in OPENED.items():
        facts = full.ask("money_facts", EVERYTHING, stage=stage, **asked)
        assert sum(facts["plan_amount"], Decimal(0)) == figure[name], stage
        for fact in facts["fact_id"][:3]:
            assert full.neighbourhood(fact, EVERYTHING).address


def test_every_stage_is_the_sum_of_the_cells_it_opens_to(full: Reader) -> None:
    rows = full.ask("money_stages", EVERYTHING, **AT).to_dicts()
    assert {row["stage"] for row in rows} <= set(STAGES)
    for row in rows:
        asked = AT | {"stage": row["stage"], "level": "programme", "code": "", "basis": "conforme", "since": ""}
        facts = full.ask("money_facts", EVERYTHING, **asked, **ALL).filter(
            pl.col("currency_code") == row["currency_code"]
        )
        assert sum(facts["amount"], Decimal(0)) == (row["amount"] or 0), row["stage"]
        assert full.neighbourhood(facts["fact_id"][0], EVERYTHING).address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_disbursement_opens_to_its_cell_and_the_summary_leads_to_the_money(full: Reader, language: str) -> None:
    row = full.ask("disbursements", EVERYTHING, cutoff=CUTOFF).to_dicts()[0]
    chosen = {"desembolso": row["disbursement_code"], "importe": row["account_id"]}
    advances = page("advances", language, corte=CUTOFF, **chosen)
    place = full.one("fact_place", EVERYTHING, fact_id=row["account_id"])
    assert any(str(place["cell"]) in text for text in texts(advances))
    summary = page("summary", language, corte=CUTOFF)
    assert words("summary", language)["origin_money"] in texts(summary)


def test_a_stranger_is_shown_no_voucher(full: Reader) -> None:
    stranger = Scope(("GORE-LORETO",))
    asked = ALL | {"subagreement": "SUB-UCAYALI-2025", "period": "2025-T3"}
    assert len(full.ask("settlement_expenses", EVERYTHING, **asked)) > 0
    assert full.ask("settlement_expenses", stranger, **asked).is_empty()
    asked = ALL | {"level": "programme", "code": "", "basis": "conforme", "since": ""}
    own = full.ask("money_facts", stranger, stage="ejecutado", **asked, **AT)
    assert set(own["organisation_code"]) == {"GORE-LORETO"}


def test_what_identifies_a_supplier_is_shown_to_nobody_else(full: Reader) -> None:
    asked = ALL | {"subagreement": "SUB-UCAYALI-2025", "period": "2025-T3"}
    fact = full.ask("settlement_expenses", EVERYTHING, **asked)["fact_id"][0]
    around = full.neighbourhood(fact, EVERYTHING)
    shown = {cell for row in around.cells for cell in row}
    place = full.one("fact_place", EVERYTHING, fact_id=fact)
    raw = openpyxl.load_workbook(io.BytesIO(full.original(place["submission_id"], EVERYTHING)[1]), read_only=True)
    supplier = EXPENSES.columns.index(EXPENSES.column("supplier_id")) + 1
    told = {str(row[supplier - 1]) for row in raw[EXPENSES.name].iter_rows(min_row=7, max_row=12, values_only=True)}
    assert not shown & told


def test_the_painted_copy_brings_what_was_decided(full: Reader, loaded: Path, tmp_path: Path) -> None:
    copy(loaded, tmp_path / "own")
    reader = Reader(Folder(tmp_path / "own"))
    asked = ALL | {"subagreement": "SUB-UCAYALI-2025", "period": "2025-T3"}
    fact = reader.ask("settlement_expenses", EVERYTHING, **asked)["fact_id"][0]
    sent = reader.one("fact_place", EVERYTHING, fact_id=fact)["submission_id"]
    decisions = reader.ask("decisions", EVERYTHING, submission_id=sent).to_dicts()
    assert decisions
    content = reader.original(sent, EVERYTHING)[1]
    name, made = returned(content, "gastos.xlsx", [], "es", is_ours=True, decisions=decisions)
    assert name == "gastos_observado.xlsx"
    before, after = (openpyxl.load_workbook(io.BytesIO(bytes_))[EXPENSES.name] for bytes_ in (content, made))
    at = {column.name: position for position, column in enumerate(EXPENSES.columns, 1)}
    for one in decisions:
        assert Decimal(str(after.cell(one["row_number"], at["accepted_amount"]).value)) == one["accepted_amount"]
    reviewed = {at[name] for name in ("accepted_amount", "ineligible_amount", "review_reason")}
    same = [(cell.coordinate, cell.value) for row in before.iter_rows() for cell in row if cell.column not in reviewed]
    assert same == [(c.coordinate, c.value) for row in after.iter_rows() for c in row if c.column not in reviewed]
