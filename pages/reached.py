"""What an indicator reached by department, whose it is, and the cells of its goals it comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st

from pages import cell, filters, progress, reads, session, tables
from pages.filters import Choice
from reports import numbers, units

SEX = ("women", "men", "sex_unknown")
PEOPLE = (*SEX, "indigenous", "youth")
ALL = "todos"


def show(indicator: str, card: tables.Row, choice: Choice) -> None:
    """Draw the value of each department and of all, or why they are not added; then whose it is."""
    words = session.words(__file__)
    asked = _asked(indicator, choice)
    rows = reads.ask("indicator_values", **asked).to_dicts()
    if not rows:
        return
    st.header(words["title"])
    columns: tables.Columns = {
        words["department"]: _department,
        words["value"]: progress.quantity("value"),
        words["value_reported"]: progress.quantity("value_reported"),
        words["goals_known"]: lambda row: words("of_goals", **row),
        words["added"]: _added,
    }
    tables.show(rows, columns, alt=words["title"])
    st.caption(filters.named(choice))
    _people(rows, card)
    _peoples(asked)


def open_cell(indicator: str, choice: Choice) -> None:
    """Let the reader choose a department and one of the cells its value comes from; draw that cell."""
    words = session.words(__file__)
    asked = _asked(indicator, choice)
    rows = [row for row in reads.ask("indicator_values", **asked).to_dicts() if row["level"] == "region"]
    if not rows:
        return
    st.header(words["cells"])
    names = {row["department_code"]: progress.department(row) for row in rows}
    department = filters.pick(words["department"], names | {ALL: words["all"]}, "departamento")
    facts = reads.ask("indicator_facts", department=None if department == ALL else department, **asked).to_dicts()
    if not facts:
        st.info(words["no_cells"])
        return
    told = {
        row["fact_id"]: words("one_cell", **row | {"what": words[row["what"]], "said": _said(row)}) for row in facts
    }
    cell.show(filters.pick(words["open"], told, "dato"))


def _asked(indicator: str, choice: Choice) -> dict[str, Any]:
    return {"indicator": indicator, "phase": choice.phase, "cutoff": choice.cutoff}


def _department(row: tables.Row) -> str:
    return session.words(__file__)["all"] if row["level"] == "programme" else progress.department(row)


def _added(row: tables.Row) -> str:
    """Say whether the goals were added, and what was named in two of them and counted once."""
    words = session.words(__file__)
    if row["hectares_twice"]:
        return words("added_once", hectares=numbers.quantity(row["hectares_twice"], session.language()))
    return words[f"refused_{row['refused_along'] or 'nothing'}"]


def _people(rows: list[dict[str, Any]], card: tables.Row) -> None:
    """Draw women, men and those of unknown sex, and who of them is indigenous or young; only unique people are people.

    Where the indicator counts people, what nobody disaggregated stands beside them.
    """
    words = session.words(__file__)
    if all(row[name] is None for row in rows for name in PEOPLE):
        return
    title = words["people" if card["people_kind"] == "personas únicas" else "participations"]
    st.subheader(title)
    columns: tables.Columns = {words["department"]: _department}
    columns |= {words[name]: progress.quantity(name) for name in PEOPLE}
    if card["counts_people"]:
        columns |= {words["not_told"]: progress.quantity("not_told")}
        rows = [row | {"not_told": _not_told(row)} for row in rows]
    tables.show(rows, columns, alt=title)
    st.caption(words["people_told"])


def _not_told(row: tables.Row) -> Decimal | None:
    return None if row["value"] is None else row["value"] - sum(row[name] or 0 for name in SEX)


def _peoples(asked: dict[str, Any]) -> None:
    words = session.words(__file__)
    rows = reads.ask("indicator_peoples", **asked).to_dicts()
    if not rows:
        return
    st.subheader(words["peoples"])
    columns: tables.Columns = {
        words["people_name"]: progress.text("people_name"),
        words["units"]: progress.quantity("units"),
    }
    columns |= {words[name]: progress.quantity(name) for name in SEX}
    tables.show(rows, columns, alt=words["peoples"])
    st.caption(words["peoples_told"])


def _said(row: tables.Row) -> str:
    """Return what a cell says: the step or the hectares of a unit, or a quantity with its unit."""
    language = session.language()
    said = row["text"] or f"{numbers.quantity(row['value'], language)} {units.unit(row['unit'] or '', language)}"
    return " · ".join(filter(None, (row["unit_name"], said.strip())))
