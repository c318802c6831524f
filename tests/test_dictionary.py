"""The data dictionary in docs/ is the one the command writes, and leaves nothing out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from etl.base import empty
from etl.publish import publish
from expectations.contract import Column
from expectations.rule import rules
from expectations.sources import contracts
from reports.dictionary import KEPT, SAID_IN, TEXTS, sentences
from reports.words import LANGUAGES, tables
from warehouse.build import columns
from warehouse.folder import Folder

DOCS = Path(__file__).parent.parent / "docs"
FILES = {"es": DOCS / "diccionario.md", "en": DOCS / "dictionary.md"}
YEAR = {"es": "AAAA", "en": "YYYY"}
SHEETS = [sheet for contract in contracts().values() for sheet in contract.sheets]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_file_is_what_the_command_writes(
    jsi: Callable[..., Result], tmp_path: Path, language: str
) -> None:
    committed, written = FILES[language], tmp_path / "dictionary.md"
    assert jsi("dictionary", "-o", written, "--lang", language).exit_code == 0
    is_current = written.read_bytes() == committed.read_bytes()
    assert is_current, (
        f"docs/{committed.name} is not current: jsi --lang {language} dictionary -o docs/{committed.name}"
    )
    assert jsi("dictionary", "--lang", language).stdout == committed.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_every_contract_is_in_it(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    for sheet in SHEETS:
        assert [
            row for column in sheet.columns if (row := _opening(column, YEAR[language])) not in _of(text, sheet.table)
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_in_it(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    assert [name for name in rules() if f" · `{name}` | " not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_that_is_published_is_in_it(tmp_path: Path, language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    with duckdb.connect(str(publish(Folder(tmp_path))), read_only=True) as published, empty() as built:
        assert columns(published) == columns(built)
        assert [name for name in columns(published) if f"`{name}`" not in text] == []


def test_both_languages_say_the_same_and_every_sentence_of_the_sql_is_translated() -> None:
    said = {sentence for room in KEPT for sentence in sentences(room).values()}
    texts = tables(TEXTS)
    assert texts["es"].keys() == texts[SAID_IN].keys()
    assert texts["es_rows"].keys() == said, "translate the first lines of the SQL in reports/dictionary.toml"


def _of(text: str, table: str) -> str:
    """Return the part of the dictionary about one sheet."""
    return text.split(f"`stg_{table}`", 1)[1].split("\n**", 1)[0].split("\n#", 1)[0]


def _opening(column: Column, year: str) -> str:
    name = f"{column.name}_{year}" if column.per_year else column.name
    return f"\n| {column.header.format(year=year)} | `{name}` | "
