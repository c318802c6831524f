"""National holidays of Peru, which move the deadlines; regional ones are reviewed reference data."""

from __future__ import annotations

import holidays


def national_holidays(first_year: int, last_year: int) -> tuple[str, ...]:
    """Return the national holidays of those years, both included, as ISO dates in order."""
    days = holidays.country_holidays("PE", years=range(first_year, last_year + 1))
    return tuple(sorted(day.isoformat() for day in days))
