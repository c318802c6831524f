"""Public spending: read exactly from workbooks of others, compared by day, never added to the fund's money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import copy
from drawing import page, texts, told_apart, words
from siaf import ASSETS, FIRST_DAY, SECOND_DAY, SHEET, Row, letter_of, row, workbook, written

from etl.check import Checked
from etl.desk import Job, run
from etl.receive import receive
from etl.recognise import Asked
from etl.reopen import Value, reopen
from etl.review import approve
from expectations.public_spending.contract import day_of
from reports import numbers
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.read import Reader, current_snapshot
from warehouse.scope import Scope

Answer = Callable[..., tuple[int, dict[str, Any]]]
EVERYTHING = Scope.everything()
BEFORE, NOW = "GORE-UCAYALI/2025-10-23", "GORE-UCAYALI/2025-10-24"


def _sent(folder: Folder, rows: Sequence[Row], name: str) -> None:
    sent = receive(folder, name, workbook(rows), actor="punto.ucayali").submission
    approve(folder, str(sent), actor="gestor.financiero")


@pytest.fixture(scope="module")
def one_day(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("spending") / "data")
    _sent(folder, FIRST_DAY, "gasto_231025.xlsx")
    return folder


@pytest.fixture(scope="module")
def two_days(one_day: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("two") / "data")
    copy(one_day.root, folder.root)
    _sent(folder, SECOND_DAY, "gasto_241025.xlsx")
    return folder


@pytest.fixture(scope="module")
def replaced(two_days: Folder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Checked]:
    """The second day, sent again for another executing unit, with a goal that its rows tell differently."""
    folder = Folder(tmp_path_factory.mktemp("replaced") / "data")
    copy(two_days.root, folder.root)
    rows = [SECOND_DAY[0], row(7, ASSETS, 121, (80, -30, 50)), SECOND_DAY[2]]
    other = workbook([dict(one) | {"sec_ejec": 951} for one in rows])
    checked = receive(folder, "otra_241025.xlsx", other, actor="punto.ucayali")
    approve(folder, str(checked.submission), actor="gestor.financiero")
    return folder, checked


def test_the_sheet_is_found_by_its_headers_and_every_row_is_accounted_for(answer: Answer, tmp_path: Path) -> None:
    code, checked = answer("check", written(tmp_path, FIRST_DAY), "--org", "GORE-UCAYALI")
    assert (code, checked["source"], checked["period"]) == (1, "public_spending", "2025-10-23")
    assert [checked[n] for n in ("rows_read", "accepted", "quarantined", "ignored")] == [4, 2, 1, 1]
    found = {f["rule"]: (f["severity"], f["sheet"], f["cell"], f["found"]) for f in checked["findings"]}
    assert found == {
        "columns_not_used": ("note", SHEET, "BK5", "2"),
        "total_row": ("note", SHEET, "A9", "TOTAL GENERAL"),
        "pia_modifications_pim": ("error", SHEET, f"{letter_of('mto_pim')}8", "11"),
    }
    assert checked["measures"]["pim"]["PEN"] == {"read": "211.00", "accepted": "200.00", "distinct": "200.00"}
    assert checked["measures"]["goal_year"]["086.PERSONA"]["distinct"] == "120.00"
    assert checked["measures"]["accrued_09"]["PEN"]["accepted"] == "18.50"


def test_a_goal_that_its_rows_tell_differently_is_told_and_has_no_value(replaced: tuple[Folder, Checked]) -> None:
    folder, checked = replaced
    alerts = [f.cell for f in checked.findings if f.rule == "physical_goal_differs"]
    assert alerts == [f"{letter_of('cant_meta_anual')}7"]
    goals = Reader(folder).ask("public_goals", EVERYTHING, snapshot=NOW).to_dicts()
    assert [(goal["purpose_code"], goal["goal_year"]) for goal in goals] == [("951-0007", None), ("951-0008", 4)]


def test_a_day_sent_again_replaces_only_itself_and_another_entity_is_told(replaced: tuple[Folder, Checked]) -> None:
    folder, checked = replaced
    told = [(f.found, f.expected) for f in checked.findings if f.rule == "entity_of_the_day_replaced"]
    assert told == [("951", "950")]
    assert list(Reader(folder).ask("public_goals", EVERYTHING, snapshot=BEFORE)["purpose_code"]) == ["950-0007"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("07_HT_PPTO_231025.xlsx", "2025-10-23"),
        ("gasto 31122025.xlsx", "2025-12-31"),
        ("gasto_20260115.csv", "2026-01-15"),
        ("gasto_251023.xlsx", None),  # the year 2023, or October: nobody knows
        ("gasto_231025_241025.xlsx", None),
        ("gasto_991025.xlsx", None),
        ("gasto.xlsx", None),
    ],
)
def test_the_day_of_a_snapshot_is_told_by_the_name_of_its_file_only_if_it_can_be(name: str, day: str | None) -> None:
    assert day_of(name, [{"year": "2025"}, {"year": "TOTAL"}, {}]) == day


def test_a_file_is_of_its_senders_organisation_unless_they_say_another() -> None:
    job = Job("check", workbook(SECOND_DAY), "gasto_241025.xlsx", "es", actor="punto.loreto")
    assert run(job)["organisation"] == "GORE-LORETO"
    other = run(replace(job, asked=Asked(organisation="GORE-UCAYALI")))
    assert (other["outcome"], other["findings"][0]["rule"]) == ("rejected", "not_your_organisation")


@pytest.mark.parametrize(
    ("name", "period"), [("gasto.xlsx", None), ("gasto_231025.xlsx", "2025-02-30"), ("gasto_231025.xlsx", "2025-T3")]
)
def test_a_snapshot_of_no_known_day_is_refused(answer: Answer, tmp_path: Path, name: str, period: str | None) -> None:
    said = ("--period", period) if period else ()
    code, checked = answer("check", written(tmp_path, SECOND_DAY, name), "--org", "GORE-UCAYALI", *said)
    assert (code, checked["outcome"], [f["rule"] for f in checked["findings"]]) == (3, "unknown", ["unknown_period"])
    assert "gasto_241025.xlsx" in checked["findings"][0]["message"]


def test_what_grew_and_what_fell_between_two_days_is_told_by_stage(two_days: Folder) -> None:
    asked = {"snapshot": NOW, "before": BEFORE, "level": "purpose"}
    moved = Reader(two_days).ask("public_spending_changes", EVERYTHING, **asked).to_dicts()
    told = {(m["stage"], m["code"]): (m["before"], m["now"], m["change"]) for m in moved}
    assert told == {
        ("pim", "950-0008"): (0, 10, 10),  # withheld the day before
        ("certified", "950-0007"): (Decimal("140.1"), Decimal("150.1"), 10),
        ("accrued", "950-0007"): (Decimal("48.75"), Decimal("43.75"), -5),
        ("pia", "950-0008"): (0, 10, 10),
    }
    generic = Reader(two_days).ask("public_spending_changes", EVERYTHING, **asked | {"level": "generic"}).to_dicts()
    assert {m["code"]: m["change"] for m in generic if m["stage"] == "pim"} == {"2.3": 20, "2.6": -10}
    assert Reader(two_days).ask("public_spending_changes", EVERYTHING, **asked | {"before": NOW}).is_empty()


def test_a_total_is_the_sum_of_its_classes_and_of_its_cells_on_every_level(two_days: Folder) -> None:
    reader = Reader(two_days)
    (total,) = reader.ask("public_spending", EVERYTHING, snapshot=NOW, level="total").to_dicts()
    assert (total["pim"], total["accrued"], total["accrued_ratio"]) == (210, Decimal("43.75"), Decimal("0.208333333"))
    for level in ("program", "product", "activity", "purpose", "funding", "generic", "specific", "row"):
        classes = reader.ask("public_spending", EVERYTHING, snapshot=NOW, level=level).to_dicts()
        for stage in ("pia", "modifications", "pim", "certified", "annual_commitment", "accrued", "ordered"):
            assert sum(one[stage] for one in classes) == total[stage], (level, stage)
            asked = {"snapshot": NOW, "level": level, "stage": stage}
            for one in classes:
                cells = reader.ask("public_spending_facts", EVERYTHING, **asked, code=one["code"])
                assert sum(cells["amount"].to_list()) == one[stage]


def test_a_stranger_gets_the_public_figures_and_opens_no_cell_of_the_workbook(two_days: Folder) -> None:
    reader, asked = Reader(two_days), {"snapshot": NOW, "level": "total", "code": "", "stage": "pim"}
    counts = [
        len(reader.ask("public_spending_facts", scope, **asked)) for scope in (EVERYTHING, Scope(("GORE-LORETO",)))
    ]
    assert counts == [3, 0]
    assert len(reader.ask("public_spending", Scope(("GORE-LORETO",)), snapshot=NOW, level="total")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_a_snapshot_what_moved_and_the_cell_of_a_figure(
    two_days: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(two_days.root))
    said = words("public_spending", language)
    drawn = page("public_spending", language, nivel="generic", etapa="accrued", clase="2.6")
    assert not drawn.exception
    assert told_apart("en" if language == "es" else "es").isdisjoint(texts(drawn))
    assert said["complementary"] in [caption.value for caption in drawn.caption]
    figures = {metric.label: metric.value for metric in drawn.metric}
    assert figures[said["pim"]] == said("soles", amount=numbers.money(Decimal(210), language))
    assert any(numbers.percent(Decimal("0.208333333"), language) in text.value for text in drawn.markdown)
    classes, grew, fell, goals = (table.value for table in drawn.table)
    assert list(classes[said["pim"]]) == ["170.00", "40.00"]
    assert list(grew[said["change"]]) == ["20.00", "10.00", "10.00", "10.00"]
    assert list(fell[said["change"]]) == ["-10.00", "-5.00", "-10.00"]
    assert [warning.value for warning in drawn.warning] == [said["incomplete"]], "a row of the day before is withheld"
    assert list(goals[said["goal_year"]]) == ["120", "4"]
    assert list(goals[said["pim"]]) == ["200.00", "10.00"]
    assert any(f"**{letter_of('mto_devenga_09')}7**" in text.value for text in drawn.markdown)
    goal = page("public_spending", language, etapa="goal")
    assert any(f"**{letter_of('cant_meta_anual')}6**" in text.value for text in goal.markdown)
    reached = page("public_spending", language, etapa="reached")
    assert any(f"**{letter_of('avan_fisico_anual')}6**" in text.value for text in reached.markdown)
    first = page("public_spending", language, corte_gasto=BEFORE)
    assert not first.exception
    assert first.selectbox(key="corte_anterior").options == [numbers.day(date(2025, 10, 24), language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_day_alone_is_compared_with_nothing(
    one_day: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(one_day.root))
    drawn = page("public_spending", language)
    assert not drawn.exception
    assert words("public_spending", language)["nothing_to_compare"] in texts(drawn)


def test_a_withheld_row_is_known_by_its_key_and_a_value_reopened_whatever_the_sheet_is_called(
    one_day: Folder, tmp_path: Path
) -> None:
    copy(one_day.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    with duckdb.connect(str(current_snapshot(folder)), read_only=True) as published:
        keys = published.execute("select row_number, row_key, submission_id from row_key order by all").fetchall()
    assert [number for number, *_ in keys] == [6, 7, 8]
    assert keys[2][1].startswith("2025 · 950 · 8 · "), "row 8 is withheld"
    value = Value(keys[0][1].replace(" · ", "|"), "pim")
    event = reopen(folder, keys[0][2], value, actor="gestor.financiero", reason="Se descargó mal")
    assert event.payload["cell"] == f"{SHEET}!{letter_of('mto_pim')}6"


def test_public_spending_is_read_by_nothing_but_itself() -> None:
    sql = Path(__file__).parent.parent / "warehouse" / "sql"
    readers = {path.stem for path in sql.rglob("*.sql") if "public_spending" in path.read_text(encoding="utf-8")}
    assert readers
    assert all("public_" in name for name in readers), "the State's money enters no figure of the fund"
