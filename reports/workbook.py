"""Makes the workbook a sender fills: the contract's sheets with what is known already."""

from __future__ import annotations

import importlib
import io
import re
from pathlib import Path
from types import ModuleType
from typing import Any

from expectations.contract import Contract
from expectations.signature import make_key
from expectations.sources import contracts
from reports.periods import phase_years
from reports.template import NoTemplateError, Rows, Template, write_template
from warehouse import reference
from warehouse.folder import Folder

# A longer list helps nobody in a drop-down: a place is typed by its code.
LONGEST_LIST = 200


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
    if contract is None:
        raise NoTemplateError("unknown_source", source)
    if not contract.template:
        raise NoTemplateError("no_template", source)
    if not re.fullmatch(contract.period_pattern, period):
        raise NoTemplateError("unknown_period", period)
    name = _name(organisation)
    given = _given(folder, source, organisation, period)
    typed = _filled(folder, source, organisation, period) if filled is None else filled
    template = Template(
        contract,
        tuple(sheet.for_years(phase_years(period)) for sheet in contract.layouts["workbook"]),
        organisation,
        name,
        period,
        given=_completed(source, given, typed),
        filled=typed,
        choices=_choices(contract),
        is_demonstration=folder.is_demonstration,
    )
    written = io.BytesIO()
    write_template(written, template, make_key(folder.root))
    return written.getvalue()


def _given(folder: Folder, source: str, organisation: str, period: str) -> dict[str, Rows]:
    """Ask `reports/given/<source>.py`, where there is one, what the workbook says before anybody types."""
    module = _module(source)
    return module.given(folder, organisation, period) if module else {}


def _filled(folder: Folder, source: str, organisation: str, period: str) -> dict[str, Rows]:
    """Ask the same module, where it has any, for what is already typed and may be changed."""
    said = getattr(_module(source), "filled", None)
    return said(folder, organisation, period) if said else {}


def _completed(source: str, given: dict[str, Rows], filled: dict[str, Rows]) -> dict[str, Rows]:
    """Let the same module, where it can, add to the given rows what our formulas make of those already typed."""
    said = getattr(_module(source), "completed", None)
    return said(given, filled) if said else given


def _module(source: str) -> ModuleType | None:
    if not (Path(__file__).parent / "given" / f"{source}.py").exists():
        return None
    return importlib.import_module(f"reports.given.{source}")


def _name(organisation: str) -> str:
    """Return the name of an organisation or unit; NoTemplateError where nobody has that code."""
    names = {r["organisation_code"]: r["name"] for r in reference.rows("organisation")}
    names |= {r["unit_code"]: r["name"] for r in reference.rows("unit")}
    if organisation not in names:
        raise NoTemplateError("unknown_organisation", organisation)
    return names[organisation]


def _choices(contract: Contract) -> dict[str, list[str]]:
    named = {c.name: c.reference for sheet in contract.sheets for c in sheet.columns if c.reference}
    lists = {name: reference.codes(table) for name, table in named.items()}
    return {name: codes for name, codes in lists.items() if len(codes) <= LONGEST_LIST}
