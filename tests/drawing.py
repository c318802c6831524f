"""Draws one page by itself, without a server, and reads what it says."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from streamlit.testing.v1 import AppTest

from pages import registry
from reports.words import LANGUAGES, Words, tables
from warehouse.scope import Scope

FOLDER = Path(registry.__file__).parent
EVERYTHING, CUTOFF = Scope.everything(), "2025-T4"
SHOWN = (
    "title", "header", "subheader", "caption", "markdown", "info", "error", "warning", "success", "metric", "button",
    "selectbox", "table", "download_button", "page_link", "expander", "file_uploader",
)  # fmt: skip


def draw(stem: str, language: str, query: dict[str, str]) -> None:
    """Draw one page as app.py does, without the frame; runs inside Streamlit, so it imports for itself."""
    import importlib

    import streamlit as st

    from pages import registry

    st.session_state["lang"] = language
    for name, value in query.items():
        st.query_params.setdefault(name, value)
    st.navigation(list(registry.pages(language).values()), position="hidden")
    importlib.import_module(f"pages.{stem}").page()


def page(stem: str, language: str = "es", **query: str) -> AppTest:
    drawn = AppTest.from_function(draw, kwargs={"stem": stem, "language": language, "query": query})
    drawn.run(timeout=60)
    return drawn


def words(stem: str, language: str) -> Words:
    return Words(FOLDER / f"{stem}.toml", language)


def texts(drawn: AppTest) -> list[str]:
    """Return everything a page says: texts, labels and cells of tables, but the headers of a sender's own sheet."""
    said: list[str] = []
    theirs = {words("descent", language)["header"] for language in LANGUAGES}
    theirs |= {words("withheld", language)["as_sent"] for language in LANGUAGES}
    for element in (one for kind in SHOWN for one in drawn.get(kind)):
        if element.type == "table":
            columns = [name for name in element.value.columns if name not in theirs]
            said += [*columns, *(str(cell) for cell in element.value[columns].values.ravel())]
            continue
        said += [str(getattr(element, name)) for name in ("value", "label") if getattr(element, name, None)]
        said += [str(getattr(element.proto, "label", ""))]
    return said


def told_apart(language: str) -> set[str]:
    """Return every text of the pages in that language that is not also one of the other, and has nothing to fill."""
    other = next(one for one in LANGUAGES if one != language)
    files = [tables(path) for path in FOLDER.glob("*.toml")]
    both = {text for file in files for text in file[other].values()}
    own = {text for file in files for text in file[language].values()}
    return {text for text in own - both if not any(name for _, name, _, _ in Formatter().parse(text))}
