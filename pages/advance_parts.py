"""What the balance of a subagreement is made of: its transfers, what was accepted and returned, and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from pages import amounts, cell, filters, opening, progress, reads, session, tables
from pages.filters import Choice
from pages.tables import literal
from reports import numbers

# As many rows as somebody reads; every one can be opened.
SHOWN = 50
PARTS = ("balance", "age", "difference")


def section(choice: Choice, subagreements: list[str]) -> None:
    """Let the reader choose a subagreement and one of its figures; draw its parts, and the cell of one."""
    words = session.words(__file__)
    st.subheader(words["parts"])
    left, right = st.columns(2)
    with left:
        one = filters.pick(words["balance_of"], dict.fromkeys(subagreements), "subconvenio")
    with right:
        part = filters.pick(words["part"], {name: words[f"part_{name}"] for name in PARTS}, "saldo")
    {"balance": _balance, "age": _age, "difference": _difference}[part](choice, one)


def _balance(choice: Choice, subagreement: str) -> None:
    words = session.words(__file__)
    asked = {"phase": choice.phase, "cutoff": choice.cutoff, "subagreement": subagreement}
    rows = reads.ask("balance_facts", **asked).to_dicts()
    columns: tables.Columns = {
        words["stage"]: amounts.coded("stage"),
        words["period"]: progress.text("period"),
        words["named"]: progress.text("named"),
        words["amount"]: amounts.signed("amount", "account_currency"),
    }
    if _listed(rows, columns, "amount", "account_currency"):
        opening.one(words["open"], {row["fact_id"]: _one(row) for row in rows}, "parte")


def _age(choice: Choice, subagreement: str) -> None:
    words = session.words(__file__)
    every = reads.ask("balance_transfers", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    rows = [row for row in every if row["subagreement_code"] == subagreement]
    columns: tables.Columns = {
        words["disbursement"]: progress.text("disbursement_code"),
        words["transferred_on"]: amounts.day("transferred_on"),
        words["amount"]: amounts.signed("account_amount", "account_currency"),
        words["open_amount"]: amounts.signed("open_amount", "account_currency"),
        words["open_plan"]: amounts.signed("open_plan_amount", "currency_code"),
        words["days"]: progress.quantity("days"),
    }
    _listed(rows, columns, "open_amount", "account_currency")


def _difference(choice: Choice, subagreement: str) -> None:
    words = session.words(__file__)
    asked = {"phase": choice.phase, "cutoff": choice.cutoff, "subagreement": subagreement}
    rows = reads.ask("difference_facts", **asked).to_dicts()
    columns: tables.Columns = {
        words["line"]: progress.text("line_code"),
        words["voucher_date"]: amounts.day("voucher_date"),
        words["voucher"]: progress.text("voucher"),
        words["amount"]: amounts.signed("amount", "currency_code"),
        words["rate"]: amounts.rate("rate"),
        words["plan_amount"]: amounts.signed("plan_amount", "plan_currency"),
        words["daily_rate"]: amounts.rate("daily_rate"),
        words["part_difference"]: amounts.signed("exchange_difference", "plan_currency"),
    }
    if not _listed(rows, columns, "exchange_difference", "plan_currency"):
        return
    named = {row["fact_id"]: words("one_difference", **row | {"amount": _difference_of(row)}) for row in rows}
    if fact := opening.one(words["open"], named, "parte"):
        cell.rates(next(row["rate_facts"] for row in rows if row["fact_id"] == fact), "parte")


def _listed(rows: Sequence[tables.Row], columns: tables.Columns, name: str, currency: str) -> bool:
    """Draw the parts and their sum, which is the figure; say whether there are any."""
    words = session.words(__file__)
    if not rows:
        st.write(words["no_parts"])
        return False
    tables.show(rows[:SHOWN], columns, alt=words["parts"])
    language = session.language()
    shown = {"shown": numbers.quantity(len(rows[:SHOWN]), language), "all": numbers.quantity(len(rows), language)}
    whole = sum((row[name] for row in rows), Decimal(0))
    st.markdown(words("sum", amount=amounts.with_sign(whole, rows[0][currency]), **shown))
    return True


def _one(row: tables.Row) -> str:
    words = session.words(__file__)
    told = {"stage": amounts.coded("stage")(row), "named": literal(row["named"])}
    return words("one", amount=amounts.written(row["amount"], row["account_currency"]), **told)


def _difference_of(row: tables.Row) -> str:
    return amounts.written(row["exchange_difference"], row["plan_currency"])
