"""The way from an amount or a physical goal of public spending to the cell of the workbook it stands in."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import cell, filters, reads, session
from reports import numbers

STAGES = ("pim", "accrued", "pia", "modifications", "certified", "annual_commitment", "ordered")
# A physical goal of the year and what was reached of it: the amount, and the fact it is.
GOALS = {"goal": ("goal_year", "fact_id"), "reached": ("reached_year", "reached_id")}
WHOLE = "total"


def open_one(snapshot: str, level: str) -> None:
    """Let the reader choose a figure of a snapshot, by stage and class, and one of its cells; draw that cell."""
    words = session.words(__file__)
    st.header(words["title"])
    stage = filters.pick(words["stage"], {name: words[name] for name in (*STAGES, *GOALS)}, "etapa")
    names = _goals(snapshot, *GOALS[stage]) if stage in GOALS else _amounts(snapshot, level, stage)
    if not names:
        st.info(words["none"])
        return
    cell.show(filters.pick(words["open"], names, "dato"))


def _amounts(snapshot: str, level: str, stage: str) -> dict[str, str]:
    """Let the reader choose a class, or all; return its cells by fact, the largest amount first."""
    words, language = session.words(__file__), session.language()
    classes = reads.ask("public_spending", snapshot=snapshot, level=level).to_dicts()
    named = {WHOLE: words["whole"]} | {row["code"]: f"{row['code']} · {row['name']}" for row in classes}
    chosen = filters.pick(words["class"], named, "clase")
    asked = {"level": WHOLE, "code": ""} if chosen == WHOLE else {"level": level, "code": chosen}
    rows = reads.ask("public_spending_facts", snapshot=snapshot, stage=stage, **asked).to_dicts()
    figures = reads.ask("public_spending", snapshot=snapshot, level=asked["level"]).to_dicts()
    figure = next(row[stage] for row in figures if row["code"] == asked["code"])
    st.metric(words[stage], words("soles", amount=numbers.money(figure, language)))
    return {row["fact_id"]: _amount(row) for row in rows}


def _amount(row: dict[str, Any]) -> str:
    words, language = session.words(__file__), session.language()
    when = words("of_month", month=row["month"]) if row["month"] else ""
    return words("one", **row | {"amount": numbers.money(row["amount"], language), "when": when})


def _goals(snapshot: str, name: str, fact: str) -> dict[str, str]:
    """Return the first cell of each physical goal, or of what was reached of it, that has one."""
    words, language = session.words(__file__), session.language()
    return {
        row[fact]: words("one_goal", quantity=numbers.quantity(row[name], language), **row)
        for row in reads.ask("public_goals", snapshot=snapshot).to_dicts()
        if row[name] is not None
    }
