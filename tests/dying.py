"""Runs one act in a process of its own, which may be killed at a given step of its work with the disk."""

from __future__ import annotations

import multiprocessing
import os
import posix
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from warehouse.folder import Folder

ROOMS = tuple(str(Path(__file__).parent.parent / room) for room in ("etl", "warehouse"))
ON_DISK = ("fsync", "replace", "unlink", "mkdir", "link")
STATEMENTS = ("execute", "executemany")
# Started once with everything imported, so that each act costs only what it does.
FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["cli", "etl.receive", "etl.review", "etl.verify", "expectations.validation", "dying"])


@dataclass(frozen=True)
class Life:
    """How an act went: killed or not, the steps it made of each kind, and whether it answered."""

    was_killed: bool
    steps: dict[str, int]
    answered: bool


def run(
    act: Callable[..., None],
    root: Path,
    *words: Any,
    kill_at: tuple[str, int] = ("any", 0),
    kill_after: float | None = None,
) -> Life:
    """Run act(folder, *words) and kill it at that step of that kind, 0 kills never, or after those seconds.

    A step of kind `kept` makes a file durable, renames or deletes one, or is a statement of the ledger; one of
    kind `any` may be a statement of a build as well. Each is counted as it begins and as it ends.
    """
    kept, every, answered = FORK.RawValue("i", 0), FORK.RawValue("i", 0), FORK.RawValue("b", 0)
    process = FORK.Process(target=_live, args=(act, root, words, kill_at, {"kept": kept, "any": every}, answered))
    process.start()
    process.join(kill_after)
    process.kill()
    process.join()
    return Life(process.exitcode == -signal.SIGKILL, {"kept": kept.value, "any": every.value}, bool(answered.value))


def together(*acts: Callable[[Folder], None], root: Path) -> bool:
    """Run acts at once, each in a process of its own, released together; say whether all answered."""
    gate, answered = FORK.Barrier(len(acts)), FORK.Value("i", 0)
    processes = [FORK.Process(target=_released, args=(act, root, gate, answered)) for act in acts]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return answered.value == len(acts)


def _released(act: Callable[[Folder], None], root: Path, gate: Any, answered: Any) -> None:
    os.environ["JSI_DATA"] = str(root)
    gate.wait()
    act(Folder(root))
    with answered.get_lock():
        answered.value += 1


def _live(
    act: Callable[..., None],
    root: Path,
    words: tuple[Any, ...],
    kill_at: tuple[str, int],
    steps: dict[str, Any],
    answered: Any,
) -> None:
    def count(frame: FrameType, event: str, called: Any) -> None:
        if event in ("c_call", "c_return"):
            for kind in _kinds(frame, called):
                steps[kind].value += 1
                if (kind, steps[kind].value) == kill_at:
                    os.killpg(0, signal.SIGKILL)

    os.setpgid(0, 0)
    os.environ["JSI_DATA"] = str(root)
    sys.setprofile(count)
    act(Folder(root), *words)
    sys.setprofile(None)
    answered.value = 1


def _kinds(frame: FrameType, called: Any) -> tuple[str, ...]:
    name, owner = getattr(called, "__name__", ""), getattr(called, "__self__", None)
    if (name in ON_DISK and owner is posix) or (name in STATEMENTS and isinstance(owner, sqlite3.Cursor)):
        return ("kept", "any")
    return ("any",) if name in STATEMENTS and frame.f_code.co_filename.startswith(ROOMS) else ()
