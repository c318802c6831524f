"""Which rows of a file are withheld: those with an error, and what is part of them on other sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb

from etl.finding import Finding
from etl.layout import Placed, at
from etl.recognise import Recognised

# What is said of a cell that is no code, or is on no list.
UNKNOWN = ("required_missing", "malformed_code", "malformed_period", "unknown_code", "not_in_list")


def set_aside(connection: duckdb.DuckDBPyConnection, recognised: Recognised, findings: Iterable[Finding]) -> None:
    """Compare with nothing the rows whose key or period is no code: nobody knows what they are about.

    Of what is taken whole or not at all every row counts in the sums of the others.
    """
    if recognised.contract.indivisible:
        return
    sheets = [
        (p, {p.letters.get(name or "") for name in (*p.sheet.key, p.sheet.period_column)}) for p in recognised.sheets
    ]
    keys = {(placed.sheet.name, letter) for placed, letters in sheets for letter in letters}
    spoilt = [f for f in findings if f.rule in UNKNOWN and f.sheet and f.cell and f.row]
    rows = {(f.sheet, f.row) for f in spoilt if (f.sheet, str(f.cell).removesuffix(str(f.row))) in keys}
    if rows:
        connection.executemany("insert into withheld values (?, ?)", sorted(rows))


def withheld_by(
    connection: duckdb.DuckDBPyConnection, findings: Iterable[Finding], recognised: Recognised
) -> set[tuple[str, int]]:
    """Return the rows, (sheet, number), that errors withhold, and their parts; what describes the file is no row."""
    heads = {placed.sheet.name for placed in recognised.sheets if placed.sheet.is_head}
    errors = (f for f in findings if f.severity == "error" and f.sheet not in heads)
    rows = {(f.sheet, f.row) for f in errors if f.sheet is not None and f.row is not None}
    return rows.union(*(parts for _, _, parts in _parts(connection, recognised, rows)))


def _parts(
    connection: duckdb.DuckDBPyConnection, recognised: Recognised, rows: set[tuple[str, int]]
) -> Iterator[tuple[Placed, int, set[tuple[str, int]]]]:
    """Yield each of those rows that is a whole, with the rows of other sheets that are part of it."""
    placed = {p.sheet.table: p for p in recognised.sheets}
    for part in recognised.sheets:
        whole = placed.get(part.sheet.part_of or "")
        numbers = sorted(row for sheet, row in rows if whole and sheet == whole.sheet.name)
        if whole is None or not numbers:
            continue
        same = " and ".join(f"p.{name} = w.{name}" for name in whole.sheet.key)
        found = connection.execute(
            f"select w.row_number, list(p.row_number) from staged_{part.sheet.table} as p"
            f" join staged_{whole.sheet.table} as w on {same} where list_contains($numbers, w.row_number)"
            " group by w.row_number order by w.row_number",
            {"numbers": numbers},
        ).fetchall()
        for number, of_it in found:
            yield whole, number, {(part.sheet.name, row) for row in of_it}


def taken_along(
    connection: duckdb.DuckDBPyConnection, recognised: Recognised, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Say once of each withheld row how many rows of other sheets are withheld with it, right as they are."""
    heard = list(findings)
    own = {(f.sheet, f.row) for f in heard if f.severity == "error"}
    for whole, number, parts in _parts(connection, recognised, withheld_by(connection, heard, recognised)):
        if right := parts - own:
            at_key = at(whole, "parts_withheld", number, whole.sheet.key[0], min(right)[0])
            yield replace(at_key, found=str(len(right)))
