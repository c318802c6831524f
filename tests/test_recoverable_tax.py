"""Sales tax that an organisation gets back is told where it is charged to an agreement's fund, and nowhere else."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import pytest
from accounts import rules_of, send

from content.load import CONTENT
from warehouse.folder import Folder

PERIOD = "2025-T4"


def voucher(organisation: str, **changed: Any) -> dict[str, Any]:
    """Return a voucher like the first one an organisation presented, with another number."""
    path = CONTENT / "money" / "execution" / PERIOD / f"{organisation}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        first = next(row for row in csv.DictReader(file) if row["movement"] == "Gasto")
    return first | {"voucher_number": "F999-1", "amount": "118.00"} | changed


@pytest.mark.parametrize(
    ("organisation", "actor", "changed", "is_told"),
    [
        ("PROFONANPE", "contabilidad", {"sales_tax": "18.00"}, True),
        ("PROFONANPE", "contabilidad", {"sales_tax": "0.00"}, False),
        ("PROFONANPE", "contabilidad", {"sales_tax": ""}, False),
        ("PROFONANPE", "contabilidad", {"sales_tax": "18.00", "fund": "Contrapartida monetaria"}, False),
        ("GORE-UCAYALI", "punto.ucayali", {"sales_tax": "18.00"}, False),
    ],
)
def test_only_tax_that_is_recovered_is_told(
    demonstration: Folder, organisation: str, actor: str, changed: dict[str, Any], is_told: bool
) -> None:
    filled = {"Gastos": [voucher(organisation, **changed)]}
    taken = send(demonstration, "financial_execution", organisation, PERIOD, filled, actor, "2026-01-18")
    assert rules_of(taken).get("recoverable_tax") == (["N7"] if is_told else None)
    for finding in (f for f in taken.findings if f.rule == "recoverable_tax"):
        assert finding.stake_amount == Decimal("18.00")
        assert "18.00" in finding.message("es")
        assert "100.00" in finding.message("en")
