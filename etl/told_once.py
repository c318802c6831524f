"""Leaves of what is found in a file what its sender has to hear: each thing once, and nothing that only follows."""

from __future__ import annotations

from collections.abc import Iterable

from etl.finding import Finding
from etl.typed import UNREAD
from etl.withheld import UNKNOWN
from expectations.rule import violations

# Beside those without any value, what was written but is not taken for one.
MISREAD = ("formula_without_value", "cell_error", "too_many_decimals")
WITHOUT_VALUE = ("formula_without_value", "cell_error")


def told_once(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings to be told, in the order of the file."""
    findings = list(found)
    # Of a cell that could not be read, or is no code, nothing more is known: what follows from it is not told.
    unknown = {(f.sheet, f.cell) for f in findings if f.rule in (*UNREAD, *MISREAD, *UNKNOWN)}
    follows = violations().keys() | {"unknown_ubigeo"}
    findings = [f for f in findings if f.rule not in follows or (f.sheet, f.cell) not in unknown]
    # How a row enters is not told of one that does not.
    wrong = {(f.sheet, f.row) for f in findings if f.severity == "error"}
    notes = {f.rule for f in findings if f.severity == "note"} & violations().keys()
    findings = [f for f in findings if f.rule not in notes or (f.sheet, f.row) not in wrong]
    # A cell without a value that can be read is told once, by what the sender sees in it.
    spoilt = {(f.sheet, f.cell) for f in findings if f.rule in WITHOUT_VALUE}
    findings = [f for f in findings if f.rule not in UNREAD or (f.sheet, f.cell) not in spoilt]
    # One cell may break one rule in several ways; the same way is told once, as it is found first.
    unique = {(f.rule, f.sheet, f.row, f.column, f.cell, f.found): f for f in reversed(findings)}
    return sorted(unique.values(), key=lambda f: (f.sheet or "", f.row or 0, f.cell or "", f.rule, f.found))
