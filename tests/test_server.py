"""The server answers this machine only, with headers that protect a reader; no page runs by itself."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages
from server.serve import NotLoopbackError, refuse_unless_loopback, serve

MODULES = sorted(Path(pages.__file__).parent.glob("*.py"))
ROOT = Path(pages.__file__).parents[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f"from server.serve import serve; serve('127.0.0.1', {port})"
    environment = os.environ | {"JSI_DATA": str(tmp_path_factory.mktemp("data")), "PYTHONPATH": str(ROOT)}
    # Started elsewhere on purpose: the configuration must be found beside app.py, not in the working folder.
    with subprocess.Popen(
        [sys.executable, "-c", command], cwd=tmp_path_factory.mktemp("elsewhere"), env=environment
    ) as server:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def get(url: str, **headers: str) -> HTTPResponse:
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.10", "example.org"])
def test_any_address_but_loopback_is_refused(host: str) -> None:
    with pytest.raises(NotLoopbackError, match=r"127\.0\.0\.1"):
        serve(host, 8501)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_loopback_is_admitted(host: str) -> None:
    refuse_unless_loopback(host)


@pytest.mark.parametrize("path", ["/", "/enviar", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(address: str, path: str) -> None:
    with get(address + path) as answer:
        policy = answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in script
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(("query", "language"), [("", "es"), ("?lang=en", "en"), ("?lang=<x>", "es")])
def test_the_document_states_its_language(address: str, query: str, language: str) -> None:
    with get(address + "/enviar" + query, **{"Accept-Encoding": "gzip"}) as answer:
        text = answer.read().decode()
        assert int(answer.headers["content-length"]) == len(text.encode())
    assert f'<html lang="{language}">' in text


def test_static_files_travel_compressed(address: str) -> None:
    with get(address + "/") as answer:
        script = answer.read().decode().split('<script type="module"')[1].split('src="./')[1].split('"')[0]
    for _ in range(2):  # the second time from the kept bytes
        with get(f"{address}/{script}", **{"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["content-encoding"] == "gzip"
    with get(f"{address}/{script}") as answer:
        assert answer.headers["content-encoding"] is None


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_run_by_its_address_draws_nothing(module: Path) -> None:
    # Streamlit's old router would run it without app.py, for a reader nobody has let in.
    ran = AppTest.from_file(str(module)).run(timeout=20)
    assert not ran.exception
    assert not ran.main.children
    assert not ran.sidebar.children
