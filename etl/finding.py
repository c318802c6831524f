"""A finding: which rule, where, what was found, what was expected and what is at stake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from expectations.rule import LANGUAGES, rules

GRAVITY = ("error", "alert", "note")


@dataclass(frozen=True)
class Finding:
    """One breach of one rule; `row` is the sender's row number, None for the whole file."""

    rule: str
    severity: str
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    found: str = ""
    expected: str = ""
    stake_amount: Decimal | None = None
    stake_unit: str | None = None

    @classmethod
    def of(cls, rule: str, **where: Any) -> Finding:
        """Make a finding with the severity its rule declares."""
        return cls(rule=rule, severity=where.pop("severity", rules()[rule].severity), **where)

    def message(self, language: str) -> str:
        """Say it in that language."""
        place = f"{self.sheet}!{self.cell}" if self.sheet and self.sheet != "csv" and self.cell else self.cell
        return rules()[self.rule].message(
            language,
            cell=place or "—",
            column=self.column or "—",
            found=self.found or "∅",
            expected=self.expected,
        )

    def document(self) -> dict[str, Any]:
        """Return it as kept in the report, with the sentences of the day it was made."""
        kept = asdict(self)
        kept["stake_amount"] = None if self.stake_amount is None else str(self.stake_amount)
        return kept | {f"message_{language}": self.message(language) for language in LANGUAGES}


def most_at_stake(findings: Iterable[Finding], dollars: Mapping[str, Decimal]) -> list[Finding]:
    """Put errors of the whole file first, then by gravity what puts most money at stake, then each other unit.

    `dollars` says what a unit of each currency counts for: amounts of two currencies stand in one order. What is
    alike stays in the order it came in.
    """

    def order(f: Finding) -> tuple[object, ...]:
        unit = "" if f.stake_unit in dollars else f.stake_unit
        worth = None if f.stake_amount is None else f.stake_amount * dollars.get(f.stake_unit or "", Decimal(1))
        is_of_a_cell = f.severity != "error" or f.sheet is not None
        return is_of_a_cell, GRAVITY.index(f.severity), unit is None, unit or "", worth is None, -(worth or 0)

    return sorted(findings, key=order)
