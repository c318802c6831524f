"""What a framework's workbook says before anybody types: its phase and version."""

from __future__ import annotations

from reports.periods import phase_years
from reports.template import NoTemplateError, Rows
from warehouse.folder import Folder


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the head of the framework of that period; NoTemplateError where its phase is none."""
    if not phase_years(period):
        raise NoTemplateError("unknown_period", period)
    phase, _, version = period.rpartition("-")
    return {"Carátula": [{"phase_code": phase, "framework_version": version}]}
