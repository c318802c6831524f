"""Keeps what a sender wrote from running as a formula in the program of whoever opens our file."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, also after a tab or a line end that it skips.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*([eE][+-]?\d+)?%?")


def harmless(text: str) -> str:
    """Return text for a cell of a CSV file: an apostrophe before what would run, and numbers as they are.

    In a workbook a text is written with `write_string`, which never runs, and stays as it was sent.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("-12.5"), harmless("AE1.01/SAF-CON")
    ("'=cmd|' /C calc'!A0", '-12.5', 'AE1.01/SAF-CON')
    """
    runs = text.lstrip(" ").startswith(_STARTS) and not _NUMBER.fullmatch(text.strip(" "))
    return f"'{text}" if runs else text
