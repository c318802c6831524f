"""Who has no account to settle, several of them, or nothing presented gets a sentence instead of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from accounts import FINANCE, PARTNER, SUBAGREEMENT, accept, begin, send
from click.testing import CliRunner

import cli
from warehouse.folder import Folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("JSI_DATA", str(tmp_path / "data"))
    begin(Folder(tmp_path / "data"))
    return Folder(tmp_path / "data")


def _asked(source: str, organisation: str, period: str, path: Path) -> str:
    typed = ["template", "--source", source, "--org", organisation, "--period", period, "-o", str(path / "x.xlsx")]
    answer = CliRunner().invoke(cli.jsi, typed, standalone_mode=False)
    return answer.output + str(answer.exception or "")


def test_a_partner_without_a_subagreement_and_a_quarter_without_expenses(folder: Folder, tmp_path: Path) -> None:
    said = _asked("financial_execution", "AIDESEP", "2025-T3", tmp_path)
    assert "AIDESEP no tiene un subconvenio vigente" in said
    said = _asked("settlements", PARTNER, "2025-T3", tmp_path)
    assert f"{PARTNER} no ha presentado gastos" in said
    assert not (tmp_path / "x.xlsx").exists()


def test_a_partner_with_several_subagreements(folder: Folder, tmp_path: Path) -> None:
    rows = [
        {
            "subagreement_code": code, "agreement_code": "NORAD-2022", "organisation_code": PARTNER,
            "currency_code": "USD", "amount": "1000.00", "account_currency": "PEN", "signed_on": "2025-07-01",
            "starts_on": "2025-07-01", "ends_on": "2026-12-31", "subagreement_state": "Vigente",
        }
        for code in (SUBAGREEMENT, f"{SUBAGREEMENT}-2")
    ]  # fmt: skip
    taken = send(folder, "subagreements", "PROFONANPE", "F2", {"Subconvenios": rows}, FINANCE, "2025-07-04")
    accept(folder, taken, "gestor.tecnico", "2025-07-05")
    said = _asked("financial_execution", PARTNER, "2025-T3", tmp_path)
    assert f"Hay varios subconvenios para el mismo socio: {SUBAGREEMENT}-2, {SUBAGREEMENT}." in said
