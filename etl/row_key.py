"""The key of every row that was sent, accepted or withheld, so that a row sent again is known by it."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from etl.typed import READINGS
from expectations.contract import Column, Contract, Sheet

ROW_KEY = "submission_id varchar, sheet varchar, row_number integer, row_key varchar"
_BETWEEN = "' · '"


def derive_keys(connection: duckdb.DuckDBPyConnection, received: Iterable[Contract]) -> None:
    """Create `row_key`: one row a data row of a live submission, or a row withheld in any, of those sources."""
    for macro in ("place_code", "written_code"):
        connection.execute((READINGS / f"{macro}.sql").read_text(encoding="utf-8"))
    connection.execute(f"create table row_key ({ROW_KEY})")
    for contract in received:
        for sheet in contract.sheets:
            if not sheet.is_head:
                _accepted(connection, sheet)
                _withheld(connection, contract, sheet)


def _accepted(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    keys = ", ".join(f"cast(s.{name} as varchar)" for name in sheet.key)
    connection.execute(
        f"insert into row_key select s.submission_id, s.sheet, s.row_number, concat_ws({_BETWEEN}, {keys})"
        f" from stg_{sheet.table} as s"
    )


def _read_as(column: Column) -> str:
    """Name the macro that a text of that column is read by; none where it is kept as it was written."""
    return "place_code" if column.as_number else "written_code" if column.as_code else ""


def _withheld(connection: duckdb.DuckDBPyConnection, contract: Contract, sheet: Sheet) -> None:
    """Take the key from the cells as sent; the letters of its columns are those found in that file.

    A row that lacks what its key must have has none: nobody can tell which row of the next version it is.
    """
    layouts = [name for name, sheets in contract.layouts.items() if sheet in sheets]
    cells = {
        name: f"(select {_read_as(sheet.column(name))}"
        "(trim(json_extract_string(q.cells, '$.' || c.letter))) from report_column as c where"
        f" c.submission_id = q.submission_id and c.sheet = q.sheet and c.column_name = '{name}')"
        for name in sheet.key
    }
    whole = [f" and coalesce({cell}, '') <> ''" for name, cell in cells.items() if sheet.column(name).required]
    connection.execute(
        "insert into row_key select q.submission_id, q.sheet, q.row_number,"
        f" concat_ws({_BETWEEN}, {', '.join(cells.values())}) from quarantined_row as q"
        " join submission_received as r using (submission_id) where r.source = $source and r.layout in $layouts"
        f" and ($by_headers or sheet_called(q.sheet) = sheet_called($sheet)){''.join(whole)}",
        {"source": contract.source, "layouts": layouts, "by_headers": sheet.by_headers, "sheet": sheet.name},
    )
