"""The page and the command of the quality of what was sent: what they show, and to whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import copy
from drawing import page, told_apart, words
from drawing import texts as said
from mending import AT_3_FEBRUARY, EVERYTHING, MADRE, MARTIN, PERIOD, chosen, findings, mend_and_send_late, told

from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope


@pytest.fixture(scope="module")
def sent(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """San Martín mended what was returned; Madre de Dios sent late, a row withheld and another out of scale."""
    root = tmp_path_factory.mktemp("quality") / "data"
    copy(loaded, root)
    mend_and_send_late(Folder(root))
    return Folder(root)


def test_another_organisation_is_told_nothing(sent: Folder) -> None:
    seen = told(sent, scope=Scope((MARTIN,)))
    assert {row["organisation_code"] for kind in ("rows", "deliveries") for row in seen[kind]} == {MARTIN}
    own = "currency_without_rate"
    assert {(row["rule"], row["organisation_code"]) for row in seen["violations"]} == {(own, MARTIN)}
    assert {rule["rule"] for rule in seen["rules"]} == {"sex_does_not_sum", own}
    asked = chosen(MADRE)
    for question in ("quality_findings", "withheld_cells", "violations_now"):
        assert len(Reader(sent).ask(question, EVERYTHING, **asked)) > 0
        assert len(Reader(sent).ask(question, Scope((MARTIN,)), **asked)) == 0
    reader = Reader(sent)
    cell = findings(sent)[0]
    at = (cell["submission_id"], cell["sheet"], cell["cell"])
    assert reader.cell_sent(*at, EVERYTHING).address == cell["cell"]
    for refused in (
        lambda: reader.cell_sent(*at, Scope((MARTIN,))),
        lambda: reader.cell_sent(*at[:2], "ZZ9", EVERYTHING),
    ):
        with pytest.raises(NotSeenError):
            refused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_the_questions_answer(sent: Folder, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    monkeypatch.setenv("JSI_NOW", AT_3_FEBRUARY)
    drawn, text = page("quality", language), words("quality", language)
    assert not drawn.exception
    assert told_apart("en" if language == "es" else "es").isdisjoint(said(drawn))
    total = told(sent)["total"]
    assert [m.value for m in drawn.metric] == [str(total[n]) for n in ("errors", "alerts", "quarantined", "returned")]
    shown = {name: numbers.quantity(count, language) for name, count in total.items() if isinstance(count, int)}
    assert text("adds_up", **total | shown) in [one.value for one in drawn.markdown]
    tables = [table.value for table in drawn.table]
    by_rule, listed, cells, by_organisation, late, broken = tables
    assert list(by_rule[text["waiting"]]) == [str(rule["waiting"]) for rule in told(sent)["rules"]]
    assert len(listed) == 14
    assert "mil" in list(cells[words("withheld", language)["as_sent"]])
    assert list(by_organisation[text["column_rows_read"]])[-1] == shown["rows_read"]
    marks = words("deliveries", language)
    assert marks["mark_Fuera de plazo"] in list(late[marks["mark"]])
    assert len(broken) == len(told(sent)["violations"]) == 12


def test_the_filters_lead_to_one_organisation_and_what_it_lacks_is_said(
    sent: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    drawn = page("quality", organizacion=MADRE, periodo=PERIOD, regla="not_a_number")
    assert list(drawn.table[0].value.iloc[:, 1]) == ["Un número es un número"]
    drawn = page("quality", organizacion="AIDESEP", periodo=PERIOD)
    told_well = [one.value for one in drawn.success]
    assert words("quality", "es")["no_findings"] in told_well
    assert words("withheld", "es")["no_rows"] in told_well
    assert words("broken", "es")["none"] in told_well


def test_a_finding_opens_its_cell(sent: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    found = Reader(sent).ask("quality_findings", EVERYTHING, **chosen(MADRE)).to_dicts()
    [(place, wrong)] = [(n, one) for n, one in enumerate(found, start=1) if one["rule"] == "not_a_number"]
    drawn = page("quality", organizacion=MADRE, hallazgo=str(place))
    assert literal(wrong["message"]) in [one.value for one in drawn.markdown]
    assert any("<strong>mil</strong>" in str(one.proto.body) for one in drawn.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_the_same(
    jsi: Callable[..., Result], sent: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    monkeypatch.setenv("JSI_NOW", "2026-02-20T15:00:00+00:00")
    assert json.loads(jsi("quality", "--json").stdout) == told(sent)
    result = jsi("--lang", language, "quality", "--org", MADRE, "--period", PERIOD)
    assert result.exit_code == 0
    assert {
        "es": "Filas leídas: 23 = 19 aceptadas + 1 retenidas + 3",
        "en": "Rows read: 23 = 19 accepted + 1 withheld + 3",
    }[language] in result.stdout
    assert "2026-01-15" in result.stdout


def test_the_command_ends_as_unknown_where_nothing_is_published(jsi: Callable[..., Result]) -> None:
    result = jsi("quality")
    assert result.exit_code == 3
    assert "Traceback" not in result.output
