"""Answers how good what was sent is, by the same questions as the page of data quality."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from reports import units
from reports.findings import rule_name, rule_severity, sentence
from reports.terminal import MARKS, say
from reports.words import source_name
from warehouse.calendar import national_holidays
from warehouse.read import Reader
from warehouse.scope import Scope


def quality(reader: Reader, scope: Scope, *, organisation: str, period: str, today: date) -> dict[str, Any]:
    """Return {version, rows, total, rules, deliveries, violations} of an organisation and a period, blank for all.

    Amounts and dates are text; `deliveries` are the reports late or not there yet.
    NotSeenError where nothing is published.
    """
    at = {"organisation": organisation, "period": period}
    holidays = list(national_holidays(today.year - 10, today.year + 5))
    rows = reader.ask("quality_rows", scope, **at).to_dicts()
    rules = reader.ask("quality_rules", scope, **at, rule="").to_dicts()
    owed = reader.ask("deliveries", scope, **at, today=today.isoformat(), holidays=holidays).to_dicts()
    broken = reader.ask("violations_now", scope, **at, rule="", most=None).to_dicts()
    return {
        "version": reader.version,
        "total": next((_plain(row) for row in rows if row["is_total"]), None),
        "rows": [_plain(row) for row in rows if not row["is_total"]],
        "rules": [_plain(row) for row in rules],
        "deliveries": [_plain(row) for row in owed if row["mark"]],
        "violations": [_plain(row) for row in broken],
    }


def told(found: dict[str, Any], language: str) -> str:
    """Return it as a person at a terminal reads it."""
    nothing = say(language, "quality_nothing")
    lines = [say(language, "quality_total", **found["total"]) if found["total"] else nothing]
    lines += [
        say(language, "quality_line", **row | {"source_name": source_name(row["source"], language)})
        for row in found["rows"]
    ]
    lines += [f"{MARKS[row['severity']]} {_rule(row, language)}" for row in found["rules"]]
    lines += [
        say(language, "quality_delivery", **row | {"mark": say(language, f"mark_{row['mark']}")})
        for row in found["deliveries"]
    ]
    lines += [f"{MARKS[rule_severity(row['rule'])]} {sentence(row, language)}" for row in found["violations"]]
    return "\n".join(lines)


def _rule(row: dict[str, Any], language: str) -> str:
    stake = f" · {row['stake_amount']} {units.unit(row['stake_unit'], language)}" if row["stake_amount"] else ""
    return say(language, "quality_rule", **row | {"name": rule_name(row["rule"], language)}) + stake


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON may hold it, amounts exact and dates as text."""
    texts = {name: str(value) for name, value in row.items() if isinstance(value, (date, Decimal))}
    return {name: value for name, value in row.items() if name != "is_total"} | texts
