"""The rules: each a TOML file with its severity and its sentence in Spanish and English."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "rules"
VIOLATIONS = Path(__file__).parent / "violations"
VIEWS = Path(__file__).parent / "views"
LANGUAGES = ("es", "en")
_FOUR_DECIMALS = re.compile(r"(?<![\d.])\d+\.\d{4}(?![\d.])")


@dataclass(frozen=True)
class Rule:
    """What must hold, how grave it is when it does not, and how to say so."""

    name: str
    severity: str
    text: dict[str, dict[str, str]]

    def message(self, language: str, *, cell: str, column: str, found: str, expected: str) -> str:
        """Say what is wrong and how to mend it in that language."""
        words = self.text[language]
        values = {"cell": cell, "column": column, "found": found, "expected": expected}
        return f"{words['says']} {words['mend']}".format(**values)


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by name."""
    found: dict[str, Rule] = {}
    for path in sorted(RULES.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = Rule(path.stem, written["severity"], {k: written[k] for k in LANGUAGES})
    return found


@cache
def violations() -> dict[str, str]:
    """Return the SQL that selects the rows breaking each rule across tables."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(VIOLATIONS.glob("*.sql"))}


@cache
def views() -> dict[str, str]:
    """Return the SQL that several rules across tables read, each under the name of its view."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql"))}


def shorter(text: str) -> str:
    """Return what the SQL of a rule says of numbers, which has all four decimals, with those they need.

    >>> shorter("8.0000 / 13.0000 = 61.5385; 1,250.00 and 0.5000")
    '8 / 13 = 61.5385; 1,250.00 and 0.5'
    """
    return _FOUR_DECIMALS.sub(lambda number: number[0].rstrip("0").removesuffix("."), text)
