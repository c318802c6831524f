"""Looks at the app as a reader does: a real server, a real Chromium."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, TimeoutError, expect, sync_playwright
from serving import FLAGS, Served, chromium_path, served, wait_until

from etl.status import submissions
from pages import registry
from reports.words import Words
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.scope import Scope

PAGES = Path(registry.__file__).parent
ORGANISATION, ACTOR, PERIOD = "GORE-MADRE-DE-DIOS", "punto.madrededios", "2025-T4"
GOAL, LINE, ACTION = "AE2.04-MDD/MFC-DEMA", "AE2.04-MDD", "AE2"
Open = Callable[..., Page]


def words(stem: str, language: str = "es") -> Words:
    return Words(PAGES / f"{stem}.toml", language)


@pytest.fixture(scope="session")
def server(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(loaded, root)
    with served(root, tmp_path_factory.mktemp("elsewhere")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def look(server: Served, browser: Browser) -> Iterator[Open]:
    """Open an address of the app in a new window and wait until it is drawn."""
    context = browser.new_context(locale="es-PE", viewport={"width": 1366, "height": 900}, accept_downloads=True)
    context.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)

    def opened(path: str = "", listen: Callable[[ConsoleMessage], None] | None = None, **query: str) -> Page:
        page = context.new_page()
        if listen:
            page.on("console", listen)
        page.goto(f"{server.address}/{path}?" + "&".join(f"{k}={v}" for k, v in query.items()))
        at_rest(page)
        return page

    yield opened
    context.close()


def at_rest(page: Page) -> None:
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text("Traceback")).to_have_count(0)


def kept(root: Path) -> tuple[dict[str, str], list[dict[str, object]]]:
    """Return what is kept: every file with the hash of its bytes, and the ledger, which SQLite spreads over three."""
    files = (p for p in root.rglob("*") if p.is_file() and not p.name.startswith("ledger.sqlite"))
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}, submissions(
        Folder(root), Scope.everything()
    )


def filled(server: Served, quantity: object, organisation: str = ORGANISATION) -> bytes:
    """Return the template of that organisation with one quantity typed in its first row, as Excel would."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(Folder(server.root), "physical_progress", organisation, PERIOD)))
    sheet, out = book["Avance"], io.BytesIO()
    column = {cell.value: cell.column for cell in sheet[6]}
    typed = {"Situación": "Con avance", "Cantidad o valor": quantity, "Documento que acredita": "Pendiente"}
    for header, value in typed.items():
        sheet.cell(7, column[header]).value = value
    book.save(out)
    return out.getvalue()


def upload(page: Page, name: str, content: bytes) -> None:
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "", "buffer": content})


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list as a reader does; a list closes when the page moves under it, so it may be opened again."""
    wanted = page.get_by_role("option").filter(has_text=option)
    wait_until(lambda: opens(page, label, wanted))
    wanted.click()


def opens(page: Page, label: str, wanted: Locator) -> bool:
    at_rest(page)
    page.get_by_role("combobox", name=label).click()
    with suppress(TimeoutError):
        wanted.wait_for(timeout=2_000)
    return wanted.is_visible()
