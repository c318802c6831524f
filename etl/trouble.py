"""Tells trouble with the place we work in (disk, permissions, a damaged file) from an error of ours."""

from __future__ import annotations

import errno

import duckdb
from sqlalchemy.exc import DatabaseError

from warehouse.landing import MissingObjectError
from warehouse.read import DamagedPointerError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAID = {  # what SQLite and DuckDB say of the same troubles
    "database is locked": "ledger_locked",
    "disk is full": "disk_full",
    "no space left": "disk_full",
    "file too large": "disk_full",
    "readonly database": "not_writable",
    "unable to open database": "not_writable",
}


def trouble(problem: BaseException) -> tuple[str, str] | None:
    """Return the kind of trouble and what it is about; None where the problem is an error of ours."""
    if isinstance(problem, MissingObjectError):
        return "object_missing", str(problem)
    if isinstance(problem, DamagedPointerError):
        return "pointer_damaged", str(problem)
    if isinstance(problem, OSError):
        return "disk_full" if problem.errno in _FULL else "not_writable", _about(problem)
    if isinstance(problem, DatabaseError):
        return _said(str(problem.orig)) or "ledger_damaged", str(problem.orig)
    return _warehouse(problem)


def _warehouse(problem: BaseException) -> tuple[str, str] | None:
    if not isinstance(problem, duckdb.Error):
        return None
    said = str(problem).splitlines()[0]
    kind = _said(said)
    if kind is None and isinstance(problem, duckdb.IOException | duckdb.SerializationException):
        kind = "snapshot_damaged"
    return (kind, said) if kind else None


def _said(text: str) -> str | None:
    return next((kind for words, kind in _SAID.items() if words in text.lower()), None)


def _about(problem: OSError) -> str:
    reason = problem.strerror or str(problem)
    return f"{problem.filename}: {reason}" if problem.filename else reason
