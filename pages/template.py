"""Offers the pre-filled workbook of an organisation for one quarter."""

from __future__ import annotations

import streamlit as st

from pages import filters, session
from pages.actors import Actor
from reports.workbook import NoTemplateError, workbook

_SOURCE = "physical_progress"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(actor: Actor) -> None:
    """Draw the request for a template and, once asked for, its download."""
    words = session.words(__file__)
    st.header(words["title"])
    choice = filters.choose()
    if choice is None:
        return
    organisation, period = actor.person.organisation, choice.cutoff
    asked = {"organisation": organisation, "period": period}
    if st.button(words("prepare", **asked)):
        try:
            made = workbook(session.folder(), _SOURCE, organisation, period)
        except NoTemplateError:
            st.error(words["not_made"])
        else:
            st.download_button(words["download"], made, words("name", **asked), _WORKBOOK, on_click="ignore")
