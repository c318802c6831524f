"""The frame around every page: what Streamlit writes there in English is hidden, or said in the reader's language."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from reports.words import Words

_STYLE = Path(__file__).parent / "style.css"
_SKIP = '[data-testid="stSkipToContent"]'
# No page opens a dialog, so the only one left is Streamlit's own: the server does not answer.
_TITLE, _TEXT = '[role="dialog"] h2', '[role="dialog"] h2 + div'


def dress(words: Words) -> None:
    """Apply the styles that every page shares."""
    st.html(_STYLE)
    said = {_SKIP: words["skip"], _TITLE: words["offline"], _TEXT: words["offline_text"]}
    st.html(f"<style>{''.join(instead(place, text) for place, text in said.items())}</style>")


def instead(place: str, text: str) -> str:
    """Return the style that writes that text where Streamlit wrote its own."""
    return f"{place}, {place} * {{font-size:0}}{place}::after {{font-size:1rem;content:{quoted(text)}}}"


def quoted(text: str) -> str:
    """Return a text as a string of CSS.

    >>> quoted("Sí")
    '"Sí"'
    """
    return json.dumps(text, ensure_ascii=False)
