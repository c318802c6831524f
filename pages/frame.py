"""The frame around every page: what Streamlit writes there in English is hidden, or said in the reader's language."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from reports.words import Words

_STYLE = Path(__file__).parent / "style.css"
_SKIP = '[data-testid="stSkipToContent"]'


def dress(words: Words) -> None:
    """Apply the styles that every page shares."""
    st.html(_STYLE)
    skip = f"{_SKIP} {{font-size:0}}{_SKIP}::after {{font-size:1rem;content:{quoted(words['skip'])}}}"
    st.html(f"<style>{skip}</style>")


def quoted(text: str) -> str:
    """Return a text as a string of CSS.

    >>> quoted("Sí")
    '"Sí"'
    """
    return json.dumps(text, ensure_ascii=False)
