"""Origen del dato: from a strategic action down to the cell of the file somebody sent."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from pages import filters, grid, progress, reads, session, tables
from pages.filters import Choice
from reports import numbers

_BASES = ("conforme", "reportado")


def page() -> None:
    """Draw the way down: action, lines, goals, reported values, cell."""
    words = session.words(__file__)
    st.title(words["title"])
    st.write(words["intro"])
    choice = filters.choose()
    if not choice:
        return
    at: dict[str, Any] = {"phase": choice.phase, "cutoff": choice.cutoff}
    at["basis"] = filters.select(words["basis"], list(_BASES), {b: words[b] for b in _BASES}, "base")
    st.caption(words("named", **vars(choice), basis=words[at["basis"]]))
    line = _line(at)
    goal = _goal(at, line) if line else None
    fact = _fact(choice, goal) if goal else None
    if fact:
        _cell(fact)


def _line(at: dict[str, Any]) -> str | None:
    words = session.words(__file__)
    actions = reads.ask_in_language("action_headline", phase=at["phase"], cutoff=at["cutoff"]).to_dicts()
    names = {row["action_code"]: f"{row['action_code']} · {row['action_name']}" for row in actions}
    action = filters.select(words["action"], list(names), names, "accion")
    rows = reads.ask("action_lines", action=action, **at).to_dicts()
    if not rows:
        st.info(words["no_lines"])
        return None
    columns = {
        words["line"]: progress.text("line_code"),
        words["activity"]: progress.text("line_name"),
        words["department"]: progress.text("department_name"),
        words["organisation"]: progress.text("organisation_name"),
        words["weight"]: progress.quantity("weight"),
        words["phase_progress"]: progress.percent("phase_progress"),
        words["year_progress"]: progress.percent("year_progress"),
        words["compliance"]: progress.percent("compliance"),
        words["is_reported"]: progress.yes_no("is_reported"),
    }
    tables.show(rows, columns, alt=words["line"])
    names = {row["line_code"]: f"{row['line_code']} · {row['line_name']}" for row in rows}
    return filters.select(words["line"], list(names), names, "linea")


def _goal(at: dict[str, Any], line: str) -> str | None:
    words = session.words(__file__)
    rows = reads.ask_in_language("line_goals", line=line, **at).to_dicts()
    if not rows:
        st.info(words["no_goals"])
        return None
    columns = {
        words["goal"]: progress.text("goal_id"),
        words["indicator"]: progress.text("indicator_name"),
        words["is_principal"]: progress.yes_no("is_principal"),
        words["unit"]: progress.text("unit"),
        words["cumulative_phase"]: progress.quantity("cumulative_phase"),
        words["phase_target"]: progress.quantity("phase_target"),
        words["programmed"]: progress.quantity("programmed"),
        words["phase_progress"]: progress.percent("phase_progress"),
        words["compliance"]: progress.percent("compliance"),
        words["note"]: lambda row: words[f"note_{row['note'] or 'none'}"],
    }
    tables.show(rows, columns, alt=words["goal"])
    names = {row["goal_id"]: f"{row['goal_id']} · {row['indicator_name']}" for row in rows}
    return filters.select(words["goal"], list(names), names, "meta")


def _fact(choice: Choice, goal: str) -> str | None:
    words, language = session.words(__file__), session.language()
    rows = reads.ask("goal_facts", goal=goal, phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    if not rows:
        st.info(words["no_facts"])
        return None
    columns = {
        words["period"]: progress.text("period"),
        words["situation"]: progress.text("situation"),
        words["quantity"]: progress.quantity("quantity"),
        words["unit"]: progress.text("unit"),
        words["state"]: progress.text("state"),
        words["file"]: progress.text("file_name"),
        words["sender"]: progress.text("sender"),
        words["approver"]: progress.text("approver"),
    }
    tables.show(rows, columns, alt=words["fact"])
    names = {
        row["fact_id"]: f"{row['period']} · {numbers.quantity(row['quantity'], language)} · {row['file_name']}"
        for row in rows
    }
    return filters.select(words["fact"], list(names), names, "dato")


def _cell(fact: str) -> None:
    words, language = session.words(__file__), session.language()
    st.header(words["cell"])
    for row in reads.ask("fact_origin", fact=fact).to_dicts():
        told = {name: tables.literal(value) for name, value in row.items()}
        told["value"] = numbers.quantity(row["value"], language)
        told["received_at"] = numbers.instant(row["received_at"], language)
        told["approved_at"] = numbers.instant(row["approved_at"], language)
        st.markdown(words("told", **told))
        st.markdown(words("approved" if row["approved_at"] else "not_approved", **told))
        grid.show(reads.neighbourhood(fact), words("neighbourhood", **row))
        st.download_button(
            words["download"],
            partial(reads.original, row["submission_id"]),
            file_name=row["file_name"],
            on_click="ignore",
        )
        st.caption(words("digest", **row))
