"""Gasto público: what an entity of the State spent up to a day and what moved since another; not the fund's money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages import filters, progress, public_cell, reads, session, tables
from pages.tables import Row, literal
from reports import numbers

STAGES = ("pia", "modifications", "pim", "certified", "annual_commitment", "accrued", "ordered")
Written = dict[str, Callable[[Row], str]]
HEADLINE = ("pia", "pim", "certified", "annual_commitment", "accrued", "ordered")
LEVELS = ("activity", "program", "product", "purpose", "funding", "generic", "specific", "row")


def page() -> None:
    """Draw the snapshot a reader chooses: totals, classes, what moved, physical goals, and the way to a cell."""
    words = session.words(__file__)
    st.title(words["title"])
    st.caption(words["complementary"])
    snapshots = reads.ask("public_snapshots").to_dicts() if reads.version() else []
    if not snapshots:
        st.info(words["none"])
        return
    snapshot = _snapshot(snapshots)
    _totals(snapshot)
    level = filters.pick(words["level"], {name: words[f"level_{name}"] for name in LEVELS}, "nivel")
    _classes(snapshot, level)
    _changes(snapshot, snapshots, level)
    _goals(snapshot)
    public_cell.open_one(snapshot["snapshot"], level)


def _snapshot(snapshots: list[dict[str, Any]]) -> dict[str, Any]:
    """Let the reader choose an entity's day; say where its figures come from."""
    words, language = session.words(__file__), session.language()
    chosen = filters.pick(words["snapshot"], {row["snapshot"]: _named(row) for row in snapshots}, "corte_gasto")
    snapshot = next(row for row in snapshots if row["snapshot"] == chosen)
    told = {name: literal(snapshot[name]) for name in ("entity", "year", "organisation_code", "file_name")}
    told |= {name: numbers.quantity(snapshot[name], language) for name in ("accepted", "quarantined")}
    told |= {name: numbers.day(snapshot[name], language) for name in ("day", "received_at", "approved_at")}
    st.caption(words("source_of", **told))
    return snapshot


def _named(snapshot: Row) -> str:
    return (
        f"{numbers.day(snapshot['day'], session.language())} · {snapshot['entity']} ({snapshot['organisation_code']})"
    )


def _totals(snapshot: Row) -> None:
    words, language = session.words(__file__), session.language()
    (total,) = reads.ask("public_spending", snapshot=snapshot["snapshot"], level="total").to_dicts()
    st.header(words["totals"])
    boxes = [box for _ in range(0, len(HEADLINE), 3) for box in st.columns(3)]
    for box, stage in zip(boxes, HEADLINE, strict=True):
        box.metric(words[stage], words("soles", amount=numbers.money(total[stage], language)), border=True)
    st.markdown(words("ratio_told", ratio=numbers.percent(total["accrued_ratio"], language)))


def _classes(snapshot: Row, level: str) -> None:
    words = session.words(__file__)
    st.header(words["classes"])
    rows = reads.ask("public_spending", snapshot=snapshot["snapshot"], level=level).to_dicts()
    columns = _class() | {words[stage]: _amount(stage) for stage in STAGES}
    tables.show(rows, columns | {words["accrued_ratio"]: progress.percent("accrued_ratio")}, alt=words["classes"])
    st.caption(words["in_soles"])


def _changes(snapshot: Row, snapshots: list[dict[str, Any]], level: str) -> None:
    """Draw what grew and what fell since another day of the same entity and budget, by stage."""
    words, language = session.words(__file__), session.language()
    st.header(words["changes"])
    alike = ("organisation_code", "entity", "year")
    others = {
        row["snapshot"]: numbers.day(row["day"], language)
        for row in snapshots
        if row["snapshot"] != snapshot["snapshot"] and all(row[name] == snapshot[name] for name in alike)
    }
    if not others:
        st.info(words["nothing_to_compare"])
        return
    usual = list(others).index(snapshot["previous"]) if snapshot["previous"] else 0
    before = filters.pick(words["before"], others, "corte_anterior", usual)
    compared = next(row for row in snapshots if row["snapshot"] == before)
    if snapshot["quarantined"] or compared["quarantined"]:
        st.warning(words["incomplete"])
    asked = {"snapshot": snapshot["snapshot"], "before": before, "level": level}
    rows = reads.ask("public_spending_changes", **asked).to_dicts()
    days = {"before": others[before], "now": numbers.day(snapshot["day"], language)}
    for title, moved in (
        ("grew", [r for r in rows if r["change"] > 0]),
        ("fell", [r for r in rows if r["change"] < 0]),
    ):
        st.subheader(words[title])
        if moved:
            tables.show(moved, _moved(days), alt=words[title])
        else:
            st.write(words[f"none_{title}"])
    st.caption(words["in_soles"])


def _moved(days: dict[str, str]) -> Written:
    words = session.words(__file__)
    stage: Written = {words["stage"]: lambda row: words[row["stage"]]}
    amounts = {days[name]: _amount(name) for name in ("before", "now")}
    return stage | _class() | amounts | {words["change"]: _amount("change")}


def _amount(name: str) -> Callable[[Row], str]:
    language = session.language()
    return lambda row: numbers.money(row[name], language)


def _class() -> Written:
    words = session.words(__file__)
    return {words["code"]: progress.text("code"), words["class"]: progress.text("name")}


def _goals(snapshot: Row) -> None:
    """Draw the physical goals, each once, beside the money of all its rows; different units are never added up."""
    words = session.words(__file__)
    st.header(words["goals"])
    columns: tables.Columns = {
        words["code"]: progress.text("purpose_code"),
        words["purpose"]: progress.text("purpose_name"),
        words["unit"]: progress.text("unit_of_measure"),
        words["goal_year"]: progress.quantity("goal_year"),
        words["reached_year"]: progress.quantity("reached_year"),
        words["rows_that_repeat_it"]: progress.quantity("rows_that_repeat_it"),
        words["pim"]: _amount("pim"),
        words["accrued"]: _amount("accrued"),
    }
    tables.show(reads.ask("public_goals", snapshot=snapshot["snapshot"]).to_dicts(), columns, alt=words["goals"])
    st.caption(words["goals_told"])
