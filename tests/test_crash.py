"""kill −9 at any instant of an act loses nothing acknowledged, leaves nothing half-done, and the next start goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import dying
import pytest
from aftermath import assert_nothing_is_left_over, assert_sound, events
from conftest import copy

from etl.publish import publish
from etl.receive import receive, recover
from etl.review import approve
from warehouse.folder import Folder
from warehouse.ledger import RefusalError

SEED = 20251121
CSV = b"ubigeo,year,ha,vintage,source\n25,2001,11588.49,2023,MINAM Geobosques\n"
SENT = "received"
# Fractions of an act's steps, one drawn from each equal part, so that they spread over all of it.
DRAWN = random.Random(SEED)
PARTS = [("kept", (part + DRAWN.random()) / 3) for part in range(3)] + [
    ("any", (part + DRAWN.random()) / 2) for part in range(2)
]
SECONDS = [round((part + DRAWN.random()) * 1.5, 2) for part in range(3)]


def send(folder: Folder) -> None:
    receive(folder, "perdida.csv", CSV, actor="geobosques")


def decide(folder: Folder) -> None:
    waiting = next(row.submission_id for row in reversed(events(folder)) if row.kind == SENT)
    approve(folder, str(waiting), actor="gestor.tecnico")


def rebuild(folder: Folder) -> None:
    publish(folder)


@pytest.fixture(scope="module")
def before(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder as it is before each act: nothing sent, one sent, one sent and nothing published."""
    places = {name: tmp_path_factory.mktemp("acts") / name for name in ("send", "decide", "rebuild")}
    copy(loaded, places["send"])
    copy(loaded, places["decide"])
    send(Folder(places["decide"]))
    shutil.copytree(places["decide"], places["rebuild"])
    shutil.rmtree(Folder(places["rebuild"]).snapshots)
    Folder(places["rebuild"]).pointer.unlink()
    return places


@pytest.fixture(scope="module")
def steps(before: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any], dict[str, int]]:
    """How many steps of each kind an act makes when nobody kills it."""

    @cache
    def counted(act: Callable[[Folder], None]) -> dict[str, int]:
        aside = tmp_path_factory.mktemp("counted") / "data"
        shutil.copytree(before[act.__name__], aside)
        life = dying.run(act, aside)
        assert life.answered
        return life.steps

    return counted


@pytest.mark.parametrize(("kind", "part"), PARTS)
@pytest.mark.parametrize("act", [send, decide, rebuild])
def test_a_kill_at_any_step_leaves_all_or_nothing(
    act: Callable[[Folder], None],
    kind: str,
    part: float,
    before: dict[str, Path],
    steps: Callable[[Any], dict[str, int]],
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path / "data")
    shutil.copytree(before[act.__name__], folder.root)
    acknowledged = events(folder)
    life = dying.run(act, folder.root, kill_at=(kind, 1 + int(part * steps(act)[kind])))
    assert life.was_killed
    assert not life.answered
    left = events(folder)
    assert left[: len(acknowledged)] == acknowledged
    assert len(left) <= len(acknowledged) + 1

    recover(folder)
    assert_nothing_is_left_over(folder)
    again(act, folder)
    after = events(folder)
    assert after[: len(left)] == left
    assert len(after) == len(acknowledged) + (act is not rebuild), "the act is done, and done once"
    assert_sound(folder)


@pytest.mark.parametrize("after", SECONDS)
def test_a_kill_of_the_command_after_some_seconds_loses_no_receipt(
    demonstration: Folder, tmp_path: Path, after: float
) -> None:
    acknowledged = events(demonstration)
    path = tmp_path / "perdida.csv"
    path.write_bytes(CSV)
    command = [sys.executable, "-c", "import cli; cli.main()", "receive", str(path), "--as", "geobosques"]
    environment = os.environ | {"JSI_DATA": str(demonstration.root)}
    with subprocess.Popen(command, env=environment, start_new_session=True, stdout=subprocess.PIPE) as running:
        try:
            said, _ = running.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            said, _ = running.communicate()
    left = events(demonstration)
    assert left[: len(acknowledged)] == acknowledged
    assert len(left) >= len(acknowledged) + (b"sha256" in said), "whoever holds a receipt has an event"
    send(demonstration)
    assert len(events(demonstration)) == len(acknowledged) + 1
    assert_nothing_is_left_over(demonstration)
    assert_sound(demonstration)


def again(act: Callable[[Folder], None], folder: Folder) -> None:
    """Do the act again, as whoever got no answer does; a decision already taken is refused."""
    try:
        act(folder)
    except RefusalError as refusal:
        assert (act, refusal.rule) == (decide, "already_decided")
