"""Each page, in both languages, on a full, an empty and a barely begun data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import CUTOFF, EVERYTHING, FOLDER, page, texts, told_apart, words

from content.filled import CONTENT, rows
from etl import receive
from etl.review import approve, send_back
from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES, tables
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader

PAGES = [path.stem for path in sorted(FOLDER.glob("*.toml")) if "route" in tables(path)]


@pytest.fixture(scope="module")
def only_a_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("plan"))
    sheets = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
    filled = {sheet: rows(CONTENT / "plan" / "F2-v1" / f"{stem}.csv") for sheet, stem in sheets.items()}
    content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v1", filled=filled)
    taken = receive.receive(folder, "plan.xlsx", content, actor="planificador").submission
    approve(folder, str(taken), actor="gestor.tecnico")
    return folder.root


@pytest.fixture(params=["full", "empty", "only a plan"])
def data(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = {"full": "loaded", "only a plan": "only_a_plan"}.get(request.param)
    root = request.getfixturevalue(named) if named else tmp_path / "data"
    monkeypatch.setenv("JSI_DATA", str(root))
    return root


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", PAGES)
def test_a_page_draws_in_one_language_whatever_there_is_to_show(data: Path, stem: str, language: str) -> None:
    drawn = page(stem, language)
    assert not drawn.exception
    assert [title.value for title in drawn.title] == [words(stem, language)["title"]]
    foreign = told_apart("en" if language == "es" else "es")
    assert foreign
    assert foreign.isdisjoint(texts(drawn))


@pytest.mark.parametrize("level", ["programme", "action", "region", "forest"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_down_draws(data: Path, level: str, language: str) -> None:
    drawn = page("provenance", language, nivel=level)
    assert not drawn.exception
    assert told_apart("en" if language == "es" else "es").isdisjoint(texts(drawn))


def test_an_empty_folder_says_so_and_a_file_may_be_sent_all_the_same(tmp_path: Path) -> None:
    assert words("filters", "es")["nothing_published"] in texts(page("summary"))
    drawn = page("send")
    senders = drawn.selectbox(key="usuario").options
    assert "Punto focal · GORE-UCAYALI" in senders
    assert drawn.get("file_uploader")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_submission_opens_to_its_history_findings_and_file(demonstration: Folder, language: str) -> None:
    rows = "ubigeo,year,ha,vintage,source\n25,2001,7.5,2023,MINAM\n25,2002,siete,2023,MINAM\n"
    sent = receive.receive(demonstration, "perdida.csv", rows.encode(), actor="geobosques")
    send_back(demonstration, str(sent.submission), actor="gestor.tecnico", reason="Falta un año")
    drawn = page("submissions", language, estado="Observado", envio=str(sent.submission))
    assert not drawn.exception
    said, at = words("submission", language), words("progress", language)
    listed, missing, history, found = (table.value for table in drawn.table)
    assert words("deliveries", language)["mark"] in missing
    assert list(listed[words("sent", language)["state"]]) == [at["state_Observado"]] * len(listed)
    assert list(history[said["act"]]) == [said["act_received"], said["act_returned"]]
    assert list(history[said["actor"]]) == ["geobosques", r"gestor.tecnico"]
    assert "Falta un año" in history[said["reason"]].iloc[-1]
    assert len(found) == 1
    assert any(sent.sha256 in caption.value for caption in drawn.caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_a_card_with_its_goals(full: Reader, language: str) -> None:
    cards = full.ask("indicator_cards", EVERYTHING, language=language).to_dicts()
    used = 0
    for card in cards:
        drawn = page("indicators", language, indicador=card["indicator_code"], corte=CUTOFF)
        assert not drawn.exception
        assert drawn.header[0].value == literal(card["indicator_name"])
        at = {"indicator": card["indicator_code"], "phase": "F2", "cutoff": CUTOFF}
        values = full.ask("indicator_values", EVERYTHING, **at, language=language)
        goals = full.ask("indicator_goals", EVERYTHING, indicator=card["indicator_code"], phase="F2").to_dicts()
        added, target = words("reached", language)["added"], words("indicators", language)["phase_target"]
        assert sum(added in table.value for table in drawn.table) == bool(len(values))
        told = [list(table.value[target]) for table in drawn.table if target in table.value]
        assert told == ([[numbers.quantity(goal["phase_target"], language) for goal in goals]] if goals else [])
        used += len(goals)
    assert used == len(rows(CONTENT / "plan" / "F2-v1" / "goals.csv"))
