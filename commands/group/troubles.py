"""Refusals and troubles of the place: each is told in a sentence and ends in an exit code."""

from __future__ import annotations

import errno
import logging
from collections.abc import Generator
from contextlib import contextmanager

import click

from commands.group.answers import ENVIRONMENT, refuse, stop
from reports import terminal


def end(context: click.Context, problem: Exception) -> None:
    """End the run where somebody refused or the place is in trouble; return where the error is ours to raise."""
    from etl.trouble import trouble
    from warehouse.ledger import RefusalError

    if isinstance(problem, RefusalError):
        refuse(context, problem.rule, problem.found, problem.expected)
    found = trouble(problem)
    if found and getattr(problem, "errno", None) != errno.EPIPE:
        stop(context, ENVIRONMENT, found[0], about=found[1])


@contextmanager
def telling(language: str) -> Generator[None]:
    """While a command runs, tell the person of acts that stand though they could not be published."""
    log, teller = logging.getLogger("etl"), _Teller(language)
    log.addHandler(teller)
    try:
        yield
    finally:
        log.removeHandler(teller)


class _Teller(logging.Handler):
    def __init__(self, language: str) -> None:
        super().__init__(logging.ERROR)
        self._language = language

    def emit(self, record: logging.LogRecord) -> None:
        """Say it in one sentence, with what stood in the way."""
        click.echo(terminal.say(self._language, "not_published", about=_cause(record, self._language)), err=True)


def _cause(record: logging.LogRecord, language: str) -> str:
    from etl.trouble import trouble

    problem = record.exc_info[1] if record.exc_info else None
    found = trouble(problem) if problem else None
    if found:
        return terminal.say(language, found[0], about=found[1]).rstrip(".")
    return " ".join(f"{type(problem).__name__}: {problem}".split())
