"""Resumen: where the programme stands at a cut-off, by action and by region, and the forest beside it."""

from __future__ import annotations

import streamlit as st

from pages import charts, descent, filters, forest, progress, reads, registry, session, tables
from pages.filters import Choice
from reports import numbers

# A figure of what is approved, and beside it what is only reported; for the coverage, the mean of those that reported.
FIGURES = (
    ("phase_progress", "reported", "phase_reported"),
    ("year_progress", "reported", "year_reported"),
    ("compliance", "reported", "compliance_reported"),
    ("coverage", "mean", "reporting_mean"),
    ("financial_progress", "reported", "financial_reported"),
)


def page() -> None:
    """Draw the summary."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if choice:
        st.caption(words("named", named=filters.named(choice)))
        _headline(choice)
        _actions(choice)
        _regions(choice)
    if reads.version():
        forest.section()


def _headline(choice: Choice) -> None:
    words, language = session.words(__file__), session.language()
    for row in reads.ask("programme_headline", phase=choice.phase, cutoff=choice.cutoff).to_dicts():
        for box, (name, beside, other) in zip(st.columns(len(FIGURES)), FIGURES, strict=True):
            told = words(beside, value=numbers.percent(row[other], language))
            figure = numbers.percent(row[name], language)
            box.metric(words[name], figure, told, delta_color="off", delta_arrow="off", border=True, height="stretch")
        st.markdown(words("light", light=progress.light(row)))
    for row in reads.ask("light_thresholds").to_dicts():
        limits = {name: numbers.quantity(row[name], language) for name in ("green_pct", "amber_pct")}
        st.caption(words("thresholds", source=progress.origin(row["source"]), **limits))
    _origin(choice, "programme", "", {"": words["whole"]})


def _actions(choice: Choice) -> None:
    words, language = session.words(__file__), session.language()
    st.header(words["actions"])
    st.caption(filters.named(choice))
    frame = reads.ask_in_language("action_headline", phase=choice.phase, cutoff=choice.cutoff)
    names = {words["code"]: progress.text("action_code"), words["action"]: progress.text("action_name")}
    tables.show(frame.to_dicts(), names | progress.columns(), alt=words["actions"])
    _origin(choice, "action", "accion", {code: code for code in frame["action_code"]})
    data = charts.drawn(frame, "action_code", "action_name", "phase_progress", "phase_reported")
    st.vega_lite_chart(data, charts.actions(language), width="stretch", alt=words["actions_chart"])
    st.caption(words("chart_named", chart=words["actions_chart"], named=filters.named(choice)))


def _regions(choice: Choice) -> None:
    words = session.words(__file__)
    st.header(words["regions"])
    st.caption(filters.named(choice))
    rows = reads.ask("region_headline", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    tables.show(rows, {words["region"]: progress.department} | progress.columns(), alt=words["regions"])
    _origin(choice, "region", "departamento", {row["department_code"]: progress.department(row) for row in rows})


def _origin(choice: Choice, level: str, key: str, names: dict[str, str]) -> None:
    """Draw the links that open each figure of a level down to its cells, approved and reported."""
    words, language = session.words(__file__), session.language()
    origin = registry.pages(language)["provenance"]
    at = {"fase": choice.phase, "corte": choice.cutoff, "lang": language}
    for basis in descent.BASES:
        with st.container(horizontal=True):
            st.markdown(words[f"origin_{basis}"])
            for code, name in names.items():
                one = at | {"nivel": level, "base": basis} | ({key: code} if key else {})
                st.page_link(origin, label=name, help=words("origin_of", name=name), query_params=one)
    money = registry.pages(language)["financial"]
    with st.container(horizontal=True):
        st.markdown(words["origin_money"])
        for code, name in names.items():
            one = at | ({"nivel": level, "clase": code} if key else {})
            st.page_link(money, label=name, help=words("origin_of", name=name), query_params=one)
