"""Reopens one approved value, so that its sender may report it anew; everything else stays locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb

from etl.base import base
from etl.people import person
from etl.publish import catch_up, publish_after
from etl.review import act, received
from expectations.contract import Column, Sheet
from expectations.sources import contracts
from warehouse.folder import Folder
from warehouse.ledger import Event, RefusalError, open_ledger

SEPARATOR = "|"


@dataclass(frozen=True)
class Value:
    """One value of a submission: the key of its row (parts separated by |) and its column, by name or header."""

    row: str
    column: str


def reopen(folder: Folder, submission_id: str, value: Value, *, actor: str, reason: str) -> Event:
    """Reopen one value in force of an approved submission with a reason; RefusalError names why not."""
    sent = received(open_ledger(folder.ledger_url).events(), submission_id)
    person(actor).may_review(sent.payload["organisation"])
    if not reason.strip():
        raise RefusalError("reason_missing")
    with folder.lock("intake"):
        catch_up(folder)
        place = _place(folder, sent, value)
        event = act(folder, submission_id, actor, "reopened", place | {"reason": reason.strip()}, _once(place))
    publish_after(folder)
    return event


def _once(place: dict[str, object]) -> Callable[[list[Event]], None]:
    """Return the check that a value is reopened once; what is approved of its row later is another submission's."""

    def check(events: list[Event]) -> None:
        for e in events:
            if e.kind == "reopened" and place.items() <= e.payload.items():
                raise RefusalError("already_reopened", found=str(place["cell"]))

    return check


def _place(folder: Folder, sent: Event, value: Value) -> dict[str, object]:
    """Return where that value stands: sheet, row number and column of an accepted row in force."""
    with base(folder) as connection:
        for sheet, column in _columns(sent.payload["source"], value.column):
            row = _row(connection, sent, sheet, value.row)
            if row is not None:
                number, called = row
                cell = f"{called}!{_letter(connection, sent, called, column)}{number}"
                return {"sheet": called, "row_number": number, "column_name": column.name, "cell": cell}
    raise RefusalError("no_value_in_force", found=f"{value.row} · {value.column}")


def _columns(source: str, named: str) -> Iterator[tuple[Sheet, Column]]:
    """Yield the typed columns of a source that have that name, or that header."""
    for sheet in contracts()[source].sheets:
        for column in sheet.columns:
            if column.role == "typed" and column.name not in sheet.key and named in (column.name, column.header):
                yield sheet, column


def _row(connection: duckdb.DuckDBPyConnection, sent: Event, sheet: Sheet, key: str) -> tuple[int, str] | None:
    keys = f"concat_ws('{SEPARATOR}', {', '.join('s.' + name for name in sheet.key)})"
    return connection.execute(
        f"select s.row_number, s.sheet from stg_{sheet.table} as s"
        " join row_span as v using (submission_id, sheet, row_number)"
        f" where submission_id = $id and {keys} = $key and v.known_to is null",
        {"id": sent.submission_id, "key": key},
    ).fetchone()


def _letter(connection: duckdb.DuckDBPyConnection, sent: Event, sheet: str, column: Column) -> str:
    found = connection.execute(
        "select letter from report_column where submission_id = $id and sheet = $sheet and column_name = $column",
        {"id": sent.submission_id, "sheet": sheet, "column": column.name},
    ).fetchone()
    return found[0] if found else ""
