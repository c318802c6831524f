"""A deliberately plain twin of the marts of progress: Decimals, loops, and every ratio rounded half up at nine places.

It reads the rows a scene is drawn with, and knows nothing of the SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, NamedTuple

from scene import GOAL, LAST_DAYS, LINE, STEPS, Row, drawn

PERIODS = ("2024-T4", "T1", "T2", "T3", "T4")
FIGURES = ("phase", "year", "compliance")
TURNS = {"Trimestral": (1, 2, 3, 4), "Semestral": (2, 4), "Anual": (4,)}
SPANS = {"Trimestral": 1, "Semestral": 2, "Anual": 4}
WEIGHTS = {row["milestone"]: Decimal(str(row["weight_pct"])) for row in drawn(STEPS)}
Number = Decimal | None


class Sides(NamedTuple):
    """What was achieved, what was set out, and whether it was only to be held."""

    part: Decimal
    whole: Decimal
    holds: bool


class Goal(NamedTuple):
    """A goal at a cut-off; no sides at all if it was retired. A ratio knows its denominator."""

    sides: dict[str, Sides | None] | None
    is_due: bool
    is_reported: bool
    denominator: Number = None


class Line(NamedTuple):
    """A line at a cut-off, with what it weighs."""

    ratios: dict[str, Number]
    is_due: bool
    is_reported: bool
    weight: Number
    budget: Decimal


def rounded(part: Decimal | int, whole: Decimal | int) -> Number:
    """Return part ÷ whole at nine places, unknown if the whole is nothing."""
    with localcontext(prec=80):
        return (Decimal(part) / whole).quantize(Decimal("1e-9"), ROUND_HALF_UP) if whole else None


def number(row: Row, name: str) -> Number:
    """Return one cell as a number, None where it is empty."""
    return Decimal(text) if (text := row.get(name)) is not None else None


def ratio(sides: Sides | None) -> Number:
    """Return the ratio of both sides; what is only held is never more than held."""
    if sides is None:
        return None
    return Decimal(1) if sides.holds and sides.part >= sides.whole else rounded(sides.part, sides.whole)


def goal_at(goal: Row, line: Row, said: dict[str, Any], quarter: int) -> Goal:
    """Return one goal at a quarter of 2025; `said` is what it reported, by period.

    That is a quantity, a pair (numerator, denominator) or, of a goal by steps, the weight of each unit it names.
    """
    goal, line, cutoff = GOAL | goal, LINE | line, f"2025-T{quarter}"
    before = {period: quantity for period, quantity in said.items() if period <= cutoff}
    is_level, denominator = goal["mode"] in ("closing", "ratio"), None
    planned = [number(goal, "2024"), *(number(goal, f"T{n}") for n in range(1, quarter + 1))]
    planned = [target for target in planned if target is not None]
    in_year = [quantity for period, quantity in before.items() if period > "2025"]
    programmed = (planned[-1] if is_level else sum(planned)) if planned else None
    if goal["mode"] == "ratio":
        numerator, denominator = before[max(before)] if before else (None, None)
        reached = year = None if numerator is None else numerator * 100
    elif goal["mode"] == "closing":
        reached = year = before[max(before)] if before else None
    elif goal["mode"] == "steps":
        earlier = weighed(weights for period, weights in before.items() if period < "2025")
        reached = weighed(before.values())
        year = None if reached is None else reached - (earlier or 0)
    else:
        reached, year = sum(before.values()) if before else None, sum(in_year) if in_year else None
    to_zero = is_level and goal["direction"] == "descending"
    retired = (number(goal, "phase") == 0 and not to_zero) or line["state"] == "Retirada"
    running = str(line["start"]) <= LAST_DAYS[quarter] and str(line["end"]) >= f"2025-{3 * quarter - 2:02}-01"
    turn = quarter in TURNS[str(goal["frequency"])]
    since = [number(goal, f"T{n}") or 0 for n in range(quarter - SPANS[str(goal["frequency"])] + 1, quarter + 1)]
    owed = (programmed or 0) > 0 or (to_zero and programmed == 0) if is_level else sum(since) > 0
    due = running and turn and owed
    first_year = is_level or not number(goal, "2024")
    sides = {
        "phase": sides_of(goal, reached, number(goal, "phase"), True, denominator),
        "year": sides_of(goal, year, number(goal, "2025"), first_year, denominator),
        "compliance": sides_of(goal, reached, programmed, True, denominator),
    }
    return Goal(
        None if retired else sides,
        due and not retired and line["state"] not in ("Suspendida", "Culminada"),
        said.get(cutoff) is not None,
        denominator,
    )


def weighed(reports: Iterable[dict[str, Decimal]]) -> Number:
    """Return how many units there are, each weighed by its furthest step; None if none was named."""
    furthest: dict[str, Decimal] = {}
    for weights in reports:
        for unit, weight in weights.items():
            furthest[unit] = max(weight, furthest.get(unit, weight))
    return sum(furthest.values(), Decimal(0)) / 100 if furthest else None


def sides_of(
    goal: Row, amount: Number, target: Number, holds_baseline: bool, denominator: Number = None
) -> Sides | None:
    """Return both sides of one figure by mode, direction and baseline; None where it is unknown.

    The amount of a ratio is its numerator, and baseline and target are as many of its denominator.
    """
    baseline, descending = number(goal, "baseline"), goal["direction"] == "descending"
    if denominator is not None:
        if target is None or denominator == 0:
            return None
        baseline, target = None if baseline is None else baseline * denominator, target * denominator
    start = (baseline or Decimal(0)) if goal["includes"] == "yes" and holds_baseline else Decimal(0)
    zero = Decimal(0)
    if target is None:
        return None
    if goal["mode"] in ("sum", "steps") and not descending:
        return Sides(amount or zero, max(target - start, zero), False)
    if (target == 0 and not descending) or (descending and baseline is None):
        return None
    if descending and baseline > target:
        return Sides(zero if amount is None else baseline - amount, baseline - target, False)
    if descending:
        return Sides(zero, target, True) if amount is None else Sides(target, amount, True)
    if goal["direction"] == "maintain" or (goal["includes"] == "yes" and baseline is not None and baseline >= target):
        return Sides(amount or zero, target, True)
    return Sides(zero if amount is None else amount - (baseline or zero), target - start, False)


def line_at(line: Row, goals: list[tuple[Row, Goal]]) -> Line:
    """Return a line from its principal goals: the sum of their parts over the sum of their wholes."""
    places = [goal for row, goal in goals if (GOAL | row)["principal"] == "yes"]
    kept = [goal.sides for goal in places if goal.sides is not None]
    adds = len(kept) == 1 or all((GOAL | row)["adds"] in ("sum", "ratio") for row, _ in goals)
    # Places with a denominator say what the line is; without any, none was reported.
    if any(goal.denominator for goal in places if goal.sides is not None):
        kept = [goal.sides for goal in places if goal.sides is not None and goal.denominator]
    owing = [goal for goal in places if goal.is_due]
    line = LINE | line
    return Line(
        {figure: added([sides[figure] for sides in kept]) if adds else None for figure in FIGURES},
        bool(owing),
        all(goal.is_reported for goal in owing) if owing else any(goal.is_reported for goal in places),
        number(line, "weight"),
        number(line, "budget") or Decimal(0),
    )


def added(sides: list[Sides | None]) -> Number:
    """Return the ratio over several places, those unknown left out."""
    known = [side for side in sides if side is not None]
    if not known:
        return None
    return ratio(Sides(sum(s.part for s in known), sum(s.whole for s in known), all(s.holds for s in known)))


def mean(lines: list[Line], by_weight: bool) -> tuple[object, ...]:
    """Return three ratios, light, coverage, mean of those that reported, lines, and lines counted."""
    weighted = by_weight and all(line.weight is not None for line in lines)
    pairs = [((line.weight if weighted else line.budget) or Decimal(0), line) for line in lines]

    def over(figure: str, pairs: list[tuple[Decimal, Line]]) -> Number:
        known = [(share, line.ratios[figure]) for share, line in pairs if line.ratios[figure] is not None]
        return rounded(sum(s * min(max(r, 0), 1) for s, r in known), sum(share for share, _ in known))

    phase, year, compliance = (over(figure, pairs) for figure in FIGURES)
    colour = None
    if compliance is not None:
        colour = "verde" if compliance >= Decimal("0.9") else "ámbar" if compliance >= Decimal("0.7") else "rojo"
    due = sum(share for share, line in pairs if line.is_due)
    coverage = rounded(sum(share for share, line in pairs if line.is_due and line.is_reported), due)
    reporting = over("compliance", [pair for pair in pairs if pair[1].is_reported])
    counted = sum(line.ratios["phase"] is not None for line in lines)
    return phase, year, compliance, colour, coverage, reporting, len(lines), counted


def said_on(rows: list[Row], basis: str) -> dict[str | None, dict[str, Any]]:
    """Return what each goal reported on one basis, by period: quantities, ratios, and units at their steps."""
    found: dict[str | None, dict[str, Any]] = {row["goal"]: {} for row in rows}
    for row in (row for row in rows if row["basis"] == basis):
        for name in PERIODS:
            text, period = row.get(name), name if "-" in name else f"2025-{name}"
            if text in WEIGHTS:
                found[row["goal"]].setdefault(period, {})[row["unit"]] = WEIGHTS[text]
            elif text and "/" in text:
                found[row["goal"]][period] = tuple(map(Decimal, text.split("/")))
            elif text and text[0].isdigit():
                found[row["goal"]][period] = Decimal(text)
    return found


def expected(
    goals: list[Row], reports: list[Row], lines: list[Row], quarter: int, basis: str, units: Sequence[Row] = ()
) -> dict[Any, Any]:
    """Say with the twin what every goal, line, action, region and the programme are: {(level, code): values}."""
    said, rows = said_on([*reports, *units], basis), {line["line"]: line for line in lines}
    reached = [(goal, goal_at(goal, rows[goal["line"]], said[goal["goal"]], quarter)) for goal in goals]
    at = {code: line_at(row, [pair for pair in reached if pair[0]["line"] == code]) for code, row in rows.items()}
    found: dict[Any, Any] = {("programme", ""): mean(list(at.values()), by_weight=False)}
    for goal, result in reached:
        ratios = [ratio(result.sides[figure]) if result.sides else None for figure in FIGURES]
        found["goal", goal["goal"]] = (*ratios, result.is_due, result.is_reported)
    for code, line in at.items():
        found["line", code] = (*line.ratios.values(), line.is_due, line.is_reported)
    for level, code in {(level, row[level]) for row in lines for level in ("action", "region")}:
        within = [at[row["line"]] for row in lines if row[level] == code]
        found[level, code] = mean(within, by_weight=level == "action")
    return found
