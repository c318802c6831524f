"""Calidad de los datos: what was read, taken and withheld, what waits to be mended, and what is late."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import broken, choosing, deliveries, progress, reads, registry, session, tables, withheld
from pages.findings import severity, stake
from pages.tables import Row, literal
from reports import numbers
from reports.findings import rule_name
from reports.words import source_name

_COUNTS = ("submissions", "rows_read", "accepted", "quarantined", "ignored", "errors", "alerts", "returned", "mended")
_FIGURES = ("errors", "alerts", "quarantined", "returned")


def page() -> None:
    """Draw the quality of what was sent, for an organisation, a period and a rule."""
    words = session.words(__file__)
    st.title(words["title"])
    chosen = choosing.choose()
    if chosen is None:
        st.info(words["nothing_sent"])
        st.page_link(registry.pages(session.language())["send"], label=words["go_and_send"])
        return
    st.caption(words["intro"])
    at = {name: chosen[name] for name in ("organisation", "period")}
    rows = reads.ask("quality_rows", **at).to_dicts()
    _headline(rows)
    _rules(chosen)
    withheld.findings(chosen)
    withheld.rows(chosen)
    _rows(rows)
    deliveries.section(at)
    broken.section(chosen)


def _headline(rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    for total in (_written(row) for row in rows if row["is_total"]):
        for box, name in zip(st.columns(len(_FIGURES)), _FIGURES, strict=True):
            box.metric(words[name], total[name], border=True, help=words[f"{name}_help"])
        st.markdown(words("adds_up", **total))


def _rows(rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["rows"])
    if not rows:
        st.info(words["none_chosen"])
        return
    columns: tables.Columns = {
        words["organisation"]: lambda row: words["total"] if row["is_total"] else literal(row["organisation_code"]),
        words["source"]: _source,
        words["period"]: lambda row: "" if row["is_total"] else literal(row["period"]),
    }
    columns |= {words[f"column_{name}"]: _count(name) for name in _COUNTS}
    tables.show(rows, columns, alt=words["rows"])


def _rules(chosen: dict[str, str]) -> None:
    words, language = session.words(__file__), session.language()
    st.header(words["rules"])
    rows = reads.ask("quality_rules", **chosen).to_dicts()
    if not rows:
        st.success(words["no_findings"])
        return
    columns: tables.Columns = {
        words["severity"]: severity,
        words["rule"]: lambda row: literal(rule_name(row["rule"], language)),
        words["stake"]: stake,
    }
    columns |= {words[name]: _count(name) for name in ("findings", "waiting", "resent", "approved", "without_effect")}
    tables.show(rows, columns, alt=words["rules"])
    st.caption(words["stake_told"])


def _count(name: str) -> Any:
    return progress.quantity(name)


def _source(row: Row) -> str:
    return "" if row["is_total"] else literal(source_name(row["source"], session.language()))


def _written(row: dict[str, Any]) -> dict[str, str]:
    return {name: numbers.quantity(row[name], session.language()) for name in _COUNTS}
