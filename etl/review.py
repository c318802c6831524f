"""Approves or returns a submission; the ledger refuses what the states or the rules do not admit."""

from __future__ import annotations

from etl.people import person
from etl.publish import catch_up, publish_after
from etl.recheck import new_errors
from expectations.sources import contracts
from warehouse.clock import now
from warehouse.folder import Folder
from warehouse.ledger import Event, RefusalError, open_ledger


def approve(folder: Folder, submission_id: str, *, actor: str) -> Event:
    """Give conformity to a submission; RefusalError names why not.

    One act at a time, so that the rules see everything decided before.
    """
    received = _received(open_ledger(folder.ledger_url).events(), submission_id)
    person(actor).may_review(received.payload["organisation"])
    if contracts()[received.payload["source"]].indivisible:
        _is_whole(received)
    with folder.lock("intake"):
        catch_up(folder)
        errors = new_errors(folder, received)
        if errors:
            raise RefusalError("new_error_on_approval", found="; ".join(sorted({f.rule for f in errors})))
        event = _decide(folder, submission_id, actor, "approved", {})
    publish_after(folder)
    return event


def send_back(folder: Folder, submission_id: str, *, actor: str, reason: str) -> Event:
    """Return a submission to its sender with a reason."""
    received = _received(open_ledger(folder.ledger_url).events(), submission_id)
    person(actor).may_review(received.payload["organisation"])
    if not reason.strip():
        raise RefusalError("reason_missing")
    with folder.lock("intake"):
        event = _decide(folder, submission_id, actor, "returned", {"reason": reason.strip()})
    publish_after(folder)
    return event


def _decide(folder: Folder, submission_id: str, actor: str, kind: str, payload: dict[str, str]) -> Event:
    at, chosen = now(folder)

    def is_open(events: list[Event]) -> None:
        _received(events, submission_id)
        decided = [e.kind for e in events if e.submission_id == submission_id and e.kind in ("approved", "returned")]
        if decided:
            raise RefusalError("already_decided", found=submission_id)

    payload = payload | ({"clock": "JSI_NOW"} if chosen else {})
    ledger = open_ledger(folder.ledger_url)
    return ledger.append(at=at, actor=actor, kind=kind, submission_id=submission_id, payload=payload, allowed=is_open)


def _received(events: list[Event], submission_id: str) -> Event:
    found = next((e for e in events if e.kind == "received" and e.submission_id == submission_id), None)
    if found is None:
        raise RefusalError("unknown_submission", found=submission_id)
    return found


def _is_whole(received: Event) -> None:
    """A plan replaces the one before it whole, so it may not be approved with rows withheld."""
    if received.payload["quarantined"]:
        raise RefusalError("plan_with_withheld_rows", found=str(received.payload["quarantined"]))
