"""Two people send and decide at once while others read: the acts of each, and what a reader must find every time."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import duckdb
import dying
import small
from aftermath import assert_nothing_is_left_over, assert_sound, events
from conftest import copy

from etl.publish import publish
from etl.receive import receive
from etl.review import approve
from etl.verify import different
from warehouse import landing
from warehouse.folder import Folder
from warehouse.layer import attach
from warehouse.read import Reader, current_snapshot
from warehouse.scope import Scope

PATIENCE = 300
# Readers that never pause would take the processors from those who send.
PAUSE = 0.1
# The first vintages are sent by both, at the same time; the others by one of them.
COMMON = 2100
GOAL, OTHER_GOAL = "AE1.01-UCA/SAF-CON", "AE2.01-MDD/MFC-DEMA/1701"
SENT = {"GORE-UCAYALI": GOAL, "GORE-MADRE-DE-DIOS": OTHER_GOAL}
HALF = """
select r.submission_id
from submission_received as r
left join (
  select submission_id, count(*) as rows from stg_forest_loss_published group by submission_id
  union all
  select submission_id, count(*) from stg_physical_progress group by submission_id
) as s using (submission_id)
left join (select submission_id, count(*) as facts from fact group by submission_id) as f using (submission_id)
where r.source <> 'operating_plan' and (s.rows is distinct from r.accepted or f.facts is distinct from r.accepted)
"""
# Each vintage approved is three rows of 1 ha, and every figure of it is of all three.
TORN = """
select l.vintage
from forest_loss_by_area as l
group by l.vintage
having count(*) <> 3 or sum(l.loss_ha) <> 3
"""


def files(own: int, common: int, who: int) -> list[bytes]:
    """Return the files of one sender: those both send first, each of three areas."""
    vintages = [*range(COMMON - common, COMMON), *range(2000 + who * 40 + 1, 2000 + who * 40 + own + 1)]
    lost = {(area, 2001): "1" for area in ("16", "17", "25")}
    return [small.loss_file(vintage, lost) for vintage in vintages]


def send(folder: Folder, organisation: str, own: int, common: int) -> None:
    """Send a report and every file, publish, and approve every other of one's own; each file is taken once."""
    content = small.progress_file(folder, organisation, "2025-T4", {SENT[organisation]: "4"})
    taken = [receive(folder, "avance.xlsx", content, actor=small.FOCAL[organisation])]
    for number, loss in enumerate(files(own, common, sorted(SENT).index(organisation))):
        checked = receive(folder, "perdida.csv", loss, actor=small.OF_LOSS)
        assert checked.outcome == "accepted" or (checked.outcome == "duplicate" and number < common), checked.outcome
        taken.append(checked)
        if number >= common and (number - common) % 2 == 0:
            approve(folder, str(checked.submission), actor=small.MANAGER)
        publish(folder)
    assert all(checked.submission for checked in taken)


def last_event(before: int, own: int, common: int) -> int:
    """Return the sequence of the last event once both have sent everything and approved every other of their own."""
    return before + len(SENT) + common + len(SENT) * (own + (own + 1) // 2)


def read(folder: Folder, last: int) -> None:
    """Read the version published over and over until it shows the last event; every version is whole, none older."""
    seen, versions, end = 0, set[str](), monotonic() + PATIENCE
    while seen < last:
        assert monotonic() < end, f"only {seen} of {last} events were published"
        reader = Reader(folder)
        assert reader.sequence >= seen, "versions only go forward"
        seen = reader.sequence
        versions.add(reader.version)
        shown = reader.ask("programme_headline", Scope.everything(), phase="F2", cutoff="2025-T4")
        assert len(shown) == 1
        assert_whole(folder)
        sleep(PAUSE)


def assert_whole(folder: Folder) -> None:
    """The version in force counts the events up to its own, each submission in full, each figure of whole ones."""
    snapshot = current_snapshot(folder)
    assert snapshot
    sequence = int(snapshot.name.split("-")[1])
    received = [e.submission_id for e in events(folder) if e.kind == "received" and e.sequence <= sequence]
    with duckdb.connect() as connection:
        attach(connection, snapshot, "published")
        connection.execute("use published")
        assert connection.execute("select count(*) from ledger_event").fetchall() == [(sequence,)]
        shown = connection.execute(
            "select submission_id from submission_received order by received_sequence"
        ).fetchall()
        assert [one for (one,) in shown] == received
        assert connection.execute(HALF).fetchall() == []
        assert connection.execute(TORN).fetchall() == []


def replay(done: Folder, folder: Folder) -> None:
    """Do the acts of a ledger again in another folder, one after the other, each at the time it had."""
    known = {e.hash for e in events(folder)}
    for e in (e for e in events(done) if e.hash not in known):
        with small.at(e.at_utc):
            if e.kind == "received":
                receive(folder, e.payload["file_name"], landing.get(done, e.payload["file_sha256"]), actor=e.actor)
            else:
                approve(folder, str(e.submission_id), actor=e.actor)


def assert_each_once(folder: Folder, own: int, common: int, before: int) -> None:
    """Every file was received exactly once, whoever sent it and however often, and every decision is there."""
    acts = events(folder)
    hashes = [e.payload["file_sha256"] for e in acts if e.kind == "received"]
    sent = {hashlib.sha256(content).hexdigest() for who in range(2) for content in files(own, common, who)}
    assert len(hashes) == len(set(hashes))
    assert sent <= set(hashes)
    assert len(acts) == last_event(before, own, common)


def live(base: Folder, room: Path, own: int, common: int) -> None:
    """Let two send and two read at once, look at what is there, and compare with the same acts one by one."""
    folder, serial = Folder(room / "together"), Folder(room / "serial")
    for one in (folder, serial):
        copy(base.root, one.root)
    before = len(events(folder))
    senders = [partial(send, organisation=organisation, own=own, common=common) for organisation in sorted(SENT)]
    readers = [partial(read, last=last_event(before, own, common))] * 2
    assert dying.together(*senders, *readers, root=folder.root), "somebody failed; see above"
    assert_each_once(folder, own, common, before)
    assert_nothing_is_left_over(folder)
    assert_sound(folder)
    replay(folder, serial)
    assert different(publish(folder), publish(serial)) == []
