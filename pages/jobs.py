"""Hands work to the worker process and looks again each second until its answer is there."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from etl import desk

_ANSWERS, _TICKETS = "job_answers", "job_tickets"
_KEPT = 20
_LOG = logging.getLogger(__name__)


class FailedError(Exception):
    """The work did not end: it failed, or its worker or the server was restarted meanwhile."""


def answer(key: tuple[object, ...], message: str, **job: Any) -> dict[str, Any] | None:
    """Return the answer to a job, handed over once per key; None, with the message shown, while it runs.

    FailedError where it did not end; `forget` the key to try again.
    """
    tickets = st.session_state.setdefault(_TICKETS, {})
    if key not in tickets:
        tickets[key] = _hand_over(job)
        _forget_the_oldest(tickets)
    if not _is_over(tickets[key]):
        _wait(tickets[key], message)
        return None
    found = st.session_state[_ANSWERS][tickets[key]]
    if found is None:
        raise FailedError(key[0])
    return found


def is_known(key: tuple[object, ...]) -> bool:
    """Say whether the job of that key was handed over in this session."""
    return key in st.session_state.get(_TICKETS, {})


def forget(key: tuple[object, ...]) -> None:
    """Let the job of that key be handed over again."""
    st.session_state.get(_TICKETS, {}).pop(key, None)


def _hand_over(job: dict[str, Any]) -> str:
    try:
        return desk.submit(**job)
    except Exception as problem:  # no worker, no memory, no descriptor left: whatever it is, the reader may try again
        _LOG.exception("the desk did not take a job")
        raise FailedError from problem


def _is_over(ticket: str) -> bool:
    """Say whether the job ended, and keep its answer, None where it failed."""
    # Kept here because the desk need not answer the same ticket twice.
    answers = st.session_state.setdefault(_ANSWERS, {})
    if ticket in answers:
        return True
    try:
        found = desk.result(ticket)
        is_over = found is not None
    except Exception:  # whatever went wrong over there (KeyError: a ticket nobody holds) is told to the reader calmly
        _LOG.exception("a job of the desk did not end")
        found, is_over = None, True
    if is_over:
        answers[ticket] = found
        _forget_the_oldest(answers)
    return is_over


def _forget_the_oldest(kept: dict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.pop(next(iter(kept)))


@st.fragment(run_every=1)
def _wait(ticket: str, message: str) -> None:
    if _is_over(ticket):
        st.rerun()
    else:
        st.info(message)
