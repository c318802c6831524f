"""Every text of pages and reports exists in Spanish and in English, with the same fields to fill."""

from pathlib import Path
from string import Formatter

import pytest

import pages
import reports
from reports.words import LANGUAGES, Words, tables

FOLDER = Path(pages.__file__).parent
FILES = sorted([*FOLDER.glob("*.toml"), *Path(reports.__file__).parent.glob("*.toml")])


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_are_texts_to_check() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_keys_and_fields(path: Path) -> None:
    spanish, english = (tables(path)[language] for language in LANGUAGES)
    assert spanish.keys() == english.keys()
    assert {k: fields(v) for k, v in spanish.items()} == {k: fields(v) for k, v in english.items()}
    assert all(text.strip() for text in (*spanish.values(), *english.values()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_belongs_to_a_module(path: Path) -> None:
    assert path.with_suffix(".py").exists()


def test_a_missing_text_is_an_error() -> None:
    words = Words(FILES[0], "es")
    with pytest.raises(KeyError):
        words["no such text"]
    with pytest.raises(KeyError):
        Words(FILES[0], "qu")
