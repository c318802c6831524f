"""Envíos: everything that was sent, with its state now, and one submission whole."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import deliveries, filters, progress, reads, registry, sent, session, submission, tables
from pages.choosing import ALL, every
from pages.tables import literal
from reports.words import source_name


def page() -> None:
    """Draw the submissions chosen, what is still to arrive, and one submission whole."""
    words = session.words(__file__)
    st.title(words["title"])
    rows = reads.submissions(session.scope())
    if not rows:
        st.info(words["none"])
        st.page_link(registry.pages(session.language())["send"], label=words["go_and_send"])
        return
    chosen = _choose(rows)
    shown = [row for row in rows if all(value in (ALL, _of(row)[name]) for name, value in chosen.items())]
    _list(shown)
    if reads.version():
        deliveries.missing({name: chosen[name] for name in ("organisation", "period")})
    if shown:
        labels = {row["submission"]: words("label", **row, state_name=progress.state(row)) for row in shown}
        opened = filters.pick(words["open"], labels, "envio")
        submission.show(next(row for row in shown if row["submission"] == opened))


def _choose(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Let the reader choose organisation, period, source and state; blank is all of them."""
    words, language = session.words(__file__), session.language()
    of_rows = [_of(row) for row in rows]
    named = {
        "organisation": {code: code for code in sorted({row["organisation"] for row in of_rows})},
        "period": {code: code for code in sorted({row["period"] for row in of_rows}, reverse=True)},
        "source": {row["source"]: source_name(row["source"], language) for row in of_rows},
        "state": {row["state"]: progress.state(row) for row in of_rows},
    }
    keys = {"organisation": "organizacion", "period": "periodo", "source": "fuente", "state": "estado"}
    chosen: dict[str, str] = {}
    for box, (name, key) in zip(st.columns(len(keys)), keys.items(), strict=True):
        with box:
            chosen[name] = every(words[name], named[name], words[f"all_{name}"], key)
    return chosen


def _of(row: dict[str, Any]) -> dict[str, str]:
    """What a submission is chosen by; a unit's submissions are its organisation's."""
    return row | {"organisation": row["organisation"].split("/")[0]}


def _list(shown: list[dict[str, Any]]) -> None:
    words, language = session.words(__file__), session.language()
    if not shown:
        st.info(words["none_chosen"])
        return
    more = submission.more()
    columns: tables.Columns = {
        words["source"]: lambda row: literal(source_name(row["source"], language)),
        words["mark"]: lambda row: deliveries.mark({"mark": submission.mark(row, more)}),
        **sent.columns(),
    }
    tables.show(shown, columns, alt=words["title"])
