"""The disbursements until a cut-off: requested, approved, transferred, and the cell of each."""

from __future__ import annotations

import streamlit as st

from pages import amounts, filters, opening, progress, reads, session, tables
from pages.filters import Choice

# Each amount of a disbursement, what currency it is in, and the fact it is.
AMOUNTS = {
    "requested_id": ("requested_amount", "currency_code"),
    "approved_id": ("approved_amount", "currency_code"),
    "transferred_id": ("transferred_amount", "currency_code"),
    "account_id": ("account_amount", "account_currency"),
}


def section(choice: Choice) -> None:
    """Draw the disbursements, and let the reader open any amount of one."""
    words = session.words(__file__)
    st.header(words["disbursements"])
    rows = reads.ask("disbursements", cutoff=choice.cutoff).to_dicts()
    if not rows:
        st.write(words["none"])
        return
    columns: tables.Columns = {
        words["disbursement"]: progress.text("disbursement_code"),
        words["flow"]: amounts.coded("flow"),
        words["subagreement"]: progress.text("subagreement_code"),
        words["requested_on"]: amounts.day("requested_on"),
        words["requested_amount"]: amounts.signed("requested_amount", "currency_code"),
        words["approved_amount"]: amounts.signed("approved_amount", "currency_code"),
        words["transferred_on"]: amounts.day("transferred_on"),
        words["transferred_amount"]: amounts.signed("transferred_amount", "currency_code"),
        words["account_amount"]: amounts.signed("account_amount", "account_currency"),
        words["exchange_rate"]: amounts.rate("exchange_rate"),
        words["days"]: progress.quantity("days"),
    }
    tables.show(rows, columns, alt=words["disbursements"])
    told = {row["disbursement_code"]: row for row in rows}
    row = told[filters.pick(words["open_disbursement"], {code: code for code in told}, "desembolso")]
    named = {
        row[fact]: f"{words[f'figure_{fact}']}: {amounts.written(row[amount], row[currency])}"
        for fact, (amount, currency) in AMOUNTS.items()
        if row[amount] is not None
    }
    opening.one(words["figure"], named, "importe")
