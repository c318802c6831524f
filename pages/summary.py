"""Resumen: where the programme stands at a cut-off, by action and by region, and the forest beside it."""

from __future__ import annotations

import streamlit as st

from pages import charts, filters, progress, reads, registry, session, tables
from pages.filters import Choice
from reports import numbers


def page() -> None:
    """Draw the summary."""
    words = session.words(__file__)
    st.title(words["title"])
    choice = filters.choose()
    if choice:
        st.caption(words("named", **vars(choice)))
        _headline(choice)
        _actions(choice)
        _regions(choice)
    if reads.version():
        _forest()


def _headline(choice: Choice) -> None:
    words, language = session.words(__file__), session.language()
    for row in reads.ask("programme_headline", phase=choice.phase, cutoff=choice.cutoff).to_dicts():
        boxes = zip(st.columns(4), ("phase_progress", "year_progress", "compliance", "coverage"), strict=True)
        for box, name in boxes:
            box.metric(words[name], numbers.percent(row[name], language), border=True)
        reported = numbers.percent(row["phase_reported"], language)
        mean = numbers.percent(row["reporting_mean"], language)
        st.markdown(words("beside", light=progress.light(row), reported=reported, mean=mean))


def _actions(choice: Choice) -> None:
    words, language = session.words(__file__), session.language()
    st.header(words["actions"])
    frame = reads.ask_in_language("action_headline", phase=choice.phase, cutoff=choice.cutoff)
    names = {words["code"]: progress.text("action_code"), words["action"]: progress.text("action_name")}
    tables.show(frame.to_dicts(), names | progress.columns(), alt=words["actions"])
    origin = registry.pages(language)["provenance"]
    with st.container(horizontal=True):
        st.markdown(words["origin"])
        for code in frame["action_code"]:
            address = {"accion": code, "fase": choice.phase, "corte": choice.cutoff, "lang": language}
            st.page_link(origin, label=code, help=words("origin_of", code=code), query_params=address)
    data = charts.drawn(frame, "action_code", "action_name", "phase_progress", "phase_reported")
    st.vega_lite_chart(data, charts.actions(language), width="stretch", alt=words["actions_chart"])
    st.caption(words["actions_chart"])


def _regions(choice: Choice) -> None:
    words = session.words(__file__)
    st.header(words["regions"])
    rows = reads.ask("region_headline", phase=choice.phase, cutoff=choice.cutoff).to_dicts()
    name = {words["region"]: progress.text("department_name")}
    tables.show(rows, name | progress.columns(), alt=words["regions"])


def _forest() -> None:
    words, language = session.words(__file__), session.language()
    st.header(words["forest"])
    areas = reads.ask("forest_areas").to_dicts()
    if not areas:
        st.info(words["no_forest"])
        return
    names = {"": words["dci_regions"]} | {area["ubigeo"]: area["area_name"] for area in areas}
    chosen = filters.select(words["area"], list(names), names, "area")
    frame = reads.ask("forest_loss_by_year", ubigeo=chosen)
    last = frame.to_dicts()[-1]
    st.caption(words("forest_source", **{**last, "source_name": tables.literal(last["source_name"])}))
    data = charts.drawn(frame, "year", "loss_ha")
    st.vega_lite_chart(data, charts.forest(language), width="stretch", alt=words["forest"])
    hectares = {
        words["year"]: lambda row: str(row["year"]),
        words["hectares"]: lambda row: numbers.quantity(row["loss_ha"], language),
    }
    with st.expander(words["as_table"]):
        tables.show(frame.to_dicts(), hectares, alt=words["forest"])
