"""The accounts of a phase quarter by quarter: what the book says beside what the bank says, and the cell of each."""

from __future__ import annotations

import streamlit as st

from pages import amounts, opening, progress, reads, session, tables
from pages.filters import Choice

# What is calculated has no cell of its own.
TYPED = (
    "opening_balance", "received", "interest", "returned", "statement_balance", "cash_and_advances",
    "outstanding_cheques",
)  # fmt: skip
SHOWN = (
    "opening_balance", "received", "interest", "returned", "spent", "book_balance", "statement_balance",
    "cash_and_advances", "outstanding_cheques", "bank_balance", "difference",
)  # fmt: skip


def section(choice: Choice) -> None:
    """Draw every account's quarters until a cut-off, and let the reader open an amount."""
    words = session.words(__file__)
    st.header(words["title"])
    rows = reads.ask("reconciliations", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    if not rows:
        st.write(words["none"])
        return
    columns: tables.Columns = {words["account"]: progress.text("account"), words["period"]: progress.text("period")}
    columns |= {words[name]: amounts.signed(name, "account_currency") for name in SHOWN}
    tables.show(rows, columns, alt=words["title"])
    st.caption(words["told"])
    named = {row[f"{name}_id"]: _one(row, name) for row in rows for name in TYPED if row[name] is not None}
    opening.one(words["open"], named, "conciliacion")


def _one(row: tables.Row, name: str) -> str:
    words = session.words(__file__)
    amount = amounts.written(row[name], row["account_currency"])
    return words("one", figure=words[name], account=row["account"], period=row["period"], amount=amount)
