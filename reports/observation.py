"""One finding as a document shows it: rule, place, what was found and expected, how to mend it, what is at stake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from expectations.rule import rules
from reports import numbers, units
from reports.addresses import Place, place_of

SEVERITIES = ("error", "alert", "note")


@dataclass(frozen=True)
class Observation:
    """One finding of a check or of a submission, its sentence already in the reader's language."""

    rule: str
    severity: str
    sheet: str | None
    cell: str | None
    row: int | None
    found: str
    expected: str
    message: str
    stake: str

    @property
    def place(self) -> Place | None:
        """The row and column of its cell; None where it is about a row, a sheet or the whole file."""
        return place_of(self.cell)

    def name(self, language: str) -> str:
        """Return the name of its rule; of a rule there is no more, the word it went by."""
        known = rules().get(self.rule)
        return known.text[language]["name"] if known else self.rule


def observations_of(findings: Iterable[Mapping[str, Any]], language: str) -> list[Observation]:
    """Take the findings of `jsi check --json`, or of the question `submission_findings`."""
    return [_observation(finding, language) for finding in findings]


def _observation(finding: Mapping[str, Any], language: str) -> Observation:
    severity, row = finding["severity"], finding["row"]
    return Observation(
        rule=str(finding["rule"]),
        severity=severity if severity in SEVERITIES else "note",
        sheet=finding["sheet"] or None,
        cell=finding["cell"] or None,
        row=row if row and row > 0 else None,
        found=finding["found"] or "",
        expected=finding["expected"] or "",
        message=finding["message"] or "",
        stake=_stake(finding, language),
    )


def _stake(finding: Mapping[str, Any], language: str) -> str:
    stake = finding.get("stake")
    if stake is None:
        return numbers.UNKNOWN
    return f"{numbers.quantity(Decimal(stake['amount']), language)} {units.unit(stake['unit'], language)}".rstrip()


def worst(observations: Iterable[Observation]) -> str:
    """Return the gravest severity among some."""
    return min((one.severity for one in observations), key=SEVERITIES.index)
