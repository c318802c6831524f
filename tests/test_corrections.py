"""What was approved is mended: reopened, corrected, withdrawn or reported late; what was not is taken back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from etl.desk import Job, run
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

GOAL, OTHER, OF, FOCAL, MANAGER = (
    "AE2.04-MDD/MFC-DEMA", "AE6.01-MDD/ILE-OPE", "GORE-MADRE-DE-DIOS", "punto.madrededios", "gestor.tecnico",
)  # fmt: skip
DOCUMENT = {
    "document_type": "Informe",
    "document_number": "9",
    "document_date": "2025-12-01",
    "shortfall_reason": "Otro",
}
Jsi = Callable[..., Result]
Row = dict[str, Any]


def correction(action: str, value: str = "", period: str = "2025-T3", goal: str = GOAL) -> Row:
    row = {"goal_id": goal, "corrected_period": period, "action": action, "corrected_value": value}
    return row | {"reason": "Error de tipeo"}


def progress(quantity: str, goal: str = GOAL) -> Row:
    return {"goal_id": goal, "situation": "Con avance", "quantity": quantity} | DOCUMENT


def send(folder: Folder, period: str, **sheets: list[Row]) -> dict[str, Any]:
    content = workbook(folder, "physical_progress", OF, period, filled=sheets)
    return run(Job(action="receive", content=content, name="avance.xlsx", language="es", actor=FOCAL))


def approved(folder: Folder, jsi: Jsi, period: str, **sheets: list[Row]) -> str:
    answer = send(folder, period, **sheets)
    assert answer["outcome"] in ("accepted", "findings"), answer["findings"]
    assert jsi("approve", answer["submission"], "--as", MANAGER).exit_code == 0
    return answer["submission"]


def figure(jsi: Jsi, name: str = "cumulative_phase", period: str = "2025-T4", goal: str = GOAL) -> str:
    return json.loads(jsi("trace", name, "--goal", goal, "--period", period, "--json").stdout)["value"]


def state(jsi: Jsi, submission: str) -> str:
    rows = [json.loads(line) for line in jsi("status", "--json").stdout.splitlines()]
    return next(row["state"] for row in rows if row["submission"] == submission)


def of_the_third_quarter(jsi: Jsi) -> str:
    rows = [json.loads(line) for line in jsi("status", "--json").stdout.splitlines()]
    return next(r["submission"] for r in rows if (r["organisation"], r["period"]) == (OF, "2025-T3"))


def test_a_correction_replaces_the_value_of_its_own_period(demonstration: Folder, jsi: Jsi) -> None:
    assert figure(jsi) == "2.0000"
    answer = send(demonstration, "2025-T4", Rectificaciones=[correction("informar", "1")])
    assert (answer["accepted"], answer["effect"]) == (1, {"new": 0, "changed": 1, "unchanged": 0})
    assert figure(jsi) == "2.0000", "what is not approved changes no headline"
    assert jsi("approve", answer["submission"], "--as", MANAGER).exit_code == 0
    assert figure(jsi) == figure(jsi, period="2025-T3") == "1.0000"


def test_the_corrected_figure_opens_to_the_cell_of_the_correction(demonstration: Folder, jsi: Jsi) -> None:
    approved(demonstration, jsi, "2025-T4", Rectificaciones=[correction("informar", "1")])
    found = json.loads(jsi("trace", "cumulative_phase", "--goal", GOAL, "--period", "2025-T4", "--json").stdout)
    (fact,) = found["facts"]
    assert (fact["sheet"], fact["header"], fact["value"]) == ("Rectificaciones", "Valor correcto", "1.0000")
    assert fact["neighbourhood"]


def test_a_withdrawn_value_counts_no_more_and_its_row_tells_why(demonstration: Folder, jsi: Jsi) -> None:
    approved(demonstration, jsi, "2025-T4", Avance=[progress("3")], Rectificaciones=[correction("anular")])
    assert figure(jsi) == "3.0000"
    assert figure(jsi, period="2025-T3") == "0.0000"
    given = Reader(demonstration).ask("periods_to_correct", Scope((OF,)), organisation=OF, period="2026-T1")
    known = {(r["goal_id"], r["corrected_period"]): r["previous_value"] for r in given.to_dicts()}
    assert known[GOAL, "2025-T3"] is None
    assert known[GOAL, "2025-T4"] == 3


def test_what_was_withdrawn_may_be_reported_again(demonstration: Folder, jsi: Jsi) -> None:
    approved(demonstration, jsi, "2025-T4", Rectificaciones=[correction("anular")])
    approved(demonstration, jsi, "2025-T3", Avance=[progress("1") | {"document_date": "2025-09-01"}])
    assert figure(jsi) == "1.0000"


def test_a_period_never_reported_enters_as_a_regularisation(demonstration: Folder, jsi: Jsi) -> None:
    answer = send(demonstration, "2026-T1", Rectificaciones=[correction("informar", "3", "2025-T4")])
    assert [f["rule"] for f in answer["findings"]] == ["regularization"]
    assert answer["effect"] == {"new": 1, "changed": 0, "unchanged": 0}
    assert jsi("approve", answer["submission"], "--as", MANAGER).exit_code == 0
    assert figure(jsi) == "5.0000"
    assert figure(jsi, period="2025-T3") == "2.0000", "it keeps the period it is about"


def test_the_units_of_a_withdrawn_value_go_with_it(demonstration: Folder, jsi: Jsi) -> None:
    unit = {"goal_id": GOAL, "unit_kind": "Contrato", "unit_number": "C-1", "unit_name": "Uno", "hectares": "9"}
    sent = approved(demonstration, jsi, "2025-T4", Avance=[progress("3")], Detalle=[unit])
    approved(demonstration, jsi, "2026-T1", Rectificaciones=[correction("anular", period="2025-T4")])
    assert state(jsi, sent) == "Reemplazado", "none of its rows is in force"


def test_a_value_is_lowered_only_after_it_was_reopened(demonstration: Folder, jsi: Jsi) -> None:
    first, lower = of_the_third_quarter(jsi), [progress("1") | {"document_date": "2025-09-01"}]
    refused = send(demonstration, "2025-T3", Avance=lower)
    assert (refused["outcome"], refused["findings"][1]["rule"]) == ("rejected", "approved_quantity_lowered")
    told = jsi("reopen", first, "--row", GOAL, "--column", "Cantidad o valor", "--reason", "Era 1", "--as", MANAGER)
    assert (told.exit_code, "Avance!O" in told.stdout) == (0, True)
    assert state(jsi, first) == "Reabierto"
    assert figure(jsi) == "2.0000", "it holds until another is approved"
    approved(demonstration, jsi, "2025-T3", Avance=lower)
    assert (figure(jsi), state(jsi, first)) == ("1.0000", "Conforme"), "its other rows are in force"


@pytest.mark.parametrize(
    ("row", "column", "actor", "reason", "said"),
    [
        ("AE9.99/X", "quantity", MANAGER, "Era 1", "no rige ningún valor"),
        (GOAL, "phase_target", MANAGER, "Era 1", "no rige ningún valor"),
        (GOAL, "quantity", FOCAL, "Era 1", "no"),
        (GOAL, "quantity", MANAGER, " ", "motivo"),
    ],
)
def test_only_a_manager_reopens_a_value_in_force_with_a_reason(
    demonstration: Folder, jsi: Jsi, row: str, column: str, actor: str, reason: str, said: str
) -> None:
    words = ("--row", row, "--column", column, "--reason", reason, "--as", actor)
    refused = jsi("reopen", of_the_third_quarter(jsi), *words)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_a_value_is_reopened_once(demonstration: Folder, jsi: Jsi) -> None:
    words = ("--row", GOAL, "--column", "quantity", "--reason", "Era 1", "--as", MANAGER)
    first = of_the_third_quarter(jsi)
    assert jsi("reopen", first, *words).exit_code == 0
    assert "ya está reabierto" in jsi("reopen", first, *words).stderr


def test_a_sender_takes_back_what_nobody_decided_on(demonstration: Folder, jsi: Jsi) -> None:
    sent = send(demonstration, "2025-T4", Avance=[progress("3")])["submission"]
    assert "motivo" in jsi("withdraw", sent, "--reason", " ", "--as", FOCAL).stderr
    assert jsi("withdraw", sent, "--reason", "Archivo equivocado", "--as", FOCAL).exit_code == 0
    assert state(jsi, sent) == "Anulado"
    assert "ya fue decidido" in jsi("approve", sent, "--as", MANAGER).stderr
    again = send(demonstration, "2025-T4", Avance=[progress("3")])
    assert (again["outcome"], again["duplicate_of"]) == ("accepted", sent), "the same bytes are a new version"


def test_what_is_approved_is_not_taken_back_whole(demonstration: Folder, jsi: Jsi) -> None:
    refused = jsi("withdraw", of_the_third_quarter(jsi), "--reason", "Error", "--as", FOCAL)
    assert refused.exit_code == 2
    assert "Rectificaciones" in refused.stderr


def test_a_stranger_takes_nothing_back(demonstration: Folder, jsi: Jsi) -> None:
    sent = send(demonstration, "2025-T4", Avance=[progress("3")])["submission"]
    refused = jsi("withdraw", sent, "--reason", "Error", "--as", "punto.loreto")
    assert (refused.exit_code, state(jsi, sent)) == (2, "Enviado")


def test_the_history_is_rebuilt_alike(demonstration: Folder, jsi: Jsi, tmp_path: Path) -> None:
    first = of_the_third_quarter(jsi)
    jsi("reopen", first, "--row", GOAL, "--column", "quantity", "--reason", "Era 1", "--as", MANAGER)
    approved(demonstration, jsi, "2025-T4", Rectificaciones=[correction("anular")])
    verified = json.loads(jsi("verify", "--json").stdout)
    assert (verified["is_sound"], verified["marts_differ"]) == (True, [])
