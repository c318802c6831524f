"""Looks at an installation: the place it works in and what it keeps, each with a word on how to mend it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import requires, version

from sqlalchemy.exc import DatabaseError

from expectations.signature import SignatureError, key_of
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import DamagedPointerError, current_snapshot

PACKAGE = "jsi-monitor"
OLDEST_PYTHON = (3, 11)
# A version of the warehouse is built beside those in use.
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Seen:
    """One thing looked at: whether it is well, and what was seen."""

    name: str
    is_well: bool
    found: str


def examine(folder: Folder) -> list[Seen]:
    """Look at every thing an installation needs; nothing is changed."""
    return [Seen(name, *look(folder)) for name, look in LOOKS.items()]


def _python(_: Folder) -> tuple[bool, str]:
    return sys.version_info >= OLDEST_PYTHON, ".".join(map(str, sys.version_info[:3]))


def _packages(_: Folder) -> tuple[bool, str]:
    pinned = [need.partition("==") for need in requires(PACKAGE) or () if "==" in need]
    names = [(name.partition("[")[0].strip(), wanted.partition(";")[0].strip()) for name, _, wanted in pinned]
    other = [f"{name} {version(name)} (≠ {wanted})" for name, wanted in names if version(name) != wanted]
    return not other, ", ".join(other) or str(len(names))


def _space(folder: Folder) -> tuple[bool, str]:
    there = next(path for path in (folder.root, *folder.root.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return free >= LEAST_FREE_BYTES, f"{free / 1e9:.1f} GB"


def _ledger(folder: Folder) -> tuple[bool, str]:
    if not (folder.root / "ledger.sqlite").exists():
        return True, "0"
    try:
        ledger = open_ledger(folder.ledger_url)
        broken = ledger.broken_links()
        return not broken, str(broken or len(ledger.events()))
    except DatabaseError as damaged:
        return False, str(damaged.orig)


def _key(folder: Folder) -> tuple[bool, str]:
    try:
        key_of(folder.root)
    except SignatureError:
        return True, "—"
    except ValueError as damaged:
        return False, str(damaged)
    mode = (folder.root / "template.key").stat().st_mode & 0o777
    return mode & 0o077 == 0, f"{mode:o}"


def _published(folder: Folder) -> tuple[bool, str]:
    try:
        snapshot = current_snapshot(folder)
    except DamagedPointerError as damaged:
        return False, str(damaged)
    last = int(snapshot.name.split("-")[1]) if snapshot else 0
    ledger = _ledger(folder)
    return not ledger[0] or last == int(ledger[1]), f"{last} / {ledger[1]}"


LOOKS: dict[str, Callable[[Folder], tuple[bool, str]]] = {
    "python": _python,
    "packages": _packages,
    "space": _space,
    "ledger": _ledger,
    "key": _key,
    "published": _published,
}
