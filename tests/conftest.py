"""Shared fixtures: an empty data folder, the command, and the demonstration loaded once a run."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from desk_here import Desk
from hypothesis import settings

import cli
from content.load import is_loaded, load
from etl import desk
from warehouse.folder import Folder
from warehouse.layer import below
from warehouse.read import Reader

# Tests run side by side, one a processor.
os.environ.setdefault("JSI_THREADS", "1")
# Fixtures of the browser, for the tests that look at the app as a reader does.
pytest_plugins = ["browsing"]
# Every run draws the same examples, so that a failure is one anybody can repeat.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")
FIRST_YEAR_ENDS = "2026-01-25"
SHARED = Path(__file__).parent.parent.parent / "shared" / "inputs"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs no demonstration in the middle, where the second process begins while the first one loads it."""
    needing = [item for item in items if "loaded" in getattr(item, "fixturenames", ())]
    others = [item for item in items if "loaded" not in getattr(item, "fixturenames", ())]
    half = len(needing) // 2
    items[:] = [*needing[:half], *others, *needing[half:]]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test ever touches the folder a person works in."""
    monkeypatch.setenv("JSI_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("JSI_NOW", raising=False)


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page drawn by Streamlit's AppTest stays behind as `__main__`, which a new process imports."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration of 2025, loaded once a run, in two goes; copy it before writing to it."""
    base = tmp_path_factory.getbasetemp()
    shared = Folder((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration")
    with shared.lock("loading"):
        ready = shared.root.with_suffix(".ready")
        if not ready.exists():
            assert len(list(islice(load(shared, FIRST_YEAR_ENDS), 4))) == 4, "interrupted, it goes on where it stopped"
            assert len(list(load(shared, FIRST_YEAR_ENDS))) > 20
            ready.touch()
    return shared.root


@pytest.fixture(scope="session")
def whole(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The demonstration with its second year too; for few tests, because it takes a minute."""
    folder = Folder(tmp_path_factory.mktemp("whole") / "data")
    copy(loaded, folder.root)
    assert not is_loaded(folder), "half the history was played"
    assert len(list(load(folder))) > 30
    assert is_loaded(folder)
    return folder


@pytest.fixture
def demonstration(loaded: Path, tmp_path: Path) -> Folder:
    """A private copy of the demonstration, in the folder JSI_DATA names."""
    copy(loaded, tmp_path / "data")
    return Folder(tmp_path / "data")


@pytest.fixture
def full(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The demonstration as JSI_DATA, to be read only."""
    monkeypatch.setenv("JSI_DATA", str(loaded))
    return Reader(Folder(loaded))


def copy(folder: Path, to: Path) -> None:
    """Copy a data folder nobody works in: of the versions of its warehouse, the one in force and what it stands on."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as ledger:
        ledger.execute("pragma wal_checkpoint(truncate)")
    current = Folder(folder).pointer.read_text(encoding="utf-8").strip()
    versions = Folder(folder).snapshots
    kept = {versions / current, below(versions / current)}
    older = [path.name for path in versions.glob("wh-*.duckdb") if path not in kept]
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("loading.lock", "*-wal", "*-shm", *older))


@pytest.fixture
def jsi() -> Callable[..., Result]:
    """Run the `jsi` command as a user types it."""
    return lambda *words: CliRunner().invoke(cli.jsi, [str(w) for w in words])


@pytest.fixture
def answer(jsi: Callable[..., Result]) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Run a command with --json on one file and return its exit code and document."""

    def run(*words: object) -> tuple[int, dict[str, Any]]:
        result = jsi(*words, "--json")
        assert "Traceback" not in result.output
        return result.exit_code, json.loads(result.stdout.splitlines()[0])

    return run


@pytest.fixture
def real_inputs() -> Path:
    """The folder of real files; skips, saying so, where it is absent."""
    if not SHARED.exists():
        pytest.skip(f"REAL FILES ABSENT: {SHARED} is not there; what is read from them was not tested")
    return SHARED


@pytest.fixture
def sit_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """Have the pages' jobs done here and now, those of the actions named failing."""

    def sits(*failing: str) -> Desk:
        chosen = Desk(*failing)
        monkeypatch.setattr(desk, "submit", chosen.submit)
        monkeypatch.setattr(desk, "result", chosen.result)
        return chosen

    return sits
