"""Offers what goes back to whoever sent a file: their workbook with the cells to mend painted, or the list of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from etl.recognise import is_ours
from pages import session
from reports.painted import returned, returned_name

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(
    name: str,
    sha256: str,
    content: Callable[[], bytes],
    found: list[dict[str, Any]],
    decisions: Sequence[dict[str, Any]] = (),
) -> None:
    """Draw the download for a file with findings or decisions, made when asked for; `sha256` is that of its content."""
    if not found and not decisions:
        return
    words, language, folder = session.words(__file__), session.language(), str(session.folder().root)
    ours = _is_ours(sha256, name, folder, _content=content)

    def made() -> bytes:
        return returned(content(), name, found, language, is_ours=ours, decisions=decisions)[1]

    kind, called = "painted" if ours else "list", returned_name(name, is_ours=ours)
    st.download_button(words[kind], made, called, _WORKBOOK, on_click="ignore", key=f"observed {sha256}")
    st.caption(words[f"{kind}_how"])


@st.cache_data(max_entries=200, show_spinner=False)
def _is_ours(sha256: str, name: str, folder: str, *, _content: Callable[[], bytes]) -> bool:
    """Bytes are what they are, so that the answer holds as long as the folder has its key."""
    return is_ours(session.folder(), name, _content())
