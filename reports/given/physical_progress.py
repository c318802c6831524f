"""What a progress workbook says before anybody types: the goals to report and what is known of them."""

from __future__ import annotations

from reports.template import NoTemplateError, Rows
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return one row a goal of that organisation or unit; NoTemplateError where no plan in force gives it one."""
    scope = Scope((organisation.split("/")[0],))
    try:
        reader = Reader(folder)
        rows = reader.ask("goals_to_report", scope, organisation=organisation, period=period)
    except NotSeenError as nothing:
        raise NoTemplateError("no_plan_in_force", organisation) from nothing
    if rows.is_empty():
        raise NoTemplateError("no_plan_in_force", organisation)
    earlier = reader.ask("periods_to_correct", scope, organisation=organisation, period=period)
    return {"Avance": rows.to_dicts(), "Rectificaciones": earlier.to_dicts()}
