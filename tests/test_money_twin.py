"""Whatever is transferred, spent, decided and published, the marts of money say what their plain twin says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import duckdb
from earned_twin import planned_share, value
from hypothesis import given, settings
from hypothesis import strategies as st
from money_scene import ACCOUNTS, CODES, FUNDS, PARTNERS, core_of
from money_twin import (
    LEVELS,
    OWN_FUND,
    Expense,
    Money,
    Transfer,
    balances,
    line_at,
    priced,
    progress,
    settled,
    transfers_of,
)
from scene import LAST_DAYS, Row, built
from twin import Goal, Number, goal_at, rounded, said_on
from twin import line_at as progress_at

POLICIES = ("tasa del desembolso", "tasa del desembolso", "fecha de operación", "promedio mensual")
PERIODS = ("2024-T4", "2025-T1", "2025-T2", "2025-T3", "2025-T4")
QUARTERS = (1, 2, 3, 4)

money_amounts = st.decimals("0.01", "200000", places=2, allow_nan=False)
days = st.integers(0, 364).map(lambda n: date(2025, 1, 1) + timedelta(n))
parts = st.sampled_from([Decimal(0), Decimal("0.25"), Decimal("0.333"), Decimal(1)])
kinds = st.sampled_from(["Con meta física", "Con meta física", "Solo presupuesto"])
targets = st.one_of(st.none(), st.integers(0, 90).map(str))


@st.composite
def accounts_of(draw: st.DrawFn) -> Money:
    """Draw transfers, vouchers, decisions and rates of two subagreements, one with its account in soles."""
    transfers: list[Transfer] = []
    for n in range(draw(st.integers(0, 5))):
        subagreement, dollars = draw(st.sampled_from(sorted(ACCOUNTS))), draw(money_amounts)
        got = dollars if ACCOUNTS[subagreement] == "USD" else draw(money_amounts)
        transfers.append(Transfer(f"D{n}", subagreement, draw(days), dollars, got))
    expenses = [_expense(draw, n) for n in range(draw(st.integers(0, 9)))]
    subagreements = st.sampled_from(sorted(ACCOUNTS))
    returned = draw(st.lists(st.tuples(subagreements, st.sampled_from(PERIODS[1:]), money_amounts), max_size=2))
    rates = draw(st.dictionaries(days, st.decimals("3", "4", places=6), max_size=6))
    periods = st.sampled_from(["Fase", "2024", "2025", "2025-T1", "2025-T3"])
    rows = st.tuples(st.sampled_from(CODES[:3]), st.sampled_from(FUNDS), periods, money_amounts)
    return Money(
        draw(st.sampled_from(POLICIES)),
        ACCOUNTS,
        transfers,
        expenses,
        returned,
        rates,
        draw(st.lists(rows, max_size=12)),
    )


def _expense(draw: st.DrawFn, n: int) -> Expense:
    """Draw a voucher, seldom a credit note; of what is approved, some is decided."""
    sign = draw(st.sampled_from([1, 1, 1, 1, -1]))
    amount, approved = sign * draw(money_amounts), draw(st.sampled_from([True, True, False]))
    accepted = (amount * draw(parts)).quantize(Decimal("0.01")) if approved else Decimal(0)
    ineligible = draw(st.sampled_from([Decimal(0), amount - accepted])) if approved else Decimal(0)
    return Expense(
        f"e{n}", draw(st.sampled_from(sorted(ACCOUNTS))), draw(st.sampled_from(CODES)),
        draw(st.sampled_from([OWN_FUND, *FUNDS])), draw(st.sampled_from(PERIODS)), draw(days),
        draw(st.sampled_from(["PEN", "PEN", "USD"])), amount, accepted, ineligible, approved,
    )  # fmt: skip


def plan_of(draw: st.DrawFn) -> tuple[list[Row], list[Row], list[Row]]:
    """Draw a line for each code, with one goal and what it reported."""
    lines: list[Row] = [
        {"line": code, "organisation_code": draw(st.sampled_from(sorted(PARTNERS.values())))}
        | {"action": draw(st.sampled_from(["AE1", "AE2"])), "region": draw(st.sampled_from(["16", "25"]))}
        | {"start": "2025-01-01", "end": "2026-12-31", "state": "En ejecución", "type": draw(kinds)}
        for code in CODES
    ]
    drawn = st.fixed_dictionaries(dict.fromkeys(("phase", "2025", "T1", "T2", "T3", "T4"), targets))
    goals = [{"goal": f"{code}/g", "line": code} | draw(drawn) for code in CODES]
    reached = st.dictionaries(st.sampled_from(["T1", "T2", "T3", "T4"]), st.integers(0, 60).map(str))
    reports = [{"goal": f"{code}/g", "basis": b} | draw(reached) for code in CODES for b in ("conforme", "reportado")]
    return goals, reports, lines


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Money, list[Row], list[Row], list[Row]]:
    return draw(accounts_of()), *plan_of(draw)


def found(connection: duckdb.DuckDBPyConnection, keys: int, select: str) -> dict[Any, tuple[Any, ...]]:
    """Return the rows of a SELECT by their first columns."""
    rows = connection.execute(select).fetchall()
    by_key = {row[0] if keys == 1 else row[:keys]: row[keys:] for row in rows}
    assert len(by_key) == len(rows)
    return by_key


@settings(derandomize=True, max_examples=40, deadline=None)
@given(drawn=scenes())
def test_the_marts_of_money_are_their_plain_twin(drawn: tuple[Money, list[Row], list[Row], list[Row]]) -> None:
    money, goals, reports, lines = drawn
    levels: list[Row] = [
        {"phase_code": "F2", "poa_year": "2025", "line_code": line["line"], "level": level, "code": code}
        for line in lines
        for level, code in zip(LEVELS, codes_of(line), strict=True)
    ]
    held: list[Row] = [
        {"phase_code": "F2", "poa_year": "2025", "line_code": line["line"], "line_type": line["type"]} for line in lines
    ]
    core = core_of(money) | {"line_level": levels, "line_held": held}
    with built(goals, reports, lines, core) as connection:
        for basis in ("conforme", "reportado"):
            assert found(connection, 1, (
                "select expense_id, plan_amount, accepted_plan_amount, ineligible_plan_amount, rate_used,"
                f" exchange_difference, rate_facts from expense_converted where basis = '{basis}'"
            )) == {code: tuple(worth) for code, worth in priced(money, basis).items()}, basis  # fmt: skip
        for quarter, basis in product(QUARTERS, ("conforme", "reportado")):
            at = f"where phase_code = 'F2' and cutoff = '2025-T{quarter}' and basis = '{basis}'"
            spent = spent_at(money, lines, quarter, basis)
            assert found(connection, 3, (
                "select level, code, fund, phase_budget, executed_net, unpriced, phase_ratio, year_ratio, compliance"
                f" from financial_progress {at}"
            )) == spent, (quarter, basis)  # fmt: skip
            assert found(connection, 2, (
                "select level, code, planned_value, earned_value, actual_cost, spi, cpi"
                f" from earned_value {at}"
            )) == earned_at(money, goals, reports, lines, quarter, basis), (quarter, basis)  # fmt: skip
        for quarter in QUARTERS:
            at = f"where phase_code = 'F2' and cutoff = '2025-T{quarter}'"
            assert found(connection, 1, (
                f"select disbursement_code, open_amount, open_plan_amount, days, age from advance_balance {at}"
            )) == balances(money, quarter), quarter  # fmt: skip
            assert found(connection, 1, (
                f"select subagreement_code, transferred, balance, settled_share from subagreement_standing {at}"
            )) == standing_at(money, quarter), quarter  # fmt: skip


def codes_of(line: Row) -> tuple[str, ...]:
    return (*(str(line[name]) for name in ("line", "action", "region", "organisation_code")), "programme")


def spent_at(money: Money, lines: list[Row], quarter: int, basis: str) -> dict[Any, tuple[object, ...]]:
    """Return every level's spending of each fund at a cut-off, as the twin says it."""
    within: dict[tuple[str, str, str], list[Any]] = {}
    for line, fund in product(lines, FUNDS):
        at = line_at(money, str(line["line"]), fund, quarter, basis)
        for level, code in zip(LEVELS, codes_of(line), strict=True):
            if at:
                within.setdefault((level, code, fund), []).append(at)
    return {key: progress(of) for key, of in within.items()}


