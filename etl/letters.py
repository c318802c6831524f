"""Spreadsheet column letters, numbers and addresses."""

from __future__ import annotations

from openpyxl.utils import column_index_from_string, get_column_letter


def letter_of(number: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letter_of(28)
    'AB'
    """
    return get_column_letter(number)


def number_of(letter: str) -> int:
    """Return the number of a column, counted from 1.

    >>> number_of("AB")
    28
    """
    return column_index_from_string(letter)


def address(letter: str, row: int) -> str:
    """Return the A1 address of a cell.

    >>> address("AB", 7)
    'AB7'
    """
    return f"{letter}{row}"
