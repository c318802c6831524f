"""The reports that are late or not there yet, against the last day each organisation had to send them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from pages import progress, reads, session, tables
from pages.tables import Row
from reports import numbers

MISSING = ("Vencido", "Pendiente")


def section(at: dict[str, str]) -> None:
    """Draw what is late or missing of an organisation and a period, both blank for all."""
    words = session.words(__file__)
    st.header(words["title"])
    rows = reads.ask_today("deliveries", **at).to_dicts()
    marked = [row for row in rows if row["mark"]]
    if marked:
        show(marked, words["title"])
    elif rows:
        st.success(words["all_on_time"])
    else:
        st.info(words["nothing_owed"])
    st.caption(words["told"])


def missing(at: dict[str, str]) -> None:
    """Draw the reports nobody has sent yet, if there are any."""
    words = session.words(__file__)
    rows = [row for row in reads.ask_today("deliveries", **at).to_dicts() if row["mark"] in MISSING]
    if rows:
        st.header(words["missing"])
        show(rows, words["missing"])
        st.caption(words["told"])


def show(rows: Iterable[dict[str, Any]], title: str) -> None:
    """Draw one line an organisation and period."""
    words, language = session.words(__file__), session.language()
    columns: tables.Columns = {
        words["organisation"]: progress.text("organisation_code"),
        words["period"]: progress.text("period"),
        words["mark"]: mark,
        words["deadline"]: lambda row: numbers.day(row["deadline"], language),
        words["days_late"]: progress.quantity("days_late"),
        words["received_at"]: lambda row: numbers.instant(row["first_received_at"], language),
        words["submission"]: progress.text("first_submission_id"),
        words["goals_due"]: progress.quantity("goals_due"),
    }
    tables.show(rows, columns, alt=title)


def mark(row: Row) -> str:
    """Write the mark of a report as symbol, colour and word."""
    return session.words(__file__)[f"mark_{row['mark']}"]
