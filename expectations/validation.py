"""Runs a suite on a table of an open DuckDB connection and names every failing row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.datasource import borrow


@dataclass(frozen=True)
class Failure:
    """One row that fails one expectation."""

    rule: str
    severity: str
    column: str | None
    row_number: int


class CrashedCheckError(Exception):
    """An expectation could not be evaluated, which is neither a pass nor a fail."""


@cache
def _context() -> Any:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def failures(connection: duckdb.DuckDBPyConnection, table: str, suite: Sequence[gxe.Expectation]) -> list[Failure]:
    """Return every (rule, row) that fails; the table has a column `row_number`. CrashedCheckError if one cannot run."""
    if not suite:
        return []
    batch = _batch(connection, table)
    named = {str(i): e for i, e in enumerate(suite)}
    for identity, expectation in named.items():
        expectation.meta = {**(expectation.meta or {}), "id": identity}
    first = batch.validate(gx.ExpectationSuite(name="suite", expectations=list(suite)), result_format="BOOLEAN_ONLY")
    failing = [named[r.expectation_config.meta["id"]] for r in first.results if not _passed(r)]
    return [f for e in failing for f in _rows(connection, table, batch, e)]


def _batch(connection: duckdb.DuckDBPyConnection, table: str) -> Any:
    context = _context()
    for name in list(context.data_sources.all()):
        context.data_sources.delete(name)
    source = context.data_sources.add_duckdb(
        name="staged", connection_string="duckdb://", kwargs=borrow(connection), create_temp_table=False
    )
    asset = source.add_table_asset(name=table, table_name=table)
    return asset.add_batch_definition_whole_table(table).get_batch()


def _passed(result: Any) -> bool:
    crashed = [i for i in (result.exception_info or {}).values() if isinstance(i, dict) and i.get("raised_exception")]
    if crashed or (result.exception_info or {}).get("raised_exception"):
        raise CrashedCheckError(str(result.exception_info))
    return bool(result.success)


def _rows(connection: duckdb.DuckDBPyConnection, table: str, batch: Any, expectation: Any) -> list[Failure]:
    meta = expectation.meta
    if isinstance(expectation, gxe.UnexpectedRowsExpectation):
        query = str(expectation.unexpected_rows_query).format(batch=table)
    else:
        complete = {
            "result_format": "COMPLETE",
            "unexpected_index_column_names": ["row_number"],
            "include_unexpected_rows": False,
        }
        result = batch.validate(expectation, result_format=complete)
        _passed(result)
        query = result.result["unexpected_index_query"]
    rows = connection.sql(
        f"select distinct row_number from ({query.rstrip().rstrip(';')}) order by row_number"
    ).fetchall()
    return [Failure(meta["rule"], meta["severity"], meta.get("column"), row) for (row,) in rows]
