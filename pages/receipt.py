"""Cargo de recepción: the proof that a file was delivered, when, and which bytes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import reads, session, tables
from reports import numbers


def show(received: dict[str, Any], actor: dict[str, Any]) -> None:
    """Draw the receipt and offer it as a file."""
    words, language = session.words(__file__), session.language()
    rows = reads.ask("submission_receipt", submission=received["submission"]).to_dicts()
    lines = {
        words["submission"]: received["submission"],
        words["file"]: received["file"],
        words["sha256"]: received["sha256"],
        words["organisation"]: received["organisation"],
        words["period"]: received["period"],
        words["sender"]: actor["user_name"],
    }
    for row in rows:
        lines[words["received_at"]] = numbers.instant(row["received_at"], language)
    with st.container(border=True):
        st.subheader(words["title"])
        st.success(words["duplicate" if received["duplicate_of"] else "thanks"])
        st.markdown("\n".join(f"- {name}: **{tables.literal(value)}**" for name, value in lines.items()))
        text = "\n".join((words["title"], *(f"{name}: {value}" for name, value in lines.items()), ""))
        name = words("file_name", submission=received["submission"])
        st.download_button(words["download"], text, name, "text/plain", on_click="ignore")
