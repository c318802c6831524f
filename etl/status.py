"""The submissions and their state, read live from the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expectations.sources import contracts
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


def submissions(folder: Folder, scope: Scope) -> list[dict[str, Any]]:
    """Return one row a submission that scope sees, oldest first: identity, series, state, who and when."""
    found: dict[str, dict[str, Any]] = {}
    observed: set[tuple[str, str, str]] = set()
    for e in open_ledger(folder.ledger_url).events():
        if e.kind == "received" and e.submission_id:
            series = (e.payload["source"], e.payload["organisation"], e.payload["period"])
            found[e.submission_id] = {
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
        elif e.submission_id in found:
            row = found[e.submission_id]
            row["state"] = {"approved": "Conforme", "returned": "Observado"}[e.kind]
            row |= {"reviewer": e.actor, "decided_at": e.at_utc, "reason": e.payload.get("reason")}
            if e.kind == "returned":
                observed.add((row["source"], row["organisation"], row["period"]))
            else:
                for earlier in _replaced(row, found.values()):
                    earlier["state"] = "Reemplazado"
    for submission in _out_of_force(folder) & found.keys():
        found[submission]["state"] = "Reemplazado"
    return [row for row in found.values() if scope.sees(row["organisation"].split("/")[0])]


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


def _out_of_force(folder: Folder) -> set[str]:
    """Return the approved submissions none of whose rows is in force: the ledger knows no rows, the warehouse does."""
    try:
        return set(Reader(folder).ask("replaced_submissions", Scope.everything())["submission_id"])
    except NotSeenError:
        return set()
