"""The choices above a page, kept in its address so that a link shows the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages import address, reads, session


@dataclass(frozen=True)
class Choice:
    """The phase, the cut-off a reader looks at, and the version of the plan that holds its year."""

    phase: str
    phase_name: str
    plan_version: str
    cutoff: str


def choose() -> Choice | None:
    """Let the reader choose phase and cut-off; None, with the reason on screen, where nothing is in force."""
    words = session.words(__file__)
    plans = reads.ask_in_language("plan_in_force").to_dicts() if reads.version() else []
    if not plans:
        st.info(words["nothing_published"])
        return None
    left, right = st.columns(2)
    phases = {plan["phase_code"]: plan for plan in plans}
    with left:
        phase = pick(words["phase"], {c: p["phase_name"] for c, p in phases.items()}, "fase")
    quarters = reads.cutoffs(phase).to_dicts()
    if not quarters:
        st.info(words["no_quarters"])
        return None
    codes = [quarter["cutoff"] for quarter in quarters]
    default = next(i for i, quarter in enumerate(quarters) if quarter["is_default"])
    with right:
        cutoff = select(words["cutoff"], codes, {}, "corte", default)
    version = quarters[codes.index(cutoff)]["plan_version"]
    return Choice(phase, phases[phase]["phase_name"], str(version), cutoff)


def named(choice: Choice) -> str:
    """Say which plan version and cut-off a figure is of, and that it is illustrative where it is."""
    words = session.words(__file__)
    said = words("named", **vars(choice))
    return words("illustrative", named=said) if session.folder().is_demonstration else said


def pick(label: str, names: Mapping[str, Any], key: str, default: int = 0) -> str:
    """Draw a list of everything that has a name, in that order; the address keeps the code under that key."""
    return select(label, list(names), names, key, default)


def select(label: str, codes: list[str], names: Mapping[str, Any], key: str, default: int = 0) -> str:
    """Draw a list of codes shown by name, or as they are where they have none; the address keeps the code."""
    address.follow(key, codes, codes[default])
    return st.selectbox(
        label,
        codes,
        format_func=lambda code: names.get(code) or code,
        key=key,
        on_change=address.write,
        args=(key,),
        persist_state="session",
        filter_mode=None,
        placeholder=label,
    )
