"""Marco de Rendimiento: each indicator with its target by year and what was reached, down to units, goals and cells."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import streamlit as st

from pages import cell, filters, progress, reads, session, tables
from reports import numbers


def page() -> None:
    """Draw the framework at a cut-off, then one indicator of it down to a cell."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if choice is None:
        return
    at = {"phase": choice.phase, "cutoff": choice.cutoff}
    rows = reads.ask("framework_headline", **at).to_dicts()
    if not rows:
        st.info(words["none"])
        return
    for level, indicators in groupby(rows, key=lambda row: row["framework_level"]):
        st.header(words[f"level_{level}"])
        tables.show(indicators, _columns(), alt=words[f"level_{level}"])
    st.caption(words("named", version=rows[0]["framework_version"], **at))
    names = {row["framework_code"]: words("label", **row) for row in rows}
    _indicator(at | {"code": filters.select(words["indicator"], list(names), names, "indicador")})


def _columns() -> tables.Columns:
    words = session.words(__file__)
    return {
        words["code"]: progress.text("framework_code"),
        words["statement"]: progress.text("statement"),
        words["indicator"]: progress.text("framework_indicator"),
        words["unit"]: progress.unit("unit_of_measure"),
        words["value"]: progress.quantity("value"),
        words["value_reported"]: progress.quantity("value_reported"),
        words["target"]: progress.quantity("target"),
        words["progress"]: progress.percent("progress"),
        words["counts"]: _counts,
    }


def _counts(row: tables.Row) -> str:
    words = session.words(__file__)
    how = "units" if row["unit_kind"] else "goals"
    how = "hectares" if row["unit_kind"] and row["hectare_kind"] else how
    said = [words[f"counts_{how}"]] + ([words[f"note_{row['note']}"]] if row["note"] else [])
    return " · ".join(said)


def _indicator(at: dict[str, Any]) -> None:
    """Draw one indicator: its years, its units, its goals and the cell the reader opens."""
    words = session.words(__file__)
    st.header(words["years"])
    years: tables.Columns = {
        words["year"]: lambda row: str(row["target_year"]),
        words["target"]: progress.quantity("target"),
        words["cutoff"]: progress.text("cutoff"),
        words["value"]: progress.quantity("value"),
        words["progress"]: progress.percent("progress"),
    }
    tables.show(reads.ask("framework_years", **at).to_dicts(), years, alt=words["years"])
    _units(at)
    _goals(at)
    _cells(at)


def _units(at: dict[str, Any]) -> None:
    words = session.words(__file__)
    rows = reads.ask("framework_units", **at).to_dicts()
    if not rows:
        return
    st.subheader(words["units"])
    columns: tables.Columns = {
        words["unit_kind"]: lambda row: words[f"kind_{row['unit_kind']}"],
        words["unit_code"]: progress.text("unit_code"),
        words["unit_name"]: progress.text("unit_name"),
        words["finished"]: progress.text("finished_period"),
        words["hectares"]: progress.quantity("hectares"),
        words["goals"]: progress.text("goals"),
    }
    tables.show(rows, columns, alt=words["units"])


def _goals(at: dict[str, Any]) -> None:
    words = session.words(__file__)
    rows = reads.ask("framework_goals", **at).to_dicts()
    st.subheader(words["goals"])
    if not rows:
        st.info(words["no_goals"])
        return
    columns: tables.Columns = {
        words["goal"]: progress.text("goal_id"),
        words["organisation"]: progress.text("organisation_code"),
        words["reached"]: progress.quantity("reached"),
        words["unit"]: progress.unit("unit"),
        words["in_force"]: progress.yes_no("is_in_force"),
    }
    tables.show(rows, columns, alt=words["goals"])


def _cells(at: dict[str, Any]) -> None:
    words, language = session.words(__file__), session.language()
    rows = reads.ask("framework_facts", **at).to_dicts()
    if not rows:
        return
    names = {
        row["fact_id"]: words("open_one", **row | {"value": numbers.quantity(row["value"], language)})
        + (f" · {row['unit_name']}" if row["unit_name"] else "")
        for row in rows
    }
    cell.show(filters.select(words["open"], list(names), names, "dato"))
