"""Spoilt files of every source: each is answered by a sentence, its counts add up, what is taken is sound."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import accounts
import duckdb
import small
from aftermath import assert_nothing_is_left_over, assert_sound

from etl.check import Checked
from etl.desk import Job
from etl.desk import run as answer
from etl.review import approve, send_back
from expectations.sources import contracts
from soak import spoil_csv, spoil_workbook
from soak.samples import Sample, sample
from warehouse.folder import Folder
from warehouse.layer import attach
from warehouse.ledger import RefusalError
from warehouse.read import current_snapshot

Document = dict[str, Any]
OUTCOMES = {"accepted", "findings", "rejected", "unreadable", "unknown"}
TAKEN = ("accepted", "findings")
UNFILLED = re.compile(r"\{(cell|column|found|expected)\}")
# Every so many are received too.
RECEIVED_EVERY = 3


def prepare(base: Path, seed: str) -> None:
    """Make a folder with a small plan, one report approved and one waiting; all examples check against it."""
    folder = Folder(base / "data")
    small.begin(folder, small.plan(Random(seed)))
    accounts.register(folder)
    accounts.disburse(folder, "2025-T3", accounts.transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    with small.at("2025-10-01T15:00:00+00:00"):
        for quarter, quantity in (("1", "2"), ("2", "3")):
            report = small.progress_file(folder, "GORE-UCAYALI", f"2025-T{quarter}", {"AE1.01-UCA/SAF-CON": quantity})
            job = Job("receive", report, "avance.xlsx", "es", small.PLANNER)
            taken = _answered(folder, job)
            if quarter == "1":
                approve(folder, taken["submission"], actor=small.MANAGER)
    spent = (accounts.voucher("F1", "100000.00"), accounts.voucher("F2", "75.50"))
    accounts.present(folder, "2025-T3", "274924.50", *spent)
    with closing(sqlite3.connect(folder.root / "ledger.sqlite")) as ledger:
        ledger.execute("pragma wal_checkpoint(truncate)")


def names(_base: Path, count: int) -> list[str]:
    """Return that many examples of every source there is a contract of."""
    return [f"{source}/{n}" for n in range(count) for source in contracts()]


def run(base: Path, name: str, room: Path, chance: Random) -> None:
    """Spoil one file, check it in both languages, and receive some."""
    source, _, number = name.partition("/")
    folder = Folder(base / "data")
    sound = sample(folder, source, chance)
    content = _spoilt(sound, chance)
    (room / sound.name).write_bytes(content)
    with small.at("2025-10-20T15:00:00+00:00"):
        spanish = _answered(folder, Job("check", content, sound.name, "es", small.PLANNER, sound.asked))
        english = _answered(folder, Job("check", content, sound.name, "en", small.PLANNER, sound.asked))
        assert _without_words(spanish) == _without_words(english), "checked twice, answered twice the same"
        for document in (spanish, english):
            assert_answer(document)
        if int(number) % RECEIVED_EVERY == 0:
            shutil.copytree(folder.root, room / "data")
            _received(
                Folder(room / "data"), Job("receive", content, sound.name, "es", small.PLANNER, sound.asked), spanish
            )


def _spoilt(sound: Sample, chance: Random) -> bytes:
    if sound.headers:
        return spoil_workbook.spoil(sound.content, chance, sound.headers)
    return spoil_csv.spoil(sound.table, chance)


def _answered(folder: Folder, job: Job) -> Document:
    os.environ["JSI_DATA"] = str(folder.root)
    return answer(job)


def _without_words(document: Document) -> Document:
    findings = [{key: value for key, value in f.items() if key != "message"} for f in document["findings"]]
    return document | {"findings": findings}


def assert_answer(document: Document) -> None:
    """All keys are there, rows add up, and each finding says in words what is wrong where."""
    assert document.keys() == Checked("", "").document("es").keys()
    assert document["outcome"] in OUTCOMES
    read, accepted, quarantined, ignored = (document[k] for k in ("rows_read", "accepted", "quarantined", "ignored"))
    assert read == accepted + quarantined + ignored
    assert min(read, accepted, quarantined, ignored) >= 0
    assert (accepted > 0) == (document["outcome"] in TAKEN)
    for finding in document["findings"]:
        _assert_finding(finding)
    errors = [f for f in document["findings"] if f["severity"] == "error"]
    assert errors or document["outcome"] in TAKEN, "whatever is not taken has a reason"
    rows = {(f["sheet"], f["row"]) for f in errors if f["row"]}
    if document["outcome"] in TAKEN:
        assert quarantined == len(rows), "a row is retained if, and only if, an error stands on it"
        assert len(rows) == len({(f["sheet"], f["row"]) for f in errors}), "no error of the whole file is overlooked"
        assert sum(document["effect"].values()) == accepted
    _assert_totals(document)


def _assert_finding(finding: Document) -> None:
    message = finding["message"]
    assert message.strip()
    assert not UNFILLED.search(message), message
    assert finding["severity"] in ("error", "alert", "note")
    if finding["row"]:
        assert finding["sheet"], finding
        assert re.fullmatch(rf"[A-Z]{{1,3}}{finding['row']}", finding["cell"] or ""), finding
        assert finding["cell"] in message, finding


def _assert_totals(document: Document) -> None:
    for column, units in document["measures"].items():
        for unit, sums in units.items():
            read, accepted, distinct = (Decimal(sums[key]) for key in ("read", "accepted", "distinct"))
            assert all(number.is_finite() for number in (read, accepted, distinct)), (column, unit)
            if document["outcome"] not in TAKEN:
                assert accepted == distinct == 0, (column, unit)
            elif not document["quarantined"]:
                assert accepted == read, (column, unit)


def _received(folder: Folder, job: Job, checked: Document) -> None:
    """What was taken is published as answered, before and after a decision; what was not leaves no trace."""
    answered = _answered(folder, job)
    assert answered | {"submission": None, "duplicate_of": None} == checked | {"submission": None, "duplicate_of": None}
    assert (answered["submission"] is not None) == (checked["outcome"] in TAKEN)
    if not answered["submission"]:
        return
    _assert_published(folder, answered)
    try:
        approve(folder, answered["submission"], actor=small.MANAGER)
    except RefusalError:
        send_back(folder, answered["submission"], actor=small.MANAGER, reason="Corrija lo observado")
    assert_nothing_is_left_over(folder)
    assert_sound(folder)


def _assert_published(folder: Folder, answered: Document) -> None:
    snapshot = current_snapshot(folder)
    assert snapshot
    with duckdb.connect() as connection:
        attach(connection, snapshot, "published")

        def count(table: str) -> int:
            query = f"select count(*) from published.{table} where submission_id = ?"
            return connection.execute(query, [answered["submission"]]).fetchall()[0][0]

        tables = [f"stg_{s.table}" for s in contracts()[answered["source"]].sheets if not s.is_head]
        assert sum(count(table) for table in tables) == answered["accepted"]
        assert count("fact") == answered["facts"]
        assert count("quarantined_row") == answered["quarantined"]
        assert count("report_finding") == len(answered["findings"])
