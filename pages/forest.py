"""Forest loss as published: its years in the summary, and the published cells each year's figure is made of."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import charts, filters, progress, reads, registry, session, tables
from reports import numbers


def section() -> None:
    """Draw the loss of an area by year, with its source and date, and the way to its cells."""
    words, language = session.words(__file__), session.language()
    st.header(words["title"])
    shown = _years()
    if not shown:
        return
    area, frame = shown
    data = charts.drawn(frame, "year", "loss_ha")
    st.vega_lite_chart(data, charts.forest(language), width="stretch", alt=words["title"])
    with st.expander(words["as_table"]):
        tables.show(frame.to_dicts(), _columns(), alt=words["title"])
    origin = registry.pages(language)["provenance"]
    with st.container(horizontal=True):
        st.markdown(words["origin"])
        for year in reversed(frame["year"].to_list()):
            address = {"nivel": "forest", "area": area, "anio": str(year), "lang": language}
            st.page_link(origin, label=str(year), help=words("origin_of", year=year), query_params=address)


def open_figure() -> str | None:
    """Let the reader choose area, year and published cell; return the fact they reach."""
    words, language = session.words(__file__), session.language()
    shown = _years()
    if not shown:
        return None
    area, frame = shown
    years = [str(year) for year in reversed(frame["year"].to_list())]
    year = filters.select(words["year"], years, {}, "anio")
    figure = next(row for row in frame.to_dicts() if str(row["year"]) == year)
    st.metric(words("figure", year=year), words("hectares_of", ha=numbers.quantity(figure["loss_ha"], language)))
    rows = reads.ask("forest_facts", ubigeo=area, year=int(year)).to_dicts()
    columns = {
        words["department"]: progress.text("department_name"),
        words["place"]: progress.text("area_name"),
        words["ubigeo"]: progress.text("ubigeo"),
        words["hectares"]: progress.quantity("loss_ha"),
        words["source"]: progress.text("source_name"),
        words["file"]: progress.text("file_name"),
    }
    tables.show(rows, columns, alt=words("figure", year=year))
    names = {
        row["fact_id"]: words("open_one", **row | {"loss_ha": numbers.quantity(row["loss_ha"], language)})
        for row in rows
    }
    return filters.pick(words["open"], names, "dato")


def _years() -> tuple[str, Any] | None:
    """Let the reader choose an area, say the source, and return the area with its loss by year; None without data."""
    words, language = session.words(__file__), session.language()
    areas = reads.ask("forest_areas").to_dicts() if reads.version() else []
    if not areas:
        st.info(words["none"])
        return None
    names = {"": words["dci_regions"]} | {area["ubigeo"]: area["area_name"] for area in areas}
    chosen = filters.pick(words["area"], names, "area")
    frame = reads.ask("forest_loss_by_year", ubigeo=chosen)
    last = frame.to_dicts()[-1]
    told = last | {"source_name": tables.literal(last["source_name"])}
    told |= {name: numbers.day(last[name], language) for name in ("received_at", "approved_at")}
    st.caption(words("source_of", **told))
    return chosen, frame


def _columns() -> tables.Columns:
    words = session.words(__file__)
    return {words["year"]: lambda row: str(row["year"]), words["hectares"]: progress.quantity("loss_ha")}
