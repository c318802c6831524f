"""Runs the rules across tables: the same SQL over what is published and the submission in hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

import duckdb

from etl.finding import Finding
from etl.recognise import Recognised
from etl.stage import stored_names
from expectations.contract import Contract, Sheet
from expectations.rule import rules, shorter, views, violations
from expectations.sources import contracts
from warehouse.build import in_order, read_by
from warehouse.calendar import national_holidays
from warehouse.renew import is_keyed

_TEMPORARY = (
    "select 'table', table_name from duckdb_tables() where temporary and not internal"
    " union all select 'view', view_name from duckdb_views() where temporary and not internal"
)


def now_views(
    connection: duckdb.DuckDBPyConnection, recognised: Recognised | None = None, sent_on: date | None = None
) -> None:
    """Show the rows in force or in review of each stg table, the staged submission's among them, sent on that day."""
    for contract in contracts().values():
        staged = {p.sheet.table for p in recognised.sheets} if recognised else set[str]()
        for sheet in contract.sheets:
            staging = _staging(recognised, sheet, sent_on) if recognised and sheet.table in staged else ""
            connection.execute(
                f"create or replace temp view now_{sheet.table} as {live(f'stg_{sheet.table}')}{staging}"
            )


def live(rows: str) -> str:
    """Select the rows in force or in review of a stg table, or of what holds rows as it does."""
    return (
        "select r.*, coalesce(d.unit_code, d.organisation_code) as reporter_code, d.period,"
        " lima_date(d.received_at) as sent_on,"
        " coalesce(d.approved_sequence, 0) > 0 as is_approved, false as is_in_hand"
        f" from {rows} as r join dim_submission as d using (submission_id)"
        # few rows have ended: looking for those is a small join, looking up the span of each row a large one
        " anti join (from row_span where known_to is not null) as v using (submission_id, sheet, row_number)"
    )


def _staging(recognised: Recognised, sheet: Sheet, sent_on: date | None) -> str:
    """Add the rows of the submission in hand, without those withheld so far."""
    organisation, period = (v.replace("'", "''") for v in (recognised.organisation, recognised.period))
    names = next(stored_names(p.sheet) for p in recognised.sheets if p.sheet.table == sheet.table)
    day = f"date '{sent_on}'" if sent_on else "null"
    return (
        f" union all by name select {names}, '{organisation}' as reporter_code, '{period}' as period,"
        f" cast({day} as date) as sent_on, false as is_approved, true as is_in_hand from staged_{sheet.table}"
        " anti join withheld using (sheet, row_number)"
    )


def across(connection: duckdb.DuckDBPyConnection, submission_id: str, contract: Contract) -> list[Finding]:
    """Return what the rows of one submission break, by the rules that read a table of its source."""
    tables = {view for sheet in contract.sheets if _has_rows(connection, view := f"now_{sheet.table}", submission_id)}
    asked = [name for name in violations() if read_whole(name) & tables]
    shared_views(connection, asked)
    return [finding for name in asked for finding in _broken(connection, name, submission_id)]


def _has_rows(connection: duckdb.DuckDBPyConnection, view: str, submission_id: str) -> bool:
    """Say whether a submission has a row there; a rule that reads none of its rows can find none of them wrong."""
    query = f"select 1 from {view} where submission_id = $id limit 1"
    return bool(connection.execute(query, {"id": submission_id}).fetchall())


def _holidays(connection: duckdb.DuckDBPyConnection) -> None:
    """Show the national holidays of the years that have a cut-off, and of the one after, where deadlines end."""
    years = connection.execute("select min(year(final_day)), max(year(final_day)) + 1 from plan_cutoff").fetchone()
    days = national_holidays(*years) if years and years[0] is not None else ()
    connection.execute(
        "create or replace temp table national_holiday as select unnest($days::date[]) as holiday_date",
        {"days": list(days)},
    )


def shared_views(connection: duckdb.DuckDBPyConnection, asked: Iterable[str], there: Collection[str] = ()) -> None:
    """Work out once what several of those rules read and is not there; what is renewed by a key stays a view."""
    read = set[str]().union(*(read_whole(name) for name in asked))
    if "national_holiday" in read:
        _holidays(connection)
    for name in in_order(views()):
        if name in read and name not in there:
            kind = "view" if is_keyed(views()[name]) else "table"
            connection.execute(f"create or replace temp {kind} {name} as {views()[name]}")


@cache
def kept_views() -> dict[str, str]:
    """Return what several rules read and a version keeps, so that one built on it need not work it out again."""
    return {name: text for name, text in views().items() if not is_keyed(text)}


def keep_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make them tables, of the rows in force or in review."""
    now_views(connection)
    for name in in_order(kept_views()):
        connection.execute(f"create table {name} as {kept_views()[name]} order by all")


def drop_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Take away whatever rules were shown that is not kept."""
    for kind, name in connection.execute(_TEMPORARY).fetchall():
        connection.execute(f"drop {kind} temp.{name}")


@cache
def read_whole(rule: str, *, is_kept: bool = False) -> set[str]:
    """Return every table and view a rule reads, itself or by the views it reads but those a version has kept."""
    read, made = read_by(violations()[rule]), views().keys() - (kept_views().keys() if is_kept else set())
    while (more := read.union(*(read_by(views()[name]) for name in read & made))) != read:
        read = more
    return read


def _broken(connection: duckdb.DuckDBPyConnection, rule: str, submission_id: str) -> list[Finding]:
    query = f"select * from ({violations()[rule].rstrip().rstrip(';')}) where submission_id = $id order by all"
    rows = connection.execute(query, {"id": submission_id}).pl().to_dicts()
    return [
        Finding(
            rule=rule,
            severity=rules()[rule].severity,
            sheet=row["sheet"],
            row=row["row_number"],
            column=row["column_name"],
            found=shorter(row["found"] or ""),
            expected=shorter(row["expected"] or ""),
            stake_amount=row["stake_amount"],
            stake_unit=row["stake_unit"],
        )
        for row in rows
    ]
