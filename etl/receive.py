"""Receives a file: bytes, typed rows and report are made durable, then one ledger event acknowledges them."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import duckdb

from etl.basis import basis
from etl.check import Checked, check
from etl.keep import keep
from etl.people import Person, person
from etl.publish import catch_up, publish_after
from etl.recognise import Asked, Recognised
from warehouse import landing
from warehouse.clock import now
from warehouse.folder import Folder, remove_leftovers, sync_directory
from warehouse.ledger import Event, Ledger, open_ledger

ENDED = {"returned", "annulled"}
LOG = logging.getLogger(__name__)


class Sending(NamedTuple):
    """One file as somebody sends it, and what they say of it."""

    name: str
    content: bytes
    actor: str
    asked: Asked | None = None


def receive(folder: Folder, name: str, content: bytes, *, actor: str, asked: Asked | None = None) -> Checked:
    """Receive one file as that person; RefusalError where they may not send it. Publishes what it accepted."""
    [checked] = receive_all(folder, [Sending(name, content, actor, asked)])
    return checked


def receive_all(folder: Folder, sendings: Iterable[Sending]) -> Iterator[Checked]:
    """Receive several files, one after another, and publish once; RefusalError at the first who may not send theirs.

    Each is checked against everything received before, but for what came in this run for others than its sender
    sends for: that waits to be published with it.
    """
    taken: set[str] = set()
    try:
        for sending in sendings:
            checked = _receive(folder, sending, taken)
            if checked.submission and checked.outcome != "duplicate":
                taken.add(checked.submission)
            yield checked
    finally:
        if taken:
            publish_after(folder)


def _receive(folder: Folder, sending: Sending, taken: set[str]) -> Checked:
    """Check one file and, where it is taken, acknowledge it; nothing is published after it."""
    sender = person(sending.actor)

    def may_wait(event: Event) -> bool:
        came_with_it = event.kind == "received" and event.submission_id in taken
        return came_with_it and not sender.scope.sees(event.payload["organisation"].split("/")[0])

    with folder.lock("intake"):
        if folder.unfinished.exists():
            _sweep_landing(folder)
        catch_up(folder, may_wait)
        checked = check(
            folder, sending.name, sending.content, replace(sending.asked or Asked(), sender=sender.organisation)
        )
        try:
            _acknowledge(folder, sending, sender, checked)
        finally:
            checked.close()
    return checked


def _acknowledge(folder: Folder, sending: Sending, sender: Person, checked: Checked) -> None:
    """Keep what was checked and write its event, unless it is rejected or was taken before; for who holds the lock."""
    recognised, ledger = checked.recognised, open_ledger(folder.ledger_url)
    if recognised is None or checked.outcome == "rejected":
        return
    sender.may_send(recognised.organisation)
    earlier = _series(ledger, recognised)
    first = _same(earlier, checked.sha256, ledger)
    checked.duplicate_of = first.submission_id if first else None
    assert checked.connection is not None, "only staged files are kept"
    stands_on = basis(recognised.contract, checked.connection)
    if first and first.payload["basis"] == stands_on and not _has_ended(first, ledger, checked.connection):
        checked.submission, checked.outcome = first.submission_id, "duplicate"
        return
    submission = _identity(recognised, len(earlier) + 1, checked.sha256)
    at, chosen = now(folder)
    folder.unfinished.touch()
    sync_directory(folder.root)
    checked.submission = submission
    payload = keep(folder, checked, recognised, sending.content) | {"version": len(earlier) + 1, "basis": stands_on}
    payload |= {"clock": "JSI_NOW"} if chosen else {}
    ledger.append(at=at, actor=sending.actor, kind="received", submission_id=submission, payload=payload)
    folder.unfinished.unlink(missing_ok=True)


def _series(ledger: Ledger, recognised: Recognised) -> list[Event]:
    series = (recognised.contract.source, recognised.organisation, recognised.period)
    return [
        e
        for e in ledger.events()
        if e.kind == "received" and (e.payload["source"], e.payload["organisation"], e.payload["period"]) == series
    ]


def _same(earlier: list[Event], sha256: str, ledger: Ledger) -> Event | None:
    same = [e for e in earlier if e.payload["file_sha256"] == sha256]
    return same[-1] if same else None


def _has_ended(event: Event, ledger: Ledger, connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether a submission was returned or annulled, or none of its rows is in force any more."""
    later = {e.kind for e in ledger.events() if e.submission_id == event.submission_id}
    replaced = "select count(*) from dim_submission where submission_id = $id and state = 'Reemplazado'"
    counted = connection.execute(replaced, {"id": event.submission_id}).fetchone()
    return bool(later & ENDED) or counted != (0,)


def _identity(recognised: Recognised, version: int, sha256: str) -> str:
    series = "|".join((recognised.contract.source, recognised.organisation, recognised.period))
    return hashlib.sha256(f"{series}|{version}|{sha256}".encode()).hexdigest()[:12]


def named_objects(folder: Folder, ledger: Ledger) -> set[str]:
    """Return every object some event names, with those its report and manifest name in turn."""
    named: set[str] = set()
    for event in ledger.events():
        if event.kind != "received":
            continue
        named |= {event.payload[key] for key in ("file_sha256", "rows_sha256", "report_sha256")}
        report = json.loads(landing.get(folder, event.payload["report_sha256"]))
        named |= {s[key] for s in report["sheets"].values() for key in ("raw_sha256", "rows_sha256")}
    return named


def sweep(folder: Folder) -> int:
    """Delete what a crash left without an event or half-written; never while somebody sends, publishes or verifies.

    Returns how many files went.
    """
    swept = remove_leftovers(folder)
    with folder.lock("intake", wait=False) as alone:
        return swept + (_sweep_landing(folder) if alone else 0)


def recover(folder: Folder) -> None:
    """Do at a start what a crash left undone: sweep, then publish what no version shows yet."""
    sweep(folder)
    catch_up(folder)


def _sweep_landing(folder: Folder) -> int:
    """Sweep what no event names, for whoever holds the lock; nothing where a damaged report hides what it names."""
    # What is named is read under the lock: whoever sends in between would lose what was acknowledged.
    try:
        swept = landing.sweep(folder, named_objects(folder, open_ledger(folder.ledger_url)))
    except landing.MissingObjectError as damaged:
        LOG.warning("nothing swept: %s is missing or altered; jsi verify tells what", damaged)
        return 0
    folder.unfinished.unlink(missing_ok=True)
    return swept
