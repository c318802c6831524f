"""The data folder: where landing, ledger and snapshots live, and nothing outside it is written."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

DEFAULT = ".data/demo"
PARTIAL, BUILDING, VERIFYING = ".partial-", ".building-", ".verifying-"
# What a crash may leave of each task, to be removed by whoever holds the lock of that name.
LEFTOVERS = {"publish": (f"{PARTIAL}*", f"warehouse/{BUILDING}*"), "verify": (f"{VERIFYING}*",)}


@dataclass(frozen=True)
class Folder:
    """One data folder and the places inside it."""

    root: Path

    @classmethod
    def from_environment(cls) -> Folder:
        """Return the folder JSI_DATA names; whoever writes in it makes it."""
        return cls(Path(os.environ.get("JSI_DATA") or DEFAULT).absolute())

    @property
    def landing(self) -> Path:
        """Content-addressed objects."""
        return self.root / "landing"

    @property
    def ledger_url(self) -> str:
        """Where the ledger is."""
        return f"sqlite:///{self.root / 'ledger.sqlite'}"

    @property
    def snapshots(self) -> Path:
        """Published, immutable warehouses."""
        return self.root / "warehouse"

    @property
    def pointer(self) -> Path:
        """The one line that names the snapshot readers open."""
        return self.root / "CURRENT"

    @property
    def unfinished(self) -> Path:
        """There while objects are being written that no event names yet; a crash leaves it behind."""
        return self.root / "intake.open"

    @property
    def is_demonstration(self) -> bool:
        """Say whether this folder was made by `jsi demo`."""
        return (self.root / "demostracion").exists()

    @contextmanager
    def lock(self, name: str, *, shared: bool = False, wait: bool = True) -> Generator[bool]:
        """Hold the advisory lock of that name; yields False where it is taken and `wait` is off."""
        mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("a") as handle:
            try:
                fcntl.flock(handle, mode)
            except BlockingIOError:
                yield False
            else:
                yield True


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is either absent (or as before) or whole."""
    make_durably(path.parent)
    with durably(path) as partial:
        partial.write(content)


@contextmanager
def durably(path: Path) -> Generator[IO[bytes]]:
    """Give a file to write, in a directory that is there; only once it is whole and on disk is it found at `path`."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=PARTIAL)
    try:
        with os.fdopen(handle, "w+b") as partial:
            yield partial
            partial.flush()
            os.fsync(partial.fileno())
        Path(temporary).replace(path)
    except BaseException:  # a full disk must not fill further with what could not be finished, however it ended
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def make_durably(path: Path) -> None:
    """Make a directory and those above it so that a crash does not lose them with what is in them."""
    if not path.is_dir():
        make_durably(path.parent)
        path.mkdir(exist_ok=True)
        sync_directory(path.parent)


def remove_leftovers(folder: Folder) -> int:
    """Remove what a killed task left half-written and return how many; a task under way keeps its own."""
    gone = 0
    for name, patterns in LEFTOVERS.items():
        with folder.lock(name, wait=False) as alone:
            for path in (p for pattern in patterns if alone for p in folder.root.glob(pattern)):
                remove(path)
                gone += 1
    return gone


def remove(path: Path) -> None:
    """Remove a file or a directory with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sync_directory(path: Path) -> None:
    """Make renames inside a directory durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
