"""Runs a suite on a table of an open DuckDB connection and names every failing row."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import duckdb
import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import TestConnectionError

from expectations.datasource import borrow

# One pass: whether each expectation holds, and the query of the rows where it does not. Great Expectations' own lists
# of failing rows are cut short, so the rows are read with that query.
ANSWER = {
    "result_format": "BOOLEAN_ONLY",
    "return_unexpected_index_query": True,
    "unexpected_index_column_names": ["row_number"],
}
# The connection that is being checked; a source costs Great Expectations more than the checks, so there is one for all.
LENT: ContextVar[duckdb.DuckDBPyConnection] = ContextVar("LENT")


@dataclass(frozen=True)
class Failure:
    """One row that fails one expectation."""

    rule: str
    severity: str
    column: str | None
    row_number: int


class CrashedCheckError(Exception):
    """An expectation could not be evaluated, which is neither a pass nor a fail."""


def failures(connection: duckdb.DuckDBPyConnection, table: str, suite: Sequence[gxe.Expectation]) -> list[Failure]:
    """Return every (rule, column, row) that fails, once, in the order of the suite and then of the rows.

    The table has a column `row_number` and a plain name. CrashedCheckError if an expectation cannot be evaluated.
    """
    if not suite:
        return []
    try:
        results = _results(connection, table, suite)
        found = [f for e, r in zip(suite, results, strict=True) if not r.success for f in _rows(connection, e, r)]
    except (duckdb.Error, TestConnectionError) as broken:
        raise CrashedCheckError(str(broken)) from broken
    return list(dict.fromkeys(found))


def _results(connection: duckdb.DuckDBPyConnection, table: str, suite: Sequence[gxe.Expectation]) -> list[Any]:
    """Return one result per expectation, in the order of the suite: they come back grouped by column."""
    numbered = [copy(e) for e in suite]
    for position, expectation in enumerate(numbered):
        expectation.meta = {**(expectation.meta or {}), "position": position}
    with _lent(connection):
        batch = _whole(table).get_batch()
        answer = batch.validate(gx.ExpectationSuite(name=table, expectations=numbered), result_format=ANSWER)
    for result in answer.results:
        _refuse_a_crash(result)
    return sorted(answer.results, key=lambda r: r.expectation_config.meta["position"])


@cache
def _context() -> Any:
    # The usual ephemeral context would leave a directory for a site of documents behind.
    in_memory = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults())
    context = gx.get_context(mode="ephemeral", project_config=in_memory)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


@cache
def _source() -> Any:
    return _context().data_sources.add_duckdb(
        name="staged", connection_string="duckdb://", kwargs=borrow(LENT.get), create_temp_table=False
    )


@cache
def _whole(table: str) -> Any:
    """Return what Great Expectations calls the whole of a table of that name; each connection may have its own."""
    return _source().add_table_asset(name=table, table_name=table).add_batch_definition_whole_table(table)


@contextmanager
def _lent(connection: duckdb.DuckDBPyConnection) -> Generator[None]:
    """Lend the connection to Great Expectations, which keeps its source and its names of tables, and nothing else."""
    token = LENT.set(connection)
    try:
        yield
    finally:
        LENT.reset(token)


def _refuse_a_crash(result: Any) -> None:
    info: dict[str, Any] = result.exception_info or {}
    by_metric = [cast("dict[str, Any]", i) for i in info.values() if isinstance(i, dict)]
    if any(i.get("raised_exception") for i in (info, *by_metric)):
        raise CrashedCheckError(str(info))


def _rows(connection: duckdb.DuckDBPyConnection, expectation: Any, result: Any) -> list[Failure]:
    """Return the failing rows: our own expectations name them, of the others we have the query."""
    numbers: list[int] | None = result.result.get("unexpected_index_list")
    if numbers is None:
        query = result.result["unexpected_index_query"].rstrip().rstrip(";")
        numbers = [row for (row,) in connection.sql(f"select row_number from ({query})").fetchall()]
    meta: Any = expectation.meta
    return [Failure(meta["rule"], meta["severity"], meta.get("column"), row) for row in sorted(numbers)]
