"""Two submissions of one quarter that were not right at once, and what is told of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.filled import CONTENT, rows
from etl.receive import receive
from etl.review import send_back
from reports.quality import quality
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

EVERYTHING, TODAY, PERIOD = Scope.everything(), date(2026, 2, 20), "2025-T4"
MADRE, MARTIN = "GORE-MADRE-DE-DIOS", "GORE-SAN-MARTIN"
AT_3_FEBRUARY = "2026-02-03T15:00:00+00:00"


def mend_and_send_late(folder: Folder) -> None:
    """San Martín mends what was returned; Madre de Dios sends late, a row withheld and another out of scale."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JSI_NOW", AT_3_FEBRUARY)
        old = Reader(folder).ask("quality_findings", EVERYTHING, **chosen(MARTIN, rule="sex_does_not_sum"))[
            "submission_id"
        ][0]
        send_back(folder, old, actor="gestor.tecnico", reason="El total no coincide")
        mended = rows(CONTENT / "progress" / PERIOD / f"{MARTIN}.csv")
        for row in mended:
            if row["goal_id"] == "AE8.05-SAM/CON-PER":
                row |= {"women": "20", "men": "22", "sex_unknown": "0"}
        send(folder, MARTIN, mended, "punto.sanmartin")
        wrong = rows(CONTENT / "progress" / "2025-T3" / f"{MADRE}.csv")
        _, by_steps, last = wrong
        by_steps |= {"situation": "Sin avance", "quantity": "0"}
        wrong[0]["quantity"], last["quantity"] = "mil", "9999999"
        last["situation"] = "Con avance"
        send(folder, MADRE, wrong, "punto.madrededios")


def send(folder: Folder, organisation: str, filled: list[dict[str, str]], actor: str) -> str:
    units = CONTENT / "progress" / PERIOD / f"{organisation}.detail.csv"
    sheets = {"Avance": filled} | ({"Detalle": rows(units)} if units.exists() else {})
    content = workbook(folder, "physical_progress", organisation, PERIOD, filled=sheets)
    return str(receive(folder, "avance.xlsx", content, actor=actor).submission)


def chosen(organisation: str = "", **more: Any) -> dict[str, Any]:
    usual = {"organisation": organisation, "period": "", "rule": "", "standing": "", "most": 100, "language": "es"}
    return usual | more


def told(folder: Folder, organisation: str = "", scope: Scope = EVERYTHING) -> dict[str, Any]:
    return quality(Reader(folder), scope, organisation=organisation, period="", today=TODAY)


def findings(folder: Folder) -> list[dict[str, Any]]:
    """Return what was found in its report of progress; its report of spending has an alert of its own."""
    found = Reader(folder).ask("quality_findings", EVERYTHING, **chosen(MADRE)).to_dicts()
    return [one for one in found if one["sheet"] != "Gastos"]
