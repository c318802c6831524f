"""Units of measure and kinds of hectare by their names in a language; the data hold them in Spanish."""

from __future__ import annotations

from functools import cache


def unit(name: str | None, language: str) -> str:
    """Return the name of a unit in that language, blank for none; one nobody translated is returned as it is."""
    return _english("unit_of_measure").get(name or "", name or "") if language == "en" else name or ""


def hectare_kind(name: str | None, language: str) -> str:
    """Return the name of a kind of hectare in that language, blank for none."""
    return _english("hectare_kind").get(name or "", name or "") if language == "en" else name or ""


@cache
def _english(table: str) -> dict[str, str]:
    from warehouse import reference  # heavy, and whoever asks the command for help should not wait for it

    return {row[next(iter(row))]: row["name_en"] for row in reference.rows(table)}
