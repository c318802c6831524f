"""The register of budget modifications: original, previous and new, with reason, level and agreement, and the cells."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import amounts, filters, opening, progress, reads, session, tables
from pages.filters import Choice

FACTS = ("new_facts", "previous_facts", "original_facts")


def section(choice: Choice) -> None:
    """Draw every amount some version of the plan changed, and let the reader open the cells of one."""
    words = session.words(__file__)
    st.header(words["changes"])
    rows = reads.ask("budget_changes", phase=choice.phase).to_dicts()
    if not rows:
        st.write(words["no_changes"])
        return
    columns: tables.Columns = {
        words["version"]: progress.text("plan_version"),
        words["line"]: progress.text("line_code"),
        words["category"]: progress.text("category_code"),
        words["fund"]: amounts.coded("fund"),
        words["period"]: progress.text("period"),
        words["original_amount"]: amounts.signed("original_amount", "currency_code"),
        words["previous_amount"]: amounts.signed("previous_amount", "currency_code"),
        words["new_amount"]: amounts.signed("new_amount", "currency_code"),
        words["difference"]: amounts.signed("difference", "currency_code"),
        words["reason"]: progress.text("reason"),
        words["change_level"]: amounts.coded("change_level"),
        words["document"]: progress.text("document"),
        words["agreement"]: progress.text("agreement"),
        words["agreement_date"]: amounts.day("agreement_date"),
    }
    tables.show(rows, columns, alt=words["changes"])
    st.caption(words["told"])
    named = {str(position): _one(row) for position, row in enumerate(rows)}
    chosen = rows[int(filters.pick(words["open"], named, "modificacion"))]
    opening.one(words["of"], _cells(chosen), "modificado")


def _one(row: tables.Row) -> str:
    told = {"version": row["plan_version"], "line": row["line_code"], "category": row["category_code"]}
    return session.words(__file__)("one", fund=amounts.coded("fund")(row), period=row["period"], **told)


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """Name the cells of each of the three amounts; one amount is several cells where a plan details it."""
    words = session.words(__file__)
    return {
        fact: words("one_cell", what=words[name], n=number, all=len(row[name]))
        for name in FACTS
        for number, fact in enumerate(row[name] or (), 1)
    }
