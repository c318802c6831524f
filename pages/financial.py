"""Metas financieras: what was budgeted, spent and advanced of each fund, by line, action, region and partner."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import (
    amounts,
    budget,
    budget_changes,
    cell,
    earned,
    filters,
    financial_figure,
    progress,
    reads,
    session,
    tables,
)
from pages.filters import Choice
from pages.tables import literal
from reports import numbers

LEVELS = ("action", "region", "partner", "line")
FIGURES = ("phase_ratio", "year_ratio", "compliance")


def page() -> None:
    """Draw the money of a fund: headline, stages, levels, what does not go together, budget, changes, earned value."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if not choice:
        return
    funds = reads.ask_in_language("money_funds", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    if not funds:
        st.info(words["none"])
        return
    fund = filters.pick(words["fund"], {row["fund"]: amounts.coded("fund")(row) for row in funds}, "fuente")
    st.caption(words("named", named=filters.named(choice)))
    _agreement(next(row for row in funds if row["fund"] == fund))
    _headline(choice, fund)
    _stages(choice, fund)
    level = filters.pick(words["level"], {name: words[f"level_{name}"] for name in LEVELS}, "nivel")
    named = _levels(choice, fund, level)
    _apart(choice)
    budget.section(choice)
    budget_changes.section(choice)
    earned.section(choice, level, named)
    if amount := financial_figure.open_one(choice, fund, level):
        cell.show(amount["fact_id"])
        cell.rates(amount["rate_facts"])


def _agreement(fund: tables.Row) -> None:
    """Say of which agreement the fund is; a counterpart stands apart and enters no balance."""
    words = session.words(__file__)
    if not fund["is_agreement_fund"]:
        st.caption(words["counterpart"])
        return
    whole = amounts.with_sign(fund["agreement_amount"], fund["currency_code"])
    told = {name: literal(fund[name]) for name in ("agreement_name", "source")}
    st.caption(words("agreement", amount=whole, date=fund["source_date"], **told))


def _headline(choice: Choice, fund: str) -> None:
    words, language = session.words(__file__), session.language()
    for row in _rows(choice, fund, "programme"):
        for box, name in zip(st.columns(len(FIGURES)), FIGURES, strict=True):
            reported = f"{name.removesuffix('_ratio')}_reported"
            told = words("reported", value=numbers.percent(row[reported], language))
            box.metric(
                words[name],
                numbers.percent(row[name], language),
                told,
                delta_color="off",
                delta_arrow="off",
                border=True,
            )
        spent = {
            n: amounts.with_sign(row[n], row["currency_code"]) for n in ("executed_net", "phase_budget", "ineligible")
        }
        st.markdown(words("spent", **spent))
        if row["unpriced"]:
            st.warning(words("unpriced", count=numbers.quantity(row["unpriced"], language)))


def _rows(choice: Choice, fund: str, level: str) -> list[dict[str, Any]]:
    asked = {"phase": choice.phase, "cutoff": choice.cutoff, "fund": fund, "level": level}
    return reads.ask_in_language("financial_headline", **asked).to_dicts()


def _stages(choice: Choice, fund: str) -> None:
    words = session.words(__file__)
    st.header(words["stages"])
    columns: tables.Columns = {
        words["stage"]: amounts.coded("stage"),
        words["own_currency"]: amounts.signed("amount", "currency_code"),
        words["plan_currency"]: amounts.signed("plan_amount", "plan_currency"),
        words["own_reported"]: amounts.signed("amount_reported", "currency_code"),
        words["plan_reported"]: amounts.signed("plan_reported", "plan_currency"),
    }
    rows = reads.ask("money_stages", phase=choice.phase, cutoff=choice.cutoff, fund=fund).to_dicts()
    tables.show(rows, columns, alt=words["stages"])
    st.caption(words["stages_told"])


def _levels(choice: Choice, fund: str, level: str) -> dict[str, str]:
    """Draw money beside progress at a level; return what each code of it is called."""
    words = session.words(__file__)
    st.header(words["levels"])
    columns: tables.Columns = {
        words["code"]: progress.text("code"),
        words["name"]: _name,
        words["phase_budget"]: amounts.money("phase_budget"),
        words["executed_net"]: amounts.money("executed_net"),
        words["phase_ratio"]: progress.percent("phase_ratio"),
        words["phase_reported"]: progress.percent("phase_reported"),
        words["year_ratio"]: progress.percent("year_ratio"),
        words["compliance"]: progress.percent("compliance"),
        words["physical_progress"]: progress.percent("physical_progress"),
    }
    rows = _rows(choice, fund, level)
    tables.show(rows, columns, alt=words["levels"])
    st.caption(words("levels_told", currency=literal(rows[0]["currency_code"] if rows else None)))
    return {row["code"]: f"{row['code']} · {_called(row)}" for row in rows}


def _name(row: tables.Row) -> str:
    return literal(_called(row))


def _called(row: tables.Row) -> str:
    """Return the name of what a row is about; 00 is the whole country."""
    return progress.department({"department_code": "00"}) if row["code"] == "00" else row["name"] or row["code"]


def _apart(choice: Choice) -> None:
    """Draw the lines that spend without advancing and those that advance without spending."""
    words = session.words(__file__)
    rows = reads.ask("money_and_progress", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    for kind in ("spends", "advances"):
        st.header(words[kind])
        alike = [row for row in rows if row["kind"] == kind]
        if not alike:
            st.write(words[f"none_{kind}"])
            continue
        columns: tables.Columns = {
            words["line"]: progress.text("line_code"),
            words["activity"]: progress.text("line_name"),
            words["partner"]: progress.text("organisation_code"),
            words["phase_budget"]: amounts.signed("phase_budget", "currency_code"),
            words["executed_net"]: amounts.signed("executed_net", "currency_code"),
            words["physical_progress"]: progress.percent("phase_progress"),
        }
        tables.show(alike, columns, alt=words[kind])
        st.caption(words["basis_told"])
