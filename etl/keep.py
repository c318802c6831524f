"""Makes a checked file durable in the landing: its bytes, typed accepted rows, raw extraction and report."""

from __future__ import annotations

import io
import json
from typing import Any

import polars as pl

from etl.check import Checked
from etl.grid import Grid
from etl.layout import Placed
from etl.recognise import Recognised
from etl.stage import stored_names
from expectations.contract import Sheet
from warehouse import landing
from warehouse.folder import Folder

_IS_WITHHELD = "(from withheld as w where w.sheet = s.sheet and w.row_number = s.row_number)"


def keep(folder: Folder, checked: Checked, recognised: Recognised, content: bytes) -> dict[str, Any]:
    """Make the objects durable and return what the acknowledging event says of them."""
    sheets = {placed.sheet.name: _sheet(folder, checked, recognised, placed) for placed in recognised.sheets}
    rows = {kept["table"]: kept["rows_sha256"] for kept in sheets.values()}
    findings = [f.document() for f in checked.findings]
    report = {"sheets": sheets, "findings": findings, "measures": checked.measures}
    return {
        "source": recognised.contract.source,
        "contract_version": recognised.contract.version,
        "layout": recognised.layout,
        "organisation": recognised.organisation,
        "period": recognised.period,
        "file_name": checked.name,
        "outcome": checked.outcome,
        "rows_read": checked.read,
        "accepted": checked.accepted,
        "quarantined": checked.quarantined,
        "ignored": checked.ignored,
        "facts": checked.facts,
        "duplicate_of": checked.duplicate_of,
        "file_sha256": landing.put(folder, content),
        "rows_sha256": landing.put(folder, _canonical(rows)),
        "report_sha256": landing.put(folder, _canonical(report)),
    }


def _sheet(folder: Folder, checked: Checked, recognised: Recognised, placed: Placed) -> dict[str, Any]:
    sheet = placed.sheet
    return {
        "table": sheet.table,
        "raw_sha256": landing.put(folder, _parquet(_raw(recognised, sheet))),
        "rows_sha256": landing.put(folder, _parquet(_accepted(checked, sheet))),
        "withheld": _withheld(checked, sheet),
        "columns": [
            {"column_name": name, "letter": letter, "header": sheet.column(name).header}
            for name, letter in placed.letters.items()
        ],
    }


def _raw(recognised: Recognised, sheet: Sheet) -> pl.DataFrame:
    """Return one row a source row that is not blank: its number, and the text of each letter."""
    return recognised.grids.get(sheet.name, Grid(sheet.name)).table


def _accepted(checked: Checked, sheet: Sheet) -> pl.DataFrame:
    assert checked.connection is not None, "only staged files are kept"
    names = ", ".join(f"s.{n}" for n in stored_names(sheet).split(", ") if n != "submission_id")
    return checked.connection.sql(
        f"select {names} from staged_{sheet.table} as s where not exists {_IS_WITHHELD} order by row_number"
    ).pl()


def _withheld(checked: Checked, sheet: Sheet) -> list[int]:
    assert checked.connection is not None, "only staged files are kept"
    rows = checked.connection.sql(
        f"select row_number from staged_{sheet.table} as s where exists {_IS_WITHHELD} order by row_number"
    ).fetchall()
    return [number for (number,) in rows]


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
