"""What a period says: the years of the phase that a plan is for."""

from __future__ import annotations

from warehouse import reference


def phase_years(period: str) -> range:
    """Return the years of the phase of a plan's period (F2-v1), both ends included; none for any other period."""
    code = period.rpartition("-v")[0]
    phase = next((p for p in reference.rows("phase") if p["phase_code"] == code), None)
    return range(int(phase["start_year"]), int(phase["end_year"]) + 1) if phase else range(0)
