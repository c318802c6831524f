"""The desk: takes jobs from pages and does them in a spawned worker, so that the server never loads the checks."""

from __future__ import annotations

import importlib
import multiprocessing
import uuid
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from etl.finding import Finding
from etl.recognise import Asked
from warehouse.folder import Folder
from warehouse.ledger import RefusalError

Action = Literal["check", "receive"]


@dataclass(frozen=True)
class Job:
    """One file to check or receive, who hands it in, and the language they are answered in."""

    action: Action
    content: bytes
    name: str
    language: str
    actor: str | None = None
    asked: Asked = field(default_factory=Asked)


_TICKETS: dict[str, Future[dict[str, Any]]] = {}


@cache
def _worker() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn"))


def warm() -> None:
    """Start the worker and load what it needs, ahead of the first file."""
    _worker().submit(_load)


def submit(action: Action, **job: Any) -> str:
    """Hand a job to the worker and return its ticket."""
    ticket, handed = uuid.uuid4().hex, Job(action, **job)
    try:
        _TICKETS[ticket] = _worker().submit(run, handed)
    except BrokenProcessPool:
        # A worker that died is replaced; what it had not acknowledged was never taken.
        _worker.cache_clear()
        _TICKETS[ticket] = _worker().submit(run, handed)
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


def run(job: Job) -> dict[str, Any]:
    """Check or receive one file and return its document; a refusal is an answer, not an error."""
    from etl.check import check
    from etl.people import person
    from etl.receive import receive

    folder = Folder.from_environment()
    try:
        if job.action == "receive":
            checked = receive(folder, job.name, job.content, actor=job.actor or "", asked=job.asked)
            return checked.document(job.language)
        sender = person(job.actor) if job.actor else None
        asked = replace(job.asked, sender=sender.organisation) if sender else job.asked
        checked = check(folder, job.name, job.content, asked)
        if sender and checked.recognised:
            sender.may_send(checked.recognised.organisation)
    except RefusalError as refusal:
        checked = check(folder, job.name, job.content, job.asked)
        checked.refuse(Finding.of(refusal.rule, found=refusal.found, expected=refusal.expected))
    return checked.document(job.language)
