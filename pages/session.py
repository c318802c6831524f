"""What belongs to one reader: language, scope, and the data folder of this installation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages import address
from reports.words import LANGUAGES, Words
from warehouse.folder import Folder
from warehouse.scope import Scope

_LANGUAGE = "lang"


def choose_language() -> Words:
    """Let the reader choose the language in the sidebar and return the words every page shares."""
    address.follow(_LANGUAGE, LANGUAGES, LANGUAGES[0])
    shared = words(__file__)
    with st.sidebar:
        st.segmented_control(
            shared["language"],
            LANGUAGES,
            required=True,
            format_func=lambda code: shared[f"language_{code}"],
            key=_LANGUAGE,
            on_change=address.write,
            args=(_LANGUAGE,),
            persist_state="session",
        )
    return shared


def language() -> str:
    """Return the language of this reader; Spanish until another is chosen."""
    return st.session_state.get(_LANGUAGE) or LANGUAGES[0]


def words(module_file: str) -> Words:
    """Return the texts beside that module in the reader's language."""
    return Words(Path(module_file).with_suffix(".toml"), language())


def scope() -> Scope:
    """Return what this reader may see; everything, until people sign in."""
    return Scope.everything()


def folder() -> Folder:
    """Return the data folder of this installation."""
    return Folder.from_environment()
