"""The key of every row that was sent, accepted or withheld, so that a row sent again is known by it."""

from __future__ import annotations

import duckdb

from expectations.contract import Sheet
from expectations.sources import contracts

ROW_KEY = "submission_id varchar, sheet varchar, row_number integer, row_key varchar"
_BETWEEN = "' · '"


def derive_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `row_key`: one row a data row of a live submission, or a row withheld in any."""
    connection.execute(f"create table row_key ({ROW_KEY})")
    for contract in contracts().values():
        for sheet in contract.sheets:
            if not sheet.is_head:
                _accepted(connection, sheet)
                _withheld(connection, contract.source, sheet)


def _accepted(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    keys = ", ".join(f"cast(s.{name} as varchar)" for name in sheet.key)
    connection.execute(
        f"insert into row_key select s.submission_id, s.sheet, s.row_number, concat_ws({_BETWEEN}, {keys})"
        f" from stg_{sheet.table} as s"
    )


def _withheld(connection: duckdb.DuckDBPyConnection, source: str, sheet: Sheet) -> None:
    """Take the key from the cells as sent; the letters of its columns are those found in that file."""
    cells = [
        "(select trim(json_extract_string(q.cells, '$.' || c.letter)) from report_column as c where"
        f" c.submission_id = q.submission_id and c.sheet = q.sheet and c.column_name = '{name}')"
        for name in sheet.key
    ]
    connection.execute(
        "insert into row_key select q.submission_id, q.sheet, q.row_number,"
        f" concat_ws({_BETWEEN}, {', '.join(cells)}) from quarantined_row as q"
        " join submission_received as r using (submission_id) where r.source = $source"
        " and ($is_alone or q.sheet = $sheet)",
        {"source": source, "is_alone": sheet.is_alone, "sheet": sheet.name},
    )
