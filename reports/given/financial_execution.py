"""What a workbook of spending says before anybody types: whose account it is, and what it began the quarter with."""

from __future__ import annotations

from decimal import Decimal

from reports.template import NoTemplateError, Rows
from warehouse import reference
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the head and the reconciliation of the organisation's or unit's one account.

    NoTemplateError where it has no subagreement in that quarter, or several: each then has a unit of its own.
    """
    scope = Scope((organisation.split("/")[0],))
    try:
        rows = Reader(folder).ask("settlement_head", scope, organisation=organisation, period=period).to_dicts()
    except NotSeenError as nothing:
        raise NoTemplateError("no_subagreement", organisation) from nothing
    if not rows:
        raise NoTemplateError("no_subagreement", organisation)
    if len(rows) > 1:
        raise NoTemplateError("several_subagreements", ", ".join(str(row["subagreement_code"]) for row in rows))
    return {"Carátula": rows, "Conciliación": rows}


def completed(given: dict[str, Rows], filled: dict[str, Rows]) -> dict[str, Rows]:
    """Add to the reconciliation what is spent of the fund, in the currency of its account."""
    [account] = given["Conciliación"]
    funds = {row["fund"] for row in reference.rows("agreement")}
    spent = sum(
        (
            Decimal(row["amount"])
            for row in filled.get("Gastos", ())
            if row["fund"] in funds and row["currency_code"] == account["account_currency"]
        ),
        Decimal(0),
    )
    return given | {"Conciliación": [account | {"spent": spent}]}
