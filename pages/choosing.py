"""The organisation, period and rule a reader looks at the quality of, kept in the address."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import filters, reads, session
from reports.findings import rule_name

ALL = ""


def choose() -> dict[str, str] | None:
    """Let the reader choose; return {organisation, period, rule}, blank for all; None where nothing was sent."""
    words, language = session.words(__file__), session.language()
    rows = reads.ask("quality_choices").to_dicts() if reads.version() else []
    if not rows:
        return None
    organisations = {row["organisation_code"]: row["organisation_name"] for row in rows}
    periods = sorted({row["period"] for row in rows}, reverse=True)
    rules = sorted({row["rule"] for row in rows if row["rule"]})
    boxes = st.columns(3)
    with boxes[0]:
        organisation = every(words["organisation"], organisations, words["all_organisations"], "organizacion")
    with boxes[1]:
        period = every(words["period"], dict.fromkeys(periods), words["all_periods"], "periodo")
    with boxes[2]:
        named = {rule: rule_name(rule, language) for rule in rules}
        rule = every(words["rule"], named, words["all_rules"], "regla")
    return {"organisation": organisation, "period": period, "rule": rule}


def every(label: str, named: dict[str, Any], all_of_them: str, key: str) -> str:
    """Draw a list whose first choice is all of them; return the code chosen, blank for all."""
    return filters.pick(label, {ALL: all_of_them} | {code: name or code for code, name in named.items()}, key)