def earned_at(
    money: Money, goals: list[Row], reports: list[Row], lines: list[Row], quarter: int, basis: str
) -> dict[Any, tuple[object, ...]]:
    """Return every level's earned value of the agreement's fund at a cut-off, as the twin says it."""
    said = said_on(reports, basis)
    within: dict[tuple[str, str], list[tuple[Decimal, Decimal, Number, Number]]] = {}
    for line, goal in zip(lines, goals, strict=True):
        spent = line_at(money, str(line["line"]), OWN_FUND, quarter, basis)
        if spent and line["type"] != "Solo presupuesto":
            reached: Goal = goal_at(goal, line, said[goal["goal"]], quarter)
            phase = progress_at(line, [(goal, reached)]).ratios["phase"]
            for level, code in zip(LEVELS, codes_of(line), strict=True):
                within.setdefault((level, code), []).append((spent.phase, spent.net, planned_share(reached), phase))
    return {key: value(of) for key, of in within.items()}


def standing_at(money: Money, quarter: int) -> dict[str, tuple[object, ...]]:
    """Return what each subagreement was given, what is open of it, and which share is settled, as the twin says it."""
    final, still = date.fromisoformat(LAST_DAYS[quarter]), balances(money, quarter)
    standing: dict[str, tuple[object, ...]] = {}
    for code in money.accounts:
        given_so_far = [t for t in transfers_of(money, code) if t.day <= final]
        got = total(t.got for t in given_so_far)
        balance = total(still[t.code].amount for t in given_so_far)
        standing[code] = got, balance, rounded(settled(money, code, quarter), got)
    return standing


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
