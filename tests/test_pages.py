"""Each page, in both languages, on a full, an empty and a barely begun data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import EVERYTHING, FOLDER, page, texts, told_apart, words

from content.load import CONTENT, rows
from etl import receive
from etl.review import approve, send_back
from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES, tables
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader

PAGES = [path.stem for path in sorted(FOLDER.glob("*.toml")) if "route" in tables(path)]
<<<<<<< HEAD
EVERYTHING, CUTOFF = Scope.everything(), "2025-T4"
SHOWN = (
    "title", "header", "subheader", "caption", "markdown", "info", "error", "warning", "success", "metric", "button",
    "selectbox", "table", "download_button", "page_link", "expander", "file_uploader",
)  # fmt: skip


def draw(stem: str, language: str, query: dict[str, str]) -> None:
    """Draw one page as app.py does, without the frame; runs inside Streamlit, so it imports for itself."""
    import importlib

    import streamlit as st

    from pages import registry

    st.session_state["lang"] = language
    for name, value in query.items():
        st.query_params.setdefault(name, value)
    st.navigation(list(registry.pages(language).values()), position="hidden")
    importlib.import_module(f"pages.{stem}").page()


def page(stem: str, language: str = "es", **query: str) -> AppTest:
    drawn = AppTest.from_function(draw, kwargs={"stem": stem, "language": language, "query": query})
    drawn.run(timeout=60)
    return drawn


def words(stem: str, language: str) -> Words:
    return Words(FOLDER / f"{stem}.toml", language)


def texts(drawn: AppTest) -> list[str]:
    """Return everything a page says: texts, labels and cells of tables, but those of a sender's own sheet."""
    said: list[str] = []
    theirs = {words("descent", language)["header"] for language in LANGUAGES}
    theirs |= {words("withheld", language)["as_sent"] for language in LANGUAGES}
    for element in (one for kind in SHOWN for one in drawn.get(kind)):
        if element.type == "table":
            columns = [name for name in element.value.columns if name not in theirs]
            said += [*columns, *(str(cell) for cell in element.value[columns].values.ravel())]
            continue
        said += [str(getattr(element, name)) for name in ("value", "label") if getattr(element, name, None)]
        said += [str(getattr(element.proto, "label", ""))]
    return said


def told_apart(language: str) -> set[str]:
    """Return every text of the pages in that language that is not also one of the other, and has nothing to fill."""
    other = next(one for one in LANGUAGES if one != language)
    files = [tables(path) for path in FOLDER.glob("*.toml")]
    both = {text for file in files for text in file[other].values()}
    own = {text for file in files for text in file[language].values()}
    return {text for text in own - both if not any(name for _, name, _, _ in Formatter().parse(text))}
=======
>>>>>>> main


@pytest.fixture(scope="module")
def only_a_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("plan"))
    sheets = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
    filled = {sheet: rows(CONTENT / "plan" / f"{stem}.csv") for sheet, stem in sheets.items()}
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
<<<<<<< HEAD
def test_the_summary_shows_what_the_warehouse_answers(full: Reader, language: str) -> None:
    drawn = page("summary", language, corte=CUTOFF)
    at = {"phase": "F2", "cutoff": CUTOFF}
    programme = full.one("programme_headline", EVERYTHING, **at)
    figures = ("phase_progress", "year_progress", "compliance", "coverage")
    assert [m.value for m in drawn.metric] == [numbers.percent(programme[name], language) for name in figures]
    actions = full.ask("action_headline", EVERYTHING, language=language, **at).to_dicts()
    regions = full.ask("region_headline", EVERYTHING, **at).to_dicts()
    forest = full.ask("forest_loss_by_year", EVERYTHING, ubigeo="").to_dicts()
    text = words("progress", language)
    for table, expected in zip(drawn.table[:2], (actions, regions), strict=True):
        for name in ("phase_progress", "phase_reported", "year_progress", "compliance", "coverage"):
            assert list(table.value[text[name]]) == [numbers.percent(row[name], language) for row in expected]
    hectares = list(drawn.table[2].value[words("forest", language)["hectares"]])
    assert hectares == [numbers.quantity(row["loss_ha"], language) for row in forest]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ratio_stands_with_its_plan_its_cutoff_and_what_it_is_worth(full: Reader, language: str) -> None:
    drawn = page("summary", language, corte=CUTOFF)
    said = words("filters", language)
    name = full.one("plan_in_force", EVERYTHING, language=language)["phase_name"]
    named = said("named", phase="F2", phase_name=name, plan_version="v1", cutoff=CUTOFF)
    captions = [caption.value for caption in drawn.caption]
    assert sum(said("illustrative", named=named) in caption for caption in captions) == 4
    source = next(caption for caption in captions if "MINAM Geobosques" in caption)
    assert "2024" in source
    assert numbers.day(full.ask("forest_loss_by_year", EVERYTHING, ubigeo="")["approved_at"][-1], language) in source


