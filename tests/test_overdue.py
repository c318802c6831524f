"""Another disbursement waits while a rendición of its subagreement is overdue, by the words of the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from accounts import FINANCE, ask, begin, disburse, presented, send, transfer, voucher
from conftest import copy

from etl.finding import Finding
from warehouse.calendar import national_holidays
from warehouse.folder import Folder

SECOND = transfer("D-2", "2025-10-20", "50000.00", "180000.00", "3.60")
STEPS = ("approved_on", "approved_amount", "transferred_on", "transferred_amount", "account_currency",
         "account_amount", "exchange_rate")  # fmt: skip
# Fifteen working days of October, of which the 8th is a national holiday.
LAST_DAY = date(2025, 10, 22)
HOLIDAYS = national_holidays(2025, 2026)


@pytest.fixture(scope="module")
def transferred(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("overdue") / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    return folder


@pytest.fixture
def own(transferred: Folder, tmp_path: Path) -> Folder:
    copy(transferred.root, tmp_path / "own")
    return Folder(tmp_path / "own")


def overdue(folder: Folder, day: date, **changed: str | None) -> list[Finding]:
    """Tell of a second disbursement that day, and return what it is told of rendiciones that are overdue."""
    row = SECOND | changed
    taken = send(folder, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, day.isoformat())
    return [f for f in taken.findings if f.rule == "disbursed_while_overdue"]


def marks(folder: Folder, day: date) -> dict[str, str | None]:
    asked = {"phase": "F2", "today": day.isoformat(), "holidays": list(HOLIDAYS)}
    return {row["period"]: row["mark"] for row in ask(folder, "settlements", **asked)}


def flag(folder: Folder, day: date) -> str | None:
    asked = {"phase": "F2", "cutoff": "2025-T3", "today": day.isoformat(), "holidays": list(HOLIDAYS)}
    return ask(folder, "advances", **asked)[0]["flag"]


def test_a_rendicion_is_awaited_until_its_last_day_here_as_on_the_page(own: Folder) -> None:
    assert marks(own, LAST_DAY) == {"2025-T3": "Pendiente"}
    # nothing is overdue yet, and nothing was accepted of what was transferred
    assert [flag(own, day) for day in (LAST_DAY, date(2025, 10, 23))] == ["below", "overdue"]
    assert overdue(own, LAST_DAY) == []
    late = date(2025, 10, 23)
    assert marks(own, late) == {"2025-T3": "Vencido"}
    [finding] = overdue(own, late)
    assert (finding.cell, finding.found, finding.severity) == ("K7", "2025-T3 (22/10/2025)", "alert")
    assert (str(finding.stake_amount), finding.stake_unit) == ("50000.0000", "USD")
    for language, word in (("es", "vencidas"), ("en", "overdue")):
        assert word in finding.message(language)


def test_one_asked_for_is_told_too(own: Folder) -> None:
    [finding] = overdue(own, date(2025, 11, 3), requested_on="2025-11-02", **dict.fromkeys(STEPS))
    assert finding.cell == "G7"


def test_what_came_is_overdue_no_more(own: Folder) -> None:
    presented(own, "2025-T3", "374900.00", voucher("F1", "100.00"))
    assert overdue(own, date(2025, 11, 3)) == []
    assert marks(own, date(2026, 2, 1)) == {"2025-T3": None, "2025-T4": "Vencido"}
    [finding] = overdue(own, date(2026, 2, 1))
    assert finding.found.startswith("2025-T4 (")


def test_what_another_subagreement_owes_is_its_own_affair(own: Folder) -> None:
    assert overdue(own, date(2025, 11, 3), subagreement_code="SUB-OTRO") == []
