"""Desembolsos y rendiciones: what partners were given, what they settled of it, and what is open and for how long."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import (
    advance_parts,
    amounts,
    disbursements,
    filters,
    progress,
    reads,
    reconciliations,
    session,
    settlements,
    subagreements,
    tables,
)
from pages.filters import Choice
from pages.tables import literal
from reports import numbers

AGES = ("age_30", "age_60", "age_90", "age_more")


def page() -> None:
    """Draw the balances to be settled, the rendiciones, disbursements, subagreements, accounts, and their cells."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if not choice:
        return
    st.caption(filters.named(choice))
    rows = reads.ask_today("advances", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    if not rows:
        st.info(words["none"])
        return
    _balances(choice, rows)
    settlements.section(choice)
    disbursements.section(choice)
    subagreements.section(choice)
    reconciliations.section(choice)


def _balances(choice: Choice, rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["balances"])
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["partner"]: progress.text("organisation_code"),
        words["transferred_plan"]: amounts.signed("transferred_plan", "currency_code"),
        words["transferred"]: amounts.signed("transferred", "account_currency"),
        words["accepted"]: amounts.signed("accepted", "account_currency"),
        words["returned"]: amounts.signed("returned", "account_currency"),
        words["balance"]: amounts.signed("balance", "account_currency"),
    }
    columns |= {words["settled_share"]: progress.percent("settled_share"), words["flag"]: _flag}
    tables.show(rows, columns, alt=words["balances"])
    st.caption(words["balances_told"])
    st.subheader(words["ages"])
    columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["balance"]: amounts.signed("balance", "account_currency"),
    }
    columns |= {words[age]: amounts.signed(age, "account_currency") for age in AGES}
    tables.show(rows, columns, alt=words["ages"])
    st.caption(words["ages_told"])
    differences = [row for row in rows if row["exchange_difference"]]
    if differences:
        st.subheader(words["difference"])
        columns = {
            words["subagreement"]: progress.text("subagreement_code"),
            words["difference"]: amounts.signed("exchange_difference", "currency_code"),
            words["compared"]: progress.quantity("compared"),
            words["booked"]: progress.quantity("booked"),
        }
        tables.show(differences, columns, alt=words["difference"])
        st.caption(words["difference_told"])
    advance_parts.section(choice, [row["subagreement_code"] for row in rows])


def _flag(row: tables.Row) -> str:
    """Say whether a rendición is overdue, or else whether the agreement's share of what was transferred is settled."""
    if row["flag"] is None:
        return literal(None)
    return session.words(__file__)(f"flag_{row['flag']}", share=numbers.quantity(row["share_pct"], session.language()))
