"""A server of our own for tests, started as a user starts it, and the Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass
class Served:
    """One running server: its address, its data folder, its process, and where it tells its modules."""

    address: str
    root: Path
    process: subprocess.Popen[bytes]
    told: Path

    def modules(self) -> set[str]:
        """Return the names of the modules the server process holds now."""
        self.told.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        wait_until(self.told.exists)
        return set(self.told.read_text(encoding="utf-8").split("\n"))


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def served(root: Path, elsewhere: Path, port: int | None = None) -> Iterator[Served]:
    """Serve that data folder; started elsewhere on purpose: the configuration must be found beside app.py."""
    port = port or free_port()
    told = elsewhere / "modules.txt"
    environment = os.environ | {"JSI_DATA": str(root), "PYTHONPATH": str(ROOT), "TOLD": str(told)}
    command = [sys.executable, str(ROOT / "tests" / "serve_and_tell.py"), str(port)]
    with subprocess.Popen(command, cwd=elsewhere, env=environment) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: answers(f"{address}/_stcore/health"))
            yield Served(address, root, process, told)
        finally:
            process.terminate()


def answers(url: str) -> bool:
    """Say whether something answers there."""
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


def get(url: str, **headers: str) -> HTTPResponse:
    """Ask for an address with those headers."""
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10)


def wait_until(holds: Callable[[], bool]) -> None:
    """Look again until something holds; TimeoutError after half a minute."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)  # what we wait for happens in another process, which tells nobody when it is done
    raise TimeoutError(holds)


def chromium_path() -> str:
    """Return where Chromium is; skips, saying so, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("NO CHROMIUM ON THE PATH: nothing was tested as a reader sees it in a browser")
