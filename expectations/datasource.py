"""Great Expectations on DuckDB, over a connection that is already open: its own, uncommitted rows included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, cast

import duckdb
import sqlalchemy as sa
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.datasource.fluent import SQLDatasource
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from sqlalchemy.pool import NullPool


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Hands results out whole: DuckDB drops what is unread when the connection is given back."""

    def execute_query(self, query: Any) -> Any:
        """Run a query and keep its rows; text is run as written, its colons and backslashes included."""
        borrowed = cast("Any", self.get_connection())
        with borrowed as connection:
            written = isinstance(query, sa.TextClause)
            result: Any = connection.exec_driver_sql(query.text) if written else connection.execute(query)
            return result.freeze()()

    def execute_query_in_transaction(self, query: Any) -> Any:
        """Run a query and keep its rows; the transaction is the caller's."""
        return self.execute_query(query)


class _Borrowed(ConnectionWrapper):
    """A connection whose transaction and life belong to somebody else."""

    def begin(self) -> None:
        """Leave the owner's transaction alone."""

    def commit(self) -> None:
        """Leave the owner's transaction alone."""

    def rollback(self) -> None:
        """Leave the owner's transaction alone."""

    def close(self) -> None:
        """Leave the owner's connection open."""


class DuckDBDatasource(SQLDatasource):
    """A datasource over a borrowed DuckDB connection."""

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]

    @property
    def execution_engine_type(self) -> type[SqlAlchemyExecutionEngine]:
        """The engine that keeps results whole."""
        return DuckDBExecutionEngine


def borrow(lender: Callable[[], duckdb.DuckDBPyConnection]) -> dict[str, Any]:
    """Return the SQLAlchemy arguments that make an engine ask, each time, for the very connection to use."""
    return {"creator": lambda: _Borrowed(lender()), "poolclass": NullPool}
