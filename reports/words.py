"""Loads the sentences of a page or a document in one language from the TOML file beside it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from expectations.sources import contracts

LANGUAGES = ("es", "en")


class Words:
    """The texts of one TOML file in one language; a missing key is a KeyError, never an empty text."""

    def __init__(self, path: Path, language: str) -> None:
        """Take the table of that language; KeyError where the file has none."""
        self.language = language
        self._texts: dict[str, str] = tables(path)[language]

    def __getitem__(self, key: str) -> str:
        """Return the text of that key."""
        return self._texts[key]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of that key with its {fields} filled."""
        return self._texts[key].format(**values)


@cache
def tables(path: Path) -> dict[str, Any]:
    """Return every table of a TOML file, parsed once a process."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def source_name(source: str | None, language: str) -> str | None:
    """Return the name of a source as its contract states it; what is no source is returned as it is."""
    contract = contracts().get(source or "")
    return contract.name[language] if contract else source
