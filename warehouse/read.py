"""Answers questions from the published warehouse, read-only, for the scope that asks."""

from __future__ import annotations

import io
import json
import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import landing
from warehouse.folder import Folder
from warehouse.layer import attach_below
from warehouse.scope import Scope
from warehouse.threads import threads

LOG = logging.getLogger(__name__)
QUESTIONS = Path(__file__).parent / "sql" / "questions"
AROUND = 2
TABLES_OF = (
    "select table_name from information_schema.tables where table_catalog = ? and table_schema = 'main' order by 1"
)
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NAME = re.compile(r"wh-\d{8}-[0-9a-f]{12}\.duckdb")


class DamagedPointerError(Exception):
    """What names the snapshot to read is lost or damaged, or names none; publishing mends it."""


class NotSeenError(Exception):
    """There is no such thing, or this scope may not see it."""


@dataclass(frozen=True)
class Neighbourhood:
    """The 5×5 cells around a fact as the sender's sheet shows them."""

    sheet: str
    letters: list[str]
    row_numbers: list[int]
    cells: list[list[str]]
    centre: tuple[int, int]

    @property
    def address(self) -> str:
        """The A1 address of the fact's cell."""
        row, column = self.centre
        return f"{self.letters[column]}{self.row_numbers[row]}"


def current_snapshot(folder: Folder) -> Path | None:
    """Return the snapshot the pointer names; None where nothing was ever published; DamagedPointerError."""
    try:
        name = folder.pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if any(folder.snapshots.glob("wh-*.duckdb")):
            raise DamagedPointerError(str(folder.pointer)) from None
        return None
    except UnicodeDecodeError as damaged:
        raise DamagedPointerError(str(folder.pointer)) from damaged
    path = folder.snapshots / name
    # Taking a damaged pointer for an empty warehouse would withhold every row somebody sends.
    if not _NAME.fullmatch(name) or not path.is_file():
        raise DamagedPointerError(f"{folder.pointer}: {name!r}")
    return path


@lru_cache(maxsize=4)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True, config={"threads": threads()})
    attach_below(connection, path.stem, path.parent)
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return connection


def question_text(question: str) -> str:
    """Return the SQL of `warehouse/sql/questions/<question>.sql`."""
    return (QUESTIONS / f"{question}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def answer(connection: duckdb.DuckDBPyConnection, sql: str, scope: Scope, params: dict[str, Any]) -> pl.DataFrame:
    """Answer a question over the tables a connection shows, for that scope."""
    seen = None if scope.organisations is None else list(scope.organisations)
    named = set(re.findall(r"\$(\w+)", sql))
    given = {name: value for name, value in (params | {"scope_organisations": seen}).items() if name in named}
    # One cursor per query: a connection shared between threads silently returns empty results.
    with connection.cursor() as cursor:
        return cursor.execute(sql, given).pl()


class Reader:
    """Reads one version: the one published when it was made."""

    def __init__(self, folder: Folder) -> None:
        """Pin the version that is current now."""
        self._folder = folder
        self._snapshot = current_snapshot(folder)

    @property
    def version(self) -> str:
        """The name of the version, empty where nothing is published."""
        return self._snapshot.stem if self._snapshot else ""

    @property
    def snapshot(self) -> Path | None:
        """The file of the version; None where nothing is published."""
        return self._snapshot

    @property
    def sequence(self) -> int:
        """The last ledger sequence in this version."""
        return int(self.version.split("-")[1]) if self.version else 0

    def ask(self, question: str, scope: Scope, **params: Any) -> pl.DataFrame:
        """Answer `warehouse/sql/questions/<question>.sql` for that scope."""
        if self._snapshot is None:
            raise NotSeenError(question)
        try:
            return answer(_connection(self._snapshot), question_text(question), scope, params)
        except (duckdb.InternalException, duckdb.FatalException) as failure:
            # DuckDB gives up a database in which it failed, for good: it is opened anew, and asked once more
            LOG.warning("opened anew after DuckDB failed in %s", question, exc_info=failure)
            _connection(self._snapshot).close()
            _connection.cache_clear()
            return answer(_connection(self._snapshot), question_text(question), scope, params)

    def one(self, question: str, scope: Scope, **params: Any) -> dict[str, Any]:
        """Return the first row of an answer; NotSeenError where there is none."""
        rows = self.ask(question, scope, **params).to_dicts()
        if not rows:
            raise NotSeenError(str(params))
        return rows[0]

    def neighbourhood(self, fact_id: str, scope: Scope) -> Neighbourhood:
        """Return the cells around a fact; NotSeenError where it is none or not in scope."""
        return self._around(self.one("fact_place", scope, fact_id=fact_id))

    def cell_sent(self, submission_id: str, sheet: str, cell: str, scope: Scope) -> Neighbourhood:
        """Return the cells around a cell (A1) of a submission as it was sent; NotSeenError where there is none."""
        address = _ADDRESS.fullmatch(cell)
        if address is None:
            raise NotSeenError(cell)
        at = {"sheet": sheet, "letter": address[1], "row": int(address[2])}
        return self._around(self.one("sent_place", scope, submission_id=submission_id, **at))

    def _around(self, place: dict[str, Any]) -> Neighbourhood:
        report = json.loads(landing.get(self._folder, place["report_sha256"]))
        if place["sheet"] not in report["sheets"]:
            raise NotSeenError(place["sheet"])
        raw = pl.read_parquet(io.BytesIO(landing.get(self._folder, report["sheets"][place["sheet"]]["raw_sha256"])))
        letters = [c for c in raw.columns if c != "row_number"]
        if place["letter"] not in letters:
            raise NotSeenError(place["letter"])
        at = letters.index(place["letter"])
        first = max(0, at - AROUND)
        shown = letters[first : at + AROUND + 1]
        numbers = [n for n in range(place["row_number"] - AROUND, place["row_number"] + AROUND + 1) if n > 0]
        by_number = {row["row_number"]: row for row in raw.filter(pl.col("row_number").is_in(numbers)).to_dicts()}
        cells = [[str(by_number.get(n, {}).get(letter) or "") for letter in shown] for n in numbers]
        return Neighbourhood(place["sheet"], shown, numbers, cells, (numbers.index(place["row_number"]), at - first))

    def original(self, submission_id: str, scope: Scope) -> tuple[str, bytes]:
        """Return the file name and the bytes as they were sent."""
        found = self.one("submission_file", scope, submission_id=submission_id)
        return found["file_name"], landing.get(self._folder, found["file_sha256"])
