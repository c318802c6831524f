"""Offers the pre-filled workbook of an organisation for one quarter."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import filters, jobs, reads, session

_SOURCE = "physical_progress"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(actor: dict[str, Any] | None) -> None:
    """Draw the request for a template and, once made, its download."""
    words = session.words(__file__)
    st.header(words["title"])
    choice = filters.choose() if actor else None
    if actor is None or choice is None:
        return
    organisation = actor["organisation_code"]
    key = ("template", organisation, choice.cutoff, reads.version(), session.language())
    if not jobs.is_known(key) and not st.button(
        words("prepare", cutoff=choice.cutoff, organisation=organisation)
    ):
        return
    job = {"source": _SOURCE, "organisation": organisation, "period": choice.cutoff}
    made = jobs.answer(key, words["preparing"], action="template", language=session.language(), **job)
    if made and "content" in made:
        st.download_button(words["download"], made["content"], made["name"], _WORKBOOK, on_click="ignore")
    elif made:
        st.error(words["not_made"])
