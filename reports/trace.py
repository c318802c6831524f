"""Opens a figure: the number, its formula, what it is made of, and the cells those came from."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from warehouse.read import Reader
from warehouse.scope import Scope

# Figure -> (what was reached, what was set out, its name in `goal_ratio_sides`); no ratio has only the first.
FIGURES: dict[str, tuple[str, ...]] = {
    "phase_progress": ("cumulative_phase", "phase_target", "phase"),
    "year_progress": ("cumulative_year", "year_target", "year"),
    "compliance": ("cumulative_phase", "programmed", "compliance"),
    "cumulative_phase": ("cumulative_phase",),
    "cumulative_year": ("cumulative_year",),
}


def trace_figure(reader: Reader, figure: str, goal: str, period: str, scope: Scope) -> dict[str, Any]:
    """Return one figure of one goal at a cut-off with its plan version, parts and facts; NotSeenError if none."""
    row = reader.one("goal_figure", scope, goal=goal, cutoff=period)
    reached, *set_out = FIGURES[figure]
    at = {"goal": goal, "cutoff": period}
    parts, targets = {reached: row[reached]}, list[str]()
    if set_out:
        parts |= {set_out[0]: row[set_out[0]]}
        for sides in reader.ask("goal_sides", scope, **at, figure=set_out[1]).to_dicts():
            parts |= sides
        targets = reader.ask("target_facts", scope, **at, figure=figure)["fact_id"].to_list()
    history = reader.ask("target_history", scope, goal=goal, phase=row["phase_code"]).to_dicts()
    facts = reader.ask("figure_facts", scope, **at, figure=figure)["fact_id"].to_list()
    return plain(
        {
            "version": reader.version,
            "figure": figure,
            "goal": goal,
            "period": period,
            "plan": f"{row['phase_code']}-{row['plan_version']}",
            "basis": row["basis"],
            "value": row[figure],
            "unit": None if set_out else row["unit"],
            "parts": parts,
            "facts": [trace_fact(reader, f, scope) for f in facts],
            "targets": [trace_fact(reader, f, scope) for f in targets],
            "history": [changed for changed in history if changed["is_changed"]],
        }
    )


def trace_fact(reader: Reader, fact_id: str, scope: Scope) -> dict[str, Any]:
    """Return one fact with its file, sheet, cell, people, instants and the cells around it."""
    place = reader.one("fact_place", scope, fact_id=fact_id)
    around = reader.neighbourhood(fact_id, scope)
    return plain(
        place | {"neighbourhood": {"letters": around.letters, "rows": around.row_numbers, "cells": around.cells}}
    )


def plain(value: Any) -> Any:
    """Turn decimals and instants into text, all the way down, so that JSON keeps them exact."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [plain(v) for v in cast("list[Any]", value)]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value
