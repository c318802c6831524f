"""A list of amounts, of which a reader may open one down to its cell; none is read before it is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from pages import cell, filters, session

NONE = ""


def one(label: str, names: Mapping[str, str], key: str) -> str | None:
    """Draw the list of facts by name and the cell of the chosen one; return it, None where none is chosen."""
    if not names:
        return None
    fact = filters.pick(label, {NONE: session.words(__file__)["none"], **names}, key)
    if fact == NONE:
        return None
    cell.show(fact, key)
    return fact
