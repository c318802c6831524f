"""Sending a file as a reader does, in a real browser: taken, refused, sent twice, and after a restart."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from browsing import ACTION, ACTOR, GOAL, LINE, PERIOD, Open, at_rest, choose, filled, kept, upload, words
from playwright.sync_api import Browser, Page, expect
from serving import Served, served

from etl.desk import Job, run
from etl.review import approve
from etl.status import submissions
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.scope import Scope


def percent(page: Page, action: str) -> tuple[str, str]:
    """Return the approved and the reported progress of the phase of one action, as Resumen shows them."""
    cells = page.locator("table").first.get_by_role("row").filter(has_text=action).locator("td")
    expect(cells.nth(3)).to_have_text(re.compile("%"))
    return cells.nth(2).inner_text(), cells.nth(3).inner_text()


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
    assert (read, accepted) == (6, 1), "three goals, and three earlier quarters that may be corrected"
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
def test_the_senders_own_file_comes_back_with_the_cell_marked_and_is_taken_once_mended(
    look: Open, server: Served, language: str
) -> None:
    page = look("enviar", usuario=ACTOR, lang=language)
    upload(page, "avance.xlsx", filled(server, "1.234,50"))
    with page.expect_download() as download:
        page.get_by_role("button", name=words("observed", language)["painted"]).click()
    assert download.value.suggested_filename == "avance_observado.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    [marked] = [cell for row in book["Avance"].iter_rows() for cell in row if cell.comment]
    assert (marked.value, book.sheetnames[-1]) == ("1.234,50", "Observaciones")
    expect(page.get_by_role("table", name=words("findings", language)["title"])).to_contain_text(marked.coordinate)

    marked.value, mended = 3, io.BytesIO()
    book.save(mended)
    page = look("enviar", usuario=ACTOR, lang=language)
    upload(page, "avance_observado.xlsx", mended.getvalue())
    expect(page.get_by_role("button", name=words("send", language)["confirm"])).to_be_visible()


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
