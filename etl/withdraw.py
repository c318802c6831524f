"""Withdraws a submission nobody decided on yet; what is approved is withdrawn row by row, with *Rectificaciones*."""

from __future__ import annotations

from etl.people import person
from etl.publish import publish_after
from etl.review import act, received, undecided
from warehouse.folder import Folder
from warehouse.ledger import Event, RefusalError, open_ledger


def withdraw(folder: Folder, submission_id: str, *, actor: str, reason: str) -> Event:
    """Withdraw a submission of one's own organisation with a reason; RefusalError names why not."""
    events = open_ledger(folder.ledger_url).events()
    person(actor).may_send(received(events, submission_id).payload["organisation"])
    if not reason.strip():
        raise RefusalError("reason_missing")
    if any(e.kind == "approved" and e.submission_id == submission_id for e in events):
        raise RefusalError("approved_is_corrected", found=submission_id)
    with folder.lock("intake"):
        event = act(folder, submission_id, actor, "annulled", {"reason": reason.strip()}, undecided(submission_id))
    publish_after(folder)
    return event
