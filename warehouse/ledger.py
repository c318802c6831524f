"""The ledger: append-only events, each chained by hash to the one before. An event is the acknowledgement."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

_METADATA = sa.MetaData()
_EVENT = sa.Table(
    "event",
    _METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("at_utc", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("submission_id", sa.Text, nullable=True, index=True),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
)
LOCKED_SECONDS = 30
_GUARDS = tuple(
    f"create trigger if not exists event_no_{verb} before {verb} on event begin "
    "select raise(abort, 'the ledger is append-only'); end"
    for verb in ("update", "delete")
)


class RefusalError(Exception):
    """The ledger refuses an act; `rule` names why."""

    def __init__(self, rule: str, found: str = "", expected: str = "") -> None:
        """Keep what the refusal's sentence needs."""
        super().__init__(rule)
        self.rule, self.found, self.expected = rule, found, expected


@dataclass(frozen=True)
class Event:
    """One act of one person at one instant (UTC)."""

    sequence: int
    at_utc: str
    actor: str
    kind: str
    submission_id: str | None
    payload: dict[str, Any]
    previous_hash: str
    hash: str


def _digest(
    sequence: int, at_utc: str, actor: str, kind: str, submission: str | None, payload: str, previous: str
) -> str:
    chained = json.dumps([sequence, at_utc, actor, kind, submission, payload, previous], ensure_ascii=False)
    return hashlib.sha256(chained.encode()).hexdigest()


class Ledger:
    """Reads and appends events; every write is one immediate transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        """Create the event table where it is missing."""
        self._engine = engine
        # Whoever only reads need not wait for somebody who writes.
        if sa.inspect(engine).has_table(_EVENT.name):
            return
        with self._write() as connection:
            _METADATA.create_all(connection)
            for guard in _GUARDS:
                connection.execute(sa.text(guard))

    @contextmanager
    def _write(self) -> Generator[sa.Connection]:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("begin immediate")
            try:
                yield connection
            except BaseException:  # however it ended, nobody may find half an act or a lock
                connection.exec_driver_sql("rollback")
                raise
            connection.exec_driver_sql("commit")

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        kind: str,
        submission_id: str | None,
        payload: dict[str, Any],
        allowed: Callable[[list[Event]], None] = lambda events: None,
    ) -> Event:
        """Append one event and return it; `allowed` sees all earlier events and may raise RefusalError."""
        text = json.dumps(payload, ensure_ascii=False, sort_keys=True)
        with self._write() as connection:
            events = _events(connection)
            allowed(events)
            _author_is_not_approver(events, kind, submission_id, actor)
            previous = events[-1].hash if events else ""
            sequence = events[-1].sequence + 1 if events else 1
            at_utc = at.isoformat(timespec="microseconds")
            digest = _digest(sequence, at_utc, actor, kind, submission_id, text, previous)
            values = (sequence, at_utc, actor, kind, submission_id)
            names = ("sequence", "at_utc", "actor", "kind", "submission_id")
            row = dict(zip(names, values, strict=True)) | {
                "payload": text,
                "previous_hash": previous,
                "hash": digest,
            }
            connection.execute(sa.insert(_EVENT).values(row))
        return Event(sequence, at_utc, actor, kind, submission_id, payload, previous, digest)

    def events(self, up_to: int | None = None) -> list[Event]:
        """Return all events in order, up to a sequence where one is given."""
        with self._engine.connect() as connection:
            return [e for e in _events(connection) if up_to is None or e.sequence <= up_to]

    def broken_links(self) -> list[int]:
        """Return the sequences whose hash or link does not hold."""
        broken, previous = list[int](), ""
        for position, e in enumerate(self.events(), start=1):
            text = json.dumps(e.payload, ensure_ascii=False, sort_keys=True)
            digest = _digest(e.sequence, e.at_utc, e.actor, e.kind, e.submission_id, text, previous)
            if digest != e.hash or e.previous_hash != previous or e.sequence != position:
                broken.append(e.sequence)
            previous = e.hash
        return broken


def _events(connection: sa.Connection) -> list[Event]:
    rows = connection.execute(sa.select(_EVENT).order_by(_EVENT.c.sequence))
    return [Event(**{**row, "payload": json.loads(row["payload"])}) for row in rows.mappings()]


def _author_is_not_approver(events: list[Event], kind: str, submission_id: str | None, actor: str) -> None:
    if kind != "approved":
        return
    authors = {e.actor for e in events if e.submission_id == submission_id and e.kind == "received"}
    if not authors:
        raise RefusalError("unknown_submission", found=submission_id or "")
    if actor in authors:
        raise RefusalError("author_is_not_approver", found=actor)


def open_ledger(url: str) -> Ledger:
    """Open the ledger at that URL (SQLite now; the seam for PostgreSQL)."""
    Path(sa.make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": LOCKED_SECONDS, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=wal", "synchronous=full"):
            connection.execute(f"pragma {pragma}")

    return Ledger(engine)
