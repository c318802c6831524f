"""Control totals of staged rows: sums per measure and unit, facts, and the effect on what is approved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb

from etl.facts import unit_of
from etl.recognise import Recognised
from expectations.contract import Contract, Sheet

_ACCEPTED = "not exists (from withheld as w where w.sheet = s.sheet and w.row_number = s.row_number)"


def measures(connection: duckdb.DuckDBPyConnection, recognised: Recognised) -> dict[str, Any]:
    """Return {column: {unit: {read, accepted, distinct}}} as exact text at the column's scale."""
    totals: dict[str, Any] = {}
    for sheet in (placed.sheet for placed in recognised.sheets):
        for column in (c for c in sheet.columns if c.measure or c.total):
            keys = ", ".join(column.once_per or sheet.distinct_by or sheet.key)
            rows = connection.execute(
                f"with s as (select s.*, coalesce({unit_of(column)}, '') as the_unit, {_ACCEPTED} as is_accepted"
                f" from staged_{sheet.table} as s where s.{column.name} is not null),"
                f" d as (select * from s qualify row_number() over (partition by is_accepted, {keys}"
                f" order by row_number) = 1)"
                f" select the_unit, sum({column.name}), sum({column.name}) filter (is_accepted),"
                f" (select sum(d.{column.name}) from d where d.is_accepted and d.the_unit = s.the_unit)"
                " from s group by the_unit order by the_unit"
            ).fetchall()
            sums = {unit: dict(zip(("read", "accepted", "distinct"), values, strict=True)) for unit, *values in rows}
            if sums:
                totals[column.name] = {u: {k: _text(v, column.scale) for k, v in s.items()} for u, s in sums.items()}
    return totals


def _text(value: Decimal | None, scale: int) -> str:
    return f"{value or Decimal(0):.{scale}f}"


def facts(connection: duckdb.DuckDBPyConnection, recognised: Recognised) -> int:
    """Count the filled measure cells of accepted rows."""
    total = 0
    for sheet in (placed.sheet for placed in recognised.sheets):
        counted = " + ".join(f"count(s.{c.name})" for c in sheet.measures) or "0"
        row = connection.execute(f"select {counted} from staged_{sheet.table} as s where {_ACCEPTED}").fetchone()
        total += row[0] if row else 0
    return total


def effect(connection: duckdb.DuckDBPyConnection, recognised: Recognised) -> dict[str, int]:
    """Compare accepted rows with the approved ones of the same key: new, changed, unchanged."""
    total = {"new": 0, "changed": 0, "unchanged": 0}
    for sheet in (placed.sheet for placed in recognised.sheets if not placed.sheet.is_head):
        compared = _amended(sheet, recognised.contract) if sheet.amends else _compared(sheet, recognised.contract)
        rows = connection.execute(
            f"with compared as ({compared})"
            " select case when is_new then 'new' when is_same then 'unchanged' else 'changed' end, count(*)"
            " from compared group by all",
            {} if sheet.period_column else {"period": recognised.period},
        ).fetchall()
        for kind, count in rows:
            total[kind] += count
    return total


def _compared(sheet: Sheet, contract: Contract) -> str:
    on = " and ".join(f"s.{k} is not distinct from a.{k}" for k in sheet.key)
    compared = [c.name for c in sheet.columns if c.role == "typed" and c.name not in sheet.key]
    same = " and ".join(f"s.{c} is not distinct from a.{c}" for c in compared) or "true"
    return (
        f"with a as (({_approved(sheet, contract)}) union all by name"
        f" (select * from staged_{sheet.table} limit 0))"
        f" select a.submission_id is null as is_new, {same} as is_same"
        f" from staged_{sheet.table} as s left join a on {on} where {_ACCEPTED}"
    )


def _amended(sheet: Sheet, contract: Contract) -> str:
    """A correction changes what was approved of its key and period, and is new where nothing was."""
    amended = next(s for s in contract.sheets if s.table == sheet.amends)
    on = " and ".join(f"s.{k} = r.{k}" for k in amended.key)
    return (
        f"select not exists (from stg_{amended.table} as r join dim_submission as d using (submission_id) where {on}"
        f" and d.period = s.{sheet.period_column} and d.approved_sequence is not null) as is_new, false as is_same"
        f" from staged_{sheet.table} as s where {_ACCEPTED}"
    )


def _approved(sheet: Sheet, contract: Contract) -> str:
    """Select the approved row of each key: of the same period, or of the submission that replaced all others."""
    scope = "split_part(d.period, '-v', 1) = split_part($period, '-v', 1)"
    if contract.replaces == "row":
        latest = (
            f"row_number() over (partition by {', '.join('r.' + k for k in sheet.key)} order by approved_sequence desc)"
        )
        # Of a row that says itself what period it is about, its key is all there is to compare.
        scope = "true" if sheet.period_column else "d.period = $period"
    else:
        latest = "dense_rank() over (order by d.approved_sequence desc)"
    return (
        f"select r.* from stg_{sheet.table} as r join dim_submission as d using (submission_id)"
        f" where d.approved_sequence is not null and {scope} qualify {latest} = 1"
    )
