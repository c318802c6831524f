"""What a check depends on besides the file: when it changes, the same bytes may be worth something else."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import duckdb

from expectations.contract import Contract
from warehouse import reference

_CONTRACTS = Path(__file__).resolve().parents[1] / "expectations"


def basis(contract: Contract, connection: duckdb.DuckDBPyConnection) -> str:
    """Return the hash of reference data, contracts and, for what is reported against a plan, the plans in force."""
    plans = [] if contract.replaces == "whole" else _plans(connection)
    return hashlib.sha256(json.dumps([reference.digest(), _contracts(), plans]).encode()).hexdigest()


def _plans(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute("select submission_id from dim_plan where is_in_force order by submission_id")
    return [submission for (submission,) in found.fetchall()]


@cache
def _contracts() -> str:
    total = hashlib.sha256()
    for path in sorted(_CONTRACTS.glob("*/contract.py")):
        total.update(path.read_bytes())
    return total.hexdigest()
