"""The way down from a figure of progress: its lines, their goals, what was reported and planned, one cell."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import filters, history, progress, reads, session, tables
from pages.filters import Choice
from reports import numbers, units

BASES = ("conforme", "reportado")


def open_figure(level: str) -> str | None:
    """Let the reader go down from a figure of that level; return the fact they reach."""
    words = session.words(__file__)
    choice = filters.choose()
    if not choice:
        return None
    at: dict[str, Any] = {"phase": choice.phase, "cutoff": choice.cutoff}
    left, right = st.columns(2)
    with left:
        at["basis"] = filters.pick(words["basis"], {basis: words[basis] for basis in BASES}, "base")
    with right:
        code = _code(level, at)
    st.caption(f"{filters.named(choice)} · {words('on_basis', basis=words[at['basis']])}")
    _figures(level, code, at)
    line = _line(level, code, at)
    goal = _goal(at, line) if line else None
    return _fact(choice, at["basis"], goal) if goal else None


def _code(level: str, at: dict[str, Any]) -> str:
    """Return which action or region the reader looks at."""
    words = session.words(__file__)
    if level == "programme":
        return level
    given = {"phase": at["phase"], "cutoff": at["cutoff"]}
    if level == "action":
        rows = reads.ask_in_language("action_headline", **given).to_dicts()
        names = {row["action_code"]: f"{row['action_code']} · {row['action_name']}" for row in rows}
        return filters.pick(words["action"], names, "accion")
    rows = reads.ask("region_headline", **given).to_dicts()
    names = {row["department_code"]: progress.department(row) for row in rows}
    return filters.pick(words["region"], names, "departamento")


def _figures(level: str, code: str, at: dict[str, Any]) -> None:
    words, language = session.words(__file__), session.language()
    for row in reads.ask("level_figure", level=level, code=code, **at).to_dicts():
        names = ("phase_progress", "year_progress", "compliance", "coverage")
        for box, name in zip(st.columns(len(names)), names, strict=True):
            box.metric(words[name], numbers.percent(row[name], language), border=True)
        st.caption(words("formula_action" if level == "action" else "formula"))


def _line(level: str, code: str, at: dict[str, Any]) -> str | None:
    words = session.words(__file__)
    rows = reads.ask("level_lines", level=level, code=code, **at).to_dicts()
    if not rows:
        st.info(words["no_lines"])
        return None
    columns = {
        words["line"]: progress.text("line_code"),
        words["activity"]: progress.text("line_name"),
        words["department"]: progress.department,
        words["organisation"]: progress.text("organisation_name"),
        words["share"]: progress.quantity("share"),
        words["phase_progress"]: progress.percent("phase_progress"),
        words["year_progress"]: progress.percent("year_progress"),
        words["compliance"]: progress.percent("compliance"),
        words["is_reported"]: progress.yes_no("is_reported"),
    }
    tables.show(rows, columns, alt=words["line"])
    names = {row["line_code"]: f"{row['line_code']} · {row['line_name']}" for row in rows}
    return filters.pick(words["line"], names, "linea")


def _goal(at: dict[str, Any], line: str) -> str | None:
    words = session.words(__file__)
    rows = reads.ask_in_language("line_goals", line=line, **at).to_dicts()
    if not rows:
        st.info(words["no_goals"])
        return None
    columns: tables.Columns = {
        words["goal"]: progress.text("goal_id"),
        words["indicator"]: progress.text("indicator_name"),
        words["is_principal"]: progress.yes_no("is_principal"),
        words["unit"]: progress.unit("unit"),
        words["cumulative_phase"]: progress.quantity("cumulative_phase"),
        words["phase_target"]: progress.quantity("phase_target"),
        words["programmed"]: progress.quantity("programmed"),
        words["phase_progress"]: progress.percent("phase_progress"),
        words["compliance"]: progress.percent("compliance"),
        words["note"]: _notes,
    }
    tables.show(rows, columns, alt=words["goal"])
    names = {row["goal_id"]: f"{row['goal_id']} · {row['indicator_name']}" for row in rows}
    return filters.pick(words["goal"], names, "meta")


def _notes(row: tables.Row) -> str:
    words = session.words(__file__)
    named = ([row["note"]] if row["note"] else []) + (["sin actualizar"] if row["is_stale"] else [])
    return " · ".join(words[f"note_{name}"] for name in named or ["none"])


def _fact(choice: Choice, basis: str, goal: str) -> str | None:
    """Draw what was reported for the goal and what the plan says of it; return the cell the reader opens."""
    words = session.words(__file__)
    cells = _reported(choice, basis, goal) | _planned(choice, goal)
    history.show(choice.phase, goal)
    if not cells:
        return None
    return filters.pick(words["open"], cells, "dato")


def _reported(choice: Choice, basis: str, goal: str) -> dict[str, str]:
    words, language = session.words(__file__), session.language()
    rows = reads.ask("goal_facts", goal=goal, phase=choice.phase, cutoff=choice.cutoff, basis=basis).to_dicts()
    st.subheader(words["reported"])
    if not rows:
        st.info(words["no_facts"])
        return {}
    columns = {
        words["period"]: progress.text("period"),
        words["situation"]: progress.situation,
        words["unit_name"]: progress.text("unit_name"),
        words["quantity"]: _said,
        words["unit"]: progress.unit("unit"),
        words["counts"]: progress.yes_no("counts"),
        words["state"]: progress.state,
        words["file"]: progress.text("file_name"),
        words["sender"]: progress.text("sender"),
        words["approver"]: progress.text("approver"),
    }
    tables.show(rows, columns, alt=words["reported"])
    return {
        row["fact_id"]: words("open_reported", **row | {"quantity": _opens(row, language)})
        for row in rows
        if row["quantity"] is not None or row["milestone"]
    }


def _said(row: tables.Row) -> str:
    """Return the step of a unit, or the quantity."""
    return progress.text("milestone")(row) if row["milestone"] else progress.quantity("quantity")(row)


def _opens(row: tables.Row, language: str) -> str:
    """Return what a cell says, and of which unit."""
    if row["milestone"]:
        return f"{row['unit_name']} · {row['milestone']}"
    return f"{numbers.quantity(row['quantity'], language)} {units.unit(row['unit'], language)}".rstrip()


def _planned(choice: Choice, goal: str) -> dict[str, str]:
    words, language = session.words(__file__), session.language()
    rows = reads.ask("plan_cells", goal=goal, phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    st.subheader(words("planned", plan=f"{choice.phase}-{choice.plan_version}"))
    columns = {
        words["sheet"]: progress.text("sheet"),
        words["cell"]: progress.text("cell"),
        words["header"]: progress.text("header"),
        words["value"]: progress.quantity("value"),
        words["unit"]: progress.unit("unit"),
    }
    tables.show(rows, columns, alt=words("planned", plan=f"{choice.phase}-{choice.plan_version}"))
    return {
        row["fact_id"]: words("open_planned", **row | {"value": numbers.quantity(row["value"], language)})
        for row in rows
    }
