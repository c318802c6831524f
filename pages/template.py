"""Offers the pre-filled workbook of an organisation for one quarter."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import filters, session
from reports.workbook import NoTemplateError, workbook

_SOURCE = "physical_progress"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(actor: dict[str, Any] | None) -> None:
    """Draw the request for a template and, once asked for, its download."""
    words = session.words(__file__)
    st.header(words["title"])
    choice = filters.choose()
    if actor is None or choice is None:
        return
    asked = {"organisation": actor["organisation_code"], "period": choice.cutoff}
    if st.button(words("prepare", **asked)):
        try:
            made = workbook(session.folder(), _SOURCE, **asked)
        except NoTemplateError:
            st.error(words["not_made"])
        else:
            st.download_button(words["download"], made, words("name", **asked), _WORKBOOK, on_click="ignore")
