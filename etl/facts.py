"""What every source yields alike, derived from its contract: the span in which each row is in force, and its facts."""

from __future__ import annotations

import duckdb

from etl.row_key import derive_keys
from expectations.contract import Column, Contract, Sheet
from expectations.sources import contracts
from warehouse.build import macros

SPAN = "submission_id varchar, sheet varchar, row_number integer, known_from bigint, known_to bigint"
FACT = (
    "fact_id varchar, submission_id varchar, source varchar, sheet varchar, row_number integer, column_name varchar,"
    " value decimal(24, 4), unit varchar, known_from bigint"
)
_APPROVED = (
    "select submission_id, max(sequence) as known_from from ledger_event where kind = 'approved' group by submission_id"
)


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `row_key`, `row_span` (rows of approved submissions) and `fact` (filled measure cells of live ones)."""
    macros(connection)
    derive_keys(connection)
    connection.execute(f"create table row_span ({SPAN})")
    connection.execute(f"create table fact ({FACT})")
    for contract in contracts().values():
        for sheet in contract.sheets:
            _spans(connection, contract, sheet)
            shown = sheet.for_names(connection.table(f"stg_{sheet.table}").columns)
            for column in shown.measures:
                _facts(connection, contract, sheet, column)


def _spans(connection: duckdb.DuckDBPyConnection, contract: Contract, sheet: Sheet) -> None:
    """A row ends where a later approved one of the same key and period begins, or the whole submission's successor."""
    if contract.replaces == "row":
        keys = ", ".join(f"s.{name}" for name in sheet.key)
        ends = f"lead(a.known_from) over (partition by r.period, {keys} order by a.known_from, s.row_number)"
    else:
        # Rows of one submission begin together: its end is the first beginning of another, not of its next row.
        ends = (
            "min(a.known_from) over (partition by r.organisation_code, r.unit_code, split_part(r.period, '-v', 1)"
            " order by a.known_from range between 1 following and unbounded following)"
        )
    connection.execute(
        f"insert into row_span select s.submission_id, s.sheet, s.row_number, a.known_from, {ends}"
        f" from stg_{sheet.table} as s join submission_received as r using (submission_id)"
        f" join ({_APPROVED}) as a using (submission_id)"
    )


def _facts(connection: duckdb.DuckDBPyConnection, contract: Contract, sheet: Sheet, column: Column) -> None:
    connection.execute(
        "insert into fact select fact_id(s.submission_id, s.sheet, s.row_number, $column), s.submission_id, $source,"
        f" s.sheet, s.row_number, $column, s.{column.name}, {unit_of(column)}, a.known_from"
        f" from stg_{sheet.table} as s left join ({_APPROVED}) as a using (submission_id)"
        f" where s.{column.name} is not null order by s.submission_id, s.row_number",
        {"column": column.name, "source": contract.source},
    )


def unit_of(column: Column) -> str:
    """Return the SQL of a measure's unit, over a row named `s`: fixed, that of its indicator, or another column's."""
    if column.unit_column == "indicator_code":
        return "(select any_value(i.unit) from ref_indicator as i where i.indicator_code = s.indicator_code)"
    return f"s.{column.unit_column}" if column.unit_column else f"'{column.unit or ''}'"
