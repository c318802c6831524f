"""Every read of the pages, cached by version of the warehouse and scope, never by time."""

from __future__ import annotations

from typing import Any, cast

import polars as pl
import streamlit as st

from etl import status
from pages import session
from warehouse import clock
from warehouse.calendar import national_holidays
from warehouse.read import Neighbourhood, Reader
from warehouse.scope import Scope


def version() -> str:
    """Return the version of the warehouse now in force; empty where nothing was published."""
    return Reader(session.folder()).version


def ask(question: str, **params: Any) -> pl.DataFrame:
    """Answer one question of warehouse/sql/questions for this reader."""
    reader = Reader(session.folder())
    given = tuple(sorted(params.items()))
    return _answer(reader.version, _root(), session.scope(), question, given, _reader=reader)


def ask_in_language(question: str, **params: Any) -> pl.DataFrame:
    """Answer a question whose names depend on the language."""
    return ask(question, language=session.language(), **params)


def neighbourhood(fact_id: str) -> Neighbourhood:
    """Return the cells around a fact in the file that was sent."""
    reader = Reader(session.folder())
    return _neighbourhood(reader.version, _root(), session.scope(), fact_id, _reader=reader)


def cell_sent(submission_id: str, sheet: str, cell: str) -> Neighbourhood:
    """Return the cells around a cell of a file as it was sent; NotSeenError where there is none."""
    reader = Reader(session.folder())
    return _cell_sent(reader.version, _root(), session.scope(), submission_id, sheet, cell, _reader=reader)


def original(submission_id: str) -> bytes:
    """Return the bytes of a file as it was sent; never cached, it may be large."""
    return Reader(session.folder()).original(submission_id, session.scope())[1]


def cutoffs(phase: str) -> pl.DataFrame:
    """Return the cut-offs of a phase with their deadlines as of today."""
    return ask_today("cutoffs", phase=phase)


def ask_today(question: str, **params: Any) -> pl.DataFrame:
    """Answer a question about deadlines, as of today."""
    today = clock.today(session.folder())
    # A phase lasts five years and is still read some years later.
    holidays = national_holidays(today.year - 10, today.year + 5)
    return ask(question, today=today.isoformat(), holidays=holidays, **params)


def submissions(scope: Scope) -> list[dict[str, Any]]:
    """Return the submissions of a scope, the latest first, live from the ledger and so never cached."""
    return status.submissions(session.folder(), scope)[::-1]


def history(submission_id: str) -> list[dict[str, Any]]:
    """Return the acts on one submission in order, live from the ledger."""
    return status.history(session.folder(), submission_id, session.scope())


def submission(submission_id: str, scope: Scope) -> dict[str, Any] | None:
    """Return one submission as the ledger holds it now; None where there is none in that scope."""
    return next((row for row in submissions(scope) if row["submission"] == submission_id), None)


def submission_of(sha256: str, scope: Scope) -> dict[str, Any] | None:
    """Return the latest submission of a file with those bytes; None where there is none in that scope."""
    return next((row for row in submissions(scope) if row["sha256"] == sha256), None)


def shows(submission: dict[str, Any]) -> bool:
    """Say whether the version of the warehouse now in force knows that submission."""
    return Reader(session.folder()).sequence >= submission["sequence"]


def _root() -> str:
    return str(session.folder().root)


# The reader is pinned to the version in the key, so it is no part of the key itself.
@st.cache_data(max_entries=500, show_spinner=False)
def _answer(
    version: str,
    root: str,
    scope: Scope,
    question: str,
    params: tuple[tuple[str, Any], ...],
    *,
    _reader: Reader,
) -> pl.DataFrame:
    given = {name: list(cast("tuple[Any]", value)) if isinstance(value, tuple) else value for name, value in params}
    return _reader.ask(question, scope, **given)


@st.cache_data(max_entries=200, show_spinner=False)
def _neighbourhood(version: str, root: str, scope: Scope, fact_id: str, *, _reader: Reader) -> Neighbourhood:
    return _reader.neighbourhood(fact_id, scope)


@st.cache_data(max_entries=200, show_spinner=False)
def _cell_sent(
    version: str, root: str, scope: Scope, submission_id: str, sheet: str, cell: str, *, _reader: Reader
) -> Neighbourhood:
    return _reader.cell_sent(submission_id, sheet, cell, scope)
