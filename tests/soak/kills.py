"""SIGKILL at drawn instants of an act: nothing acknowledged is lost, and done again it gives the same tables.

Half of the kills fall on a step with the disk or the ledger, a quarter on any statement, a quarter on the clock.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic

import dying
import small
from aftermath import assert_nothing_is_left_over, assert_sound, events

from etl.backup import backup as write_backup
from etl.backup import restore as read_backup
from etl.publish import publish as rebuild
from etl.receive import receive as take
from etl.receive import recover
from etl.review import approve as conform
from etl.review import send_back
from etl.verify import different
from warehouse.folder import Folder
from warehouse.ledger import RefusalError
from warehouse.read import current_snapshot

NOW = "2026-01-10T15:00:00+00:00"
REPORT, COPY = "avance.xlsx", "copia.zip"
SAID = {"AE1.01-UCA/SAF-CON": "4", "AE1.02-UCA/SAF-HA": "2.5", "AE4.01-UCA/ACR-METT": None}


def receive(folder: Folder) -> None:
    """Send a report."""
    with small.at(NOW):
        take(folder, REPORT, (folder.root.parent / REPORT).read_bytes(), actor="punto.ucayali")


def approve(folder: Folder) -> None:
    """Approve what was sent last."""
    with small.at(NOW):
        conform(folder, _last(folder), actor=small.MANAGER)


def return_(folder: Folder) -> None:
    """Return what was sent last."""
    with small.at(NOW):
        send_back(folder, _last(folder), actor=small.MANAGER, reason="Falta el acta")


def publish(folder: Folder) -> None:
    """Publish where nothing is published."""
    rebuild(folder)


def backup(folder: Folder) -> None:
    """Back up beside the folder."""
    write_backup(folder, folder.root.parent / COPY)


def restore(folder: Folder) -> None:
    """Restore what lies beside the folder, unless that is done; then publish, as the next start does."""
    if not (folder.root / "ledger.sqlite").exists():
        read_backup(folder, folder.root.parent / COPY)
    rebuild(folder)


ACTS: dict[str, Callable[[Folder], None]] = {
    act.__name__: act for act in (receive, approve, return_, publish, backup, restore)
}


def _last(folder: Folder) -> str:
    return next(str(e.submission_id) for e in reversed(events(folder)) if e.kind == "received")


def prepare(base: Path, seed: str) -> None:
    """Make the folder each act starts from, and live each act once without a kill."""
    planned = Folder(base / "planned" / "data")
    small.begin(planned, small.plan(Random(seed)))
    (base / "planned" / REPORT).write_bytes(small.progress_file(planned, "GORE-UCAYALI", "2025-T4", SAID))
    shutil.copytree(base / "planned", base / "sent")
    receive(Folder(base / "sent" / "data"))
    for name, act in ACTS.items():
        before = base / name / "before"
        shutil.copytree(base / ("planned" if act is receive else "sent"), before)
        if act is publish:
            shutil.rmtree(before / "data" / "warehouse")
            (before / "data" / "CURRENT").unlink()
        if act is restore:
            backup(Folder(before / "data"))
            shutil.rmtree(before / "data")
        shutil.copytree(before, base / name / "after")
        start = monotonic()
        life = dying.run(act, base / name / "after" / "data")
        assert life.answered
        (base / name / "life.json").write_text(json.dumps(life.steps | {"seconds": monotonic() - start}))


def names(_base: Path, count: int) -> list[str]:
    """Return that many kills, spread evenly over the acts."""
    return [f"{list(ACTS)[n % len(ACTS)]}/{n}" for n in range(count)]


def run(base: Path, name: str, room: Path, chance: Random) -> None:
    """Kill one act somewhere and go on."""
    act = name.split("/")[0]
    whole = json.loads((base / act / "life.json").read_text())
    kind = chance.choice(["kept", "kept", "any", "clock"])
    if kind == "clock":
        survive(base, act, room, kill_after=chance.random() * whole["seconds"])
    else:
        survive(base, act, room, kill_at=(kind, chance.randint(1, whole[kind])))


def survive(
    base: Path, name: str, room: Path, *, kill_at: tuple[str, int] = ("any", 0), kill_after: float | None = None
) -> None:
    """Kill the act there, start again, do it again, and compare with the life that nobody ended."""
    act, case = ACTS[name], room / "case"
    shutil.copytree(base / name / "before", case)
    folder, lived = Folder(case / "data"), Folder(base / name / "after" / "data")
    exists = (folder.root / "ledger.sqlite").exists()
    before, expected = events(folder) if exists else [], events(lived)
    life = dying.run(act, folder.root, kill_at=kill_at, kill_after=kill_after)
    assert life.was_killed or life.answered, "the act ended in neither way"
    if (folder.root / "ledger.sqlite").exists():
        left = events(folder)
        assert left == expected[: len(left)], "what is left is a beginning of what is expected"
        assert len(left) >= (len(expected) if life.answered else len(before)), "what was acknowledged is there"
        recover(folder)
        assert_nothing_is_left_over(folder)
    if act is backup and (case / COPY).exists():
        assert_restores(case, room / "restored", expected)
    _again(act, folder)
    assert events(folder) == expected
    if act is backup:
        assert_restores(case, room / "restored again", expected)
    recover(folder)
    assert_nothing_is_left_over(folder)
    version, serial = current_snapshot(folder), current_snapshot(lived)
    assert version
    assert serial
    assert different(version, serial) == []
    assert_sound(folder)


def _again(act: Callable[[Folder], None], folder: Folder) -> None:
    """Do the act again, as whoever got no answer does; a decision already taken is refused."""
    try:
        act(folder)
    except RefusalError as refusal:
        assert (act in (approve, return_), refusal.rule) == (True, "already_decided")


def assert_restores(case: Path, root: Path, expected: list[object]) -> None:
    """A backup that is there is whole."""
    restored = Folder(root)
    read_backup(restored, case / COPY)
    assert events(restored) == expected
