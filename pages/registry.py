"""Finds the pages: every module here whose TOML has a [route] is one, in the order it states."""

from __future__ import annotations

import importlib
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from reports.words import Words, tables

_FOLDER = Path(__file__).parent


def pages(language: str) -> dict[str, StreamlitPage]:
    """Return every page by the name of its module, in the order of the menu; the first is the home page."""
    routed = [path for path in _FOLDER.glob("*.toml") if "route" in tables(path)]
    routed.sort(key=lambda path: tables(path)["route"]["order"])
    return {path.stem: _page(path, language, is_home=not position) for position, path in enumerate(routed)}


def _page(path: Path, language: str, *, is_home: bool) -> StreamlitPage:
    module = importlib.import_module(f"pages.{path.stem}")
    return st.Page(
        module.page,
        title=Words(path, language)["title"],
        url_path=tables(path)["route"]["path"],
        default=is_home,
    )
