"""Envíos: everything that was sent, its state now, and the history, findings and file of each submission."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from pages import filters, findings, observed, progress, reads, sent, session, tables
from reports import numbers
from reports.words import source_name

_ALL = ""


def page() -> None:
    """Draw the submissions, and one of them whole."""
    words, language = session.words(__file__), session.language()
    st.title(words["title"])
    rows = reads.submissions(session.scope())
    if not rows:
        st.info(words["none"])
        return
    states = [_ALL, *dict.fromkeys(row["state"] for row in rows)]
    names = {state: progress.state({"state": state}) for state in states if state} | {_ALL: words["all"]}
    state = filters.select(words["state"], states, names, "estado")
    shown = [row for row in rows if state in (_ALL, row["state"])]
    sources = {row["source"]: tables.literal(source_name(row["source"], language)) for row in rows}
    columns: tables.Columns = {words["source"]: lambda row: sources[row["source"]], **sent.columns()}
    tables.show(shown, columns, alt=words["title"])
    labels = {row["submission"]: words("label", **row) for row in shown}
    chosen = filters.pick(words["open"], labels, "envio")
    _whole(next(row for row in shown if row["submission"] == chosen))


def _whole(row: dict[str, Any]) -> None:
    """Draw the history of one submission, its findings and the way to its file."""
    words = session.words(__file__)
    st.header(words["history"])
    columns: tables.Columns = {
        words["at"]: _at,
        words["act"]: lambda event: words[f"act_{event['kind']}"],
        words["actor"]: progress.text("actor"),
        words["reason"]: progress.text("reason"),
    }
    tables.show(reads.history(row["submission"]), columns, alt=words["history"])
    if not reads.version() or not reads.shows(row):
        st.info(words["not_published"])
        return
    found = reads.ask_in_language("submission_findings", submission_id=row["submission"]).to_dicts()
    told = [f | {"stake": _stake(f)} for f in found]
    findings.table(told)
    original = partial(reads.original, row["submission"])
    observed.offer(row["file"], row["sha256"], original, told)
    st.download_button(words["download"], original, file_name=row["file"], on_click="ignore")
    st.caption(words("digest", sha256=row["sha256"]))


def _at(event: tables.Row) -> str:
    return numbers.instant(datetime.fromisoformat(event["at_utc"]), session.language())


def _stake(found: dict[str, Any]) -> dict[str, Any] | None:
    return None if found["stake_amount"] is None else {"amount": found["stake_amount"], "unit": found["stake_unit"]}
