"""Hands work to the worker process and looks again each second until its answer is there."""

from __future__ import annotations

from typing import Any

import streamlit as st

from etl import desk

_ANSWERS, _TICKETS = "job_answers", "job_tickets"
_KEPT = 20


def answer(key: tuple[object, ...], message: str, **job: Any) -> dict[str, Any] | None:
    """Return the answer to a job, handed over once per key; None, with the message shown, while it runs."""
    tickets = st.session_state.setdefault(_TICKETS, {})
    if key not in tickets:
        tickets[key] = desk.submit(**job)
        _forget_the_oldest(tickets)
    result = _result(tickets[key])
    if result is None:
        _wait(tickets[key], message)
    return result


def is_known(key: tuple[object, ...]) -> bool:
    """Say whether the job of that key was handed over in this session."""
    return key in st.session_state.get(_TICKETS, {})


def _result(ticket: str) -> dict[str, Any] | None:
    # Kept here because the desk need not answer the same ticket twice.
    answers = st.session_state.setdefault(_ANSWERS, {})
    if ticket not in answers:
        found = desk.result(ticket)
        if found is None:
            return None
        answers[ticket] = found
        _forget_the_oldest(answers)
    return answers[ticket]


def _forget_the_oldest(kept: dict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.pop(next(iter(kept)))


@st.fragment(run_every=1)
def _wait(ticket: str, message: str) -> None:
    if _result(ticket) is None:
        st.info(message)
    else:
        st.rerun()
