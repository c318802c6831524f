"""Draws the money of a national deployment: each partner's subagreement, a transfer, and what it spent of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve
from reports.workbook import workbook
from warehouse.folder import Folder

QUARTERS = ("2025-T3", "2025-T4")
SOLES, DOLLARS = 375, 100  # what the bank gave for what was transferred


@dataclass(frozen=True)
class Spending:
    """What a partner spent of its subagreement in a quarter: vouchers over its lines, and how the account closes."""

    organisation: str
    period: str
    lines: range
    vouchers: int
    opening: int
    received: int
    version: int = 1
    source: ClassVar[str] = "financial_execution"
    tables: ClassVar[tuple[str, ...]] = ("financial_head", "expense", "reconciliation")

    @property
    def rows(self) -> int:
        """Vouchers, the head and the account."""
        return self.vouchers + 2

    @property
    def facts(self) -> int:
        """Filled measure cells: of each voucher its amount; what the account began with, received and kept."""
        return self.vouchers + 3

    @property
    def closing(self) -> int:
        """What is left in the account: `deployed_expense.sql` says what a voucher is of."""
        return self.opening + self.received - sum(30 + n % 7 for n in range(self.vouchers))

    @property
    def given(self) -> dict[str, Any]:
        """What its SQL is given."""
        return {"subagreement": _code(self.organisation), "partner": self.organisation, "period": self.period,
                "first": self.lines.start, "lines": len(self.lines), "vouchers": self.vouchers,
                "opening": self.opening, "received": self.received, "closing": self.closing}  # fmt: skip


def agreed(folder: Folder, partners: Mapping[str, range], cost: int) -> None:
    """Send and approve the register of subagreements, each of what its lines cost, and a tenth transferred."""
    dollars = {organisation: len(lines) * cost for organisation, lines in partners.items()}
    _sent(folder, "subagreements", "F2", {"Subconvenios": [_register(*one) for one in dollars.items()]})
    _sent(folder, "disbursements", QUARTERS[0], {"Desembolsos": [_transfer(*one) for one in dollars.items()]})


def spent(organisation: str, period: str, lines: range, vouchers: int, cost: int) -> list[Spending]:
    """Return what a partner tells of its money in a quarter; nothing but in the last two."""
    first = Spending(organisation, QUARTERS[0], lines, vouchers, 0, _soles(len(lines) * cost))
    second = Spending(organisation, QUARTERS[1], lines, vouchers, first.closing, 0)
    return [one for one in (first, second) if one.period == period]


def _soles(dollars: int) -> int:
    return dollars // 10 * SOLES // DOLLARS


def _sent(folder: Folder, source: str, period: str, filled: dict[str, list[dict[str, Any]]]) -> None:
    asked = Asked(source, "PROFONANPE", period)
    content = workbook(folder, source, "PROFONANPE", period, filled=filled)
    checked = receive(folder, f"{source}.xlsx", content, actor="gestor.financiero", asked=asked)
    if checked.submission is None:
        raise ValueError([f.message("en") for f in checked.findings[:5]])
    approve(folder, checked.submission, actor="gestor.tecnico")


def _code(organisation: str) -> str:
    return f"SUB-{organisation}"


def _register(organisation: str, dollars: int) -> dict[str, Any]:
    return {
        "subagreement_code": _code(organisation), "agreement_code": "NORAD-2022", "organisation_code": organisation,
        "currency_code": "USD", "amount": dollars, "account_currency": "PEN", "signed_on": "2025-07-01",
        "starts_on": "2025-07-01", "ends_on": "2026-12-31", "subagreement_state": "Vigente",
    }  # fmt: skip


def _transfer(organisation: str, dollars: int) -> dict[str, Any]:
    tenth = dollars // 10
    return {
        "disbursement_code": f"DES-{organisation}", "flow": "Profonanpe a socio", "agreement_code": "NORAD-2022",
        "subagreement_code": _code(organisation), "currency_code": "USD", "requested_on": "2025-07-02",
        "requested_amount": tenth, "approved_on": "2025-07-03", "approved_amount": tenth,
        "transferred_on": "2025-07-04", "transferred_amount": tenth, "account_currency": "PEN",
        "account_amount": _soles(dollars), "exchange_rate": f"{SOLES / DOLLARS}",
    }  # fmt: skip
