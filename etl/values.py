"""Tells what written cells mean, as exact text: numbers, days by the format of the cell, booleans, shared strings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl
from openpyxl.utils import datetime as calendar

from etl.book import Book
from etl.formula_text import formula_texts
from etl.grid import ERRORS

# Such a number is written as it is read: no leading zero, no fraction, no exponent.
_AS_IT_IS = r"^(?:0|-?[1-9][0-9]*)$"
# What openpyxl shows for a number with the format of a date that no calendar reaches.
_NO_DAY = "#VALUE!"
_CALENDAR: Any = calendar  # its hints leave half of it unknown
_FLAGS = ("kind", "is_calculated")


def values(cells: pl.DataFrame, book: Book) -> pl.DataFrame:
    """Return `row`, `letter`, `value`, `is_error` and `is_calculated` (null where there is no formula) of each cell.

    A formula without a cached value has its own text for a value. Cells come in no particular order.
    """
    kind, text, style = pl.col("kind"), pl.col("text"), pl.col("style")
    is_day = (kind == "n") & style.is_in(list(book.dates))
    has_result = (text != "") | (kind == "str")
    means = (
        pl.when(pl.col("formula").is_not_null() & ~has_result).then(pl.lit("formula"))
        .when(text == "").then(pl.lit("empty"))
        .when(is_day & style.is_in(list(book.spans))).then(pl.lit("span"))
        .when(is_day).then(pl.lit("day"))
        .when((kind == "n") & text.str.contains(_AS_IT_IS)).then(pl.lit("text"))
        .otherwise(kind)
    )  # fmt: skip
    meant = cells.with_columns(
        means.alias("means"), pl.when(pl.col("formula").is_not_null()).then(has_result).alias("is_calculated")
    )
    how = _meanings(book, cells)
    parts = [
        part.select("row", "letter", how[means](part).alias("value") if means in how else text.alias("value"), *_FLAGS)
        for (means,), part in meant.partition_by("means", as_dict=True, maintain_order=True).items()
    ]
    read = pl.concat(parts) if parts else meant.select("row", "letter", text.alias("value"), *_FLAGS)
    is_text = pl.col("value").str.strip_chars() != ""
    is_error = is_text & ((kind == "e") | pl.col("value").is_in(list(ERRORS)))
    return read.with_columns(pl.when(is_text).then("value").alias("value"), is_error.alias("is_error"))


def _meanings(book: Book, cells: pl.DataFrame) -> dict[Any, Callable[[pl.DataFrame], pl.Series]]:
    """Return how the text of each kind of cell is read; a kind that is not there is text."""
    return {
        "s": lambda part: book.strings.gather(part["text"].str.strip_chars().cast(pl.UInt32)),
        "n": lambda part: _each(part, lambda text: as_text(_number(text))),
        "b": lambda part: _each(part, lambda text: as_text(bool(int(text)))),
        "d": lambda part: _each(part, lambda text: as_text(_CALENDAR.from_ISO8601(text))),
        "day": lambda part: _each(part, lambda text: _day(text, book, is_span=False)),
        "span": lambda part: _each(part, lambda text: _day(text, book, is_span=True)),
        "formula": lambda part: formula_texts(cells, part),
    }


def _each(part: pl.DataFrame, meaning: Callable[[str], str]) -> pl.Series:
    """Read each text once, however often it stands in the sheet."""
    texts = part["text"].unique().to_list()
    return part["text"].replace_strict(texts, [meaning(text) for text in texts], return_dtype=pl.String)


def _number(text: str) -> float | int:
    return float(text) if any(mark in text for mark in ".eE") else int(text)


def _day(text: str, book: Book, *, is_span: bool) -> str:
    number = _number(text)
    try:
        return as_text(_CALENDAR.from_excel(number, book.epoch, timedelta=is_span))
    except (OverflowError, ValueError):
        return _NO_DAY


def as_text(value: Any) -> str:
    """Return a cell's value as exact text: 12 for 12.0, the shortest decimal of a float, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _plain(value: float) -> str:
    """Write a float with the fewest digits that give it back, without exponent where a person would not use one."""
    shortest = repr(value).removesuffix(".0")
    return format(Decimal(shortest), "f") if 1e-12 < abs(value) < 1e21 else shortest
