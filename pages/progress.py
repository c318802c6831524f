"""Writes the cells that every table of progress shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pages import session
from pages.tables import Row, literal
from reports import numbers, units

# What `warehouse/reference/README.md` calls the source of what was invented.
ILLUSTRATIVE = "ilustrativo"


def text(name: str) -> Callable[[Row], str]:
    """Write a text as typed."""
    return lambda row: literal(row[name])


def percent(name: str) -> Callable[[Row], str]:
    """Write a ratio as a percentage."""
    language = session.language()
    return lambda row: numbers.percent(row[name], language)


def quantity(name: str) -> Callable[[Row], str]:
    """Write a quantity."""
    language = session.language()
    return lambda row: numbers.quantity(row[name], language)


def yes_no(name: str) -> Callable[[Row], str]:
    """Write whether something holds."""
    words = session.words(__file__)
    return lambda row: words["yes" if row[name] else "no"]


def unit(name: str) -> Callable[[Row], str]:
    """Write a unit of measure by its name in the reader's language."""
    language = session.language()
    return lambda row: literal(units.unit(row[name], language))


def origin(source: str | None) -> str:
    """Write where reference data come from; what was invented for the demonstration is labelled so."""
    return session.words(__file__)["illustrative"] if source == ILLUSTRATIVE else literal(source)


def light(row: Row) -> str:
    """Write the traffic light as symbol, colour and word, so that no reader depends on the colour."""
    words = session.words(__file__)
    return words[f"light_{row['light'] or 'none'}"]


def state(row: Row) -> str:
    """Write the state of a submission."""
    return session.words(__file__)[f"state_{row['state']}"]


def situation(row: Row) -> str:
    """Write what a sender says of a goal in a period; a unit and a correction say nothing of it."""
    return session.words(__file__)[f"situation_{row['situation']}"] if row["situation"] else literal(None)


def department(row: Row) -> str:
    """Write the name of a department, or that the line is of the whole country."""
    return session.words(__file__)["national"] if row["department_code"] == "00" else literal(row["department_name"])


def columns() -> dict[str, Callable[[Row], str]]:
    """Return the columns of the tables of actions and regions, approved figures beside those reported."""
    words = session.words(__file__)
    return {
        words["phase_progress"]: percent("phase_progress"),
        words["phase_reported"]: percent("phase_reported"),
        words["year_progress"]: percent("year_progress"),
        words["compliance"]: percent("compliance"),
        words["financial_progress"]: percent("financial_progress"),
        words["light"]: light,
        words["coverage"]: percent("coverage"),
        words["lines"]: lambda row: words("lines_counted", **_counts(row)),
    }


def _counts(row: Row) -> dict[str, Any]:
    language = session.language()
    return {name: numbers.quantity(row[name] or 0, language) for name in ("lines", "lines_counted")}
