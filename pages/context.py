"""Contexto público: figures others published about the programme and its sites, each with its source and date."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import progress, reads, session, tables
from pages.tables import Row, literal
from reports import numbers, units

TOPICS = ("pog", "split", "result", "area")
KINDS = ("ACR", "ANP", "RC")


def page() -> None:
    """Draw the published figures by topic, then the sites by kind."""
    words = session.words(__file__)
    st.title(words["title"])
    st.caption(words["intro"])
    if not reads.version():
        st.info(words["nothing_published"])
        return
    figures, sites = reads.ask_in_language("public_figures").to_dicts(), reads.ask("public_sites").to_dicts()
    for topic in TOPICS:
        _figures(topic, [row for row in figures if row["topic"] == topic])
    for kind in KINDS:
        _sites(kind, [row for row in sites if row["kind"] == kind])


def _figures(topic: str, rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words[f"topic_{topic}"])
    columns: tables.Columns = {
        words["figure"]: progress.text("figure_name"),
        words["value"]: _value,
        words["as_of"]: _as_of,
        words["note"]: progress.text("note"),
        words["source"]: _source,
    }
    tables.show(rows, columns, alt=words[f"topic_{topic}"])


def _sites(kind: str, rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words[f"kind_{kind}"])
    columns: tables.Columns = {
        words["site"]: progress.text("site_name"),
        words["department"]: progress.text("department_names"),
        words["legal_area"]: _legal_area,
        words["since"]: lambda row: numbers.partial_day(row["valid_from"], session.language()),
        words["instrument"]: progress.text("legal_instrument"),
        words["source"]: _source,
    }
    tables.show(rows, columns, alt=words[f"kind_{kind}"])
    if not all(row["is_stated"] for row in rows):
        st.caption(words["unstated_told"])


def _value(row: Row) -> str:
    words = session.words(__file__)
    value = numbers.quantity(row["value"], session.language())
    return words(
        f"stated_{row['stated']}",
        value=value,
        unit=literal(units.unit(row["unit"], session.language())) if row["unit"] else "",
    ).strip()


def _legal_area(row: Row) -> str:
    return progress.quantity("legal_area_ha")(row) if row["is_stated"] else session.words(__file__)["not_stated"]


def _as_of(row: Row) -> str:
    return numbers.partial_day(row["as_of"], session.language())


def _source(row: Row) -> str:
    if not row["source"]:
        return session.words(__file__)["not_stated"]
    told = {"source": literal(row["source"]), "date": numbers.partial_day(row["source_date"], session.language())}
    return session.words(__file__)("source_of" if row["source_date"] else "source_undated", **told)
