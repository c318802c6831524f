"""Writes the cells that every table of money shares."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pages import progress, session
from pages.tables import Row, literal
from reports import numbers

# How an amount is announced in each currency, before it.
SIGNS = {"PEN": "S/", "USD": "US$"}


def money(name: str) -> Callable[[Row], str]:
    """Write an amount of money, two decimals, without its currency."""
    language = session.language()
    return lambda row: numbers.money(row[name], language)


def signed(name: str, currency: str) -> Callable[[Row], str]:
    """Write an amount with the sign of the currency another column names."""
    return lambda row: with_sign(row[name], row[currency])


def with_sign(amount: Decimal | None, currency: str | None) -> str:
    """Return an amount with the sign of its currency, escaped so that no dollar begins a formula of Markdown."""
    if amount is None:
        return numbers.UNKNOWN
    return f"{literal(SIGNS.get(currency or '', currency))}\u00a0{numbers.money(amount, session.language())}"


def written(amount: Decimal, currency: str | None) -> str:
    """Return an amount with the sign of its currency as plain text, for a list to choose from."""
    return f"{SIGNS.get(currency or '', currency)}\u00a0{numbers.money(amount, session.language())}"


def day(name: str) -> Callable[[Row], str]:
    """Write a day."""
    language = session.language()
    return lambda row: numbers.day(row[name], language)


def index(name: str) -> Callable[[Row], str]:
    """Write an index such as SPI with two decimals; without one, that it does not apply."""
    words, language = session.words(__file__), session.language()
    return lambda row: words["not_applicable"] if row[name] is None else numbers.money(row[name], language)


def rate(name: str) -> Callable[[Row], str]:
    """Write an exchange rate with four decimals, as it is quoted."""
    return progress.quantity(name)


def coded(name: str) -> Callable[[Row], str]:
    """Write what a code of money means: a stage, a state, a mark, a fund, a flow, a condition, a rate used."""
    words = session.words(__file__)
    return lambda row: words[f"{name}_{row[name]}"] if row[name] else literal(None)
