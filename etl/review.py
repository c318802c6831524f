"""Takes up, approves or returns a submission; the ledger refuses what the states or the rules do not admit."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from etl.people import person
from etl.publish import catch_up, publish_after
from etl.recheck import new_errors
from expectations.sources import contracts
from warehouse.clock import now
from warehouse.folder import Folder
from warehouse.ledger import Event, RefusalError, open_ledger

DECISIONS = ("approved", "returned", "annulled")
Check = Callable[[list[Event]], None]


def approve(folder: Folder, submission_id: str, *, actor: str) -> Event:
    """Give conformity to a submission; RefusalError names why not."""
    return approve_all(folder, [submission_id], actor=actor)[0]


def approve_all(folder: Folder, submission_ids: Iterable[str], *, actor: str) -> list[Event]:
    """Give conformity to several submissions, one after another, and publish once; RefusalError at the first refused.

    One act at a time, so that the rules see everything decided before; only what was approved in this run of other
    organisations waits to be published with it, and is in review for the next.
    """
    events: list[Event] = []
    approved: dict[int, str] = {}
    try:
        for submission_id in submission_ids:
            sent = received(open_ledger(folder.ledger_url).events(), submission_id)
            sender = sent.payload["organisation"]
            person(actor).may_review(sender)
            if contracts()[sent.payload["source"]].indivisible:
                _is_whole(sent)
            with folder.lock("intake"):
                catch_up(folder, lambda event, sender=sender: approved.get(event.sequence, sender) != sender)
                errors = new_errors(folder, sent)
                if errors:
                    raise RefusalError("new_error_on_approval", found="; ".join(sorted({f.rule for f in errors})))
                events.append(act(folder, submission_id, actor, "approved", {}, undecided(submission_id)))
                approved[events[-1].sequence] = sender
    finally:
        if events:
            publish_after(folder)
    return events


def take_up(folder: Folder, submission_id: str, *, actor: str) -> Event:
    """Take a submission up for review: whoever sent it sees that somebody does; it may still be withdrawn."""
    sent = received(open_ledger(folder.ledger_url).events(), submission_id)
    person(actor).may_review(sent.payload["organisation"])
    with folder.lock("intake"):
        event = act(folder, submission_id, actor, "taken_up", {}, _not_taken_up(submission_id))
    publish_after(folder)
    return event


def send_back(folder: Folder, submission_id: str, *, actor: str, reason: str) -> Event:
    """Return a submission to its sender with a reason."""
    sent = received(open_ledger(folder.ledger_url).events(), submission_id)
    person(actor).may_review(sent.payload["organisation"])
    if not reason.strip():
        raise RefusalError("reason_missing")
    with folder.lock("intake"):
        event = act(folder, submission_id, actor, "returned", {"reason": reason.strip()}, undecided(submission_id))
    publish_after(folder)
    return event


def act(folder: Folder, submission_id: str, actor: str, kind: str, payload: dict[str, object], allowed: Check) -> Event:
    """Write one act on a submission in the ledger, which `allowed` may still refuse; it says if the clock was set."""
    at, chosen = now(folder)
    payload = payload | ({"clock": "JSI_NOW"} if chosen else {})
    ledger = open_ledger(folder.ledger_url)
    return ledger.append(at=at, actor=actor, kind=kind, submission_id=submission_id, payload=payload, allowed=allowed)


def undecided(submission_id: str) -> Check:
    """Return the check that nobody approved, returned or withdrew that submission yet."""

    def check(events: list[Event]) -> None:
        received(events, submission_id)
        if any(e.kind in DECISIONS for e in events if e.submission_id == submission_id):
            raise RefusalError("already_decided", found=submission_id)

    return check


def _not_taken_up(submission_id: str) -> Check:
    """Return the check that the submission waits, and that nobody took it up yet."""

    def check(events: list[Event]) -> None:
        undecided(submission_id)(events)
        if any(e.kind == "taken_up" for e in events if e.submission_id == submission_id):
            raise RefusalError("already_in_review", found=submission_id)

    return check


def received(events: list[Event], submission_id: str) -> Event:
    """Return the event that received a submission; RefusalError where there is none."""
    found = next((e for e in events if e.kind == "received" and e.submission_id == submission_id), None)
    if found is None:
        raise RefusalError("unknown_submission", found=submission_id)
    return found


def _is_whole(sent: Event) -> None:
    """A plan replaces the one before it whole, so it may not be approved with rows withheld."""
    if sent.payload["quarantined"]:
        raise RefusalError("plan_with_withheld_rows", found=str(sent.payload["quarantined"]))
