"""What a SELECT says it is renewed by is there to renew it by."""

from __future__ import annotations

import re

import pytest
from scene import built

from etl.across import now_views, shared_views
from expectations.rule import views, violations
from warehouse.build import read_by, selects

KEY = re.compile(r"^-- Renewed by (.*): .*\.$", re.MULTILINE)
SOUGHT = re.compile(r"^-- Sought by (.*) in (.*): .*\.$", re.MULTILINE)
TEXTS = {name: text for name, text in (selects() | views() | violations()).items() if "Renewed by" in text}


@pytest.fixture(scope="module")
def tables() -> dict[str, set[str]]:
    """Return the columns of every table and of every view a rule reads."""
    with built([], []) as connection:
        now_views(connection)
        shared_views(connection, violations())
        shown = connection.execute("select table_name, list(column_name) from duckdb_columns() group by all").fetchall()
    return {table: set(found) for table, found in shown}


@pytest.mark.parametrize("name", TEXTS)
def test_the_key_is_a_column_of_what_is_read_and_of_what_comes_out(name: str, tables: dict[str, set[str]]) -> None:
    lines = TEXTS[name].splitlines()
    said = KEY.fullmatch(lines[1])
    assert said, "the second line says by what, and why"
    key = set(said[1].split(", "))
    assert any(key <= tables.get(table, set()) for table in read_by(TEXTS[name]))
    assert name in violations() or key <= tables[name]


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if SOUGHT.search(text)])
def test_what_rows_are_sought_by_is_where_they_change_and_a_list_of_what_comes_out(
    name: str, tables: dict[str, set[str]]
) -> None:
    [column, within] = SOUGHT.findall(TEXTS[name])[0]
    said = KEY.search(TEXTS[name])
    assert said
    keyed = [table for table in read_by(TEXTS[name]) if set(said[1].split(", ")) <= tables.get(table, set())]
    assert all(column in tables[table] for table in keyed)
    assert within in tables[name]
