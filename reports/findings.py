"""Says the name and sentence of a rule, and which cells of a row may be shown as they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expectations.rule import rules, shorter, violations
from expectations.sources import contracts


def rule_name(rule: str, language: str) -> str:
    """Return the name of a rule; one that is no longer in force keeps its code."""
    known = rules().get(rule)
    return known.text[language]["name"] if known else rule


def rule_severity(rule: str) -> str:
    """Return how grave it is to break a rule; of one no longer in force, a note."""
    known = rules().get(rule)
    return known.severity if known else "note"


def sentence(broken: Mapping[str, Any], language: str) -> str:
    """Say what breaks a rule in a row {rule, sheet, cell, row, header, found, expected}, and how to mend it."""
    known = rules().get(broken["rule"])
    if known is None:
        return str(broken["found"] or "")
    place = broken["cell"] or broken["row"]
    # numbers are the SQL's where a rule is of the whole; what is quoted of a cell stays as typed
    told = shorter if broken["rule"] in violations() else str
    return known.message(
        language,
        cell=f"{broken['sheet']}!{place}" if broken["sheet"] and place else "—",
        column=broken["header"] or "—",
        found=told(broken["found"] or "∅"),
        expected=told(broken["expected"] or ""),
    )


def is_calculated(source: str, sheet: str, column: str) -> bool:
    """Say whether a column holds a formula of our own template, which says nothing its sender wrote."""
    return column in _columns(source, sheet, "calculated")


def is_personal(source: str, sheet: str, column: str) -> bool:
    """Say whether the cells of a column identify a person, so that nobody else is shown them."""
    return column in _columns(source, sheet, "personal")


def _columns(source: str, sheet: str, mark: str) -> set[str]:
    contract = contracts().get(source)
    sheets = [one for layout in contract.layouts.values() for one in layout if one.is_called(sheet)] if contract else []
    return {c.name for one in sheets for c in one.columns if c.role == mark or (mark == "personal" and c.personal)}
