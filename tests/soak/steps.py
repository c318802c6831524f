"""SIGKILL at every step an act makes with the disk or the ledger, one after the other: files, renames, statements."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from soak import kills

prepare = kills.prepare


def names(base: Path, count: int) -> list[str]:
    """Return every step of every act; of more than `count`, that many spread evenly."""
    every = [f"{act}/{step}" for act in kills.ACTS for step in range(1, _steps(base, act) + 1)]
    return every if len(every) <= count else [every[n * len(every) // count] for n in range(count)]


def _steps(base: Path, act: str) -> int:
    return json.loads((base / act / "life.json").read_text())["kept"]


def run(base: Path, name: str, room: Path, _chance: Random) -> None:
    """Kill one act at one step and go on."""
    act, _, step = name.partition("/")
    kills.survive(base, act, room, kill_at=("kept", int(step)))
