"""One submission whole: its acts, its rows, what it replaced or was replaced by, its findings and its file."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from pages import findings, observed, progress, reads, session, tables
from reports import numbers

_ROWS = ("rows_read", "accepted", "quarantined", "ignored")
More = dict[str, dict[str, Any]]


def more() -> More:
    """Return what the warehouse adds to each submission it knows: its rows, its last days, the one it repeats."""
    rows = reads.ask_today("submission_more").to_dicts() if reads.version() else []
    return {row["submission_id"]: row for row in rows}


def mark(row: tables.Row, known: More) -> str | None:
    """Return the mark of a submission: late, awaited mended, or none."""
    told = known.get(row["submission"], {})
    if told.get("to_mend_by"):
        return "Vencido" if told["is_overdue"] else "Pendiente"
    return "Fuera de plazo" if told.get("is_late") else None


def show(row: dict[str, Any]) -> None:
    """Draw the history of one submission, its findings and the way to its file."""
    words = session.words(__file__)
    st.header(words("title", submission=row["submission"]))
    st.markdown(words[f"next_{row['state']}"])
    _history(row)
    known = more().get(row["submission"])
    if known is None or not reads.shows(row):
        st.info(words["not_published"])
        return
    _rows(known)
    _successors(row)
    found = reads.ask_in_language("submission_findings", submission_id=row["submission"]).to_dicts()
    told = [f | {"stake": _stake(f)} for f in found]
    findings.table(told)
    original = partial(reads.original, row["submission"])
    decisions = reads.ask("decisions", submission_id=row["submission"]).to_dicts()
    if decisions:
        st.markdown(words["reviewed"])
    observed.offer(row["file"], row["sha256"], original, told, decisions)
    st.download_button(words["download"], original, file_name=row["file"], on_click="ignore")
    st.caption(words("digest", sha256=row["sha256"]))


def _history(row: dict[str, Any]) -> None:
    words = session.words(__file__)
    st.subheader(words["history"])
    columns: tables.Columns = {
        words["at"]: _at,
        words["act"]: lambda event: words[f"act_{event['kind']}"],
        words["actor"]: progress.text("actor"),
        words["reason"]: progress.text("reason"),
    }
    tables.show(reads.history(row["submission"]), columns, alt=words["history"])


def _rows(known: dict[str, Any]) -> None:
    words, language = session.words(__file__), session.language()
    st.markdown(words("rows", **{name: numbers.quantity(known[name], language) for name in _ROWS}))
    if known["deadline"]:
        told = numbers.day(known["deadline"], language)
        st.markdown(words["late" if known["is_late"] else "in_time"].format(deadline=told))
    if known["to_mend_by"]:
        told = numbers.day(known["to_mend_by"], language)
        st.markdown(words["overdue" if known["is_overdue"] else "to_mend"].format(deadline=told))
    if known["duplicate_of"]:
        st.markdown(words("duplicate", submission=known["duplicate_of"]))


def _successors(row: dict[str, Any]) -> None:
    """Say which submissions took the place of its rows, and whose rows it took the place of."""
    words, language = session.words(__file__), session.language()
    for other in reads.ask("submission_successors", submission_id=row["submission"]).to_dicts():
        told = other | {"rows_replaced": numbers.quantity(other["rows_replaced"], language)}
        told["organisation_code"] = tables.literal(other["organisation_code"])
        st.markdown(words["replaces" if other["is_replaced_by_it"] else "replaced_by"].format(**told))


def _at(event: tables.Row) -> str:
    return numbers.instant(datetime.fromisoformat(event["at_utc"]), session.language())


def _stake(found: dict[str, Any]) -> dict[str, Any] | None:
    return None if found["stake_amount"] is None else {"amount": found["stake_amount"], "unit": found["stake_unit"]}
