"""The text of formulas nobody calculated, those that share the text of another included."""

from __future__ import annotations

from typing import Any

import polars as pl
from openpyxl.formula.translate import Translator

SHARED, TABLE = "shared", "dataTable"
_AT = ["row", "letter"]


def formula_texts(cells: pl.DataFrame, wanted: pl.DataFrame) -> pl.Series:
    """Return the text of each wanted formula, beginning with "="; `cells` are all of the sheet, in its order."""
    # A table of alternatives has no text of its own.
    own = pl.when(pl.col("formula_kind") == TABLE).then(pl.lit("=")).otherwise(pl.lit("=") + pl.col("formula"))
    texts = wanted.select(*_AT, own.fill_null("=").alias("own"))
    if SHARED not in wanted["formula_kind"]:
        return texts["own"]
    shared = cells.filter(pl.col("formula_kind") == SHARED)
    told = pl.DataFrame(_shared(shared), schema=dict.fromkeys(_AT, None) | {"told": pl.String}, orient="row")
    joined = texts.join(told.cast({"row": pl.Int32}), on=_AT, how="left", maintain_order="left")
    return joined.select(pl.coalesce("told", "own"))["told"]


def _shared(cells: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Move the first formula of each group to each cell that shares it, as a spreadsheet fills down."""
    first: dict[str | None, Any] = {}
    told: list[tuple[Any, ...]] = []
    for row, letter, formula, index in cells.select(*_AT, "formula", "formula_index").iter_rows():
        text, at = f"={formula}", f"{letter}{row}"
        if index in first:
            text = first[index].translate_formula(at)
        elif formula:
            first[index] = Translator(text, at)
        told.append((row, letter, text))
    return told
