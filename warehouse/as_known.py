"""Answers questions as the approved figures were known at an earlier act, from the facts of the version in force.

The same SELECTs run again over the acts, receipts and spans up to then; only those a question needs, each once. What
was in review then is not told: rows that were returned since are no longer in the warehouse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import polars as pl

from warehouse.build import READS, in_order, macros, read_by, selects
from warehouse.layer import attach
from warehouse.read import TABLES_OF, NotSeenError, Reader, answer, question_text
from warehouse.scope import Scope
from warehouse.threads import threads

# What is narrowed to the acts up to a sequence; everything else follows from it.
_KNOWN = {
    "ledger_event": "from published.ledger_event where sequence <= {0}",
    "value_reopened": "from published.value_reopened where sequence <= {0}",
    "submission_received": "from published.submission_received where received_sequence <= {0}",
    "row_span": "select * replace (case when known_to <= {0} then known_to end as known_to)"
    " from published.row_span where known_from <= {0}",
    # As its SELECT would give it from these: its millions of rows need not be put together again.
    "fct_unit": "select * replace ("
    "case when known_from <= {0} then known_from end as known_from,"
    " case when known_from <= {0} and known_to <= {0} then known_to end as known_to"
    ") from published.fct_unit where received_sequence <= {0}",
}


class AsKnown:
    """Reads the version that a reader reads, as of the last act until the end of a day in Lima."""

    def __init__(self, reader: Reader, day: date) -> None:
        """Pin version and act; NotSeenError where nothing was published, or nothing was known yet."""
        sequence = reader.one("last_act", Scope.everything(), day=day.isoformat())["sequence"]
        if reader.snapshot is None or sequence is None:
            raise NotSeenError(str(day))
        self._snapshot, self.sequence = reader.snapshot, int(sequence)

    def ask(self, question: str, scope: Scope, **params: Any) -> pl.DataFrame:
        """Answer a question of `warehouse/sql/questions/`; of bases only `conforme` is what was known."""
        return _past(self._snapshot, self.sequence).ask(question, scope, **params)


class _Past:
    """A private DuckDB with the version attached; what a question needs is derived when it is first asked."""

    def __init__(self, snapshot: Path, sequence: int) -> None:
        self._connection = duckdb.connect(config={"threads": threads()})
        attach(self._connection, snapshot, "published")
        self._connection.execute("set enable_external_access = false; set lock_configuration = true")
        macros(self._connection)
        self._lock, self._there = Lock(), set[str]()
        for name, text in _KNOWN.items():
            self._make("view", name, text.format(sequence))
        self._texts = {name: text for name, text in selects().items() if name not in _KNOWN}
        for (table,) in self._connection.execute(TABLES_OF, ["published"]).fetchall():
            if table not in self._texts and table not in _KNOWN:
                self._make("view", table, f"from published.{table}")

    def ask(self, question: str, scope: Scope, **params: Any) -> pl.DataFrame:
        sql = question_text(question)
        with self._lock:
            self._derive(sql)
        return answer(self._connection, sql, scope, params)

    def _derive(self, question: str) -> None:
        """Make what a question reads: a table of what is read again and again, a view of what is read once."""
        needed = self._needed(read_by(question))
        read = Counter(name for text in (*needed.values(), question) for name in READS.findall(text))
        for name in in_order(needed):
            if name not in self._there:
                self._make("table" if read[name] > 1 else "view", name, needed[name])

    def _needed(self, names: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = set(names)
        while waiting:
            name = waiting.pop()
            if name in self._texts and name not in found:
                found[name] = self._texts[name]
                waiting |= read_by(found[name])
        return found

    def _make(self, kind: str, name: str, text: str) -> None:
        self._connection.execute(f"create {kind} {name} as {text}")
        self._there.add(name)


def forget() -> None:
    """Give back what was derived of the past."""
    _past.cache_clear()


@lru_cache(maxsize=4)
def _past(snapshot: Path, sequence: int) -> _Past:
    return _Past(snapshot, sequence)
