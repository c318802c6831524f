"""Public investment: one project once, lost zeros restored, what is repeated or blank said; drawn and as published."""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from drawing import EVERYTHING, page, texts, told_apart, words
from invierte import PROJECTS_SENT, ROAD, invierte, send

from etl.check import check
from etl.receive import receive
from etl.review import approve
from pages.tables import literal
from reports import numbers
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.read import Reader, current_snapshot

Answer = Callable[..., tuple[int, dict[str, Any]]]
FILES = {"Ucayali_Filtrado.xlsx": "2024-09-12-25", "only_15_rows.xlsx": None}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The drawn projects sent and approved, to be read only."""
    folder = Folder(tmp_path_factory.mktemp("sent") / "data")
    send(folder, *PROJECTS_SENT)
    return folder


def _found(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(f["rule"], f["cell"], f["found"]) for f in document["findings"]]


def test_each_row_is_taken_withheld_or_repeated_and_each_project_adds_once(tmp_path: Path, answer: Answer) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(invierte(*PROJECTS_SENT))
    _, found = answer("check", path)
    assert (found["source"], found["organisation"], found["period"]) == ("public_investment", "MEF", "2021-03-31")
    counted = {name: found[name] for name in ("rows_read", "accepted", "quarantined", "ignored", "facts")}
    assert counted == {"rows_read": 8, "accepted": 4, "quarantined": 3, "ignored": 1, "facts": 7}
    assert found["measures"] == {
        "viable_amount": {"PEN": {"read": "380.1250", "accepted": "270.1250", "distinct": "170.1250"}},
        "updated_cost": {"PEN": {"read": "489.5000", "accepted": "326.0000", "distinct": "175.5000"}},
        "beneficiaries": {"": {"read": "90", "accepted": "60", "distinct": "30"}},
    }
    assert sorted(_found(found)) == [
        ("formula_as_text", "K5", "=Un texto que empieza con el signo igual"),
        ("leading_zero", "P2", "3"),
        ("project_amounts_differ", "C8", "1"),
        ("project_amounts_differ", "C9", "2"),
        ("repeated_row", "A4", "1"),
        ("required_missing", "A6", ""),
        ("unknown_ubigeo", "P7", "250399"),
        ("whole_place", "P5", "1"),
    ]
    blank = next(f["message"] for f in found["findings"] if f["rule"] == "required_missing")
    assert blank == "Falta escribir «Código único de inversión» en la celda Hoja1!A6. Escriba el valor; es obligatorio."


def test_what_is_no_ubigeo_is_left_as_written_and_withheld(folder: Folder) -> None:
    wrong = ["0", "2501011", "Ucayali"]
    rows = [ROAD | {"cui": 2000001 + n, "ubigeo": code} for n, code in enumerate(["10101", *wrong])]
    found = check(folder, "lista.xlsx", invierte(*rows))
    assert (found.accepted, found.quarantined) == (1, 3)
    assert [f.found for f in found.findings if f.rule == "malformed_code"] == wrong


def test_a_row_without_its_code_is_never_taken_for_a_repetition(folder: Folder) -> None:
    blank = {"viable_amount": 7, "ubigeo": 250101}
    found = check(folder, "lista.xlsx", invierte(ROAD | {"ubigeo": 10101}, blank, blank))
    assert (found.read, found.accepted, found.quarantined, found.ignored) == (3, 1, 2, 0)


def test_the_sheet_of_projects_is_found_whatever_stands_before_it(folder: Folder) -> None:
    book = openpyxl.load_workbook(io.BytesIO(invierte(ROAD | {"ubigeo": 10101})))
    book.create_sheet("Portada", 0).append(["Invierte.pe", "Sector", "Entidad"])
    content = io.BytesIO()
    book.save(content)
    found = check(folder, "lista.xlsx", content.getvalue())
    assert (found.outcome, found.accepted) == ("accepted", 1)
    assert [(f.rule, f.sheet) for f in found.findings] == [("leading_zero", "Hoja1")]


def _totals(folder: Folder, department: str = "") -> list[tuple[str | None, int, Decimal, Decimal]]:
    rows = Reader(folder).ask("public_investment_totals", EVERYTHING, department=department).to_dicts()
    return [(row["investment_state"], row["projects"], row["viable_amount"], row["updated_cost"]) for row in rows]


def test_a_project_counts_once_in_all_and_once_in_each_of_its_departments(folder: Folder) -> None:
    sent = send(folder, *PROJECTS_SENT, ROAD | {"ubigeo": 250107})
    assert sent.accepted == 5
    ended, going = Decimal("50.125"), Decimal("120")
    assert _totals(folder) == [
        ("ACTIVO", 2, going, Decimal("175.5")),
        ("CERRADO", 1, ended, None),
        (None, 3, going + ended, Decimal("175.5")),
    ]
    assert _totals(folder, "01") == [("ACTIVO", 1, 100, Decimal("150.5")), (None, 1, 100, Decimal("150.5"))]
    assert _totals(folder, "25") == _totals(folder), "all of them are there"
    assert _totals(folder, "16") == []


def test_a_withheld_row_is_known_by_its_key_whatever_its_sheet_is_called(sent: Folder) -> None:
    snapshot = current_snapshot(sent)
    assert snapshot
    with duckdb.connect(str(snapshot), read_only=True) as published:
        rows = published.execute("select row_number, row_key from row_key where sheet = 'Hoja1' order by 1").fetchall()
    assert dict(rows) == {
        2: "2000001 · 010101", 3: "2000001 · 010102", 5: "2000002 · 2503", 7: "2000003 · 250399",
        8: "2000004 · 250101", 9: "2000004 · 010109",
    }, "row 6 has no CUI: it has no key"  # fmt: skip


def test_the_latest_file_of_a_department_replaces_the_earlier_and_leaves_the_others(folder: Folder) -> None:
    amazonas, ucayali = ROAD | {"ubigeo": 10101}, {"cui": 2000003, "viable_amount": 20, "ubigeo": 250101}
    assert send(folder, amazonas).recognised.period == "2020-02-05-01"
    assert send(folder, ucayali, name="ucayali.xlsx").recognised.period == "2020-02-05-25"
    assert _totals(folder)[-1] == (None, 2, 120, Decimal("150.5"))
    later = {"cui": 2000009, "viable_amount": 3, "ubigeo": 250101, "registered_on": "06/02/2020"}
    send(folder, later, name="ucayali.xlsx")
    assert _totals(folder)[-1] == (None, 2, 103, Decimal("150.5"))
    assert _totals(folder, "25") == [("ACTIVO", 1, 3, None), (None, 1, 3, None)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_each_project_once_and_opens_its_cell(
    sent: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    said = words("public_investment", language)
    assert said["none"] in texts(page("public_investment", language)), "nothing yet, and what to do"
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    drawn = page("public_investment", language)
    assert not drawn.exception
    assert told_apart("en" if language == "es" else "es").isdisjoint(texts(drawn))
    viable, cost = (said("soles", amount=amount) for amount in ("170.13", "175.50"))
    assert [metric.value for metric in drawn.metric] == ["3", viable, cost]
    by_state, projects, *_ = (table.value for table in drawn.table)
    assert list(by_state[said["projects"]]) == ["2", "1", "3"]
    assert list(projects[said["cui"]]) == ["2000001", "2000003", "2000002"]
    assert list(projects[said["places"]]) == ["2", "1", "1"]
    captions = [caption.value for caption in drawn.caption]
    assert said["intro"] in captions
    assert any("MEF Invierte.pe" in told and numbers.day(date(2021, 3, 31), language) in told for told in captions)
    report = Reader(sent).ask("public_investment_sources", EVERYTHING, department="", language=language).to_dicts()[0]
    counts = {name: numbers.quantity(report[name], language) for name in ("accepted", "quarantined", "ignored")}
    assert said("counted", **counts) in captions
    assert (report["restored"] is None) or literal(report["restored"]) in captions
    assert any("**J2**" in mark.value and "**150.5 PEN**" in mark.value for mark in drawn.markdown)


def test_the_page_of_one_department_and_state_shows_only_its_projects(
    sent: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSI_DATA", str(sent.root))
    drawn = page("public_investment", departamento="25", situacion_inversion="CERRADO")
    said = words("public_investment", "es")
    assert list(drawn.table[1].value[said["cui"]]) == ["2000002"]
    assert drawn.metric[1].value == said("soles", amount="50.13")
    assert any(literal("Padre Abad (2503)") in caption.value for caption in drawn.caption)


def test_more_projects_than_a_page_holds_are_on_the_next(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSI_DATA", str(folder.root))
    many = [{"cui": 2000100 + n, "viable_amount": n, "updated_cost": 100 + n, "ubigeo": 250101} for n in range(53)]
    send(folder, *many)
    said = words("public_investment", "es")
    first, second = (page("public_investment", pagina=number) for number in ("1", "2"))
    assert len(first.table[1].value) == 50
    assert said("shown", first="1", last="50", projects="53", more="3") in [c.value for c in first.caption]
    assert list(second.table[1].value[said["cui"]]) == ["2000102", "2000101", "2000100"]


def _expected(real_inputs: Path, name: str) -> dict[str, Any]:
    figures = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["invierte"]
    return next(one for one in figures if one["file"] == name)


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_invierte_give_the_figures_of_an_independent_reading(
    real_inputs: Path, answer: Answer, name: str
) -> None:
    expected, began = _expected(real_inputs, name), time.process_time()
    _, found = answer("check", real_inputs / "invierte" / name)
    assert time.process_time() - began < 15, "seconds, GE's own start among them"
    blank = expected["blank_by_col"]["Código único de inversión"]
    assert found["rows_read"] == expected["rows"]
    assert found["ignored"] == expected["exact_duplicate_rows"]
    assert found["quarantined"] == blank
    assert found["accepted"] == expected["rows"] - expected["exact_duplicate_rows"] - blank
    for column, header in (("viable_amount", "Monto viable"), ("updated_cost", "Costo actualizado")):
        read = Decimal(found["measures"][column]["PEN"]["read"])
        assert round(read, 2) == Decimal(expected[f"sum_{header}"])
    assert Decimal(found["measures"]["beneficiaries"][""]["read"]) == Decimal(expected["sum_Beneficiarios"])
    told = Counter(f["rule"] for f in found["findings"])
    unknown = dict(expected["ubigeo_not_in_list"])
    districts = {code: rows for code, rows in unknown.items() if not code.endswith("00") and not code.startswith("00")}
    assert told["required_missing"] == blank
    assert told["unknown_ubigeo"] == sum(districts.values())
    assert Counter(f["found"] for f in found["findings"] if f["rule"] == "unknown_ubigeo") == districts
    assert found["period"] == FILES[name] or name == "only_15_rows.xlsx"


def test_the_zeros_lost_in_a_file_of_amazonas_are_restored_and_told_once(real_inputs: Path, answer: Answer) -> None:
    name = "only_15_rows.xlsx"
    lost = _expected(real_inputs, name)["ubigeo_raw_5digit(leading zero lost)"]
    _, found = answer("check", real_inputs / "invierte" / name)
    assert _found(found) == [("leading_zero", "P2", str(lost))]
    assert found["findings"][0]["expected"] == "010401"
    # Four digits are a province and two a department: in Ucayali no code has lost a zero.
    _, ucayali = answer("check", real_inputs / "invierte" / "Ucayali_Filtrado.xlsx")
    assert "leading_zero" not in {f["rule"] for f in ucayali["findings"]}


def test_the_projects_of_ucayali_are_counted_once_each(real_inputs: Path, folder: Folder) -> None:
    name = "Ucayali_Filtrado.xlsx"
    expected = _expected(real_inputs, name)
    content = (real_inputs / "invierte" / name).read_bytes()
    sent = receive(folder, name, content, actor="planificador")
    approve(folder, str(sent.submission), actor="gestor.tecnico")
    states = {state: projects for state, projects, _, _ in _totals(folder)}
    # The blank code is one of the distinct ones there.
    assert states.pop(None) == expected["distinct_codigo_unico"] - 1 == sum(states.values())
    assert set(states) == set(expected["estado"])
    # What an independent reading of each code's first row adds up to, exactly.
    assert _totals(folder)[-1][2:] == (Decimal("26173489030.634"), Decimal("31864777908.99"))
    assert _totals(folder, "25") == _totals(folder)
    first = (
        Reader(folder)
        .ask("public_investment_projects", EVERYTHING, department="25", state="", most=1, before=0)
        .to_dicts()[0]
    )
    assert Reader(folder).neighbourhood(first["cost_fact_id"], EVERYTHING).address == "J11"
