"""A deliberately plain twin of the marts of money: Decimals and loops over the rows a scene of money is drawn with.

It knows nothing of the SQL. Dollars are the currency of the plan and of the agreement, soles that of one account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from scene import LAST_DAYS
from twin import Number, rounded

OWN_FUND = "DCI–Norad"
RATE_SERVES = 35
AGES = ((30, "0–30"), (60, "31–60"), (90, "61–90"))
LEVELS = ("line", "action", "region", "partner", "programme")


class Transfer(NamedTuple):
    """What was transferred to a subagreement's account, in dollars and as the account got it."""

    code: str
    subagreement: str
    day: date
    dollars: Decimal
    got: Decimal


class Expense(NamedTuple):
    """One voucher, and what was decided of it; on a line, of a fund, and approved or only sent."""

    code: str
    subagreement: str
    line: str
    fund: str
    period: str
    day: date
    currency: str
    amount: Decimal
    accepted: Decimal
    ineligible: Decimal
    is_approved: bool


class Priced(NamedTuple):
    """What an expense is in dollars, by which rate, and how that differs from the rate of its day."""

    dollars: Number
    accepted: Decimal
    ineligible: Decimal
    rate_used: str
    difference: Number
    facts: list[str]


class Open(NamedTuple):
    """What is open of a transfer at a cut-off, in its account and in dollars, for how many days, and its age."""

    amount: Decimal
    dollars: Decimal
    days: int
    age: str


class Money(NamedTuple):
    """A scene: accounts say the currency of each subagreement's; returned is (subagreement, period, amount)."""

    policy: str
    accounts: Mapping[str, str]
    transfers: list[Transfer]
    expenses: list[Expense]
    returned: list[tuple[str, str, Decimal]]
    rates: Mapping[date, Decimal]
    budget: list[tuple[str, str, str, Decimal]]

    def on(self, basis: str) -> list[Expense]:
        """Return the expenses that count on a basis."""
        return [e for e in self.expenses if e.is_approved or basis == "reportado"]

    def is_of_account(self, e: Expense) -> bool:
        """Say whether an expense is paid out of what was transferred."""
        return e.fund == OWN_FUND and e.currency == self.accounts[e.subagreement]


def hundredths(amount: Decimal) -> Decimal:
    """Round an amount of money, halves away from zero."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def transfers_of(money: Money, subagreement: str) -> list[Transfer]:
    """Return a subagreement's transfers, the oldest first."""
    return sorted((t for t in money.transfers if t.subagreement == subagreement), key=lambda t: (t.day, t.code))


def parts_of(transfers: list[Transfer], soles: Decimal) -> list[Decimal]:
    """Return what so many soles take of each transfer, the oldest first; past the last its rate goes on."""
    parts: list[Decimal] = []
    for transfer in transfers:
        left = soles - sum(parts)
        part = left if transfer is transfers[-1] or not parts else max(left, Decimal(0))
        parts.append(part if transfer is transfers[-1] else min(part, transfer.got))
    return parts


def worth(transfers: list[Transfer], soles: Decimal) -> Decimal:
    """Return the dollars that so many soles are worth."""
    with localcontext(prec=60):
        pairs = zip(parts_of(transfers, soles), transfers, strict=True)
        return hundredths(sum((part * t.dollars / t.got for part, t in pairs), Decimal(0)))


def sources(transfers: list[Transfer], before: Decimal, after: Decimal) -> list[str]:
    """Return the transfers that what was spent between two sums was taken from."""
    pairs = zip(parts_of(transfers, before), parts_of(transfers, after), transfers, strict=True)
    return [t.code for one, other, t in pairs if one != other]


def rate_of_day(money: Money, day: date) -> tuple[Number, list[str]]:
    """Return the last rate published until a day, no older than it may serve, and when it was published."""
    serving = [published for published in money.rates if 0 <= (day - published).days <= RATE_SERVES]
    return (money.rates[max(serving)], [str(max(serving))]) if serving else (None, [])


def rate_of_month(money: Money, day: date) -> tuple[Number, list[str]]:
    """Return the mean of what was published in a day's month, at ten decimals, and when each of it was."""
    on = sorted(published for published in money.rates if (published.year, published.month) == (day.year, day.month))
    if not on:
        return None, []
    with localcontext(prec=60):
        mean = sum(money.rates[published] for published in on) / Decimal(len(on))
        return mean.quantize(Decimal("1e-10"), ROUND_HALF_UP), [str(published) for published in on]


