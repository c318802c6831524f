"""The data folder: where landing, ledger and snapshots live, and nothing outside it is written."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEFAULT = ".data/demo"


@dataclass(frozen=True)
class Folder:
    """One data folder and the places inside it."""

    root: Path

    @classmethod
    def from_environment(cls) -> Folder:
        """The folder named by JSI_DATA, made where it is missing."""
        folder = cls(Path(os.environ.get("JSI_DATA") or DEFAULT).absolute())
        folder.root.mkdir(parents=True, exist_ok=True)
        return folder

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
    def is_demonstration(self) -> bool:
        """Say whether this folder was made by `jsi demo`."""
        return (self.root / "demostracion").exists()

    @contextmanager
    def lock(self, name: str, *, shared: bool = False, wait: bool = True) -> Iterator[bool]:
        """Hold the advisory lock of that name; yields False where it is taken and `wait` is off."""
        self.root.mkdir(parents=True, exist_ok=True)
        mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        with (self.root / f"{name}.lock").open("a") as handle:
            try:
                fcntl.flock(handle, mode)
            except BlockingIOError:
                yield False
            else:
                yield True


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is either absent (or as before) or whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    with os.fdopen(handle, "wb") as partial:
        partial.write(content)
        partial.flush()
        os.fsync(partial.fileno())
    Path(temporary).replace(path)
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Make renames inside a directory durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
