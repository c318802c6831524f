"""Backs up what cannot be derived again (ledger, landing, key of the templates) and restores it elsewhere."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from etl.receive import named_objects
from expectations.signature import KEY_FILE
from warehouse import landing
from warehouse.folder import PARTIAL, Folder, durably, make_durably, write_durably
from warehouse.ledger import open_ledger

LEDGER = "ledger.sqlite"
MARK = "demostracion"
OBJECTS = "landing/"
# What stands beside ledger and landing in a folder, where it is there.
BESIDE = (KEY_FILE, MARK)
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, DatabaseError, landing.MissingObjectError)


class NoBackupError(Exception):
    """The file is no backup of ours, or not whole; the text says what is wrong with it."""


class FolderInUseError(Exception):
    """A backup is restored into a folder that holds nothing."""


def backup(folder: Folder, path: Path) -> int:
    """Write a backup readable by its owner only and return its events; others may send meanwhile.

    The ledger is copied first, and what its events name never changes or goes: the backup is whole as of that moment.
    """
    make_durably(folder.root)
    with durably(path.absolute()) as target, _aside(folder) as ledger:
        return _write(folder, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED), ledger)


@contextmanager
def _aside(folder: Folder) -> Generator[Path]:
    """Give room for a copy of the ledger inside the data folder, which nobody sweeps meanwhile."""
    with folder.lock("publish"), tempfile.TemporaryDirectory(dir=folder.root, prefix=PARTIAL) as aside:
        yield Path(aside) / LEDGER


def _write(folder: Folder, archive: zipfile.ZipFile, ledger: Path) -> int:
    open_ledger(folder.ledger_url)
    with closing(sqlite3.connect(folder.root / LEDGER)) as source, closing(sqlite3.connect(ledger)) as copied:
        source.backup(copied)
        copied.execute("pragma journal_mode=delete")
    taken = open_ledger(f"sqlite:///{ledger}")
    with archive:
        for digest in sorted(named_objects(folder, taken)):
            archive.writestr(f"{OBJECTS}{digest}", landing.get(folder, digest))
        for name in BESIDE:
            if (folder.root / name).exists():
                archive.writestr(name, (folder.root / name).read_bytes())
        archive.writestr(LEDGER, _closed(ledger))
    return len(taken.events())


def _closed(ledger: Path) -> bytes:
    """Return the bytes of a ledger nobody writes, with what SQLite keeps beside it taken in."""
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return ledger.read_bytes()


def restore(folder: Folder, path: Path) -> int:
    """Restore a backup into a folder that holds nothing and return its events.

    The ledger comes last, so that a restore that is killed has restored nothing. NoBackupError, FolderInUseError.
    """
    if (folder.root / LEDGER).exists() or folder.pointer.exists():
        raise FolderInUseError(str(folder.root))
    make_durably(folder.root)
    try:
        with zipfile.ZipFile(path) as archive, _aside(folder) as ledger:
            ledger.write_bytes(archive.read(LEDGER))
            return _read(folder, archive, ledger)
    except _DAMAGED as damaged:
        raise NoBackupError(str(damaged)) from damaged


def _read(folder: Folder, archive: zipfile.ZipFile, ledger: Path) -> int:
    """Put everything in place, the ledger once its chain holds and every object its events name is there."""
    taken = open_ledger(f"sqlite:///{ledger}")
    if broken := taken.broken_links():
        raise NoBackupError(f"{LEDGER}: {broken}")
    names = set(archive.namelist())
    for name in sorted(n for n in names if n.startswith(OBJECTS)):
        if landing.put(folder, archive.read(name)) != name.removeprefix(OBJECTS):
            raise NoBackupError(name)
    for digest in named_objects(folder, taken):
        landing.get(folder, digest)
    for name in (name for name in BESIDE if name in names):
        write_durably(folder.root / name, archive.read(name))
    write_durably(folder.root / LEDGER, archive.read(LEDGER))
    return len(taken.events())
