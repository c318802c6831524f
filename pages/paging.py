"""A long list a page at a time: which page a reader chooses, and what is said of where it stands in the whole."""

from __future__ import annotations

from pages import filters, session
from reports import numbers

# As many rows as somebody reads.
SHOWN = 50


def before(rows: int, key: str) -> int:
    """Let the reader choose a page of that many rows, where there are several; return how many come before it."""
    pages = [str(number) for number in range(1, -(-rows // SHOWN) + 1)]
    number = int(filters.select(session.words(__file__)["page"], pages, {}, key)) if len(pages) > 1 else 1
    return (number - 1) * SHOWN


def told(rows: int, before: int, shown: int) -> dict[str, str]:
    """Return in the reader's language the first and last that are shown, and how many there are in all."""
    counted = {"first": before + 1, "last": before + shown, "all": rows}
    return {name: numbers.quantity(count, session.language()) for name, count in counted.items()}