def priced(money: Money, basis: str) -> dict[str, Priced]:
    """Return what each expense of a basis is worth, in the order soles were spent."""
    spent = dict.fromkeys(money.accounts, Decimal(0))
    found: dict[str, Priced] = {}
    for e in sorted(money.on(basis), key=lambda e: (e.period, e.day, e.code)):
        before = spent[e.subagreement]
        if money.is_of_account(e) and e.currency != "USD":
            spent[e.subagreement] += e.amount
        dollars, used, facts, difference = _price(money, e, before)
        accepted, ineligible = (
            hundredths((dollars or Decimal(0)) * part / e.amount) for part in (e.accepted, e.ineligible)
        )
        found[e.code] = Priced(dollars, accepted, ineligible, used, difference, facts)
    return found


def _price(money: Money, e: Expense, before: Decimal) -> tuple[Number, str, list[str], Number]:
    """Return the dollars of an expense, by which rate, the facts of that rate, and how the day's rate differs."""
    if e.currency == "USD":
        return e.amount, "misma moneda", [], None
    transfers = transfers_of(money, e.subagreement)
    rate, facts = rate_of_day(money, e.day)
    if money.policy == "tasa del desembolso" and money.is_of_account(e) and transfers:
        dollars = worth(transfers, before + e.amount) - worth(transfers, before)
        taken = sources(transfers, before, before + e.amount)
        return dollars, money.policy, taken, None if rate is None else hundredths(e.amount / rate) - dollars
    used = "fecha de operación"
    if money.policy == "promedio mensual":
        used, (rate, facts) = money.policy, rate_of_month(money, e.day)
    return (None, "sin tipo de cambio", [], None) if rate is None else (hundredths(e.amount / rate), used, facts, None)


def balances(money: Money, quarter: int) -> dict[str, Open]:
    """Return of each transfer what is open at a cut-off."""
    found: dict[str, Open] = {}
    for subagreement in money.accounts:
        left = settled(money, subagreement, quarter)
        for transfer in transfers_of(money, subagreement):
            days = (date.fromisoformat(LAST_DAYS[quarter]) - transfer.day).days
            covered = min(max(left, Decimal(0)), transfer.got)
            left -= covered
            if days >= 0:
                still = transfer.got - covered
                age = next((name for limit, name in AGES if days <= limit), "> 90")
                found[transfer.code] = Open(still, hundredths(still * transfer.dollars / transfer.got), days, age)
    return found


def settled(money: Money, subagreement: str, quarter: int) -> Decimal:
    """Return what was accepted of a subagreement's own money until a cut-off, and what was given back."""
    until = f"2025-T{quarter}"
    accepted = [
        e.accepted
        for e in money.on("conforme")
        if e.subagreement == subagreement and e.period <= until and money.is_of_account(e)
    ]
    returned = [amount for code, period, amount in money.returned if code == subagreement and period <= until]
    return sum([*accepted, *returned], Decimal(0))


class Spent(NamedTuple):
    """One fund of a line at a cut-off: its budget, what was spent of it net, and how many expenses have no price."""

    phase: Decimal
    year: Decimal
    programmed: Decimal
    net: Decimal
    net_year: Decimal
    unpriced: int


def line_at(money: Money, line: str, fund: str, quarter: int, basis: str) -> Spent | None:
    """Return what a line has of a fund and spent of it; None where it has neither."""
    until, worths = f"2025-T{quarter}", priced(money, basis)
    budget = [(period, amount) for of, source, period, amount in money.budget if (of, source) == (line, fund)]
    spent = [(e, worths[e.code]) for e in money.on(basis) if (e.line, e.fund) == (line, fund) and e.period <= until]
    sent = [e for e in money.expenses if (e.line, e.fund) == (line, fund) and e.period <= until]
    if not budget and not sent:
        return None
    net = [(e.period, (w.dollars or Decimal(0)) - w.ineligible) for e, w in spent]
    programmed = [p for p, _ in budget if p == "2024" or (p.startswith("2025-T") and p <= until)]
    return Spent(
        sum((a for p, a in budget if p == "Fase"), Decimal(0)),
        sum((a for p, a in budget if p == "2025"), Decimal(0)),
        sum((a for p, a in budget if p in programmed), Decimal(0)),
        sum((a for _, a in net), Decimal(0)),
        sum((a for p, a in net if p.startswith("2025")), Decimal(0)),
        sum(w.dollars is None for _, w in spent),
    )


def progress(lines: Iterable[Spent]) -> tuple[object, ...]:
    """Return the spending of several lines, and its three ratios."""
    phase, year, programmed, net, net_year, unpriced = map(sum, zip(*lines, strict=True))
    return phase, net, unpriced, rounded(net, phase), rounded(net_year, year), rounded(net, programmed)
