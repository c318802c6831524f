"""The desk: takes jobs from pages and does them in a spawned worker, so that the server never loads the checks."""

from __future__ import annotations

import importlib
import multiprocessing
import uuid
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import Any, Literal

from etl.finding import Finding
from etl.recognise import Asked
from warehouse.folder import Folder
from warehouse.ledger import RefusalError

Action = Literal["check", "receive"]
_TICKETS: dict[str, Future[dict[str, Any]]] = {}


@cache
def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn"))


def warm() -> None:
    """Start the worker and load what it needs, ahead of the first file."""
    _worker().submit(_load)


def submit(action: Action, **job: Any) -> str:
    """Hand a job to the worker and return its ticket."""
    ticket = uuid.uuid4().hex
    try:
        _TICKETS[ticket] = _worker().submit(run, action, **job)
    except BrokenProcessPool:
        # A worker that died is replaced; what it had not acknowledged was never taken.
        _worker.cache_clear()
        _TICKETS[ticket] = _worker().submit(run, action, **job)
    return ticket


def result(ticket: str) -> dict[str, Any] | None:
    """Return what a job answered, None while it is under way; KeyError for a ticket nobody holds."""
    future = _TICKETS[ticket]
    if not future.done():
        return None
    del _TICKETS[ticket]
    return future.result()


def _load() -> None:
    importlib.import_module("expectations.validation")


def run(
    action: Action,
    *,
    content: bytes,
    name: str,
    actor: str | None,
    language: str,
    source: str | None = None,
    organisation: str | None = None,
    period: str | None = None,
) -> dict[str, Any]:
    """Check or receive one file and return its document; a refusal is an answer, not an error."""
    from etl.check import Checked, check
    from etl.people import person
    from etl.receive import receive

    folder, asked = Folder.from_environment(), Asked(source, organisation, period)
    checked = Checked(name, "", asked=asked)
    try:
        if action == "receive":
            checked = receive(folder, name, content, actor=actor or "", asked=asked)
        else:
            checked = check(folder, name, content, asked)
            if actor and checked.recognised:
                person(actor).may_send(checked.recognised.organisation)
    except RefusalError as refusal:
        checked.outcome = "rejected"
        checked.findings = [Finding.of(refusal.rule, found=refusal.found, expected=refusal.expected)]
    return checked.document(language)
