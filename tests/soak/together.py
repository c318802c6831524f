"""Many files at once: two send and publish, two read, again and again; `test_together.py` is the short one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import small
import together

from warehouse.folder import Folder


def prepare(base: Path, seed: str) -> None:
    """Make the folder where everybody works."""
    small.begin(Folder(base / "data"), small.plan(Random(seed)))


def names(_base: Path, count: int) -> list[str]:
    """Return that many crowds."""
    return [str(n) for n in range(count)]


def run(base: Path, _name: str, room: Path, chance: Random) -> None:
    """Let them work on a drawn number of files."""
    together.live(Folder(base / "data"), room, own=chance.randint(2, 10), common=chance.randint(1, 8))
