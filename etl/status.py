"""The submissions and their state, read live from the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from expectations.sources import contracts
from warehouse.folder import Folder
from warehouse.ledger import Event, open_ledger
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

Series = tuple[str, str, str]
# What an act makes of a submission.
STATES = {
    "taken_up": "En revisión", "approved": "Conforme", "returned": "Observado", "annulled": "Anulado",
    "reopened": "Reabierto",
}  # fmt: skip


def submissions(folder: Folder, scope: Scope) -> list[dict[str, Any]]:
    """Return one row a submission that scope sees, oldest first: identity, series, state, who and when."""
    found: dict[str, dict[str, Any]] = {}
    observed: set[Series] = set()
    touched: dict[str, int] = {}
    for e in open_ledger(folder.ledger_url).events():
        if e.kind == "received" and e.submission_id:
            found[e.submission_id] = _received(e, observed)
        elif e.submission_id in found:
            row = found[e.submission_id]
            row |= {"state": STATES[e.kind], "reviewer": e.actor}
            row["decided_at"] = None if e.kind == "taken_up" else e.at_utc
            row["reason"] = e.payload.get("reason")
            if e.kind == "returned":
                observed.add(_series(row))
            elif e.kind == "approved":  # what is sent after it mends nothing any more
                observed.discard(_series(row))
            for earlier in _replaced(row, found.values()) if e.kind == "approved" else ():
                earlier["state"] = "Reemplazado"
                touched[earlier["submission"]] = e.sequence
        touched[e.submission_id or ""] = e.sequence
    for submission, state in _published_states(folder, touched).items():
        found[submission]["state"] = state
    return [row for row in found.values() if scope.sees(row["organisation"].split("/")[0])]


def _received(e: Event, observed: Collection[Series]) -> dict[str, Any]:
    series = (e.payload["source"], e.payload["organisation"], e.payload["period"])
    return {
        "submission": e.submission_id,
        "source": series[0],
        "organisation": series[1],
        "period": series[2],
        "layout": e.payload["layout"],
        "sequence": e.sequence,
        "version": e.payload["version"],
        "state": "Subsanado" if series in observed else "Enviado",
        "outcome": e.payload["outcome"],
        "sender": e.actor,
        "received_at": e.at_utc,
        "reviewer": None,
        "decided_at": None,
        "reason": None,
        "file": e.payload["file_name"],
        "sha256": e.payload["file_sha256"],
    }


def _series(row: dict[str, Any]) -> Series:
    return row["source"], row["organisation"], row["period"]


def history(folder: Folder, submission_id: str, scope: Scope) -> list[dict[str, Any]]:
    """Return one row an act on that submission, in order; none where that scope does not see it."""
    if submission_id not in {row["submission"] for row in submissions(folder, scope)}:
        return []
    return [
        {"at_utc": e.at_utc, "kind": e.kind, "actor": e.actor, "reason": e.payload.get("reason")}
        for e in open_ledger(folder.ledger_url).events()
        if e.submission_id == submission_id
    ]


def _replaced(approved: dict[str, Any], all_rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the approved submissions that one just approved puts out of force, where its source replaces whole."""
    if contracts()[approved["source"]].replaces != "whole":
        return []
    root = _root(approved)
    return [row for row in all_rows if row["state"] == "Conforme" and row is not approved and _root(row) == root]


def _root(row: dict[str, Any]) -> tuple[str, str, str, str]:
    """What versions of one thing have in common: a plan of a phase, the loss of a vintage in one layout."""
    return row["source"], row["layout"], row["organisation"], row["period"].split("-v")[0]


def _published_states(folder: Folder, touched: Mapping[str, int]) -> dict[str, str]:
    """Return the state the warehouse knows of what nothing happened to since: the ledger knows no rows in force."""
    reader = Reader(folder)
    try:
        known = reader.ask("submission_states", Scope.everything()).rows()
    except NotSeenError:
        return {}
    return {submission: state for submission, state in known if touched[submission] <= reader.sequence}
