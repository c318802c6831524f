"""Loads into a new warehouse what the ledger names: events, receipts, findings, quarantined and accepted rows."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from etl.stage import add_years
from expectations.sources import contracts
from warehouse import landing
from warehouse.folder import Folder
from warehouse.ledger import Event

# The rows of such a submission are no longer its sender's word; its events, findings and quarantined rows stay.
ENDS = ("returned", "annulled")
RECEIVED = ("file_name", "file_sha256")
COUNTED = ("rows_read", "accepted", "quarantined", "ignored", "duplicate_of", "rows_sha256", "report_sha256", "outcome")
FINDING = (
    "rule", "severity", "sheet", "cell", "row", "column", "found", "expected", "message_es", "message_en",
    "stake_amount", "stake_unit",
)  # fmt: skip


def load(folder: Folder, connection: duckdb.DuckDBPyConnection, events: list[Event]) -> None:
    """Fill the input tables from those events and the objects they name."""
    ended = {e.submission_id for e in events if e.kind in ENDS}
    moments = [(e.sequence, _instant(e), e.actor, e.kind, e.submission_id, e.payload.get("reason")) for e in events]
    _insert(connection, "ledger_event", moments)
    for e in events:
        if e.kind == "reopened":
            _reopened(connection, e)
        if e.kind == "received":
            report = json.loads(landing.get(folder, e.payload["report_sha256"]))
            _received(connection, e)
            _report(connection, e, report)
            _quarantined(folder, connection, e, report)
            if e.submission_id not in ended:
                _accepted(folder, connection, e)


def _instant(event: Event) -> datetime:
    return datetime.fromisoformat(event.at_utc).replace(tzinfo=None)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


def _received(connection: duckdb.DuckDBPyConnection, e: Event) -> None:
    p, code = e.payload, e.payload["organisation"]
    unit = code if "/" in code else None
    series = [e.submission_id, p["source"], code.split("/")[0], unit, p["period"], p["version"], p["layout"]]
    file = [*(p[name] for name in RECEIVED), e.sequence, _instant(e), e.actor]
    _insert(connection, "submission_received", [[*series, *file, *(p[name] for name in COUNTED)]])


def _report(connection: duckdb.DuckDBPyConnection, e: Event, report: dict[str, Any]) -> None:
    columns = [
        (e.submission_id, sheet, c["column_name"], c["letter"], c["header"])
        for sheet, kept in report["sheets"].items()
        for c in kept["columns"]
    ]
    _insert(connection, "report_column", columns)
    findings = [(e.submission_id, *(f[name] for name in FINDING)) for f in report["findings"]]
    _insert(connection, "report_finding", findings)


def _reopened(connection: duckdb.DuckDBPyConnection, e: Event) -> None:
    place = [e.payload[name] for name in ("sheet", "row_number", "column_name")]
    _insert(connection, "value_reopened", [[e.submission_id, *place, e.sequence, e.payload["reason"]]])


def _quarantined(folder: Folder, connection: duckdb.DuckDBPyConnection, e: Event, report: dict[str, Any]) -> None:
    """Load rows that were withheld as they were sent: {letter: text} in JSON."""
    for sheet, kept in sorted(report["sheets"].items()):
        if not kept["withheld"]:
            continue
        raw = pl.read_parquet(io.BytesIO(landing.get(folder, kept["raw_sha256"])))
        rows = raw.filter(pl.col("row_number").is_in(kept["withheld"])).to_dicts()
        cells = [{letter: text for letter, text in row.items() if text and letter != "row_number"} for row in rows]
        told = zip((row["row_number"] for row in rows), (json.dumps(c, ensure_ascii=False) for c in cells), strict=True)
        _insert(connection, "quarantined_row", [(e.submission_id, sheet, number, text) for number, text in told])


def _accepted(folder: Folder, connection: duckdb.DuckDBPyConnection, e: Event) -> None:
    tables = json.loads(landing.get(folder, e.payload["rows_sha256"]))
    sheets = {sheet.table: sheet for sheet in contracts()[e.payload["source"]].sheets}
    for table, digest in sorted(tables.items()):
        _frame = pl.read_parquet(io.BytesIO(landing.get(folder, digest)))  # DuckDB reads it by its name
        add_years(connection, sheets[table].for_names(_frame.columns))
        named = {"id": e.submission_id}
        connection.execute(f"insert into stg_{table} by name select $id as submission_id, * from _frame", named)
