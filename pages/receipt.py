"""Cargo de recepción: the proof that a file was delivered, when, and which bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from pages import session, tables
from reports import numbers


def show(kept: dict[str, Any], sender: str, told: str) -> None:
    """Draw the receipt of a submission as the ledger holds it, and offer it as a file; `told` says what happened."""
    words, language = session.words(__file__), session.language()
    lines = {words[name]: kept[name] for name in ("submission", "file", "sha256", "organisation", "period", "version")}
    lines[words["sender"]] = sender
    lines[words["received_at"]] = numbers.instant(datetime.fromisoformat(kept["received_at"]), language)
    with st.container(border=True):
        st.subheader(words["title"])
        st.success(words[told])
        st.markdown("\n".join(f"- {name}: **{tables.literal(value)}**" for name, value in lines.items()))
        text = "\n".join((words["title"], *(f"{name}: {value}" for name, value in lines.items()), ""))
        name = words("file_name", submission=kept["submission"])
        st.download_button(words["download"], text, name, "text/plain", on_click="ignore")
