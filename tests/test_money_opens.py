"""Every amount of the pages of money opens down to its cells, and what they say adds up to the amount."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl
import pytest
from drawing import CUTOFF, EVERYTHING, page, texts, words

from pages import reconciliations
from pages.disbursements import AMOUNTS
from reports.words import LANGUAGES
from warehouse.read import Reader
from warehouse.scope import Scope

FUND = "DCI–Norad"
AT = {"phase": "F2", "cutoff": CUTOFF}
STRANGER = Scope(("NOBODY",))
LINE = "AE1.01-UCA"


def rows(reader: Reader, question: str, **asked: Any) -> list[dict[str, Any]]:
    return reader.ask(question, EVERYTHING, **AT | asked).to_dicts()


def total(of: list[dict[str, Any]], name: str) -> Decimal:
    return sum((row[name] for row in of if row[name] is not None), Decimal(0))


def cell_of(reader: Reader, fact: str) -> Decimal:
    """Return what the cell of a fact says; it must be there to be seen."""
    assert reader.neighbourhood(fact, EVERYTHING).address
    return reader.one("fact_place", EVERYTHING, fact_id=fact)["value"]


@pytest.mark.parametrize("cutoff", ["2025-T3", "2025-T4"])
def test_every_balance_is_the_sum_of_the_cells_it_is_made_of(full: Reader, cutoff: str) -> None:
    standing = rows(full, "advances", cutoff=cutoff, today="2026-02-01", holidays=[])
    transfers = rows(full, "balance_transfers", cutoff=cutoff)
    assert standing
    for row in standing:
        asked = {"cutoff": cutoff, "subagreement": row["subagreement_code"]}
        parts = rows(full, "balance_facts", **asked)
        assert total(parts, "amount") == row["balance"]
        assert abs(parts[0]["amount"]) == cell_of(full, parts[0]["fact_id"])
        of_it = [t for t in transfers if t["subagreement_code"] == row["subagreement_code"]]
        assert total(of_it, "open_amount") == row["balance"]
        assert full.ask("balance_facts", STRANGER, **AT | asked).is_empty()


def test_every_amount_of_a_disbursement_opens_to_its_own_cell(full: Reader) -> None:
    disbursements = rows(full, "disbursements")
    assert {row["flow"] for row in disbursements} == {"Donante a Profonanpe", "Profonanpe a socio"}
    for row in disbursements:
        for fact, (amount, _) in AMOUNTS.items():
            assert row[amount] == cell_of(full, row[fact]), (row["disbursement_code"], fact)


def test_the_budget_of_a_line_is_the_sum_of_its_cells(full: Reader) -> None:
    shown = {"Fase": "phase_amount", "2025": "year_amount"} | {f"2025-T{n}": f"t{n}" for n in range(1, 5)}
    of_line = [row for row in rows(full, "budget_periods", action="AE1", language="es") if row["line_code"] == LINE]
    facts = rows(full, "budget_facts", line=LINE)
    for row in of_line:
        for period, name in shown.items():
            alike = [f for f in facts if (f["category_code"], f["period"]) == (row["category_code"], period)]
            assert total(alike, "amount") == row[name], (row["category_code"], period)
    assert cell_of(full, facts[0]["fact_id"]) == facts[0]["amount"]


@pytest.mark.parametrize("basis", ["conforme", "reportado"])
def test_earned_value_is_the_sum_of_its_lines(full: Reader, basis: str) -> None:
    for level in ("programme", "action", "region", "partner"):
        for row in rows(full, "earned_value", level=level, basis=basis):
            lines = rows(full, "earned_lines", level=level, code=row["code"], basis=basis)
            assert len(lines) == row["lines"]
            for name in ("budget", "planned_value", "earned_value", "actual_cost"):
                assert total(lines, name) == (row[name] or 0), (level, row["code"], name)


def test_a_line_of_budget_only_neither_earns_nor_costs_nor_lags(full: Reader) -> None:
    lines = rows(full, "earned_lines", level="programme", code="programme", basis="conforme")
    apart = {row["line_code"] for row in rows(full, "money_and_progress")}
    budget_only = {"AE8.90-PRO", "AE8.91-SER"}
    spent = rows(full, "financial_headline", level="line", fund=FUND, language="es")
    assert {row["code"] for row in spent if row["executed_net"] > 0} & budget_only
    assert not ({row["line_code"] for row in lines} | apart) & budget_only


def test_a_figure_of_the_year_is_the_sum_of_what_is_of_it(full: Reader) -> None:
    [figure] = rows(full, "financial_headline", level="programme", fund=FUND, language="es")
    asked = {"level": "programme", "code": "", "basis": "conforme", "fund": FUND, "most": None, "before": 0}
    net = Decimal(0)
    for stage, sign in (("ejecutado", 1), ("no elegible", -1)):
        net += sign * total(rows(full, "money_facts", stage=stage, since="2025", **asked), "plan_amount")
    assert figure["year_ratio"] == (net / figure["year_budget"]).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    assert not rows(full, "money_facts", stage="ejecutado", since="2026", **asked)


def test_an_account_agrees_with_its_bank_and_every_balance_opens(full: Reader) -> None:
    accounts = rows(full, "reconciliations")
    assert {row["difference"] for row in accounts} == {Decimal(0)}
    for row in accounts[:4]:
        for name in reconciliations.TYPED:
            assert row[name] is None or row[name] == cell_of(full, row[f"{name}_id"]), (row["account"], name)
    assert full.ask("reconciliations", STRANGER, **AT).is_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_subagreements_show_term_addenda_lines_counterpart_and_what_their_agreement_asks(
    full: Reader, language: str
) -> None:
    drawn, said = page("advances", language, corte=CUTOFF), words("subagreements", language)
    assert not drawn.exception
    [register] = [t.value for t in drawn.table if said["put_in"] in t.value.columns]
    assert len(register) == len(rows(full, "subagreements"))
    [addenda] = [t.value for t in drawn.table if said["number"] in t.value.columns]
    assert [str(reason) for reason in addenda[said["reason"]]] == [
        row["reason"].replace("(", "\\(").replace(")", "\\)") for row in rows(full, "addenda")
    ]
    [terms] = [t.value for t in drawn.table if said["parameter"] in t.value.columns]
    assert {"80 %", "10 %"} <= set(terms[said["value"]])


@pytest.mark.parametrize(
    ("stem", "key", "question", "asked"),
    [
        ("advances", "parte", "balance_facts", {"subagreement": "SUB-UCAYALI-2025"}),
        ("financial", "presupuesto", "budget_facts", {"line": LINE}),
    ],
)
def test_a_chosen_amount_is_opened_on_its_page(
    full: Reader, stem: str, key: str, question: str, asked: dict[str, str]
) -> None:
    fact = full.ask(question, EVERYTHING, **AT, **asked).filter(pl.col("fact_id").is_not_null())["fact_id"][0]
    place = full.one("fact_place", EVERYTHING, fact_id=fact)
    query = {"corte": CUTOFF, "subconvenio": "SUB-UCAYALI-2025", "linea": LINE, key: fact}
    drawn = page(stem, "es", **query)
    assert not drawn.exception
    caption = words("cell", "es")("neighbourhood", **{n: place[n] for n in ("sheet", "letter", "row_number")})
    assert any(place["file_sha256"] in text for text in texts(drawn)), caption