@pytest.mark.parametrize(("level", "key", "code"), [("programme", "", "programme"), ("region", "departamento", "25")])
@pytest.mark.parametrize("basis", ["conforme", "reportado"])
def test_the_lines_of_a_figure_are_all_those_it_is_the_mean_of(
    full: Reader, level: str, key: str, code: str, basis: str
) -> None:
    at = {"phase": "F2", "cutoff": CUTOFF, "basis": basis, "level": level, "code": code}
    figure = full.one("level_figure", EVERYTHING, **at)
    lines = full.ask("level_lines", EVERYTHING, **at).to_dicts()
    assert len(lines) == figure["lines"]
    shares = [(row["share"], min(max(row["phase_progress"], 0), 1)) for row in lines]
    mean = sum(share * ratio for share, ratio in shares) / sum(share for share, _ in shares)
    assert abs(mean - figure["phase_progress"]) < 1e-8
    drawn = page("provenance", nivel=level, corte=CUTOFF, base=basis, **({key: code} if key else {}))
    assert drawn.metric[0].value == numbers.percent(figure["phase_progress"], "es")
    assert list(drawn.table[0].value[words("descent", "es")["line"]]) == [literal(row["line_code"]) for row in lines]


@pytest.mark.parametrize("ubigeo", ["", "10", "16", "25"])
def test_the_cells_of_a_year_of_forest_loss_add_up_to_its_figure(full: Reader, ubigeo: str) -> None:
    for row in full.ask("forest_loss_by_year", EVERYTHING, ubigeo=ubigeo).to_dicts():
        facts = full.ask("forest_facts", EVERYTHING, ubigeo=ubigeo, year=row["year"])
        assert sum(facts["loss_ha"]) == row["loss_ha"]
        assert all(full.neighbourhood(fact, EVERYTHING).address for fact in facts["fact_id"])


def test_every_goal_opens_to_its_targets_its_weight_and_its_budget(full: Reader) -> None:
    goals = full.ask("goals_to_report", EVERYTHING, organisation="GORE-UCAYALI", period=CUTOFF).to_dicts()
    weighed = []
    for goal in goals:
        cells = full.ask("plan_cells", EVERYTHING, goal=goal["goal_id"], phase="F2").to_dicts()
        sheets = {cell["sheet"] for cell in cells}
        assert {"Metas", "Presupuesto"} <= sheets
        weighed.append("Líneas" in sheets)
        target = next(cell for cell in cells if cell["header"] == "Meta de la fase")
        assert target["value"] == goal["phase_target"]
        assert full.neighbourhood(target["fact_id"], EVERYTHING).address == target["cell"]
    assert set(weighed) == {True, False}, "a line without weight weighs its budget, and shows no empty cell"


