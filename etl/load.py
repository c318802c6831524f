"""Loads into a new warehouse what the ledger names: events, receipts, findings, quarantined and accepted rows."""

from __future__ import annotations

import glob
import io
import json
from collections import defaultdict
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from etl.stage import add_years
from etl.typed import READINGS
from expectations.contract import Contract, Sheet
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

Rows = defaultdict[str, list[tuple[Any, ...]]]


def load(folder: Folder, connection: duckdb.DuckDBPyConnection, events: list[Event]) -> None:
    """Fill the input tables from those events and the objects they name; each table at once, however many files."""
    ended = {e.submission_id for e in events if e.kind in ENDS}
    received = [e for e in events if e.kind == "received"]
    rows = _told(folder, events, received)
    for table, told in rows.items():
        if not told:
            continue
        _frame = pl.DataFrame(told, orient="row", infer_schema_length=None)  # DuckDB reads it by its name
        connection.execute(f"insert into {table} select * from _frame")
    connection.execute((READINGS / "written_code.sql").read_text(encoding="utf-8"))
    for contract in contracts().values():
        live = [e for e in received if e.payload["source"] == contract.source and e.submission_id not in ended]
        _accepted(folder, connection, contract, live)


def _told(folder: Folder, events: list[Event], received: list[Event]) -> Rows:
    rows: Rows = defaultdict(list)
    rows["ledger_event"] = [
        (e.sequence, _instant(e), e.actor, e.kind, e.submission_id, e.payload.get("reason")) for e in events
    ]
    for e in events:
        if e.kind == "reopened":
            place = (e.payload[name] for name in ("sheet", "row_number", "column_name"))
            rows["value_reopened"].append((e.submission_id, *place, e.sequence, e.payload["reason"]))
    for e in received:
        report = json.loads(landing.get(folder, e.payload["report_sha256"]))
        rows["submission_received"].append(_receipt(e))
        _report(rows, e, report)
        _quarantined(folder, rows, e, report)
    return rows


def _instant(event: Event) -> datetime:
    return datetime.fromisoformat(event.at_utc).replace(tzinfo=None)


def _receipt(e: Event) -> tuple[Any, ...]:
    p, code = e.payload, e.payload["organisation"]
    unit = code if "/" in code else None
    series = (e.submission_id, p["source"], code.split("/")[0], unit, p["period"], p["version"], p["layout"])
    file = (*(p[name] for name in RECEIVED), e.sequence, _instant(e), e.actor)
    return (*series, *file, *(p[name] for name in COUNTED))


def _report(rows: Rows, e: Event, report: dict[str, Any]) -> None:
    rows["report_column"] += [
        (e.submission_id, sheet, c["column_name"], c["letter"], c["header"])
        for sheet, kept in report["sheets"].items()
        for c in kept["columns"]
    ]
    rows["report_finding"] += [(e.submission_id, *(f[name] for name in FINDING)) for f in report["findings"]]


def _quarantined(folder: Folder, rows: Rows, e: Event, report: dict[str, Any]) -> None:
    """Tell rows that were withheld as they were sent: {letter: text} in JSON."""
    for sheet, kept in sorted(report["sheets"].items()):
        if not kept["withheld"]:
            continue
        raw = pl.read_parquet(io.BytesIO(landing.get(folder, kept["raw_sha256"])))
        for row in raw.filter(pl.col("row_number").is_in(kept["withheld"])).iter_rows(named=True):
            cells = {letter: text for letter, text in row.items() if text and letter != "row_number"}
            rows["quarantined_row"].append(
                (e.submission_id, sheet, row["row_number"], json.dumps(cells, ensure_ascii=False))
            )


def _as_codes(sheet: Sheet) -> str:
    """Write codes in their one way also where they were kept before there was one."""
    codes = ", ".join(f"written_code(r.{c.name}) as {c.name}" for c in sheet.columns if c.as_code and c.is_read)
    return f" replace ({codes})" if codes else ""


def _accepted(folder: Folder, connection: duckdb.DuckDBPyConnection, contract: Contract, live: list[Event]) -> None:
    """Load the accepted rows of a source's submissions, all files of a table in one read."""
    files: Rows = defaultdict(list)
    for e in live:
        for table, digest in json.loads(landing.get(folder, e.payload["rows_sha256"])).items():
            files[table].append((str(landing.sound(folder, digest)), e.submission_id))
    for sheet in contract.sheets:
        if not files[sheet.table]:
            continue
        _named = pl.DataFrame(files[sheet.table], schema=["path", "submission_id"], orient="row")
        paths = [glob.escape(path) for path in sorted(set(_named["path"]))]  # a folder's name may have a bracket
        read = connection.read_parquet(paths, union_by_name=True, filename=True)
        add_years(connection, sheet.for_names(read.columns))
        connection.execute(
            f"insert into stg_{sheet.table} by name select f.submission_id, r.* exclude (filename){_as_codes(sheet)}"
            " from read as r join _named as f on r.filename = f.path"
        )
