"""Makes the workbook a sender fills: the contract's sheets, pre-filled from the plan in force."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from expectations.contract import Contract
from expectations.signature import key_of
from expectations.sources import contracts
from reports.template import write_template
from warehouse import reference
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

# Where the drop-down lists of coded columns come from: contract reference -> (table, code column).
LISTS = {
    "strategic_action": ("strategic_action", "action_code"),
    "organisation": ("organisation", "organisation_code"),
    "unit": ("unit", "unit_code"),
    "indicator": ("indicator", "indicator_code"),
    "expense_category": ("expense_category", "category_code"),
}


class NoTemplateError(Exception):
    """There is no workbook to make; `rule` says why."""

    def __init__(self, rule: str, found: str) -> None:
        """Keep what its sentence needs."""
        super().__init__(rule)
        self.rule, self.found = rule, found


def workbook(
    folder: Folder,
    source: str,
    organisation: str,
    period: str,
    *,
    filled: dict[str, list[dict[str, Any]]] | None = None,
) -> bytes:
    """Return the workbook of that source, organisation and period; NoTemplateError where there is none."""
    contract = contracts().get(source)
    if contract is None or not contract.template:
        raise NoTemplateError("no_template", source)
    given = _goals(folder, organisation, period) if source == "physical_progress" else {}
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / "template.xlsx"
        write_template(
            path,
            contract,
            contract.layouts["workbook"],
            organisation,
            _name(organisation),
            period,
            given,
            filled or {},
            _choices(contract),
            key_of(folder.root),
            {"demonstration": folder.is_demonstration},
        )
        return path.read_bytes()


def _goals(folder: Folder, organisation: str, period: str) -> dict[str, list[dict[str, Any]]]:
    try:
        rows = Reader(folder).ask("goals_to_report", Scope.everything(), organisation=organisation, period=period)
    except NotSeenError:
        rows = None
    if rows is None or rows.is_empty():
        raise NoTemplateError("no_plan_in_force", organisation)
    return {"Avance": rows.to_dicts()}


def _name(organisation: str) -> str:
    names = {r["organisation_code"]: r["name"] for r in reference.rows("organisation")}
    names |= {r["unit_code"]: r["name"] for r in reference.rows("unit")}
    return names.get(organisation, organisation)


def _choices(contract: Contract) -> dict[str, list[str]]:
    lists = {}
    for column in (c for sheet in contract.sheets for c in sheet.columns if c.reference in LISTS):
        table, key = LISTS[column.reference or ""]
        lists[column.name] = [row[key] for row in reference.rows(table)]
    return lists
