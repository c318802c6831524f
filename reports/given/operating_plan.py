"""What a plan's workbook says before anybody types: its phase and version, and the usual head."""

from __future__ import annotations

from reports.periods import phase_years
from reports.template import NoTemplateError, Rows
from warehouse.clock import now
from warehouse.folder import Folder


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the head of the plan of that period; the year, currency and state may be changed by its author."""
    years = phase_years(period)
    if not years:
        raise NoTemplateError("unknown_period", period)
    phase, _, version = period.rpartition("-")
    this_year = now(folder)[0].year
    usual = {"poa_year": min(max(this_year, years[0]), years[-1]), "currency_code": "USD", "plan_state": "Borrador"}
    return {"Carátula": [{"phase_code": phase, "plan_version": version} | usual]}
