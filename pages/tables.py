"""Draws a table of texts: a real HTML table, which a screen reader reads and a printer prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

Row = Mapping[str, Any]
Columns = Mapping[str, Callable[[Row], str]]
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+|~$:!-])")


def literal(value: object) -> str:
    """Return a value so that Streamlit shows it as typed, not as Markdown.

    >>> literal("a*b")
    'a\\\\*b'
    """
    return "—" if value is None or value == "" else _MARKUP.sub(r"\\\1", str(value))


def show(rows: Iterable[Row], columns: Columns, *, alt: str) -> None:
    """Draw one line a row; `columns` says for each header how to write the cell."""
    lines = [{header: write(row) for header, write in columns.items()} for row in rows]
    st.table(lines, hide_index=True, alt=alt)
