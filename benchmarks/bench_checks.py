"""25 checks of a million staged rows, all failing cells named: beside one query by hand, beside pandas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from benchmarks import gx_on_pandas
from benchmarks.harness import Benchmark, Contender, Goal
from expectations.contract import Column, Sheet
from expectations.routine import routine
from expectations.validation import failures

ROWS = 1_000_000
CHECKS = 25
TABLE = "staged_report"
DRAWN, BY_HAND = (Path(__file__).with_name(f"checks_{name}.sql") for name in ("drawn", "by_hand"))
OURS, LIMIT, PEER = "failures", "one query by hand", "Great Expectations on pandas"
ABOUT = """\
{checks} expectations a contract makes: readable, required, within bounds, on a list, of a pattern, keyed once. Three
fail, on {cells:,} cells of {rows:,} rows; all three contenders give the same set of rule, row and column. The rows are
staged in DuckDB, the frame of pandas is made before the clock starts."""

Cells = set[tuple[str, str | None, int]]


def _decimal(name: str, maximum: str | None = None) -> Column:
    return Column(name, name, kind="decimal", scale=4, minimum="0", maximum=maximum)


SHEET = Sheet(
    "Avance",
    "report",
    key=("goal_id",),
    columns=(
        Column("goal_id", "ID meta", required=True, pattern=r"AE[1-8]\.\d{3}/\d{6}"),
        Column(
            "situation", "Situación", required=True,
            choices=("Con avance", "Sin avance", "No programado", "Culminada", "Suspendida"),
        ),
        Column("district_code", "Distrito", pattern=r"\d{6}"),
        Column("document_type", "Documento", choices=("Informe", "Acta", "Convenio", "Contrato", "Otro")),
        Column("reason", "Motivo", choices=("Seguridad", "Conflicto social", "Clima o acceso", "Otro")),
        Column("comment", "Comentario", required=True),
        _decimal("quantity", maximum="1000000"),
        _decimal("women"),
        _decimal("men"),
        _decimal("hectares"),
        Column("year", "Año", kind="integer"),
        Column("document_date", "Fecha", kind="date"),
    ),
)  # fmt: skip


def bench(_: Path) -> Benchmark:
    """Draw the rows, see that all find the same cells, and set them beside each other."""
    connection, suite = _staged(), routine(SHEET)
    frame: Any = connection.table(TABLE).df()
    found, limit, peer = _ours(connection, suite), _by_hand(connection), gx_on_pandas.broken(frame, SHEET)
    assert (len(suite), found, found) == (CHECKS, limit, peer)
    return Benchmark(
        "25 checks of 1,000,000 rows",
        ABOUT.format(checks=CHECKS, cells=len(found), rows=ROWS),
        (
            Contender(OURS, lambda _: failures(connection, TABLE, suite)),
            Contender(LIMIT, lambda _: _by_hand(connection)),
            Contender(PEER, lambda _: gx_on_pandas.broken(frame, SHEET)),
        ),
        (Goal(OURS, LIMIT, 2.5, judged_by="cpu"), Goal(OURS, PEER, 0.2)),
    )


def _staged() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"create table {TABLE} as {DRAWN.read_text(encoding='utf-8')}", {"rows": ROWS})
    return connection


def _ours(connection: duckdb.DuckDBPyConnection, suite: list[Any]) -> Cells:
    return {(f.rule, f.column, f.row_number) for f in failures(connection, TABLE, suite)}


def _by_hand(connection: duckdb.DuckDBPyConnection) -> Cells:
    return set(connection.sql(BY_HAND.read_text(encoding="utf-8")).fetchall())
