"""Every read of the pages, cached by version of the warehouse and scope, never by time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from etl import clock
from pages import session
from reports.calendar import national_holidays
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope


def version() -> str:
    """Return the version of the warehouse now in force; empty where nothing was published."""
    return _reader(_root()).version


def ask(question: str, **params: Any) -> pl.DataFrame:
    """Answer one question of warehouse/sql/questions for this reader."""
    return _answer(version(), _root(), session.scope(), question, tuple(sorted(params.items())))


def ask_in_language(question: str, **params: Any) -> pl.DataFrame:
    """Answer a question whose names depend on the language."""
    return ask(question, language=session.language(), **params)


def neighbourhood(fact_id: str) -> Any:
    """Return the cells around a fact in the file that was sent."""
    return _neighbourhood(version(), _root(), session.scope(), fact_id)


def original(submission_id: str) -> tuple[str, bytes]:
    """Return name and bytes of a file as it was sent; never cached, it may be large."""
    return _reader(_root()).original(submission_id, session.scope())


def cutoffs(phase: str) -> pl.DataFrame:
    """Return the cut-offs of a phase with their deadlines as of today."""
    today = clock.now(session.folder())[0].date()
    return ask("cutoffs", phase=phase, today=today.isoformat(), holidays=_holidays(today))


def _holidays(today: date) -> tuple[str, ...]:
    # A phase lasts five years and is still read some years later.
    return national_holidays(today.year - 10, today.year + 5)


def _root() -> str:
    return str(session.folder().root)


@st.cache_resource(max_entries=4, show_spinner=False)
def _reader(root: str) -> Reader:
    return Reader(Folder(Path(root)))


@st.cache_data(max_entries=500, show_spinner=False)
def _answer(
    version: str, root: str, scope: Scope, question: str, params: tuple[tuple[str, Any], ...]
) -> pl.DataFrame:
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in params}
    return _reader(root).ask(question, scope, **given)


@st.cache_data(max_entries=200, show_spinner=False)
def _neighbourhood(version: str, root: str, scope: Scope, fact_id: str) -> Any:
    return _reader(root).neighbourhood(fact_id, scope)
