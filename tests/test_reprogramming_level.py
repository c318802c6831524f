"""Who decides a change of the plan: by the thresholds of the agreement that pays it, on the day of the decision."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from reprogrammed import MONEY, Plan, begin, change, plan

from etl.check import check
from reports.workbook import workbook
from warehouse import reference
from warehouse.folder import Folder

# From June 2025 the agreement leaves nothing between lines to the CI, and admits twice the deviation.
OWN = """action,NORAD-2022,2025-06-01,Junta,3,,ilustrativo,2025-06-30
action,OTRO-2020,2025-01-01,No objeción del donante,4,,ilustrativo,2025-06-30
beyond_deviation,NORAD-2022,2025-06-01,No objeción del donante,4,20,ilustrativo,2025-06-30
"""
COUNTERPART = {"fund": "Contrapartida monetaria"}
Found = list[tuple[str | None, Decimal | None, str | None]]


@pytest.fixture(scope="module")
def general(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("general"))
    begin(folder)
    return folder.root


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Folder:
    """A folder whose agreement has thresholds of its own."""
    shutil.copytree(reference.REFERENCE, tmp_path / "reference")
    with (tmp_path / "reference" / "reprogramming_level.csv").open("a", encoding="utf-8") as levels:
        levels.write(OWN)
    monkeypatch.setattr(reference, "REFERENCE", tmp_path / "reference")
    folder = Folder(tmp_path / "data")
    begin(folder)
    return folder


def too_low(folder: Folder, filled: Plan) -> Found:
    """Return the level asked for and what is at stake, where the one said is too low."""
    content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v2", filled=filled)
    found = check(folder, "p.xlsx", content).findings
    return [(f.expected, f.stake_amount, f.stake_unit) for f in found if f.rule == "reprogramming_level_too_low"]


def moved(first: int, second: int, level: str, day: str = "", **budget: str) -> Plan:
    """Give two lines of one action another budget, decided at a level."""
    filled = plan("v2", "A1", "A2")
    filled["Carátula"][0] |= {"agreement_date": day} if day else {}
    for row, amount in zip(filled["Presupuesto"], (first, second), strict=True):
        row |= {"phase_amount": str(amount), "year_2026": str(amount - 400)} | budget
    filled["Reprogramación"] = [change("Presupuesto", line_code="A1", change_level=level)]
    return filled


GENERAL: dict[str, tuple[Plan, Found]] = {
    "between lines, by the CI": (moved(1100, 900, "CI"), []),
    "between lines, by Profonanpe": (moved(1100, 900, "Profonanpe"), [("CI", Decimal(100), "USD")]),
    "more for an action, by the CI": (moved(1200, 1000, "CI"), [("Junta", Decimal(200), "USD")]),
    "more for an action, by the board": (moved(1200, 1000, "Junta"), []),
    "beyond the deviation, by the board": (
        moved(1201, 1000, "Junta"), [("No objeción del donante", Decimal(201), "USD")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GENERAL)
def test_without_thresholds_of_its_own_an_agreement_follows_the_general(general: Path, name: str) -> None:
    filled, expected = GENERAL[name]
    assert too_low(Folder(general), filled) == expected


def test_the_agreements_own_thresholds_go_first_from_their_day_on(own: Folder) -> None:
    assert too_low(own, moved(1100, 900, "CI", "2025-06-01")) == [("Junta", Decimal(100), "USD")]
    assert too_low(own, moved(1100, 900, "CI")) == [("Junta", Decimal(100), "USD")], "the last, without a day"
    assert too_low(own, moved(1100, 900, "CI", "2025-05-31")) == []


def test_the_deviation_is_the_agreements_own(own: Folder) -> None:
    assert too_low(own, moved(1300, 1000, "Junta", "2025-07-01")) == []
    [beyond] = too_low(own, moved(1401, 1000, "Junta", "2025-07-01"))
    assert beyond == ("No objeción del donante", Decimal(401), "USD")


def test_money_of_no_agreement_follows_the_general_and_asks_no_donor(own: Folder) -> None:
    added: list[dict[str, Any]] = [
        MONEY | COUNTERPART | {"line_code": "A1", "phase_amount": "9000", "year_2026": "9000"},
    ]  # fmt: skip
    filled = moved(1000, 1000, "Junta", "2025-07-01")
    filled["Presupuesto"] += added
    assert too_low(own, filled) == []
    filled["Reprogramación"][0]["change_level"] = "CI"
    assert too_low(own, filled) == [("Junta", Decimal(9000), "USD")]


def test_money_that_only_changes_its_category_is_decided_by_profonanpe(general: Path) -> None:
    filled = moved(600, 1000, "Profonanpe")
    filled["Presupuesto"].append(
        MONEY | {"line_code": "A1", "category_code": "VIAJES", "phase_amount": "400", "year_2025": "400", "t4": "400"}
    )
    filled["Presupuesto"][0] |= {"year_2025": "0", "year_2026": "600", "t4": "0"}
    assert too_low(Folder(general), filled) == []
