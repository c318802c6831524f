"""Expectations of ours for Great Expectations: that no row of a table breaks a condition, or is selected by a query.

They say which rows do, all of them, as `unexpected_index_list`. The conditions of one suite are one scan of the table:
Great Expectations puts such metrics into one SELECT.
"""

from __future__ import annotations

from typing import Any, ClassVar

import great_expectations.expectations as gxe
import sqlalchemy as sa
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics import metric_provider
from great_expectations.expectations.metrics.query_metric_provider import QueryMetricProvider
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

# Its decorators have no types.
_METRIC: Any = metric_provider
WHERE, SELECTED = "table.row_numbers_where", "table.row_numbers_selected"


class RowNumbersWhere(TableMetricProvider):
    """The `row_number` of each row where a condition is true, in no order; none is NULL."""

    metric_name = WHERE
    value_keys = ("condition",)

    @_METRIC.metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(  # Great Expectations hands it the class.
        cls,  # noqa: N805
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        **_: Any,
    ) -> tuple[Any, Any, Any]:
        condition = sa.literal_column(f"({metric_value_kwargs['condition']})", sa.Boolean)
        return sa.func.list(sa.literal_column("row_number")).filter(condition), metric_domain_kwargs, {}


class RowNumbersSelected(QueryMetricProvider):
    """The `row_number` of each row that a query over {batch} selects, in no order; none is NULL."""

    metric_name = SELECTED
    value_keys = ("unexpected_rows_query",)
    query_param_name: ClassVar[str] = "unexpected_rows_query"

    @_METRIC.metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(  # Great Expectations hands it the class.
        cls,  # noqa: N805
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        **_: Any,
    ) -> list[int] | None:
        batch, _compute, _accessor = execution_engine.get_compute_domain(metric_domain_kwargs, MetricDomainTypes.TABLE)
        written = cls._get_query_from_metric_value_kwargs(metric_value_kwargs)
        query = cls._get_substituted_batch_subquery_from_query_and_batch_selectable(written, batch, execution_engine)
        return execution_engine.execute_query(sa.text(f"select list(row_number) from ({query})")).scalar()


class ExpectNoRowsWhere(BatchExpectation):
    """Expect a condition of SQL to be true on no row; where it is NULL, it is not true."""

    condition: str
    success_keys: ClassVar[tuple[str, ...]] = ("condition",)

    def get_validation_dependencies(self, *_: Any, **__: Any) -> ValidationDependencies:
        """Ask for the rows, whatever is asked for: they are known with the answer."""
        return _row_numbers(WHERE, self.batch_id, condition=self.condition)

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        return _answer(metrics[WHERE])


class ExpectNoRowsSelected(gxe.UnexpectedRowsExpectation):
    """Expect a query over {batch} to select no row; it selects `row_number`. It is run once."""

    def get_validation_dependencies(self, *_: Any, **__: Any) -> ValidationDependencies:
        """Ask for the rows, whatever is asked for: they are known with the answer."""
        return _row_numbers(SELECTED, self.batch_id, unexpected_rows_query=self.unexpected_rows_query)

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        return _answer(metrics[SELECTED])


def _row_numbers(metric: str, batch: str | None, **asked: Any) -> ValidationDependencies:
    """Depend on that metric alone; Great Expectations would work the same out in a hundredfold of the time."""
    needed = MetricConfiguration(metric, metric_domain_kwargs={"batch_id": batch}, metric_value_kwargs=asked)
    return ValidationDependencies({metric: needed}, {"result_format": "COMPLETE"})


def _answer(row_numbers: list[int] | None) -> dict[str, Any]:
    return {"success": not row_numbers, "result": {"unexpected_index_list": row_numbers or []}}
