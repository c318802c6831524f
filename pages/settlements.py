"""The rendiciones of a phase with their state and day, the expenses of one of them, and the cell of each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import amounts, cell, filters, opening, paging, progress, reads, session, tables
from pages.filters import Choice
from reports import numbers

FIGURES = {
    "fact_id": "amount",
    "accepted_id": "accepted_amount",
    "ineligible_id": "ineligible_amount",
}


def section(choice: Choice) -> None:
    """Draw the rendiciones of a phase, and the expenses of the one a reader chooses."""
    words = session.words(__file__)
    rows = reads.ask_today("settlements", phase=choice.phase).to_dicts()
    st.header(words["settlements"])
    if not rows:
        st.write(words["no_settlements"])
        return
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["period"]: progress.text("period"),
        words["deadline"]: amounts.day("deadline"),
        words["state"]: amounts.coded("state"),
        words["mark"]: amounts.coded("mark"),
        words["days_late"]: progress.quantity("days_late"),
    }
    columns |= {
        words[name]: amounts.signed(name, "account_currency")
        for name in ("presented", "accepted", "ineligible", "observed", "returned")
    }
    columns |= {
        words["to_support"]: progress.quantity("to_support"),
        words["returned_on"]: amounts.day("returned_on"),
        words["reviewed_on"]: amounts.day("reviewed_on"),
        words["observation"]: progress.text("observation"),
    }
    tables.show(rows, columns, alt=words["settlements"])
    st.caption(words["settlements_told"])
    _expenses(rows)


def _expenses(settlements: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["expenses"])
    told = {f"{row['subagreement_code']}/{row['period']}": row for row in settlements if row["first_received_at"]}
    if not told:
        st.write(words["no_expenses"])
        return
    chosen = told[filters.pick(words["settlement"], {key: key for key in told}, "rendicion")]
    asked = {"subagreement": chosen["subagreement_code"], "period": chosen["period"]}
    sums = reads.ask("settlement_sums", **asked).to_dicts()
    if not sums:
        st.write(words["no_expenses"])
        return
    every = sums[0]["expenses"]
    before = paging.before(every, "pagina")
    rows = reads.ask("settlement_expenses", most=paging.SHOWN, before=before, **asked).to_dicts()
    columns: tables.Columns = {
        words["line"]: progress.text("line_code"),
        words["voucher_date"]: amounts.day("voucher_date"),
        words["voucher"]: progress.text("voucher"),
        words["concept"]: progress.text("concept"),
        words["fund"]: amounts.coded("fund"),
        words["expense_amount"]: amounts.signed("amount", "currency_code"),
        words["plan_amount"]: amounts.signed("plan_amount", "plan_currency"),
        words["rate"]: amounts.rate("rate"),
        words["rate_used"]: amounts.coded("rate_used"),
        words["eligibility"]: amounts.coded("eligibility"),
        words["accepted"]: amounts.money("accepted_amount"),
        words["ineligible"]: amounts.money("ineligible_amount"),
        words["reason"]: progress.text("reason"),
    }
    tables.show(rows, columns, alt=words["expenses"])
    st.caption(words("shown", **paging.told(every, before, len(rows))))
    for row in sums:
        told_sums = {name: amounts.with_sign(row[name], row["currency_code"]) for name in FIGURES.values()}
        st.markdown(words("sum", **told_sums))
    _open(rows)


def _open(rows: list[dict[str, Any]]) -> None:
    """Let the reader open what was presented, accepted or not eligible of a voucher."""
    words, language = session.words(__file__), session.language()
    figure = filters.pick(words["figure"], {name: words[f"figure_{name}"] for name in FIGURES}, "cifra")
    amount = FIGURES[figure]
    named = {
        row[figure]: words(
            "one",
            voucher=row["voucher"],
            currency=row["currency_code"],
            amount=numbers.money(row[amount], language),
        )
        for row in rows
        if row[figure] and row[amount]
    }
    if fact := opening.one(words["open"], named, "dato"):
        cell.rates(next(row["rate_facts"] for row in rows if row[figure] == fact), "dato")
