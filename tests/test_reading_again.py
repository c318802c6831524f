"""DuckDB gives up a database in which it failed; a page must not show that until somebody starts the server again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import warehouse.read
from expectations.rule import VIEWS, VIOLATIONS
from warehouse.build import SQL
from warehouse.read import Reader
from warehouse.scope import Scope

# A window over all rows without order fails now and then where there are several threads (duckdb/duckdb#22352).
OVER_ALL = re.compile(r"\bover\s*\(\s*\)")
TEXTS = [path for room in (SQL, VIEWS, VIOLATIONS) for path in sorted(room.rglob("*.sql"))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_select_has_a_window_over_all_rows(path: Path) -> None:
    assert not OVER_ALL.search(path.read_text(encoding="utf-8")), "ask for it in a subquery"


@pytest.mark.parametrize("failure", [duckdb.InternalException, duckdb.FatalException])
def test_a_version_duckdb_failed_in_is_opened_anew_and_asked_once_more(
    full: Reader, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    answer, failed_in = warehouse.read.answer, list[Any]()

    def failing_once(connection: duckdb.DuckDBPyConnection, *asked: Any) -> pl.DataFrame:
        if not failed_in:
            failed_in.append(connection)
            raise failure("invalidated")
        assert connection is not failed_in[0], "it was given up"
        return answer(connection, *asked)

    monkeypatch.setattr(warehouse.read, "answer", failing_once)
    assert full.ask("public_figures", Scope.everything(), language="es").height > 0
    assert len(failed_in) == 1


def test_what_fails_again_is_told(full: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: Any) -> pl.DataFrame:
        raise duckdb.FatalException("invalidated")

    monkeypatch.setattr(warehouse.read, "answer", failing)
    with pytest.raises(duckdb.FatalException):
        full.ask("public_figures", Scope.everything(), language="es")