class Desk:
    """The desk done here and now; `failing` names the actions whose work does not end."""

    def __init__(self, *failing: str) -> None:
        self.failing, self.answers = set(failing), {}

    def submit(self, action: desk.Action, **job: Any) -> str:
        ticket = str(len(self.answers))
        self.answers[ticket] = None if action in self.failing else desk.run(desk.Job(action, **job))
        return ticket

    def result(self, ticket: str) -> dict[str, Any]:
        if self.answers[ticket] is None:
            raise KeyError(ticket)
        return self.answers[ticket]


@pytest.fixture
def sit_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    def sits(*failing: str) -> Desk:
        chosen = Desk(*failing)
        monkeypatch.setattr(desk, "submit", chosen.submit)
        monkeypatch.setattr(desk, "result", chosen.result)
        return chosen

    return sits


def four(folder: Folder, quantity: str = "4") -> bytes:
    typed = {"goal_id": "AE2.04-MDD/MFC-DEMA", "situation": "Con avance", "quantity": quantity}
    typed |= {"document_type": "Pendiente"}
    return workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", CUTOFF, filled={"Avance": [typed]})


def press(drawn: AppTest, label: str) -> AppTest:
    return next(button for button in drawn.button if button.label == label).click().run(timeout=60)


def tried(folder: Folder, language: str) -> AppTest:
    drawn = page("send", language, usuario="punto.madrededios")
    return drawn.file_uploader[0].upload("avance.xlsx", four(folder)).run(timeout=60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_that_does_not_end_is_told_calmly_and_may_be_tried_again(
    demonstration: Folder, sit_at: Callable[..., Desk], language: str
) -> None:
    failing, text = sit_at("check"), words("send", language)
    drawn = tried(demonstration, language)
    assert not drawn.exception
    assert [error.value for error in drawn.error] == [text["check_failed"]]
    failing.failing.clear()
    drawn = press(drawn, text["again"])
    assert not drawn.error
    assert text["confirm"] in [button.label for button in drawn.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_submission_that_was_not_taken_is_told_calmly_and_may_be_sent_again(
    demonstration: Folder, sit_at: Callable[..., Desk], language: str
) -> None:
    failing, text = sit_at("receive"), words("send", language)
    before = submissions(demonstration, Scope.everything())
    drawn = press(tried(demonstration, language), text["confirm"])
    assert not drawn.exception
    assert [error.value for error in drawn.error] == [text["receive_failed"]]
    assert submissions(demonstration, Scope.everything()) == before
    failing.failing.clear()
    drawn = press(press(drawn, text["again"]), text["confirm"])
    assert words("receipt", language)["received"] in [one.value for one in drawn.success]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_submission_taken_but_not_published_has_its_receipt_with_the_time(
    demonstration: Folder, sit_at: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def breaks(_: Folder) -> None:
        raise OSError("no space left")

    sit_at()
    text = words("receipt", language)
    monkeypatch.setattr(publish, "publish", breaks)
    drawn = press(tried(demonstration, language), words("send", language)["confirm"])
    assert not drawn.exception
    taken = submissions(demonstration, Scope.everything())[-1]
    assert taken["sha256"] == hashlib.sha256(four(demonstration)).hexdigest()
    shown = next(one.value for one in drawn.markdown if text["sha256"] in one.value)
    assert taken["submission"] in shown
    assert re.search(r"\d\d\\:\d\d\\:\d\d", shown)
    assert text["not_published"] in [one.value for one in drawn.success]


@pytest.mark.parametrize("language", LANGUAGES)
=======
>>>>>>> main
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
        drawn = page("indicators", language, indicador=card["indicator_code"])
        assert not drawn.exception
        assert drawn.header[0].value == literal(card["indicator_name"])
        goals = full.ask("indicator_goals", EVERYTHING, indicator=card["indicator_code"], phase="F2").to_dicts()
        assert len(drawn.table) == 1 + bool(goals)
        if goals:
            told = drawn.table[1].value[words("indicators", language)["phase_target"]]
            assert list(told) == [numbers.quantity(goal["phase_target"], language) for goal in goals]
        used += len(goals)
    assert used == len(rows(CONTENT / "plan" / "goals.csv"))
