"""The bundled plan and reports as rows of text, for the tests that ask whether they add up."""

from __future__ import annotations

from decimal import Decimal

from content.filled import CONTENT, rows
from warehouse.reference import rows as reference

REPORTS = sorted(p for p in (CONTENT / "progress").glob("*/*.csv") if "." not in p.stem)
PLANS = {"2025": "F2-v1", "2026": "F2-v2"}

LINES = {row["line_code"]: row for row in rows(CONTENT / "plan" / "F2-v1" / "lines.csv")}
GOALS_OF = {
    year: {f"{row['line_code']}/{row['indicator_code']}": row for row in rows(CONTENT / "plan" / plan / "goals.csv")}
    for year, plan in PLANS.items()
}
GOALS = GOALS_OF["2025"]
INDICATORS = {row["indicator_code"]: row for row in reference("indicator")}


def added(row: dict[str, str], *names: str) -> Decimal:
    """Return the sum of those columns of a row, exactly; a blank is nothing."""
    return sum((Decimal(row[name] or 0) for name in names), Decimal(0))
