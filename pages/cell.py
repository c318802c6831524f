"""The cell of the file somebody sent, with the cells around it, who sent and approved it, and the file itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages import grid, progress, reads, session, tables
from reports import numbers


def show(fact: str, at: str = "") -> None:
    """Draw the origin of one fact; `at` tells apart two places of a page that show the same one."""
    words, language = session.words(__file__), session.language()
    st.header(words["title"])
    for row in reads.ask("fact_place", fact_id=fact).to_dicts():
        told = {name: tables.literal(value) for name, value in row.items()}
        if row["rate"]:
            told["value"] = numbers.rate(row["rate"])
        elif row["text"]:
            told |= {"value": tables.literal(row["text"]), "unit": ""}
        else:
            told |= {"value": numbers.quantity(row["value"], language), "unit": progress.unit("unit")(row)}
        told["received_at"] = numbers.instant(row["received_at"], language)
        told["approved_at"] = numbers.instant(row["approved_at"], language)
        told["state"] = progress.state(row)
        st.markdown(words("told", **told))
        st.markdown(words("approved" if row["approved_at"] else "not_approved", **told))
        grid.show(reads.neighbourhood(fact), words("neighbourhood", **row))
        st.download_button(
            words["download"],
            partial(reads.original, row["submission_id"]),
            file_name=row["file_name"],
            on_click="ignore",
            key=f"file-{at}{fact}",
        )
        st.caption(words("digest", **row))


def rates(facts: list[str] | None, at: str = "") -> None:
    """Draw, folded, the origin of the exchange rates an amount took; nothing where it took none."""
    if facts:
        with st.expander(session.words(__file__)["rates"]):
            for fact in facts:
                show(fact, f"{at}rate-")
