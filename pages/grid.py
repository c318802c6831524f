"""Draws the cells around a fact as the spreadsheet shows them, the cell itself marked."""

from __future__ import annotations

from html import escape

import streamlit as st

from warehouse.read import Neighbourhood

_CELL = "border:1px solid #8A958F;padding:0.3rem 0.5rem;text-align:left;max-width:16rem;overflow-wrap:anywhere"
_CENTRE = f"{_CELL};outline:3px solid #C9782B;outline-offset:-3px;font-weight:700"


def show(around: Neighbourhood, caption: str) -> None:
    """Draw a neighbourhood: column letters above, row numbers at the left, sender's text escaped."""
    st.html(_table(around, caption))


def _table(around: Neighbourhood, caption: str) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(str(letter))}</th>' for letter in around.letters)
    body = "".join(
        f'<tr><th scope="row" style="{_CELL}">{escape(str(number))}</th>{_cells(cells, position, around.centre)}</tr>'
        for position, (number, cells) in enumerate(zip(around.row_numbers, around.cells, strict=True))
    )
    return (
        '<div style="overflow-x:auto"><table style="border-collapse:collapse">'
        f'<caption style="text-align:left;caption-side:top">{escape(caption)}</caption>'
        f'<thead><tr><td style="{_CELL}"></td>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cells(cells: list[str], row: int, centre: tuple[int, int]) -> str:
    return "".join(
        f'<td style="{_CENTRE}"><strong>{escape(text or "")}</strong></td>'
        if (row, column) == tuple(centre)
        else f'<td style="{_CELL}">{escape(text or "")}</td>'
        for column, text in enumerate(cells)
    )
