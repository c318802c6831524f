"""The budget of the lines of an action by category, fund, currency and period, and the cell of each amount."""

from __future__ import annotations

import streamlit as st

from pages import amounts, filters, opening, progress, reads, session, tables
from pages.filters import Choice

PERIODS = ("phase_amount", "year_amount", "t1", "t2", "t3", "t4")
WHOLE_PHASE = "Fase"


def section(choice: Choice) -> None:
    """Let the reader choose an action; draw its budget, and the cell of any amount of one of its lines."""
    words = session.words(__file__)
    st.header(words["budget"])
    actions = reads.ask_in_language("action_headline", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    names = {row["action_code"]: f"{row['action_code']} · {row['action_name']}" for row in actions}
    action = filters.pick(words["action"], names, "accion")
    asked = {"phase": choice.phase, "cutoff": choice.cutoff}
    rows = reads.ask_in_language("budget_periods", action=action, **asked).to_dicts()
    if not rows:
        st.write(words["none"])
        return
    columns: tables.Columns = {
        words["line"]: progress.text("line_code"),
        words["category"]: progress.text("category_name"),
        words["fund"]: amounts.coded("fund"),
        words["currency"]: progress.text("currency_code"),
    }
    columns |= {words[name]: amounts.money(name) for name in PERIODS}
    tables.show(rows, columns, alt=words["budget"])
    st.caption(words("budget_told", year=choice.cutoff[:4]))
    line = filters.pick(words["open_line"], dict.fromkeys(row["line_code"] for row in rows), "linea")
    categories = {row["category_code"]: row["category_name"] for row in rows}
    facts = reads.ask("budget_facts", line=line, **asked).to_dicts()
    opening.one(words["open"], {row["fact_id"]: _one(row, categories) for row in facts}, "presupuesto")


def _one(row: tables.Row, categories: dict[str, str]) -> str:
    words = session.words(__file__)
    return words(
        "one",
        category=categories.get(row["category_code"]) or row["category_code"],
        fund=amounts.coded("fund")(row),
        detail=f"{row['detail']} · " if row["detail"] else "",
        period=words["whole_phase"] if row["period"] == WHOLE_PHASE else row["period"],
        amount=amounts.written(row["amount"], row["currency_code"]),
    )
