"""The eight strategic actions at a cut-off, approved: as they are, or as they were known on a day, beside now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from reports import numbers
from reports.terminal import say
from reports.trace import plain
from warehouse.as_known import AsKnown
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

FIGURES = ("phase_progress", "year_progress", "compliance", "financial_progress")


def figures(
    folder: Folder, scope: Scope, language: str, *, phase: str | None, cutoff: str | None, day: date | None
) -> list[dict[str, Any]]:
    """Return one row an action and one of the programme, figures as shares of one.

    Without a phase or a cut-off it is the last one that something approved is about. NotSeenError where there is none.
    """
    now = Reader(folder)
    reader = now if day is None else AsKnown(now, day)
    known = reader.ask("plan_cutoffs", scope).to_dicts()
    asked = [c for c in known if phase in (None, c["phase_code"]) and cutoff in (None, c["cutoff"])]
    if not asked:
        raise NotSeenError(str(cutoff or phase or day))
    at = {"phase": asked[0]["phase_code"], "cutoff": asked[0]["cutoff"]}
    rows = [at | row for row in _told(reader, scope, language, at)]
    if day is not None:
        today = {row["action_code"]: row for row in _told(now, scope, language, at)}
        for row in rows:
            row |= {"known_on": day.isoformat(), "sequence": reader.sequence}
            row |= {f"{name}_now": today.get(row["action_code"], {}).get(name) for name in FIGURES}
    return [plain(row) for row in rows]


def _told(reader: Reader | AsKnown, scope: Scope, language: str, at: dict[str, str]) -> Iterator[dict[str, Any]]:
    for row in reader.ask("action_headline", scope, language=language, **at).to_dicts():
        yield {name: row[name] for name in ("action_code", "action_name", *FIGURES)}
    for row in reader.ask("programme_headline", scope, **at).to_dicts():
        yield {"action_code": "", "action_name": say(language, "programme")} | {name: row[name] for name in FIGURES}


def line(row: dict[str, Any], language: str) -> str:
    """Return one action as a person at a terminal reads it; beside what was known then, what is known now."""
    told = {name: _share(row, name, language) for name in FIGURES}
    return say(language, "figures_line", **(row | told))


def _share(row: dict[str, Any], name: str, language: str) -> str:
    then, now = (numbers.percent(_decimal(row.get(key)), language) for key in (name, f"{name}_now"))
    return f"{then} → {now}" if f"{name}_now" in row and then != now else then


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
