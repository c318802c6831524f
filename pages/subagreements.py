"""The subagreements of a phase: term, addenda, lines, counterpart promised and spent, and their agreement's terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from pages import amounts, opening, progress, reads, session, tables
from pages.filters import Choice
from pages.tables import literal
from reports import numbers


def section(choice: Choice) -> None:
    """Draw the subagreements at a cut-off, what changed them, what their agreement asks, and the cells of it."""
    words, language = session.words(__file__), session.language()
    asked = {"phase": choice.phase, "cutoff": choice.cutoff}
    rows = reads.ask("subagreements", **asked).to_dicts()
    st.header(words["title"])
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["partner"]: progress.text("organisation_code"),
        words["state"]: amounts.coded("subagreement_state"),
        words["signed_on"]: amounts.day("signed_on"),
        words["term"]: _term,
        words["liquidation"]: progress.quantity("liquidation_months"),
        words["original"]: amounts.signed("original_amount", "currency_code"),
        words["amount"]: amounts.signed("amount", "currency_code"),
        words["account"]: progress.text("account_currency"),
        words["promised"]: amounts.signed("counterpart_amount", "currency_code"),
        words["put_in"]: amounts.signed("counterpart_own", "account_currency"),
        words["put_in_plan"]: amounts.signed("counterpart_spent", "currency_code"),
        words["lines"]: progress.text("lines"),
        words["document"]: progress.text("document"),
    }
    tables.show(rows, columns, alt=words["title"])
    st.caption(words["told"])
    if unpriced := sum(row["counterpart_unpriced"] for row in rows):
        st.warning(words("unpriced", count=numbers.quantity(unpriced, language)))
    changed = _addenda(asked)
    opening.one(words["open"], _named(rows, changed), "subconvenio_celda")
    _terms(choice)


def _addenda(asked: dict[str, str]) -> list[dict[str, Any]]:
    words = session.words(__file__)
    rows = reads.ask("addenda", **asked).to_dicts()
    st.subheader(words["addenda"])
    if not rows:
        st.write(words["no_addenda"])
        return rows
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["number"]: progress.text("addendum_number"),
        words["signed_on"]: amounts.day("signed_on"),
        words["new_amount"]: amounts.signed("new_amount", "currency_code"),
        words["new_end"]: amounts.day("new_end"),
        words["reason"]: progress.text("reason"),
    }
    tables.show(rows, columns, alt=words["addenda"])
    return rows


def _named(rows: list[dict[str, Any]], addenda: list[dict[str, Any]]) -> dict[str, str]:
    """Name each amount that has a cell: of a subagreement, of its counterpart, of an addendum."""
    words = session.words(__file__)
    named: dict[str, str] = {}
    for row in rows:
        for fact, amount, told in (
            ("fact_id", "amount", "one"),
            ("counterpart_id", "counterpart_amount", "one_promised"),
        ):
            if row[amount] is not None:
                written = amounts.written(row[amount], row["currency_code"])
                named[row[fact]] = words(told, code=row["subagreement_code"], amount=written)
    for row in addenda:
        if row["new_amount"] is not None:
            written = amounts.written(row["new_amount"], row["currency_code"])
            told = {"code": row["subagreement_code"], "number": row["addendum_number"]}
            named[row["fact_id"]] = words("one_addendum", amount=written, **told)
    return named


def _term(row: tables.Row) -> str:
    language = session.language()
    return session.words(__file__)(
        "from_to", first=numbers.day(row["starts_on"], language), last=numbers.day(row["ends_on"], language)
    )


def _terms(choice: Choice) -> None:
    words = session.words(__file__)
    st.subheader(words["terms"])
    columns: tables.Columns = {
        words["agreement"]: progress.text("agreement_code"),
        words["parameter"]: progress.text("note"),
        words["value"]: _value,
        words["since"]: _since("valid_from"),
        words["until"]: _since("valid_to"),
        words["source"]: lambda row: progress.origin(row["source"]),
    }
    rows = reads.ask_in_language("agreement_terms", phase=choice.phase).to_dicts()
    tables.show(rows, columns, alt=words["terms"])


def _value(row: tables.Row) -> str:
    """Write what a parameter is worth: a day, a percentage, a rate policy by its name, or a number."""
    if row["unit"] == "fecha":
        return numbers.day(date.fromisoformat(row["value"]), session.language())
    if row["name"] == "rate_policy":
        return amounts.coded("rate_used")({"rate_used": row["value"]})
    return literal(f"{row['value']} %" if row["unit"] == "%" else row["value"])


def _since(name: str) -> Callable[[tables.Row], str]:
    return lambda row: numbers.day(date.fromisoformat(row[name]), session.language()) if row[name] else literal(None)
