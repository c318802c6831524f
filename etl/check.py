"""Checks one file against its contract, its suite and the rules of the whole, and writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb

from etl.base import base
from etl.control import effect, facts, measures
from etl.finding import Finding, most_at_stake
from etl.hostile import Refused
from etl.recognise import Asked, Recognised, recognise
from etl.rules import broken
from etl.stage import counted, stage
from etl.withheld import withheld_by
from warehouse import reference
from warehouse.clock import today
from warehouse.folder import Folder

SCHEMA = "jsi-check/1"
STAGED = "staged"


@dataclass
class Checked:
    """What a check found, in the order of the file; `connection` is open on the staged rows where it could be read.

    `dollars` says what a unit of each currency counts for where findings are put in order of their stake.
    """

    name: str
    sha256: str
    recognised: Recognised | None = None
    asked: Asked = field(default_factory=Asked)
    outcome: str = "unreadable"
    findings: list[Finding] = field(default_factory=list[Finding])
    read: int = 0
    ignored: int = 0
    quarantined: int = 0
    facts: int = 0
    effect: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    measures: dict[str, Any] = field(default_factory=dict[str, Any])
    submission: str | None = None
    duplicate_of: str | None = None
    connection: duckdb.DuckDBPyConnection | None = None
    dollars: dict[str, Decimal] = field(default_factory=dict[str, Decimal])

    def close(self) -> None:
        """Let go of the staged rows."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    @property
    def accepted(self) -> int:
        """Rows that would be loaded."""
        return self.read - self.ignored - self.quarantined

    def refuse(self, finding: Finding) -> None:
        """Take nothing of the file: its rows are told as withheld, and no sum or effect of them as accepted."""
        self.findings = [finding, *self.findings]
        self.outcome = "rejected"
        self.quarantined, self.facts = self.read - self.ignored, 0
        self.effect = dict.fromkeys(self.effect, 0)
        for unit in (unit for column in self.measures.values() for unit in column.values()):
            zero = str(Decimal(unit["read"]) * 0)
            unit |= {"accepted": zero, "distinct": zero}

    def document(self, language: str) -> dict[str, Any]:
        """Return the answer of `jsi check --json`: always all keys, what is most at stake first."""
        r = self.recognised
        return {
            "schema": SCHEMA,
            "file": self.name,
            "sha256": self.sha256,
            "source": r.contract.source if r else self.asked.source,
            "organisation": r.organisation if r else self.asked.organisation,
            "period": r.period if r else self.asked.period,
            "submission": self.submission,
            "duplicate_of": self.duplicate_of,
            "outcome": self.outcome,
            "rows_read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "ignored": self.ignored,
            "facts": self.facts,
            "effect": self.effect,
            "measures": self.measures,
            "findings": [_finding(f, language) for f in most_at_stake(self.findings, self.dollars)],
        }


def _finding(f: Finding, language: str) -> dict[str, Any]:
    stake = None if f.stake_amount is None else {"amount": str(f.stake_amount), "unit": f.stake_unit}
    kept = {key: getattr(f, key) for key in ("rule", "severity", "sheet", "cell", "row", "found", "expected")}
    return kept | {"message": f.message(language), "stake": stake}


# Which outcome a refusal of the whole file is: the file cannot be read, is not known, or is refused.
_UNREADABLE = {
    "not_a_workbook", "empty_file", "csv_renamed", "truncated_file", "password_protected", "too_large", "zip_bomb",
    "xml_entities", "file_not_found", "unknown_encoding", "unclosed_quote",
    "old_workbook",
}  # fmt: skip
_UNKNOWN = {"unknown_source", "unknown_organisation", "unknown_period"}


def check(folder: Folder, name: str, content: bytes, asked: Asked | None = None) -> Checked:
    """Check the bytes of one file as they would be received; nothing is written."""
    asked = asked or Asked()
    checked = Checked(name, hashlib.sha256(content).hexdigest(), asked=asked)
    try:
        recognised = recognise(folder, name, content, asked)
        _known_organisation(recognised)
    except Refused as refused:
        return _refuse(checked, Finding.of(refused.rule, found=refused.found))
    checked.recognised = recognised
    checked.findings = [f for placed in recognised.sheets for f in placed.findings]
    if not all(placed.is_complete for placed in recognised.sheets):
        checked.outcome = "rejected"
        counts = [counted(placed) for placed in recognised.data]
        checked.read, checked.ignored = (sum(numbers) for numbers in zip(*counts, strict=True))
        checked.quarantined = checked.read - checked.ignored
        return checked
    checked.connection = base(folder)
    checked.dollars = dict(checked.connection.execute("select currency_code, dollars from currency_order").fetchall())
    for placed in recognised.sheets:
        read, ignored = stage(checked.connection, placed, STAGED)
        if not placed.sheet.is_head:
            checked.read, checked.ignored = checked.read + read, checked.ignored + ignored
    checked.findings += broken(checked.connection, recognised, STAGED, today(folder))
    _judge(checked, recognised)
    return checked


def _refuse(checked: Checked, finding: Finding) -> Checked:
    checked.findings = [finding]
    is_known = finding.rule not in _UNKNOWN
    checked.outcome = "unreadable" if finding.rule in _UNREADABLE else "rejected" if is_known else "unknown"
    return checked


def _known_organisation(recognised: Recognised) -> None:
    code = recognised.organisation
    known = {row["organisation_code"] for row in reference.rows("organisation")}
    known |= {row["unit_code"] for row in reference.rows("unit")}
    if code not in known:
        raise Refused("unknown_organisation", code)


def _judge(checked: Checked, recognised: Recognised) -> None:
    """Withhold rows with an error, count what is left, and say what the file is worth."""
    connection = checked.connection
    assert connection is not None, "judged only once staged"
    errors = {(f.sheet, f.row) for f in checked.findings if f.severity == "error"}
    withheld = withheld_by(connection, checked.findings, recognised)
    checked.quarantined = len(withheld)
    connection.execute("delete from withheld")
    if withheld:
        connection.executemany("insert into withheld values (?, ?)", sorted(withheld))
    if checked.read and checked.accepted == 0:
        checked.findings.insert(0, Finding.of("no_acceptable_row"))
    if errors - withheld or checked.accepted == 0:
        if not checked.read:
            checked.findings.insert(0, Finding.of("no_acceptable_row"))
        checked.outcome = "rejected"
        checked.quarantined = checked.read - checked.ignored
        for placed in recognised.sheets:
            connection.execute(f"insert into withheld select sheet, row_number from staged_{placed.sheet.table}")
    checked.measures = measures(connection, recognised)
    if checked.outcome == "rejected":
        return
    checked.facts = facts(connection, recognised)
    checked.effect = effect(connection, recognised)
    checked.outcome = "findings" if any(f.severity != "note" for f in checked.findings) else "accepted"
