"""The performance framework at a cut-off: each indicator with its value, its target of the year and its progress."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports import numbers
from reports.terminal import say
from reports.trace import plain
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


def framework(reader: Reader, scope: Scope, *, phase: str | None, cutoff: str | None) -> list[dict[str, Any]]:
    """Return one row an indicator, impacts first; NotSeenError where no framework in force has that cut-off.

    Without a phase or a cut-off it is the last one that something approved is about.
    """
    known = reader.ask("framework_cutoffs", scope).to_dicts()
    asked = [c for c in known if phase in (None, c["phase_code"]) and cutoff in (None, c["cutoff"])]
    if not asked:
        raise NotSeenError(str(cutoff or phase))
    at = {"phase": asked[0]["phase_code"], "cutoff": asked[0]["cutoff"]}
    return [plain(at | row) for row in reader.ask("framework_headline", scope, **at).to_dicts()]


def line(row: dict[str, Any], language: str) -> str:
    """Return one indicator as a person at a terminal reads it."""
    amounts = {n: numbers.quantity(_decimal(row[n]), language) for n in ("value", "target")}
    told = row | amounts | {"progress": numbers.percent(_decimal(row["progress"]), language)}
    note = f" · {say(language, 'note_' + row['note'])}" if row["note"] else ""
    return say(language, "framework_line", **told) + note


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
