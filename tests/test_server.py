"""The server answers this machine only, with headers that protect a reader; no page runs by itself."""

import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError

import pytest
from serving import answers, get, served, wait_until
from streamlit.testing.v1 import AppTest

import pages
from server.serve import NotLoopbackError, refuse_unless_loopback, serve

MODULES = sorted(Path(pages.__file__).parent.glob("*.py"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("elsewhere")) as running:
        yield running.address


def opens(address: str, **headers: str) -> bool:
    """Say whether a websocket of the app opens for a client that sends those headers and nothing to know it by."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=10)
    connection.putrequest("GET", "/_stcore/stream", skip_host="Host" in headers)
    shake = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    shake |= {"Sec-WebSocket-Key": b64encode(bytes(16)).decode(), "Sec-WebSocket-Protocol": "streamlit"}
    for name, value in (shake | headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    assert status in (101, 403)
    return status == 101


class Stays(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere."""

    def redirect_request(self, *_: object) -> None:
        return None


def led_to(url: str) -> str | None:
    """Return where an address leads; None where it is answered as it stands."""
    try:
        with urllib.request.build_opener(Stays).open(url, timeout=10):
            return None
    except HTTPError as moved:
        with moved:
            assert moved.code == 307
            return moved.headers["location"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.10", "example.org"])
def test_any_address_but_loopback_is_refused(host: str) -> None:
    with pytest.raises(NotLoopbackError, match=r"127\.0\.0\.1"):
        serve(host, 8501)


def test_the_command_refuses_another_address_in_a_sentence(jsi) -> None:
    result = jsi("serve", "--host", "0.0.0.0")
    assert result.exit_code != 0
    assert "127.0.0.1" in f"{result.output}{result.exception}"


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


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "192.168.1.10:8501"},
    ],
    ids=str,
)
def test_a_websocket_from_elsewhere_never_opens(address: str, headers: dict[str, str]) -> None:
    assert not opens(address, **headers)


def test_a_websocket_from_our_own_page_opens(address: str) -> None:
    assert opens(address, Origin=address)


@pytest.mark.parametrize("path", ["/", "/enviar", "/media/x.xlsx", "/_stcore/health"])
@pytest.mark.parametrize("host", ["evil.example", "0.0.0.0", "[bad"])
def test_a_request_for_another_host_is_refused(address: str, path: str, host: str) -> None:
    with pytest.raises(HTTPError) as refused:
        get(address + path, Host=host)
    assert refused.value.code == 403
    refused.value.close()


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("/enviar", None),
        ("/origen-del-dato", None),
        ("/favicon.png", None),
        ("/send.py?lang=en", "/?lang=en"),
        ("/pages/send.py", "/"),
        ("/resumen", "/"),
        ("/enviar/?lang=en", "/enviar?lang=en"),
        ("//evil.example/", "/"),
    ],
)
def test_an_address_that_is_no_page_leads_home(address: str, path: str, home: str | None) -> None:
    assert led_to(address + path) == home


def test_a_machine_address_below_a_page_is_simply_not_there(address: str) -> None:
    assert not answers(f"{address}/enviar/_stcore/health")


@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="PROCESSES ARE NOT LISTED HERE: nobody looked for orphans"
)
def test_a_server_that_is_ended_leaves_no_worker_behind(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with served(tmp_path / "data", tmp_path) as server:
        own = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        wait_until(lambda: own.read_text() != "")
        children = [Path("/proc") / pid for pid in own.read_text().split()]
    assert server.process.returncode == 0
    wait_until(lambda: not any(_runs(child) for child in children))


def _runs(process: Path) -> bool:
    try:
        return "State:\tZ" not in (process / "status").read_text()
    except OSError:
        return False
