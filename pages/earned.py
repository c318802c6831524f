"""Earned value, folded away: planned and earned value and actual cost by level, the lines of one, and the way on."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages import amounts, descent, filters, progress, reads, registry, session, tables
from pages.filters import Choice
from pages.tables import literal

WHOLE = "programme"


def section(choice: Choice, level: str, names: Mapping[str, str]) -> None:
    """Draw earned value, which is never on anybody's first view, and the lines of what the reader chooses."""
    words = session.words(__file__)
    with st.expander(words["earned"]):
        basis = filters.pick(words["basis"], {name: words[name] for name in descent.BASES}, "base_ganado")
        asked = {"phase": choice.phase, "cutoff": choice.cutoff, "basis": basis}
        rows = [r for name in (WHOLE, level) for r in reads.ask("earned_value", level=name, **asked).to_dicts()]
        named = {row["code"]: ({**names, WHOLE: words["whole"]}).get(row["code"], row["code"]) for row in rows}
        columns: tables.Columns = {
            words["code"]: lambda row: literal(named[row["code"]]),
            words["budget"]: amounts.money("budget"),
            words["planned_value"]: amounts.money("planned_value"),
            words["earned_value"]: amounts.money("earned_value"),
            words["actual_cost"]: amounts.money("actual_cost"),
            words["spi"]: amounts.index("spi"),
            words["cpi"]: amounts.index("cpi"),
        }
        tables.show(rows, columns, alt=words["earned"])
        if rows:
            st.caption(words("currency_told", currency=rows[0]["currency_code"], basis=words[basis]))
        st.caption(words["earned_told"])
        if named:
            of = filters.pick(words["of"], named, "ganado")
            _lines(asked, WHOLE if of == WHOLE else level, of)


def _lines(asked: dict[str, str], level: str, code: str) -> None:
    """Draw the lines whose values add up to the figure, and lead to the cells of one."""
    words, language = session.words(__file__), session.language()
    rows = reads.ask("earned_lines", level=level, code=code, **asked).to_dicts()
    columns: tables.Columns = {
        words["line"]: progress.text("line_code"),
        words["budget"]: amounts.money("budget"),
        words["share"]: progress.percent("planned_share"),
        words["planned_value"]: amounts.money("planned_value"),
        words["progress"]: progress.percent("phase_progress"),
        words["earned_value"]: amounts.money("earned_value"),
        words["actual_cost"]: amounts.money("actual_cost"),
    }
    tables.show(rows, columns, alt=words["lines"])
    actions = {row["line_code"]: row["action_code"] for row in rows}
    line = filters.pick(words["go"], dict.fromkeys(actions), "linea_ganada")
    at = {"fase": asked["phase"], "corte": asked["cutoff"], "base": asked["basis"], "lang": language}
    ways = {
        "to_budget": ("financial", {"nivel": "line", "clase": line, "etapa": "reprogramado"}),
        "to_progress": ("provenance", {"nivel": "action", "accion": actions[line], "linea": line}),
    }
    for name, (page, more) in ways.items():
        label = words(name, line=line)
        st.page_link(registry.pages(language)[page], label=label, query_params=at | more)
