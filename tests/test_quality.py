"""What is told of the quality of what was sent, on the page and by `jsi quality`, from one drawn history."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result
from conftest import copy
from drawing import page, told_apart, words
from drawing import texts as said
from hypothesis import given
from hypothesis import strategies as st

from content.load import CONTENT, rows
from etl.receive import receive
from etl.review import approve, send_back
from pages.tables import literal
from reports.calendar import national_holidays
from reports.quality import quality
from reports.words import LANGUAGES
from reports.workbook import workbook
from warehouse.build import macros
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

EVERYTHING, TODAY, PERIOD = Scope.everything(), date(2026, 2, 20), "2025-T4"
MADRE, MARTIN = "GORE-MADRE-DE-DIOS", "GORE-SAN-MARTIN"
AT_3_FEBRUARY = "2026-02-03T15:00:00+00:00"


@pytest.fixture(scope="module")
def sent(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """San Martín mended what was returned; Madre de Dios sent late, a row withheld and another out of scale."""
    copy(loaded, tmp_path_factory.mktemp("quality") / "data")
    folder = Folder(next(path for path in tmp_path_factory.getbasetemp().glob("quality*/data")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JSI_NOW", AT_3_FEBRUARY)
        old = Reader(folder).ask("quality_findings", EVERYTHING, **chosen(MARTIN))["submission_id"][0]
        send_back(folder, old, actor="gestor.tecnico", reason="El total no coincide")
        mended = rows(CONTENT / "progress" / PERIOD / f"{MARTIN}.csv")
        for row in mended:
            if row["goal_id"] == "AE8.05-SAM/CON-PER":
                row |= {"women": "20", "men": "22", "sex_unknown": "0"}
        _send(folder, MARTIN, mended, "punto.sanmartin")
        wrong = rows(CONTENT / "progress" / "2025-T3" / f"{MADRE}.csv")
        _, by_steps, last = wrong
        by_steps |= {"situation": "Sin avance", "quantity": "0"}
        wrong[0]["quantity"], last["quantity"] = "mil", "9999999"
        last["situation"] = "Con avance"
        _send(folder, MADRE, wrong, "punto.madrededios")
    return folder


def _send(folder: Folder, organisation: str, filled: list[dict[str, str]], actor: str) -> str:
    units = CONTENT / "progress" / PERIOD / f"{organisation}.detail.csv"
    sheets = {"Avance": filled} | ({"Detalle": rows(units)} if units.exists() else {})
    content = workbook(folder, "physical_progress", organisation, PERIOD, filled=sheets)
    return str(receive(folder, "avance.xlsx", content, actor=actor).submission)


def chosen(organisation: str = "", **more: Any) -> dict[str, Any]:
    usual = {"organisation": organisation, "period": "", "rule": "", "standing": "", "most": 100, "language": "es"}
    return usual | more


def told(folder: Folder, organisation: str = "", scope: Scope = EVERYTHING) -> dict[str, Any]:
    return quality(Reader(folder), scope, organisation=organisation, period="", today=TODAY)


def test_rows_read_are_accepted_withheld_and_omitted_in_every_line_and_in_all(sent: Folder) -> None:
    found = told(sent)
    for row in [*found["rows"], found["total"]]:
        assert row["rows_read"] == row["accepted"] + row["quarantined"] + row["ignored"]
    for name in ("submissions", "rows_read", "accepted", "quarantined", "ignored", "errors", "alerts"):
        assert found["total"][name] == sum(row[name] for row in found["rows"])
    assert (found["total"]["returned"], found["total"]["mended"], found["total"]["quarantined"]) == (1, 1, 2)


def test_a_row_sent_again_no_longer_waits_and_what_it_put_at_stake_is_not_counted(sent: Folder) -> None:
    [rule] = told(sent, MARTIN)["rules"]
    assert (rule["rule"], rule["findings"], rule["waiting"], rule["resent"]) == ("sex_does_not_sum", 1, 0, 1)
    assert rule["stake_amount"] is None


def test_what_is_most_at_stake_comes_first_and_units_are_never_added(sent: Folder) -> None:
    rules = told(sent)["rules"]
    assert [rule["waiting"] > 0 for rule in rules] == sorted((rule["waiting"] > 0 for rule in rules), reverse=True)
    assert [rule["severity"] for rule in rules if rule["waiting"]] == ["error", "alert", "alert"]
    staked = [rule for rule in rules if rule["stake_amount"]]
    assert {rule["stake_unit"] for rule in staked} == {"operativo"}
    assert [rule["stake_amount"] for rule in staked] == ["9999999.0000", "9999950.0000"]


def test_a_row_brought_again_alone_leaves_the_others_waiting(sent: Folder, tmp_path: Path) -> None:
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    first, _, second = rows(CONTENT / "progress" / "2025-T3" / f"{MADRE}.csv")
    before = {f["row"]: f["standing"] for f in _findings(folder)}
    assert set(before.values()) == {"pendiente"}
    assert len(before) == 2
    again = _send(folder, MADRE, [second | {"quantity": "1", "situation": "Con avance"}], "punto.madrededios")
    standing = {(f["row"], f["rule"]): f["standing"] for f in _findings(folder) if f["submission_id"] != again}
    assert {s for (_, rule), s in standing.items() if rule == "not_a_number"} == {"pendiente"}
    assert {s for (_, rule), s in standing.items() if rule != "not_a_number"} == {"atendido"}
    assert first["goal_id"] != second["goal_id"]


def test_approving_accepts_the_alerts_and_leaves_the_withheld_row_waiting(sent: Folder, tmp_path: Path) -> None:
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    approve(folder, _findings(folder)[0]["submission_id"], actor="gestor.tecnico")
    standing = {f["severity"]: f["standing"] for f in _findings(folder)}
    assert standing == {"error": "pendiente", "alert": "aceptado"}


def _findings(folder: Folder) -> list[dict[str, Any]]:
    return Reader(folder).ask("quality_findings", EVERYTHING, **chosen(MADRE)).to_dicts()


def test_who_sent_late_and_who_did_not_send_are_told_with_the_last_day(sent: Folder) -> None:
    late = {(row["organisation_code"], row["period"]): row for row in told(sent)["deliveries"]}
    madre = late[MADRE, PERIOD]
    assert (madre["mark"], madre["deadline"], madre["days_late"]) == ("Fuera de plazo", "2026-01-15", 19)
    assert late["MINAM", "2025-T3"]["mark"] == "Vencido"
    assert (MARTIN, PERIOD) not in late, "what mends a submission sent in time is not late"
    more = {row["submission_id"]: row for row in _more(sent)}
    assert [row["is_late"] for row in more.values()].count(True) == 1


def test_a_report_is_awaited_until_its_last_day_has_passed(sent: Folder) -> None:
    for today, mark in ((date(2025, 12, 31), None), (date(2026, 1, 15), "Pendiente"), (date(2026, 1, 16), "Vencido")):
        found = quality(Reader(sent), EVERYTHING, organisation="MINAM", period=PERIOD, today=today)
        assert [row["mark"] for row in found["deliveries"]] == ([mark] if mark else [])


def test_what_was_returned_is_awaited_mended_within_its_own_days(sent: Folder, tmp_path: Path) -> None:
    returned, mended = (row for row in _more(sent) if row["submission_id"] in _of_martin(sent))
    assert (mended["deadline"], mended["is_late"]) == (date(2026, 2, 10), False)
    assert returned["to_mend_by"] is None
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JSI_NOW", AT_3_FEBRUARY)
        send_back(folder, mended["submission_id"], actor="gestor.tecnico", reason="Falta el acta")
        for today, is_overdue in ((date(2026, 2, 10), False), (date(2026, 2, 11), True)):
            [again] = (r for r in _more(folder, today) if r["submission_id"] == mended["submission_id"])
            assert (again["to_mend_by"], again["is_overdue"]) == (date(2026, 2, 10), is_overdue)


def _of_martin(folder: Folder) -> set[str]:
    named = {"organisation": MARTIN, "period": PERIOD}
    return {e.submission_id for e in open_ledger(folder.ledger_url).events() if named.items() <= e.payload.items()}


def _more(folder: Folder, today: date = TODAY) -> list[dict[str, Any]]:
    holidays = list(national_holidays(2020, 2030))
    asked = {"today": today.isoformat(), "holidays": holidays}
    return Reader(folder).ask("submission_more", EVERYTHING, **asked).to_dicts()


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 30),
    st.lists(st.integers(1, 60).map(timedelta), max_size=8),
)
def test_the_last_day_is_counted_as_a_person_counts_it_on_a_calendar(
    start: date, days: int, closed: list[timedelta]
) -> None:
    shut, last, left = {start + after for after in closed}, start, days
    while left:
        last += timedelta(1)
        left -= last.weekday() < 5 and last not in shut
    assert MACROS.execute("select working_day(?, ?, ?::date[])", [start, days, sorted(shut)]).fetchone() == (last,)


MACROS = duckdb.connect()
macros(MACROS)


def test_another_organisation_is_told_nothing(sent: Folder) -> None:
    seen = told(sent, scope=Scope((MARTIN,)))
    assert {row["organisation_code"] for kind in ("rows", "deliveries") for row in seen[kind]} == {MARTIN}
    assert seen["violations"] == []
    assert {rule["rule"] for rule in seen["rules"]} == {"sex_does_not_sum"}
    asked = chosen(MADRE)
    for question in ("quality_findings", "withheld_cells", "violations_now"):
        assert len(Reader(sent).ask(question, EVERYTHING, **asked)) > 0
        assert len(Reader(sent).ask(question, Scope((MARTIN,)), **asked)) == 0
    reader = Reader(sent)
    cell = _findings(sent)[0]
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
    assert text("adds_up", **total) in [one.value for one in drawn.markdown]
    tables = [table.value for table in drawn.table]
    by_rule, listed, cells, by_organisation, late, broken = tables
    assert list(by_rule[text["waiting"]]) == [str(rule["waiting"]) for rule in told(sent)["rules"]]
    assert len(listed) == 4
    assert "mil" in list(cells[words("withheld", language)["as_sent"]])
    assert list(by_organisation[text["column_rows_read"]])[-1] == str(total["rows_read"])
    marks = words("deliveries", language)
    assert marks["mark_Fuera de plazo"] in list(late[marks["mark"]])
    assert len(broken) == 2


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
    drawn = page("quality", organizacion=MADRE, hallazgo="1")
    first = _findings(sent)[0]
    assert literal(first["message"]) in [one.value for one in drawn.markdown]
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
        "es": "Filas leídas: 6 = 2 aceptadas + 1 retenidas + 3",
        "en": "Rows read: 6 = 2 accepted + 1 withheld + 3",
    }[language] in result.stdout
    assert "2026-01-15" in result.stdout


def test_the_command_ends_as_unknown_where_nothing_is_published(jsi: Callable[..., Result]) -> None:
    result = jsi("quality")
    assert result.exit_code == 3
    assert "Traceback" not in result.output
