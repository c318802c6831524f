"""Origen del dato: from any figure of the summary down to the cell of the file somebody sent."""

from __future__ import annotations

import streamlit as st

from pages import cell, descent, filters, forest, session

LEVELS = ("programme", "action", "region", "forest")


def page() -> None:
    """Draw the way down: the figure, what it is made of, the cell."""
    words = session.words(__file__)
    st.title(words["title"])
    st.write(words["intro"])
    level = filters.pick(words["level"], {name: words[name] for name in LEVELS}, "nivel", default=1)
    fact = forest.open_figure() if level == "forest" else descent.open_figure(level)
    if fact:
        cell.show(fact)
