"""The rules of the whole that rows already published break now."""

from __future__ import annotations

import streamlit as st

from pages import progress, reads, session, tables, withheld
from pages.findings import severity, stake
from pages.tables import literal
from reports import numbers
from reports.findings import rule_name, rule_severity, sentence

# As many as somebody reads at one sitting; the filters narrow them, and `jsi quality --json` tells all.
MOST = 100


def section(chosen: dict[str, str]) -> None:
    """Draw one line a row that breaks a rule of the whole, and the ways to their submissions."""
    words, language = session.words(__file__), session.language()
    st.header(words["title"])
    st.caption(words["told"])
    rows = reads.ask("violations_now", **chosen, most=MOST).to_dicts()
    if not rows:
        st.success(words["none"])
        return
    columns: tables.Columns = {
        words["severity"]: lambda row: severity({"severity": rule_severity(row["rule"])}),
        words["rule"]: lambda row: literal(rule_name(row["rule"], language)),
        words["organisation"]: progress.text("organisation_code"),
        words["period"]: progress.text("period"),
        words["message"]: lambda row: literal(sentence(row, language)),
        words["stake"]: stake,
        words["state"]: progress.state,
        words["submission"]: progress.text("submission_id"),
    }
    tables.show(rows, columns, alt=words["title"])
    if rows[0]["violations"] > len(rows):
        told = {"shown": len(rows), "violations": numbers.quantity(rows[0]["violations"], language)}
        st.caption(words("first", **told))
    for submission in dict.fromkeys(row["submission_id"] for row in rows):
        withheld.link(submission)
