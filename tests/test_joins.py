"""Rows of what grows every quarter are never compared each with each: at a million rows that takes for ever."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.across import now_views, shared_views
from etl.base import base
from expectations.rule import violations
from warehouse.build import selects
from warehouse.folder import Folder

# Plans, the framework and subagreements are sent anew now and then; reports, vouchers and units every quarter.
GROWS = re.compile(
    r"(stg|fct)_(?!operating_plan|performance_framework|subagreement|target)|(physical|expense|unit)_|goal_reached"
)
# How DuckDB calls a join in which every row of one side meets every row of the other.
LOOPS = {"BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN", "CROSS_PRODUCT"}
TEXTS = dict(violations()) | selects()


@pytest.fixture(scope="module")
def shown(loaded: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield what a check sees of the demonstration, with every view a rule reads."""
    with base(Folder(loaded)) as connection:
        now_views(connection)
        shared_views(connection, violations())
        yield connection


def looping(connection: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    """Return the joins of a SELECT that loop over two sides which both grow."""
    [(_, plan)] = connection.execute(f"explain (format json) {text}").fetchall()
    return [found for root in json.loads(plan) for found in _loops(root)]


def _loops(node: dict[str, Any]) -> Iterator[str]:
    if node["name"].strip() in LOOPS and all(_grows(side) for side in node["children"]):
        yield node["name"]
    for child in node["children"]:
        yield from _loops(child)


def _grows(node: dict[str, Any]) -> bool:
    table = node["extra_info"].get("Table", "").rsplit(".", 1)[-1]
    return bool(GROWS.match(table)) or any(_grows(child) for child in node["children"])


def test_no_rule_and_no_table_compares_all_with_all(shown: duckdb.DuckDBPyConnection) -> None:
    found = {name: loops for name, text in TEXTS.items() if (loops := looping(shown, text))}
    assert found == {}


@pytest.mark.parametrize(
    "condition",
    [
        "d.goal_id = p.goal_id and (d.is_approved or d.submission_id = p.submission_id)",
        "d.is_approved and d.goal_id || d.period < p.goal_id || p.period",
    ],
)
def test_a_join_that_does_is_found(shown: duckdb.DuckDBPyConnection, condition: str) -> None:
    text = f"select d.* from now_physical_detail as d anti join now_physical_progress as p on {condition}"
    assert looping(shown, text)


def test_a_join_of_equal_columns_is_not(shown: duckdb.DuckDBPyConnection) -> None:
    text = "select d.* from now_physical_detail as d anti join now_physical_progress as p on d.goal_id = p.goal_id"
    assert not looping(shown, text)
