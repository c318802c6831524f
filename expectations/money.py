"""What every source of money shares: how a code, an amount and a rate are written."""

from typing import Any

from expectations.contract import Column

CODE = r"[A-Z0-9][A-Z0-9.\-/]{1,39}"


def amount(name: str, header: str, **more: Any) -> Column:
    """Return a column of money: two decimals, a fact per filled cell, in the currency of another column of its row."""
    usual: dict[str, Any] = {"unit_column": "currency_code", "measure": True, "minimum": "0", "width": 16}
    return Column(name, header, kind="decimal", scale=2, **(usual | more))


def rate(name: str, header: str, **more: Any) -> Column:
    """Return a column of an exchange rate: soles for one dollar, six decimals."""
    return Column(name, header, kind="decimal", scale=6, minimum="0.000001", **more)
