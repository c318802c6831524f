"""Fichas de indicadores: what each indicator counts, how it adds up, and the goals that use it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from pages import filters, progress, reached, reads, session, tables
from pages.filters import Choice
from reports import numbers, units

_ADDS = ("adds_periods", "adds_regions", "adds_sites", "adds_actions")


def page() -> None:
    """Draw the card of one indicator and the goals that use it."""
    words = session.words(__file__)
    st.title(words["title"])
    cards = {row["indicator_code"]: row for row in _cards()}
    if not cards:
        st.info(words["nothing_published"])
        return
    names = {code: words("label", code=code, name=row["indicator_name"]) for code, row in cards.items()}
    chosen = filters.select(words["indicator"], list(cards), names, "indicador")
    _card(cards[chosen])
    choice = filters.choose()
    if choice:
        reached.show(chosen, cards[chosen], choice)
        _goals(chosen, choice)
        reached.open_cell(chosen, choice)


def _cards() -> list[dict[str, Any]]:
    return reads.ask_in_language("indicator_cards").to_dicts() if reads.version() else []


def _card(row: dict[str, Any]) -> None:
    words, language = session.words(__file__), session.language()
    st.header(tables.literal(row["indicator_name"]))
    told = {
        words["unit"]: tables.literal(units.unit(row["unit"], language)),
        words["measurement_kind"]: tables.literal(row["measurement_kind"] or "—"),
        words["mode"]: words[f"mode_{row['mode']}"],
        words["direction"]: words[f"direction_{row['direction']}"],
        words["whole"]: words["yes" if row["is_whole"] else "no"],
        words["people"]: words["yes" if row["counts_people"] else "no"],
        words["people_kind"]: words[f"people_{row['people_kind'] or 'none'}"],
        words["unit_kind"]: words[f"units_{row['unit_kind'] or 'none'}"],
        words["hectare_kind"]: tables.literal(units.hectare_kind(row["hectare_kind"], language)),
    }
    told |= {words[name]: words[f"adds_{row[name]}"] for name in _ADDS}
    lines = [{"name": name, "value": value} for name, value in told.items()]
    columns: tables.Columns = {words["what"]: lambda line: line["name"], words["how"]: lambda line: line["value"]}
    tables.show(lines, columns, alt=words["title"])
    told_on = numbers.day(date.fromisoformat(row["source_date"]), language)
    st.caption(words("source", source=progress.origin(row["source"]), date=told_on))


def _goals(indicator: str, choice: Choice) -> None:
    words = session.words(__file__)
    st.header(words["goals"])
    rows = reads.ask("indicator_goals", indicator=indicator, phase=choice.phase).to_dicts()
    if not rows:
        st.info(words["no_goals"])
        return
    columns: tables.Columns = {
        words["goal"]: progress.text("goal_id"),
        words["line"]: progress.text("line_name"),
        words["department"]: progress.department,
        words["principal"]: progress.yes_no("is_principal"),
        words["baseline"]: progress.quantity("baseline"),
        words["phase_target"]: progress.quantity("phase_target"),
        words["frequency"]: lambda row: words[f"frequency_{row['frequency']}"],
        words["verification"]: progress.text("verification"),
    }
    tables.show(rows, columns, alt=words["goals"])
    st.caption(filters.named(choice))
