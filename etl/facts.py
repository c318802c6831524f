"""What every source yields alike, derived from its contract: the span in which each row is in force, and its facts."""

from __future__ import annotations

import duckdb

from etl.row_key import derive_keys
from expectations.contract import Column, Contract, Sheet
from expectations.sources import contracts
from warehouse.build import macros

_ROW = "submission_id, sheet, row_number"
_PLACE = "s.submission_id, s.sheet, s.row_number"
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
    sent = {source for (source,) in connection.execute("select distinct source from submission_received").fetchall()}
    received = [contract for contract in contracts().values() if contract.source in sent]
    derive_keys(connection, received)
    connection.execute(f"create table row_span ({SPAN})")
    connection.execute(f"create temp table fact_found ({FACT})")
    for contract in received:
        _spans(connection, contract)
        for sheet in contract.sheets:
            shown = sheet.for_names(connection.table(f"stg_{sheet.table}").columns)
            for column in shown.measures:
                _facts(connection, contract, sheet, column)
    # A fact is looked up by its identity: in order of it, only a few blocks of it are read.
    connection.execute("create table fact as from fact_found order by fact_id; drop table fact_found")


def _spans(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """A row ends where a later approved one of the same key and period begins, or the whole submission's successor."""
    if contract.replaces == "whole":
        for sheet in contract.sheets:
            # Rows of one submission begin together: its end is the first beginning of another, not of its next row.
            ends = (
                "min(a.known_from) over (partition by r.organisation_code, r.unit_code, split_part(r.period, '-v', 1)"
                " order by a.known_from range between 1 following and unbounded following)"
            )
            connection.execute(f"insert into row_span select {_PLACE}, a.known_from, {ends} {_approved(sheet)}")
        return
    for sheet in (s for s in contract.sheets if s.amends is None):
        amending = [s for s in contract.sheets if s.amends == sheet.table]
        said = " union all ".join(_said(one, sheet.key) for one in (sheet, *amending))
        keys = ", ".join(("about", *sheet.key))
        ends = f"lead(known_from) over (partition by {keys} order by known_from, sheet, row_number)"
        if sheet.part_of:
            ends = f"least({ends}, {_withdrawn(contract, sheet.part_of)})"
        connection.execute(f"insert into row_span select {_ROW}, known_from, {ends} from ({said}) as s")


def _said(sheet: Sheet, key: tuple[str, ...]) -> str:
    """Select the approved rows of a sheet with what each is about: its key, and its period."""
    about = f"cast(s.{sheet.period_column} as varchar)" if sheet.period_column else "r.period"
    named = ", ".join(f"s.{name}" for name in key)
    return f"select {_PLACE}, {about} as about, {named}, a.known_from {_approved(sheet)}"


def _withdrawn(contract: Contract, table: str) -> str:
    """Select when the whole that a row `s` is part of was withdrawn after the row became known."""
    whole = next(s for s in contract.sheets if s.table == table)
    withdrawals = [s for s in contract.sheets if s.amends == table and s.withdraws]
    same = " and ".join(f"w.{name} = s.{name}" for name in ("about", *whole.key))
    said = " union all ".join(
        f"{_said(w, whole.key)} where s.{w.withdraws[0]} = '{w.withdraws[1]}'" for w in withdrawals if w.withdraws
    )
    return f"(select min(w.known_from) from ({said}) as w where {same} and w.known_from > s.known_from)"


def _approved(sheet: Sheet) -> str:
    return (
        f"from stg_{sheet.table} as s join submission_received as r using (submission_id)"
        f" join ({_APPROVED}) as a using (submission_id)"
    )


def _facts(connection: duckdb.DuckDBPyConnection, contract: Contract, sheet: Sheet, column: Column) -> None:
    connection.execute(
        "insert into fact_found select fact_id(s.submission_id, s.sheet, s.row_number, $column), s.submission_id,"
        f" $source, s.sheet, s.row_number, $column, s.{column.name}, {unit_of(column)}, a.known_from"
        f" from stg_{sheet.table} as s left join ({_APPROVED}) as a using (submission_id)"
        f" where s.{column.name} is not null",
        {"column": column.name, "source": contract.source},
    )


def unit_of(column: Column) -> str:
    """Return the SQL of a measure's unit, over a row `s`: fixed, of its indicator or goal, or in another column."""
    indicators = {"indicator_code": "s.indicator_code", "goal_id": "split_part(s.goal_id, '/', 2)"}
    if column.unit_column in indicators:
        code = indicators[column.unit_column]
        return f"(select any_value(i.unit) from ref_indicator as i where i.indicator_code = {code})"
    return f"s.{column.unit_column}" if column.unit_column else f"'{column.unit or ''}'"
