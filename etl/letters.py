"""Spreadsheet column letters and numbers."""

from __future__ import annotations

from openpyxl.utils import column_index_from_string, get_column_letter


def letter_of(number: int) -> str:
    """Return the letters of a column counted from 1: 28 is AB."""
    return get_column_letter(number)


def number_of(letter: str) -> int:
    """Return the number of a column, counted from 1: AB is 28."""
    return column_index_from_string(letter)
