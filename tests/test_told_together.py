"""Rules that look at several rows, files or versions at once: what is named twice, arrives late or stands alone."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from reprogrammed import begin, plan, send

from etl.check import Checked, check
from etl.publish import publish
from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve, send_back
from etl.status import submissions
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.layer import attach
from warehouse.read import Reader
from warehouse.scope import Scope

Rows = list[dict[str, Any]]
DONE = {"situation": "Con avance", "document_type": "Pendiente", "shortfall_reason": "Otro"}
CONTRACTS, AREA = "AE1.01-UCA/SAF-CON", "AE4.01-LOR/ACR-HA"
SITE = {"goal_id": AREA, "unit_kind": "ACR/ANP", "hectares": "420080.25"}
CONTRACT = {"goal_id": CONTRACTS, "unit_kind": "Contrato", "unit_name": "Uno", "hectares": "9"}


def told(folder: Folder, period: str, progress: Rows, detail: Rows, organisation: str = "GORE-UCAYALI") -> Checked:
    filled = {"Avance": [DONE | row for row in progress], "Detalle": detail}
    return check(folder, "r.xlsx", workbook(folder, "physical_progress", organisation, period, filled=filled))


def rewritten(content: bytes, changed: dict[str, str], *, signed: bool = False) -> bytes:
    """Return a workbook with some cells of *Rectificaciones* changed, without what proves it ours unless it is kept."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    if not signed:
        del book["_meta"]
    for row in book["Rectificaciones"].iter_rows(min_row=7):
        for cell in row:
            cell.value = changed.get(str(cell.value), cell.value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def broken(checked: Checked, rule: str) -> list[str]:
    return [f.found for f in checked.findings if f.rule == rule]


def test_an_area_named_by_its_code_and_by_its_name_is_one_area(loaded: Path) -> None:
    progress = [{"goal_id": AREA, "quantity": "840160.5"}]
    code, name = "ACR-TAMSHIYACU-TAHUAYO", "ACR comunal Tamshiyacu - Tahuayo"
    one = SITE | {"unit_number": code, "unit_name": "Un área"}
    found = told(Folder(loaded), "2025-T4", progress, [one], "GORE-LORETO")
    assert broken(found, "hectares_over_legal_area") == []
    other = SITE | {"unit_number": "S/N", "unit_name": name}
    found = told(Folder(loaded), "2025-T4", progress, [one, other], "GORE-LORETO")
    assert broken(found, "hectares_over_legal_area") == ["840160.5"] * 2


def test_a_unit_that_a_later_period_counted_is_not_counted_before_it(loaded: Path) -> None:
    progress = [{"goal_id": CONTRACTS, "quantity": "1"}]
    of_the_fourth = [CONTRACT | {"unit_number": "CCUSAF-UCA-021"}]
    assert broken(told(Folder(loaded), "2025-T3", progress, of_the_fourth), "unit_repeated_in_goal")
    assert not broken(told(Folder(loaded), "2025-T4", progress, of_the_fourth), "unit_repeated_in_goal")


def test_a_document_that_accredited_a_goal_accredits_no_other_and_no_other_period(demonstration: Folder) -> None:
    """Whatever way its number is written, and whichever arrives first."""
    title = {"document_type": "Resolución", "document_number": "RER 12-2026", "document_date": "2026-03-01"}
    other = "AE4.02-UCA/ACR-HA"
    filled = {
        "Avance": [DONE | title | {"goal_id": CONTRACTS, "quantity": "1"}],
        "Detalle": [CONTRACT | {"unit_number": "N-1"}],
    }
    content = workbook(demonstration, "physical_progress", "GORE-UCAYALI", "2026-T1", filled=filled)
    taken = receive(demonstration, "r.xlsx", content, actor="punto.ucayali")
    assert taken.outcome in ("accepted", "findings"), [f.message("es") for f in taken.findings]
    approve(demonstration, str(taken.submission), actor="gestor.tecnico")
    same = title | {"document_number": "rer  12 – 2026"}
    detail = [CONTRACT | {"unit_number": "N-2"}]
    for period in ("2026-T2", "2025-T4"):
        found = told(demonstration, period, [{"goal_id": CONTRACTS, "quantity": "1"} | same], detail)
        assert broken(found, "document_repeated_in_goal") == ["RER 12-2026"], period
    found = told(demonstration, "2026-T1", [{"goal_id": other, "quantity": "135737.52"} | same], [])
    assert broken(found, "document_repeated") == ["RER 12-2026"]
    found = told(demonstration, "2026-T1", [{"goal_id": other, "quantity": "1"} | same | {"document_number": "13"}], [])
    assert broken(found, "document_repeated") == []


def test_units_go_with_the_row_of_their_goal(loaded: Path) -> None:
    detail = [CONTRACT | {"unit_number": "N-1"}, CONTRACT | {"unit_number": "N-2"}]
    right = told(Folder(loaded), "2025-T4", [{"goal_id": CONTRACTS, "quantity": "30"}], detail)
    assert (right.accepted, right.quarantined) == (3, 0)
    other = {"goal_id": "AE6.02-UCA/ILE-PEN", "quantity": "86"}
    wrong = told(Folder(loaded), "2025-T4", [{"goal_id": CONTRACTS, "quantity": "30.5"}, other], detail)
    assert (wrong.accepted, wrong.quarantined) == (1, 3), "a fraction of a contract, and what was said of its units"
    assert broken(wrong, "parts_withheld") == ["2"]
    assert {f.sheet for f in wrong.findings if f.severity == "error"} == {"Avance"}


def test_a_goal_is_reported_for_the_years_of_a_plan_that_has_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    begin(folder)
    later = plan("v2", "A1", "A2", "A3")
    later["Carátula"][0] |= {"poa_year": "2026"}
    for row in later["Metas"] + later["Presupuesto"]:
        row |= {"t1": row["year_2026"]}
        row.pop("t3", None), row.pop("t4", None)
    later["Líneas"][2] |= {"start_date": "2026-01-01"}
    later["Reprogramación"] = [
        {"line_code": "A3", "change_kind": "Alta", "reason": "Nueva", "change_level": "No objeción del donante"}
    ]
    content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v2", filled=later)
    taken = receive(folder, "p.xlsx", content, actor="planificador")
    assert taken.submission, [f.message("es") for f in taken.findings]
    approve(folder, taken.submission, actor="gestor.tecnico")
    filled = {"Avance": [DONE | {"goal_id": "A3/SAF-CON", "quantity": "1"}]}
    content = rewritten(workbook(folder, "physical_progress", "GORE-UCAYALI", "2026-T1", filled=filled), {})
    for period, is_refused in (("2025-T4", True), ("2026-T1", False), ("2026-T4", False)):
        found = check(folder, "r.xlsx", content, Asked("physical_progress", "GORE-UCAYALI", period))
        assert bool(broken(found, "goal_not_in_plan")) is is_refused, period


@pytest.mark.parametrize(
    ("period", "rule"),
    [
        ("2010-T1", "period_outside_plan"), ("2027-T3", "period_outside_plan"), ("2026-T1", "correction_not_earlier"),
        ("2026-T2", "correction_not_earlier"), ("2025-T4", None),
    ],
)  # fmt: skip
def test_a_correction_is_of_an_earlier_period_of_the_phase(loaded: Path, period: str, rule: str | None) -> None:
    folder = Folder(loaded)
    goal = {"goal_id": "AE2.04-MDD/MFC-DEMA", "corrected_period": "2025-T4", "action": "informar"}
    filled = {"Rectificaciones": [goal | {"corrected_value": "3", "reason": "Otro"}]}
    content = workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", "2026-T1", filled=filled)
    found = check(folder, "r.xlsx", rewritten(content, {"2025-T4": period}, signed=True))
    asked = {"period_outside_plan", "correction_not_earlier"}
    of_period = {f.rule: f.column for f in found.findings if f.rule in asked}
    assert (rule in of_period) if rule else not of_period
    assert set(of_period.values()) <= {"Periodo rectificado", "Valor correcto"}


def test_what_is_sent_after_an_approval_mends_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    begin(folder)

    def sent(quantity: str) -> str:
        row = DONE | {"goal_id": "A2/SAF-CON", "quantity": quantity}
        content = workbook(folder, "physical_progress", "GORE-UCAYALI", "2025-T4", filled={"Avance": [row]})
        return str(receive(folder, "r.xlsx", content, actor="punto.ucayali").submission)

    def states() -> list[str]:
        everything = Scope.everything()
        live = {row["submission"]: row["state"] for row in submissions(folder, everything)}
        known = dict(Reader(folder).ask("submission_states", everything).rows())
        assert live == known
        return [live[one] for one in made]

    made = [sent("1")]
    send_back(folder, made[0], actor="gestor.tecnico", reason="Falta el documento")
    made.append(sent("2"))
    assert states() == ["Observado", "Subsanado"]
    approve(folder, made[1], actor="gestor.tecnico")
    made.append(sent("3"))
    assert states() == ["Observado", "Conforme", "Enviado"]
    send_back(folder, made[2], actor="gestor.tecnico", reason="Falta el documento")
    made.append(sent("4"))
    assert states() == ["Observado", "Conforme", "Observado", "Subsanado"]


def test_files_of_two_units_of_one_organisation_are_merged_by_goal(tmp_path: Path) -> None:
    """Each sends its own, the government as a whole sends again a goal of one of them; the latest of a goal counts."""
    folder = Folder(tmp_path)
    of_units = plan("v1", "A1", "A2", "A3")
    for line, unit in zip(of_units["Líneas"], ("GORE-UCAYALI/DRA", "GORE-UCAYALI/ARA", None), strict=True):
        line["unit_code"] = unit
    send(folder, "operating_plan", "PROFONANPE", "F2-v1", of_units, "planificador")

    def report(organisation: str, **quantities: str) -> None:
        rows = [DONE | {"goal_id": f"{line}/SAF-CON", "quantity": n} for line, n in quantities.items()]
        content = workbook(folder, "physical_progress", organisation, "2025-T3", filled={"Avance": rows})
        taken = receive(folder, "r.xlsx", content, actor="punto.ucayali")
        assert (taken.accepted, taken.quarantined) == (len(rows), 0), [f.message("es") for f in taken.findings]
        approve(folder, str(taken.submission), actor="gestor.tecnico")

    def reached() -> dict[str, Decimal]:
        sql = "select goal_id, reached_phase from goal_reached where cutoff = '2025-T3' and basis = 'conforme'"
        with duckdb.connect() as connection:
            attach(connection, publish(folder), "published")
            connection.execute("use published")
            return dict(connection.execute(sql).fetchall())

    report("GORE-UCAYALI/DRA", A1="2")
    report("GORE-UCAYALI/ARA", A2="1")
    assert reached() == {"A1/SAF-CON": 2, "A2/SAF-CON": 1, "A3/SAF-CON": None}
    report("GORE-UCAYALI", A2="3", A3="1")
    assert reached() == {"A1/SAF-CON": 2, "A2/SAF-CON": 3, "A3/SAF-CON": 1}
    theirs = [row for row in submissions(folder, Scope.everything()) if row["source"] == "physical_progress"]
    assert {row["state"] for row in theirs} == {"Conforme", "Reemplazado"}
