"""The first face as a reader sees it: real server, real Chromium, both languages."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, TimeoutError, expect, sync_playwright
from serving import FLAGS, ROOT, Served, chromium_path, served, wait_until

from etl.desk import Job, run
from etl.review import approve
from etl.status import submissions
from pages import registry
from reports.words import LANGUAGES, Words, tables
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.scope import Scope

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
    expect(page.locator("h1")).to_be_visible()
    seen = page.evaluate("document.body.innerText")
    for word in ("Upload", "Browse", "Drag and drop", "per file", "Deploy", "Rerun", "Choose an option"):
        assert word not in seen
    expect(page.locator('[data-testid="stMainMenu"]')).to_have_count(0)
    skip = page.locator('[data-testid="stSkipToContent"]')
    expect(skip).to_have_css("font-size", "0px")
    assert skip.evaluate("e => getComputedStyle(e, '::after').content") == f'"{words("session")["skip"]}"'
    for hidden in ("stElementToolbar", "stHeaderActionElements"):
        for one in page.locator(f'[data-testid="{hidden}"]').all():
            expect(one).to_be_hidden()


def test_a_file_goes_all_the_way_from_the_template_to_the_number_and_back_to_its_cell(
    look: Open, server: Served
) -> None:
    content, text, receipt = filled(server, 3), words("send"), words("receipt")
    digest = hashlib.sha256(content).hexdigest()
    at_first = percent(look(corte=PERIOD), ACTION)
    before = kept(server.root)

    page = look("enviar", usuario=ACTOR)
    upload(page, "avance.xlsx", content)
    counted = page.get_by_text(re.compile("Filas leídas")).inner_text()
    read, accepted, withheld, ignored = (int(number) for number in re.findall(r"\d+", counted))
    assert (read, accepted) == (3, 1)
    assert read == accepted + withheld + ignored
    expect(page.get_by_text(text["nothing_kept"])).to_be_visible()
    assert kept(server.root) == before, "a trial keeps nothing"

    page.get_by_role("button", name=text["confirm"]).click()
    expect(page.get_by_role("heading", name=receipt["title"])).to_be_visible()
    taken = submissions(Folder(server.root), Scope.everything())[-1]
    assert (taken["sha256"], taken["sender"], taken["state"]) == (digest, ACTOR, "Enviado")
    shown = page.get_by_role("list").filter(has_text=digest).inner_text()
    assert taken["submission"] in shown
    assert re.search(rf"{re.escape(receipt['received_at'])}: \d+ \w+\.? \d{{4}}, \d\d:\d\d:\d\d", shown)
    assert "great_expectations" not in server.modules(), "the server itself must never load the checks"
    assert {"streamlit", "pages.send", "etl.desk"} <= server.modules()

    reported = percent(look(corte=PERIOD), ACTION)
    assert (reported[0], reported[1] != at_first[1]) == (at_first[0], True)
    approve(Folder(server.root), taken["submission"], actor="gestor.tecnico")
    approved = percent(look(corte=PERIOD), ACTION)
    assert approved[0] != at_first[0]
    assert approved[1] == reported[1]

    page = look("origen-del-dato", nivel="action", accion=ACTION, linea=LINE, meta=GOAL, corte=PERIOD)
    expect(page.get_by_role("button", name=words("cell")["download"])).to_be_visible()
    choose(page, words("descent")["open"], "avance.xlsx")
    bold = page.locator("table strong")
    expect(bold).to_have_text("3")
    expect(page.get_by_text(digest)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=words("cell")["download"]).click()
    assert Path(download.value.path()).read_bytes() == content


def truncated(server: Served) -> bytes:
    content = filled(server, 3)
    return content[: len(content) // 2]


BAD: dict[str, tuple[str, str, Callable[[Served], bytes]]] = {
    "not a workbook": ("not_a_workbook", "foto.xlsx", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "empty": ("empty_file", "vacio.xlsx", lambda _: b""),
    "a csv renamed": ("csv_renamed", "avance.xlsx", lambda _: "ID meta,Situación\nAE1,Con avance\n".encode()),
    "truncated": ("truncated_file", "avance.xlsx", truncated),
    "text in a number": ("decimal_comma", "avance.xlsx", lambda server: filled(server, "1.234,50")),
    "of another organisation": ("not_your_organisation", "l.xlsx", lambda server: filled(server, 3, "GORE-LORETO")),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_in_a_sentence_and_changes_nothing(
    look: Open, server: Served, monkeypatch: pytest.MonkeyPatch, kind: str, language: str
) -> None:
    rule, name, make = BAD[kind]
    content, text = make(server), words("send", language)
    before = kept(server.root)
    page = look("enviar", usuario=ACTOR, lang=language)
    upload(page, name, content)
    table = page.get_by_role("table", name=words("findings", language)["title"])
    expect(table).to_be_visible()
    monkeypatch.setenv("JSI_DATA", str(server.root))
    found = run(Job("check", content, name, language, ACTOR))["findings"]
    assert rule in {one["rule"] for one in found}
    for one in found:
        expect(table).to_contain_text(" ".join(one["message"].split()))
    expect(page.get_by_role("button", name=text["confirm"])).to_have_count(0)
    at_rest(page)
    assert kept(server.root) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_sent_twice_is_one_submission(look: Open, server: Served, language: str) -> None:
    first = next(r for r in submissions(Folder(server.root), Scope.everything()) if r["organisation"] == "GORE-UCAYALI")
    content = (Folder(server.root).landing / first["sha256"][:2] / first["sha256"]).read_bytes()
    before = kept(server.root)
    page = look("enviar", usuario="punto.ucayali", lang=language)
    upload(page, "otra vez.xlsx", content)
    page.get_by_role("button", name=words("send", language)["confirm"]).click()
    expect(page.get_by_text(words("receipt", language)["duplicate"])).to_be_visible()
    expect(page.get_by_role("list").filter(has_text=first["sha256"])).to_contain_text(first["submission"])
    assert kept(server.root) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_the_browser_does_not_send_is_refused_in_the_readers_language(look: Open, language: str) -> None:
    page = look("enviar", lang=language)
    upload(page, "informe.pdf", b"%PDF-1.7")
    expect(page.locator('[data-testid="stFileChip"][aria-invalid="true"]')).to_be_visible()
    box = page.locator('[data-testid="stFileUploaderDropzone"]')
    said = box.evaluate("e => getComputedStyle(e, '::after').content")
    assert said == f'"{words("send", language)["uploader_refused"]}"'
    expect(box.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_restart_the_page_says_what_to_do_and_nothing_is_lost(
    loaded: Path, browser: Browser, tmp_path: Path, language: str
) -> None:
    root, text = tmp_path / "data", words("send", language)
    shutil.copytree(loaded, root)
    page = browser.new_page()
    with served(root, tmp_path) as first:
        page.goto(f"{first.address}/enviar?usuario={ACTOR}&lang={language}")
        upload(page, "avance.xlsx", filled(first, 3))
        expect(page.get_by_role("button", name=text["confirm"])).to_be_visible(timeout=30_000)
        before, port = kept(root), int(first.address.rsplit(":", 1)[1])
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    said = dialog.locator("h2").evaluate("e => getComputedStyle(e, '::after').content")
    assert said == f'"{words("session", language)["offline"]}"'
    with served(root, tmp_path, port):
        expect(dialog).to_be_hidden(timeout=60_000)
        page.get_by_role("button", name=text["confirm"]).click()
        expect(page.get_by_text(text["uploader_lost"])).to_be_visible(timeout=30_000)
        assert kept(root) == before
    page.close()


@pytest.mark.parametrize("basis", ["conforme", "reportado"])
@pytest.mark.parametrize("name", ["Todo el programa", "AE4", "Ucayali"])
def test_a_figure_of_the_summary_opens_to_a_cell(look: Open, name: str, basis: str) -> None:
    page = look(corte=PERIOD)
    links = page.get_by_role("link", name=name, exact=True)
    expect(links).to_have_count(2)
    links.nth(0 if basis == "conforme" else 1).click()
    expect(page).to_have_url(re.compile(f"origen-del-dato.*base={basis}"))
    expect(page.locator("h1")).to_have_text(words("provenance")["title"])
    expect(page.get_by_text(words("descent")[basis]).first).to_be_visible()
    expect(page.locator("table strong")).to_have_count(1)


def test_a_target_opens_to_the_cell_of_the_plan(look: Open) -> None:
    page = look("origen-del-dato", nivel="action", accion=ACTION, linea=LINE, corte=PERIOD)
    expect(page.get_by_role("button", name=words("cell")["download"])).to_be_visible()
    choose(page, words("descent")["open"], "Plan · Meta de la fase · 15 ")
    expect(page.locator("table strong")).to_have_text("15")
    expect(page.get_by_text("operating_plan_PROFONANPE_F2-v1.xlsx")).to_be_visible()


def test_a_year_of_forest_loss_opens_to_its_published_cell(look: Open) -> None:
    page = look(area="25")
    page.get_by_role("link", name="2016", exact=True).click()
    expect(page.locator("h1")).to_have_text(words("provenance")["title"])
    published = csv.DictReader((ROOT / "content/forest/departmental_loss.csv").read_text(encoding="utf-8").splitlines())
    hectares = next(row["ha"] for row in published if (row["ubigeo"], row["year"]) == ("25", "2016"))
    expect(page.locator("table strong")).to_have_text(hectares)
    with page.expect_download() as download:
        page.get_by_role("button", name=words("cell")["download"]).click()
    sent = (ROOT / "content/forest/departmental_loss.csv").read_bytes()
    assert Path(download.value.path()).read_bytes() == sent
