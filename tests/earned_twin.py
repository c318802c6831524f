"""A deliberately plain twin of earned value: what was to be reached, what was, and what was spent, line by line."""

from __future__ import annotations

from decimal import Decimal

from money_twin import hundredths
from twin import Goal, Number, rounded


def share_of(budget: Decimal, ratio: Number) -> Number:
    """Return so much of a budget, never below nothing nor above all of it."""
    return None if ratio is None else hundredths(budget * min(max(ratio, Decimal(0)), Decimal(1)))


def planned_share(goal: Goal) -> Number:
    """Return which part of its phase target a line's one goal was to have reached."""
    sides = goal.sides or {}
    phase, until = sides.get("phase"), sides.get("compliance")
    return rounded(until.whole, phase.whole) if phase and until else None


def value(lines: list[tuple[Decimal, Decimal, Number, Number]]) -> tuple[object, ...]:
    """Return planned, earned and actual value of lines of (budget, spent, planned share, progress), SPI and CPI."""
    planned = [part for budget, _, share, _ in lines if (part := share_of(budget, share)) is not None]
    earned = [part for budget, _, _, share in lines if (part := share_of(budget, share)) is not None]
    pv, ev = sum(planned) if planned else None, sum(earned) if earned else None
    actual = sum((spent for _, spent, _, _ in lines), Decimal(0))
    both = [
        (share_of(b, one), share_of(b, other)) for b, _, one, other in lines if one is not None and other is not None
    ]
    spi = rounded(sum(e for _, e in both), sum(p for p, _ in both)) if both else None
    of_earned = sum((spent for _, spent, _, share in lines if share is not None), Decimal(0))
    return pv, ev, actual, spi, None if ev is None else rounded(ev, of_earned)
