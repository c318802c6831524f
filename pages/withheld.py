"""Each finding with the cell it is about, and each row withheld with its cells as they were sent."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import streamlit as st

from pages import filters, grid, progress, reads, registry, session, tables
from pages.choosing import every
from pages.findings import severity, stake
from pages.tables import Row, literal
from reports import numbers
from reports.findings import is_calculated, is_personal
from warehouse.read import NotSeenError

# What a reader goes through on one screen; the filters lead to the rest.
SHOWN = 50
MOST = 1000
ROWS_SHOWN = 20
STANDINGS = ("pendiente", "atendido", "aceptado", "informativo", "sin efecto")


def findings(chosen: dict[str, str]) -> None:
    """Draw the findings one by one, and the cell of the one the reader opens."""
    words = session.words(__file__)
    st.header(words["findings"])
    standing = every(words["standing"], {s: words[s] for s in STANDINGS}, words["all_standings"], "situacion")
    found = reads.ask_in_language("quality_findings", **chosen, standing=standing, most=MOST).to_dicts()
    if not found:
        st.success(words["nothing_found"])
        return
    rows = _one_page(found)
    columns: tables.Columns = {
        words["severity"]: severity,
        words["organisation"]: progress.text("organisation_code"),
        words["period"]: progress.text("period"),
        words["cell"]: lambda row: literal(_place(row)),
        words["message"]: progress.text("message"),
        words["stake"]: stake,
        words["standing"]: lambda row: words[row["standing"]],
        words["submission"]: progress.text("submission_id"),
    }
    tables.show(rows, columns, alt=words["findings"])
    _open(rows)


def rows(chosen: dict[str, str]) -> None:
    """Draw the rows withheld and not sent again, each with its cells as sent and what was found in it."""
    words, language = session.words(__file__), session.language()
    st.header(words["rows"])
    cells = reads.ask("withheld_cells", **chosen).to_dicts()
    withheld = [(row, list(its)) for row, its in groupby(cells, key=_row)]
    if not withheld:
        st.success(words["no_rows"])
        return
    st.caption(words["rows_told"])
    for (submission, sheet, number), its in withheld[:ROWS_SHOWN]:
        told = {name: literal(its[0][name]) for name in ("organisation_code", "period")}
        with st.expander(words("row", submission=submission, sheet=literal(sheet), row=number, **told)):
            _sentences(submission, sheet, number)
            columns = {words["column"]: progress.text("header"), words["cell"]: _address, words["as_sent"]: _as_sent}
            filled = [c for c in its if c["cell_text"] and not is_calculated(c["source"], sheet, c["column_name"])]
            tables.show(filled, columns, alt=words["rows"])
            link(submission)
    if len(withheld) > ROWS_SHOWN:
        counted = {"shown": ROWS_SHOWN, "rows": numbers.quantity(len(withheld), language)}
        st.info(words("more_rows", **counted))


def link(submission: str) -> None:
    """Draw the way to a submission on the page that shows all of it."""
    words, language = session.words(__file__), session.language()
    # Blank filters, so that the one looked for is not among those left out.
    query = {"envio": submission, "organizacion": "", "periodo": "", "fuente": "", "estado": "", "lang": language}
    st.page_link(
        registry.pages(language)["submissions"],
        label=words("open_submission", submission=submission),
        query_params=query,
    )


def _open(found: list[dict[str, Any]]) -> None:
    """Let the reader open the cell of a finding in the sheet as it was sent."""
    words = session.words(__file__)
    named = {str(n): words("label", **row | {"place": _place(row)}) for n, row in enumerate(found, start=1)}
    row = found[int(filters.pick(words["open"], named, "hallazgo")) - 1]
    st.markdown(literal(row["message"]))
    if row["cell"]:
        try:
            grid.show(reads.cell_sent(row["submission_id"], row["sheet"], row["cell"]), words("neighbourhood", **row))
        except NotSeenError:
            st.caption(words["no_cell"])
    link(row["submission_id"])


def _sentences(submission: str, sheet: str, number: int) -> None:
    for found in reads.ask_in_language("submission_findings", submission_id=submission).to_dicts():
        if (found["sheet"], found["row"]) == (sheet, number):
            st.markdown(f"{severity(found)} · {literal(found['message'])}")


def _one_page(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what fits one screen, by the page the reader chooses where there are several."""
    words, language = session.words(__file__), session.language()
    if len(found) <= SHOWN:
        return found
    pages = [str(number) for number in range(1, -(-len(found) // SHOWN) + 1)]
    counted = {"shown": len(found), "findings": numbers.quantity(found[0]["findings"], language)}
    number = int(filters.select(words("page", **counted), pages, {}, "pagina"))
    return found[(number - 1) * SHOWN : number * SHOWN]


def _row(cell: Row) -> tuple[str, str, int]:
    return cell["submission_id"], cell["sheet"], cell["row_number"]


def _place(row: Row) -> str:
    return f"{row['sheet']}!{row['cell'] or row['row']}" if row["sheet"] and row["row"] else numbers.UNKNOWN


def _address(cell: Row) -> str:
    return f"{cell['letter']}{cell['row_number']}"


def _as_sent(cell: Row) -> str:
    if is_personal(cell["source"], cell["sheet"], cell["column_name"]):
        return session.words(__file__)["personal"]
    return literal(cell["cell_text"])
