"""Desembolsos y rendiciones: what partners were given, what they settled of it, and what is open and for how long."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import amounts, cell, filters, progress, reads, session, tables
from pages.filters import Choice
from pages.tables import literal
from reports import numbers

AGES = ("age_30", "age_60", "age_90", "age_more")
OVERDUE = "Vencido"


def page() -> None:
    """Draw the balances to be settled, the rendiciones, the disbursements, and the expenses of one rendición."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if not choice:
        return
    st.caption(filters.named(choice))
    rows = reads.ask("advances", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    if not rows:
        st.info(words["none"])
        return
    settlements = reads.ask_today("settlements", phase=choice.phase).to_dicts()
    overdue = {row["subagreement_code"] for row in settlements if row["mark"] == OVERDUE}
    _balances([row | {"is_overdue": row["subagreement_code"] in overdue} for row in rows])
    _settlements(settlements)
    _disbursements(choice)
    _expenses(settlements)


def _balances(rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["balances"])
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["partner"]: progress.text("organisation_code"),
        words["amount"]: amounts.signed("amount", "currency_code"),
        words["transferred_plan"]: amounts.signed("transferred_plan", "currency_code"),
        words["transferred"]: amounts.signed("transferred", "account_currency"),
        words["accepted"]: amounts.signed("accepted", "account_currency"),
        words["returned"]: amounts.signed("returned", "account_currency"),
        words["balance"]: amounts.signed("balance", "account_currency"),
    }
    columns |= {words[age]: amounts.money(age) for age in AGES}
    columns |= {words["settled_share"]: progress.percent("settled_share"), words["flag"]: _flag}
    tables.show(rows, columns, alt=words["balances"])
    st.caption(words["balances_told"])
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


def _flag(row: tables.Row) -> str:
    """Say whether a rendición is overdue, or else whether the agreement's share of what was transferred is settled."""
    words = session.words(__file__)
    if row["is_overdue"]:
        return words["flag_overdue"]
    if row["settled_share"] is None or row["share_pct"] is None:
        return literal(None)
    key = "flag_below" if 100 * row["settled_share"] < row["share_pct"] else "flag_met"
    return words(key, share=row["share_pct"])


def _settlements(rows: list[dict[str, Any]]) -> None:
    words = session.words(__file__)
    st.header(words["settlements"])
    if not rows:
        st.write(words["no_settlements"])
        return
    columns: tables.Columns = {
        words["subagreement"]: progress.text("subagreement_code"),
        words["partner"]: progress.text("organisation_code"),
        words["period"]: progress.text("period"),
        words["deadline"]: amounts.day("deadline"),
        words["state"]: amounts.coded("state"),
        words["mark"]: amounts.coded("mark"),
        words["days_late"]: progress.quantity("days_late"),
        words["presented"]: amounts.signed("presented", "account_currency"),
        words["accepted"]: amounts.signed("accepted", "account_currency"),
        words["ineligible"]: amounts.signed("ineligible", "account_currency"),
        words["to_support"]: progress.quantity("to_support"),
        words["reviewed_on"]: amounts.day("reviewed_on"),
    }
    tables.show(rows, columns, alt=words["settlements"])


def _disbursements(choice: Choice) -> None:
    words = session.words(__file__)
    st.header(words["disbursements"])
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
    rows = reads.ask("disbursements", cutoff=choice.cutoff).to_dicts()
    tables.show(rows, columns, alt=words["disbursements"])
    told = {row["disbursement_code"]: row["fact_id"] for row in rows if row["transferred_on"]}
    if told:
        cell.show(told[filters.pick(words["open_disbursement"], {code: code for code in told}, "desembolso")])


def _expenses(settlements: list[dict[str, Any]]) -> None:
    """Draw the expenses of the rendición a reader chooses, and the cell of one."""
    words, language = session.words(__file__), session.language()
    st.header(words["expenses"])
    told = {
        f"{row['subagreement_code']}/{row['period']}": row
        for row in settlements
        if row["first_received_at"] is not None
    }
    if not told:
        st.write(words["no_expenses"])
        return
    chosen = told[filters.pick(words["settlement"], {key: key for key in told}, "rendicion")]
    asked = {"subagreement": chosen["subagreement_code"], "period": chosen["period"]}
    rows = reads.ask("settlement_expenses", **asked).to_dicts()
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
    if not rows:
        st.write(words["no_expenses"])
        return
    tables.show(rows, columns, alt=words["expenses"])
    names = {
        row["fact_id"]: words(
            "one", voucher=row["voucher"], currency=row["currency_code"], amount=numbers.money(row["amount"], language)
        )
        for row in rows
    }
    fact = filters.pick(words["open"], names, "dato")
    cell.show(fact)
    cell.rates(next(row["rate_facts"] for row in rows if row["fact_id"] == fact))
