"""Inversión pública: what the State invests in a department, each project once, down to the published cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages import cell, filters, progress, reads, registry, session, tables
from pages.choosing import ALL, every
from pages.tables import literal
from reports import numbers

# What a reader goes through on one screen; the pages lead to the rest.
SHOWN = 50
AMOUNTS = {"updated_cost": "cost_fact_id", "viable_amount": "viable_fact_id"}


def page() -> None:
    """Draw the public investment of a department in a state: its totals, its projects and the cell of one amount."""
    words, language = session.words(__file__), session.language()
    st.title(words["title"])
    st.caption(words["intro"])
    departments = reads.ask("public_investment_departments").to_dicts() if reads.version() else []
    if not departments:
        st.info(words["none"])
        st.page_link(registry.pages(language)["send"], label=words["go_and_send"])
        return
    left, right = st.columns(2)
    named = {row["department_code"]: row["department_name"] for row in departments}
    with left:
        department = every(words["department"], named, words["all_departments"], "departamento")
    totals = reads.ask("public_investment_totals", department=department).to_dicts()
    states = {row["investment_state"]: None for row in totals if not row["is_total"]}
    with right:
        state = every(words["state"], states, words["all_states"], "situacion_inversion")
    figures = next(row for row in totals if (row["investment_state"] or ALL) == state)
    _headline(figures)
    _sources(department)
    _totals(totals)
    _projects({"department": department, "state": state}, figures["projects"])


def _headline(figures: dict[str, Any]) -> None:
    words = session.words(__file__)
    told = _written(figures)
    for box, name in zip(st.columns(3), ("projects", *reversed(AMOUNTS)), strict=True):
        box.metric(words[name], told[name], border=True, help=words[f"{name}_help"])


def _sources(department: str) -> None:
    """Say who published the figures, of which day, and when the file was received and approved."""
    words, language = session.words(__file__), session.language()
    for row in reads.ask_in_language("public_investment_sources", department=department).to_dicts():
        days = {name: numbers.day(row[name], language) for name in ("published_on", "received_at", "approved_at")}
        st.caption(words("source_of", source_name=literal(row["source_name"]), file=literal(row["file_name"]), **days))
        counts = {name: numbers.quantity(row[name], language) for name in ("accepted", "quarantined", "ignored")}
        st.caption(words("counted", **counts))
        if row["restored"]:
            st.caption(literal(row["restored"]))


def _totals(totals: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["by_state"])
    columns: tables.Columns = {
        words["state"]: lambda row: words["total"] if row["is_total"] else literal(row["investment_state"]),
        words["projects"]: progress.quantity("projects"),
        words["viable_amount"]: _amount("viable_amount"),
        words["updated_cost"]: _amount("updated_cost"),
    }
    tables.show(totals, columns, alt=words["by_state"])


def _projects(chosen: dict[str, str], projects: int) -> None:
    """Draw the projects, the largest first, a page at a time, and open an amount of one of them."""
    words = session.words(__file__)
    st.header(words["list"])
    rows = _one_page(chosen, projects)
    columns: tables.Columns = {
        words["cui"]: progress.text("cui"),
        words["name"]: progress.text("investment_name"),
        words["state"]: progress.text("investment_state"),
        words["entity"]: progress.text("entity_name"),
        words["viable_amount"]: _amount("viable_amount"),
        words["updated_cost"]: _amount("updated_cost"),
        words["places"]: progress.quantity("places"),
    }
    tables.show(rows, columns, alt=words["list"])
    _cells(rows)


def _one_page(chosen: dict[str, str], projects: int) -> list[dict[str, Any]]:
    """Return the projects of the page the reader chooses, and say how many there are besides."""
    words, language = session.words(__file__), session.language()
    pages = [str(number) for number in range(1, -(-projects // SHOWN) + 1)]
    number = int(filters.select(words["page"], pages, {}, "pagina")) if len(pages) > 1 else 1
    before = (number - 1) * SHOWN
    rows = reads.ask("public_investment_projects", **chosen, most=SHOWN, before=before).to_dicts()
    shown = {"first": before + 1, "last": before + len(rows), "projects": projects, "more": projects - len(rows)}
    told = {name: numbers.quantity(count, language) for name, count in shown.items()}
    st.caption(words("shown" if shown["more"] else "shown_all", **told))
    return rows


def _cells(rows: list[dict[str, Any]]) -> None:
    """Let the reader open the cell of one amount of the projects shown, with the places it is counted once for."""
    words = session.words(__file__)
    of_fact = {row[fact]: (row, amount) for row in rows for amount, fact in AMOUNTS.items() if row[fact]}
    if not of_fact:
        return
    names = {
        fact: words("open_one", cui=row["cui"], amount=words[amount], value=_amount(amount)(row))
        for fact, (row, amount) in of_fact.items()
    }
    fact = filters.pick(words["open"], names, "dato")
    places = reads.ask("public_investment_places", cui=of_fact[fact][0]["cui"]).to_dicts()
    told = "; ".join(f"{row['place_name'] or words['not_listed']} ({row['ubigeo']})" for row in places)
    st.caption(words("places_of", cui=of_fact[fact][0]["cui"], places=literal(told)))
    cell.show(fact)


def _amount(name: str) -> Callable[[tables.Row], str]:
    words, language = session.words(__file__), session.language()

    def write(row: tables.Row) -> str:
        if row[name] is None:
            return numbers.UNKNOWN
        return words("soles", amount=numbers.money(row[name], language))

    return write


def _written(figures: dict[str, Any]) -> dict[str, str]:
    written = {name: _amount(name)(figures) for name in AMOUNTS}
    return written | {"projects": numbers.quantity(figures["projects"], session.language())}
