"""What a workbook of review says before anybody types: the rendición, and every expense presented in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.template import NoTemplateError, Rows
from warehouse import reference
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return one row a rendición and one an expense; NoTemplateError where nothing was presented in that quarter.

    Who holds an agreement reviews what all its partners presented.
    """
    holders = {row["holder_code"] for row in reference.rows("agreement")}
    scope = Scope.everything() if organisation in holders else Scope((organisation.split("/")[0],))
    try:
        asked = {"organisation": organisation, "period": period}
        rows = Reader(folder).ask("expenses_to_review", scope, **asked).to_dicts()
    except NotSeenError as nothing:
        raise NoTemplateError("nothing_presented", organisation) from nothing
    if not rows:
        raise NoTemplateError("nothing_presented", organisation)
    return {"Rendición": _settlements(rows), "Gastos revisados": rows}


def _settlements(rows: Rows) -> Rows:
    """Return one row a rendición, with what was presented in the currency of its account."""
    settlements: dict[str, dict[str, Any]] = {}
    for row in rows:
        currency = row["account_currency"]
        head = {name: row[name] for name in ("settlement_code", "subagreement_code")}
        head |= {"currency_code": currency, "presented_amount": Decimal(0)}
        kept = settlements.setdefault(row["settlement_code"], head)
        if row["currency_code"] == currency:
            kept["presented_amount"] += row["presented_amount"]
    return list(settlements.values())
