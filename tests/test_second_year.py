"""The second year of the illustrative content: each thing that happens to a report happens in it, and shows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from etl.status import history, submissions
from etl.verify import verify
from reports.trace import trace_figure
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

ALL = Scope.everything()


@pytest.fixture(scope="module")
def reader(whole: Folder) -> Reader:
    return Reader(whole)


def test_every_file_of_it_was_taken_and_the_whole_holds(whole: Folder) -> None:
    found = verify(whole)
    assert (found.is_sound, found.marts_differ, found.is_current) == (True, [], True)


def test_the_quarters_of_both_years_can_be_read(reader: Reader) -> None:
    rows = reader.ask("cutoffs", ALL, phase="F2", today="2026-11-21", holidays=[]).to_dicts()
    assert {row["cutoff"]: row["plan_version"] for row in rows} == {
        f"{year}-T{quarter}": version for year, version in (("2025", "v1"), ("2026", "v2")) for quarter in (1, 2, 3, 4)
    }
    assert [row["cutoff"] for row in rows if row["is_default"]] == ["2026-T3"]


def test_the_figures_of_a_year_are_those_of_the_plan_that_holds_it(reader: Reader) -> None:
    before = trace_figure(reader, "phase_progress", "AE2.04-MDD/MFC-DEMA", "2025-T4", ALL)
    after = trace_figure(reader, "phase_progress", "AE2.04-MDD/MFC-DEMA", "2026-T1", ALL)
    assert (before["plan"], Decimal(before["parts"]["whole"])) == ("F2-v1", 15)
    assert (after["plan"], Decimal(after["parts"]["whole"])) == ("F2-v2", 16)


def test_money_moved_between_two_categories_is_registered_and_each_amount_opens(reader: Reader) -> None:
    changes = reader.ask("budget_changes", ALL, phase="F2").to_dicts()
    assert {(c["line_code"], c["category_code"], c["period"]): c["difference"] for c in changes} == {
        ("AE1.01-UCA", category, period): difference
        for category, difference in (("TALLERES", 1000), ("VIAJES", -1000))
        for period in ("2026", "Fase")
    }
    for change in changes:
        assert change["reason"]
        for amount, facts in (("original_amount", "original_facts"), ("new_amount", "new_facts")):
            cells = [reader.one("fact_place", ALL, fact_id=fact)["value"] for fact in change[facts]]
            assert sum(cells) == change[amount]


def test_a_report_was_observed_mended_and_approved(whole: Folder) -> None:
    first, second = (
        row for row in _reports(whole) if (row["organisation"], row["period"]) == ("GORE-HUANUCO", "2026-T1")
    )
    assert (first["state"], first["reason"]) == (
        "Observado", "Falta el número y la fecha del informe de la primera meta.",
    )  # fmt: skip
    assert (second["state"], second["version"]) == ("Conforme", 2)
    assert [act["kind"] for act in history(whole, first["submission"], ALL)] == ["received", "returned"]


def test_madre_de_dios_regularises_the_quarter_it_never_sent(reader: Reader) -> None:
    found = trace_figure(reader, "cumulative_phase", "AE2.04-MDD/MFC-DEMA", "2025-T4", ALL)
    assert [(fact["sheet"], fact["value"]) for fact in found["facts"]] == [
        ("Avance", "2.0000"), ("Rectificaciones", "3.0000"),
    ]  # fmt: skip


def test_amazonas_withdraws_minutes_that_were_not_signed(reader: Reader) -> None:
    found = trace_figure(reader, "cumulative_phase", "AE7.01-AMA/ZF-ACT", "2025-T4", ALL)
    assert {fact["period"] for fact in found["facts"]} == {"2025-T3"}


def test_a_row_is_withheld_and_a_report_is_late(whole: Folder, reader: Reader) -> None:
    withheld = reader.ask("submission_findings", ALL, submission_id=_of(whole, "GORE-SAN-MARTIN"), language="es")
    assert "sex_does_not_sum" in set(withheld["rule"])
    received = {row["organisation"]: row["received_at"][:10] for row in _reports(whole) if row["period"] == "2026-T1"}
    assert received["AIDESEP"] == "2026-04-28"
    assert max(day for organisation, day in received.items() if organisation != "AIDESEP") == "2026-04-17"


def test_some_of_the_last_quarters_are_still_in_review(whole: Folder) -> None:
    states = Counter((row["period"], row["state"]) for row in _reports(whole))
    assert states["2026-T2", "Enviado"] == 2
    assert states["2026-T3", "Enviado"] == 1


def _of(folder: Folder, organisation: str) -> str:
    of = (organisation, "2026-T1")
    return next(row["submission"] for row in _reports(folder) if (row["organisation"], row["period"]) == of)


def _reports(folder: Folder) -> list[dict[str, Any]]:
    """Return the reports of progress; those of money have quarters too."""
    return [row for row in submissions(folder, ALL) if row["source"] == "physical_progress"]
