"""The first face as a reader sees it: real server, real Chromium, both languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from browsing import ACTION, LINE, PAGES, PERIOD, Open, choose, words
from playwright.sync_api import expect
from serving import ROOT

from reports.words import LANGUAGES, Words, tables

ROUTED = [path for path in sorted(PAGES.glob("*.toml")) if "route" in tables(path)]


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


@pytest.mark.parametrize("basis", ["conforme", "reportado"])
@pytest.mark.parametrize("name", ["Todo el programa", "AE4", "Ucayali"])
def test_a_figure_of_the_summary_opens_to_a_cell(look: Open, name: str, basis: str) -> None:
    page = look(corte=PERIOD)
    links = page.get_by_role("link", name=name, exact=True)
    expect(links).to_have_count(3)
    links.nth(0 if basis == "conforme" else 1).click()
    expect(page).to_have_url(re.compile(f"origen-del-dato.*base={basis}"))
    expect(page.locator("h1")).to_have_text(words("provenance")["title"])
    expect(page.get_by_text(words("descent")[basis]).first).to_be_visible()
    expect(page.locator("table strong")).to_have_count(1)


@pytest.mark.parametrize("name", ["Todo el programa", "AE4", "Ucayali"])
def test_financial_progress_of_the_summary_opens_to_a_cell(look: Open, name: str) -> None:
    page = look(corte=PERIOD)
    links = page.get_by_role("link", name=name, exact=True)
    expect(links).to_have_count(3)
    links.nth(2).click()
    expect(page).to_have_url(re.compile("metas-financieras.*corte"))
    expect(page.locator("h1")).to_have_text(words("financial")["title"])
    expect(page.locator("table strong").first).to_be_visible()


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
