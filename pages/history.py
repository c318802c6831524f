"""What the versions of a plan say of one goal, and what the lines before its own had reported."""

from __future__ import annotations

import streamlit as st

from pages import progress, reads, session, tables


def show(phase: str, goal: str) -> None:
    """Draw the targets that changed with original, previous and new, and the history of predecessors, kept apart."""
    _targets(phase, goal)
    _predecessors(phase, goal.split("/", maxsplit=1)[0])


def _targets(phase: str, goal: str) -> None:
    words = session.words(__file__)
    rows = [row for row in reads.ask("target_history", goal=goal, phase=phase).to_dicts() if row["is_changed"]]
    if not rows:
        return
    st.subheader(words["targets"])
    columns: tables.Columns = {
        words["period"]: lambda row: words["phase"] if row["period"] == "phase" else tables.literal(row["period"]),
        words["original"]: progress.quantity("original"),
        words["original_version"]: progress.text("original_version"),
        words["previous"]: progress.quantity("previous"),
        words["new"]: progress.quantity("new_target"),
        words["new_version"]: progress.text("new_version"),
        words["reason"]: progress.text("reason"),
        words["level"]: lambda row: words[f"level_{row['change_level']}"],
        words["document"]: progress.text("document"),
    }
    tables.show(rows, columns, alt=words["targets"])


def _predecessors(phase: str, line: str) -> None:
    words = session.words(__file__)
    rows = reads.ask("line_predecessors", line=line, phase=phase).to_dicts()
    if not rows:
        return
    st.subheader(words["predecessors"])
    columns: tables.Columns = {
        words["predecessor"]: progress.text("predecessor_code"),
        words["goal"]: progress.text("goal_id"),
        words["period"]: progress.text("period"),
        words["quantity"]: progress.quantity("quantity"),
    }
    tables.show(rows, columns, alt=words["predecessors"])
    st.caption(words["apart"])
