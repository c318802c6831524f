"""The reviewed reference data, as tables `ref_<name>` of text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import polars as pl

REFERENCE = Path(__file__).parent / "reference"


def load(connection: duckdb.DuckDBPyConnection) -> None:
    """Create one table per CSV of `warehouse/reference/`, every column text."""
    for path in sorted(REFERENCE.glob("*.csv")):
        _frame = table(path.stem)  # DuckDB reads the variable by its name
        connection.execute(f"create table ref_{path.stem} as select * from _frame")


def table(name: str) -> pl.DataFrame:
    """Return one reference table, every column text, blanks as null."""
    return pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False, encoding="utf8")


def rows(name: str) -> list[dict[str, str]]:
    """Return one reference table as rows, blanks as empty text."""
    return [{k: v or "" for k, v in row.items()} for row in table(name).to_dicts()]


def codes(name: str) -> list[str]:
    """Return the codes of one reference table, its first column, each once in the order of the table."""
    return list(dict.fromkeys(table(name).to_series(0)))


def digest() -> str:
    """Return the sha256 over all reference tables."""
    total = hashlib.sha256()
    for path in sorted(REFERENCE.glob("*.csv")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()
