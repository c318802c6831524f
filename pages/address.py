"""Keeps a choice in the address of the page by its code, so that links hold in either language.

Streamlit's own binding writes the label shown, which changes with the language and the name of a thing.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def follow(key: str, codes: Sequence[str], default: str) -> None:
    """Set the widget of that key, before it is drawn, to what the address says, was chosen or is usual."""
    for said in (st.query_params.get(key), st.session_state.get(key), default):
        if said in codes:
            st.session_state[key] = said
            break
    write(key)


def write(key: str) -> None:
    """Write the value of that key into the address; also what its widget calls when it changes."""
    st.query_params[key] = st.session_state[key]
