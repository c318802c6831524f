"""The tables a build starts from: the ledger's events, what was received, and the accepted rows."""

from __future__ import annotations

import duckdb

from etl.stage import stored_columns
from expectations.sources import contracts

EVENT = "sequence bigint, at_utc timestamp, actor varchar, kind varchar, submission_id varchar, reason varchar"
RECEIVED = (
    "submission_id varchar, source varchar, organisation_code varchar, unit_code varchar, period varchar,"
    " version integer, layout varchar, file_name varchar, file_sha256 varchar, received_sequence bigint,"
    " received_at timestamp, sender varchar, rows_read integer, accepted integer, quarantined integer,"
    " ignored integer, duplicate_of varchar, rows_sha256 varchar, report_sha256 varchar, outcome varchar"
)
FINDING = (
    "submission_id varchar, rule varchar, severity varchar, sheet varchar, cell varchar, row_number integer,"
    " column_name varchar, found varchar, expected varchar, message_es varchar, message_en varchar,"
    " stake_amount decimal(24, 4), stake_unit varchar"
)
COLUMN = "submission_id varchar, sheet varchar, column_name varchar, letter varchar, header varchar"
VIOLATION = (
    "rule varchar, submission_id varchar, sheet varchar, row_number integer, column_name varchar, found varchar,"
    " expected varchar, stake_amount decimal(24, 4), stake_unit varchar"
)
QUARANTINED = "submission_id varchar, sheet varchar, row_number integer, cells varchar"
REOPENED = (
    "submission_id varchar, sheet varchar, row_number integer, column_name varchar, sequence bigint, reason varchar"
)
TABLES = {
    "ledger_event": EVENT,
    "submission_received": RECEIVED,
    "report_finding": FINDING,
    "report_column": COLUMN,
    "quarantined_row": QUARANTINED,
    "value_reopened": REOPENED,
}


def empty_inputs(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every input table with no rows; `stg_<table>` take their columns from the contracts, years apart."""
    for name, columns in TABLES.items():
        connection.execute(f"create table {name} ({columns})")
    for contract in contracts().values():
        for sheet in contract.sheets:
            connection.execute(f"create table stg_{sheet.table} ({stored_columns(sheet.for_years(()))})")
