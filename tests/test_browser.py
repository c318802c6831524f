"""The first face as a reader sees it: real server, real Chromium, both languages."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from serving import FLAGS, Served, chromium_path, served

from etl.review import approve
from etl.status import submissions
from pages import registry
from reports.words import LANGUAGES, Words, tables
from reports.workbook import workbook
from warehouse.folder import Folder

PAGES = Path(registry.__file__).parent
ORGANISATION, ACTOR, PERIOD = "GORE-MADRE-DE-DIOS", "punto.madrededios", "2025-T4"
GOAL, LINE, ACTION = "AE2.04-MDD/MFC-DEMA", "AE2.04-MDD", "AE2"
ROUTED = [path for path in sorted(PAGES.glob("*.toml")) if "route" in tables(path)]
Open = Callable[..., Page]


def words(stem: str, language: str = "es") -> Words:
    return Words(PAGES / f"{stem}.toml", language)


@pytest.fixture(scope="module")
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


def snapshot(root: Path) -> dict[str, str]:
    """Return what is in the data folder: every file with the hash of its bytes."""
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(root.rglob("*")) if p.is_file()}


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


def percent(page: Page, action: str) -> tuple[str, str]:
    """Return the approved and the reported progress of the phase of one action, as Resumen shows them."""
    cells = page.locator("table").first.get_by_role("row").filter(has_text=action).locator("td")
    expect(cells.nth(3)).to_have_text(re.compile("%"))
    return cells.nth(2).inner_text(), cells.nth(3).inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_shows_the_eight_actions_without_an_error(look: Open, language: str) -> None:
    errors: list[str] = []
    page = look("", lambda m: errors.append(m.text) if m.type == "error" else None, lang=language)
    text = words("summary", language)
    expect(page.locator("h1")).to_have_text(text["title"])
    expect(page).to_have_title(re.compile(text["title"]))
    codes = page.locator("table").first.locator("tbody tr td:first-child")
    expect(codes).to_have_text([f"AE{number}" for number in range(1, 9)])
    expect(page.locator('[data-testid="stVegaLiteChart"] svg')).to_have_count(2)
    assert errors == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ROUTED, ids=lambda path: path.stem)
def test_each_page_opens_by_its_address(look: Open, path: Path, language: str) -> None:
    # The page that opens first has no address of its own in Streamlit: it lives at the root.
    route = tables(path)["route"]
    page = look("" if route["order"] == 1 else route["path"], lang=language)
    expect(page.locator("h1")).to_have_text(Words(path, language)["title"])


@pytest.mark.parametrize("module", ["send", "provenance", "findings", "send.py", "pages/send.py"])
def test_a_module_asked_for_by_its_address_shows_nothing_but_the_app(look: Open, module: str) -> None:
    page = look(module)
    expect(page.locator('[data-testid="stSidebarNav"]')).to_be_visible()
    expect(page.locator("h1")).to_have_text(words("summary")["title"])


@pytest.mark.parametrize("path", ["", "enviar", "origen-del-dato"])
def test_nothing_of_the_frame_is_in_english_while_spanish_is_chosen(look: Open, path: str) -> None:
    page = look(path)
    seen = page.evaluate("document.body.innerText")
    for word in ("Upload", "Browse", "Drag and drop", "per file", "Deploy", "Rerun", "Choose an option"):
        assert word not in seen
    expect(page.locator('[data-testid="stMainMenu"]')).to_have_count(0)
    skip = page.locator('[data-testid="stSkipToContent"]')
    assert skip.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]") == [
        "0px",
        f'"{words("session")["skip"]}"',
    ]
    for hidden in ("stElementToolbar", "stHeaderActionElements"):
        for one in page.locator(f'[data-testid="{hidden}"]').all():
            expect(one).to_be_hidden()


def test_a_file_goes_all_the_way_from_the_template_to_the_number_and_back_to_its_cell(
    look: Open, server: Served
) -> None:
    content, text, receipt = filled(server, 3), words("send"), words("receipt")
    digest = hashlib.sha256(content).hexdigest()
    at_first = percent(look(corte=PERIOD), ACTION)
    before = snapshot(server.root)

    page = look("enviar", usuario=ACTOR)
    upload(page, "avance.xlsx", content)
    counted = page.get_by_text(re.compile("filas leídas")).inner_text()
    read, accepted, withheld, ignored = (int(number) for number in re.findall(r"\d+", counted))
    assert (read, accepted) == (3, 1)
    assert read == accepted + withheld + ignored
    expect(page.get_by_text(text["nothing_kept"])).to_be_visible()
    assert snapshot(server.root) == before, "a trial keeps nothing"

    page.get_by_role("button", name=text["confirm"]).click()
    expect(page.get_by_role("heading", name=receipt["title"])).to_be_visible()
    kept = submissions(Folder(server.root))[-1]
    assert (kept["sha256"], kept["sender"], kept["state"]) == (digest, ACTOR, "Enviado")
    shown = page.get_by_role("list").filter(has_text=digest).inner_text()
    assert kept["submission"] in shown
    assert re.search(rf"{re.escape(receipt['received_at'])}: \d+ \w+\.? \d{{4}}, \d\d:\d\d:\d\d", shown)
    assert "great_expectations" not in server.modules(), "the server itself must never load the checks"
    assert {"streamlit", "pages.send", "etl.desk"} <= server.modules()

    reported = percent(look(corte=PERIOD), ACTION)
    assert (reported[0], reported[1] != at_first[1]) == (at_first[0], True)
    approve(Folder(server.root), kept["submission"], actor="gestor.tecnico")
    approved = percent(look(corte=PERIOD), ACTION)
    assert approved[0] != at_first[0]
    assert approved[1] == reported[1]

    page = look("origen-del-dato", nivel="action", accion=ACTION, linea=LINE, meta=GOAL, corte=PERIOD)
    page.get_by_role("combobox", name=words("descent")["open"]).click()
    page.get_by_role("option", name=re.compile("avance.xlsx")).click()
    bold = page.locator("table strong")
    expect(bold).to_have_text("3")
    expect(page.get_by_text(digest)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=words("cell")["download"]).click()
    assert Path(download.value.path()).read_bytes() == content
