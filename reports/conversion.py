"""An amount in another currency on a day, with the published rates it takes and the cells they are in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from reports import numbers
from reports.terminal import say
from reports.trace import plain
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

CURRENCIES = ("EUR", "GBP", "NOK", "PEN", "USD")


def conversion(
    reader: Reader, scope: Scope, amount: Decimal, currencies: tuple[str, str], on_day: date
) -> dict[str, Any]:
    """Return the amount (two decimals) in the second currency by the last rates until that day.

    NotSeenError where one of the rates it takes was not published in the days before.
    """
    asked = {"from_code": currencies[0], "to_code": currencies[1], "on_day": on_day.isoformat()}
    found = reader.one("conversion", scope, amount=amount, **asked)
    if found["amount"] is None:
        raise NotSeenError(" → ".join(currencies))
    rates = reader.ask("conversion_rates", scope, **asked).to_dicts()
    told = {"from": currencies[0], "to": currencies[1], "on": on_day.isoformat()}
    rows = [row | {"rate_date": row["rate_date"].isoformat()} for row in rates]
    return plain(told | {"amount": amount, "converted": found["amount"], "rates": rows})


def lines(row: dict[str, Any], language: str) -> str:
    """Return a conversion as a person at a terminal reads it: both amounts, and a line a rate."""
    amounts = {name: numbers.money(Decimal(row[name]), language) for name in ("amount", "converted")}
    told = [say(language, "converted", **row | amounts)]
    return "\n".join([*told, *(say(language, "rate_line", **_shown(rate)) for rate in row["rates"])])


def _shown(rate: dict[str, Any]) -> dict[str, Any]:
    return rate | {"rate": numbers.rate(Decimal(rate["rate"]))}
