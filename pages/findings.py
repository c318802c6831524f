"""Shows what a check found: counts that add up, the effect on what is known, and each cell to mend."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st

from pages import session, tables
from pages.frame import quoted
from pages.tables import Row, literal
from reports import numbers, units
from reports.words import source_name

_COUNTS = ("rows_read", "accepted", "quarantined", "ignored", "facts")


def counts(checked: dict[str, Any]) -> None:
    """Write rows read = taken + withheld + omitted, and what the file would change."""
    words, language = session.words(__file__), session.language()
    counted = {name: numbers.quantity(checked[name], language) for name in _COUNTS}
    effect = {name: numbers.quantity(value, language) for name, value in checked["effect"].items()}
    told = {name: literal(checked[name]) for name in ("file", "organisation", "period")}
    told["source"] = literal(source_name(checked["source"], language))
    st.markdown(words("recognised", **told))
    st.markdown(words("rows", **counted))
    st.markdown(words("effect", facts=counted["facts"], **effect))


def table(found: list[dict[str, Any]]) -> None:
    """Write one line a finding, with the sentence that says how to mend it."""
    words = session.words(__file__)
    st.subheader(words["title"])
    if not found:
        st.success(words["none"])
        return
    # On a telephone only the first columns are seen without moving: where, and what to do about it.
    columns: tables.Columns = {
        words["severity"]: severity,
        words["cell"]: lambda row: literal(row["cell"] or row["row"]),
        words["message"]: lambda row: literal(row["message"]),
        words["found"]: lambda row: literal(row["found"]),
        words["expected"]: lambda row: literal(row["expected"]),
        words["stake"]: _stake,
        words["sheet"]: lambda row: literal(row["sheet"]),
    }
    st.html(f"<style>table[aria-label={quoted(words['title'])}] td:nth-child(3) {{min-width:12rem}}</style>")
    tables.show(found, columns, alt=words["title"])


def severity(row: Row) -> str:
    """Write how grave a finding is as symbol, colour and word."""
    return session.words(__file__)[f"severity_{row['severity']}"]


def stake(row: Row) -> str:
    """Write what a finding of the warehouse puts at stake, with its unit."""
    return _amount(row["stake_amount"], row["stake_unit"])


def _stake(row: Row) -> str:
    """Write what a finding of a check puts at stake: amounts travel as text from the desk."""
    told = row["stake"]
    return _amount(Decimal(told["amount"]), told["unit"]) if told else numbers.UNKNOWN


def _amount(amount: Decimal | None, unit: str | None) -> str:
    if amount is None:
        return numbers.UNKNOWN
    language = session.language()
    return f"{numbers.quantity(amount, language)} {literal(units.unit(unit, language))}"
