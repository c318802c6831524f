"""Envíos: everything that was sent, with its state now, and one submission whole."""

from __future__ import annotations

from typing import Any

import streamlit as st

<<<<<<< HEAD
from pages import deliveries, filters, progress, reads, registry, sent, session, submission, tables
from pages.choosing import ALL, every
from pages.tables import literal
=======
from pages import filters, findings, observed, progress, reads, sent, session, tables
from reports import numbers
>>>>>>> main
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
<<<<<<< HEAD
    chosen = _choose(rows)
    shown = [row for row in rows if all(value in (ALL, _of(row)[name]) for name, value in chosen.items())]
    _list(shown)
    if reads.version():
        deliveries.missing({name: chosen[name] for name in ("organisation", "period")})
    if shown:
        labels = {row["submission"]: words("label", **row, state_name=progress.state(row)) for row in shown}
        opened = filters.select(words["open"], list(labels), labels, "envio")
        submission.show(next(row for row in shown if row["submission"] == opened))
=======
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
>>>>>>> main


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
<<<<<<< HEAD
    more = submission.more()
    columns: tables.Columns = {
        words["source"]: lambda row: literal(source_name(row["source"], language)),
        words["mark"]: lambda row: deliveries.mark({"mark": submission.mark(row, more)}),
        **sent.columns(),
    }
    tables.show(shown, columns, alt=words["title"])
=======
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
>>>>>>> main
