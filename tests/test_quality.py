"""What is told of the quality of what was sent, and of what is late, from one drawn history."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import copy
from hypothesis import given
from hypothesis import strategies as st
from mending import AT_3_FEBRUARY, EVERYTHING, MADRE, MARTIN, PERIOD, TODAY, findings, mend_and_send_late, send, told

from content.filled import CONTENT, rows
from etl.review import approve, send_back
from reports.quality import quality
from warehouse.build import macros
from warehouse.calendar import national_holidays
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import Reader


@pytest.fixture(scope="module")
def sent(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """San Martín mended what was returned; Madre de Dios sent late, a row withheld and another out of scale."""
    root = tmp_path_factory.mktemp("quality") / "data"
    copy(loaded, root)
    mend_and_send_late(Folder(root))
    return Folder(root)


def test_rows_read_are_accepted_withheld_and_omitted_in_every_line_and_in_all(sent: Folder) -> None:
    found = told(sent)
    for row in [*found["rows"], found["total"]]:
        assert row["rows_read"] == row["accepted"] + row["quarantined"] + row["ignored"]
    for name in ("submissions", "rows_read", "accepted", "quarantined", "ignored", "errors", "alerts"):
        assert found["total"][name] == sum(row[name] for row in found["rows"])
    assert (found["total"]["returned"], found["total"]["mended"], found["total"]["quarantined"]) == (1, 1, 2)


def test_a_row_sent_again_no_longer_waits_and_what_it_put_at_stake_is_not_counted(sent: Folder) -> None:
    [rule] = [one for one in told(sent, MARTIN)["rules"] if not one["waiting"]]
    assert (rule["rule"], rule["findings"], rule["waiting"], rule["resent"]) == ("sex_does_not_sum", 1, 0, 1)
    assert rule["stake_amount"] is None


def test_what_is_most_at_stake_comes_first_and_units_are_never_added(sent: Folder) -> None:
    rules = told(sent)["rules"]
    assert [rule["waiting"] > 0 for rule in rules] == sorted((rule["waiting"] > 0 for rule in rules), reverse=True)
    waiting = [rule["severity"] for rule in rules if rule["waiting"]]
    assert waiting == ["error", "alert", "alert", "alert", "alert"]
    operations = [rule["stake_amount"] for rule in rules if rule["stake_unit"] == "operativo"]
    assert operations == ["9999999.0000", "9999950.0000"]
    # soles and dollars at stake are of other rules, and in no sum with operations or each other
    assert {rule["stake_unit"] for rule in rules if rule["stake_amount"]} == {"operativo", "PEN", "USD"}


def test_a_row_brought_again_alone_leaves_the_others_waiting(sent: Folder, tmp_path: Path) -> None:
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    first, _, second = rows(CONTENT / "progress" / "2025-T3" / f"{MADRE}.csv")
    before = {f["row"]: f["standing"] for f in findings(folder)}
    assert set(before.values()) == {"pendiente"}
    assert len(before) == 2
    again = send(folder, MADRE, [second | {"quantity": "1", "situation": "Con avance"}], "punto.madrededios")
    standing = {(f["row"], f["rule"]): f["standing"] for f in findings(folder) if f["submission_id"] != again}
    assert {s for (_, rule), s in standing.items() if rule == "not_a_number"} == {"pendiente"}
    assert {s for (_, rule), s in standing.items() if rule != "not_a_number"} == {"atendido"}
    assert first["goal_id"] != second["goal_id"]


def test_approving_accepts_the_alerts_and_leaves_the_withheld_row_waiting(sent: Folder, tmp_path: Path) -> None:
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    approve(folder, findings(folder)[0]["submission_id"], actor="gestor.tecnico")
    standing = {f["severity"]: f["standing"] for f in findings(folder)}
    assert standing == {"error": "pendiente", "alert": "aceptado"}


def test_who_sent_late_and_who_did_not_send_are_told_with_the_last_day(sent: Folder) -> None:
    late = {(row["organisation_code"], row["period"]): row for row in told(sent)["deliveries"]}
    madre = late[MADRE, PERIOD]
    assert (madre["mark"], madre["deadline"], madre["days_late"]) == ("Fuera de plazo", "2026-01-15", 19)
    assert late["MINAM", "2025-T3"]["mark"] == "Vencido"
    assert (MARTIN, PERIOD) not in late, "what mends a submission sent in time is not late"
    more = {row["submission_id"]: row for row in _more(sent)}
    assert [row["is_late"] for row in more.values()].count(True) == 1


def test_a_report_is_awaited_until_its_last_day_has_passed(sent: Folder) -> None:
    for today, mark in ((date(2025, 12, 31), None), (date(2026, 1, 15), "Pendiente"), (date(2026, 1, 16), "Vencido")):
        found = quality(Reader(sent), EVERYTHING, organisation="MINAM", period=PERIOD, today=today)
        assert [row["mark"] for row in found["deliveries"]] == ([mark] if mark else [])


def test_what_was_returned_is_awaited_mended_within_its_own_days(sent: Folder, tmp_path: Path) -> None:
    returned, mended = (row for row in _more(sent) if row["submission_id"] in _of_martin(sent))
    assert (mended["deadline"], mended["is_late"]) == (date(2026, 2, 10), False)
    assert returned["to_mend_by"] is None
    copy(sent.root, tmp_path / "data")
    folder = Folder(tmp_path / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JSI_NOW", AT_3_FEBRUARY)
        send_back(folder, mended["submission_id"], actor="gestor.tecnico", reason="Falta el acta")
        for today, is_overdue in ((date(2026, 2, 10), False), (date(2026, 2, 11), True)):
            [again] = (r for r in _more(folder, today) if r["submission_id"] == mended["submission_id"])
            assert (again["to_mend_by"], again["is_overdue"]) == (date(2026, 2, 10), is_overdue)


def _of_martin(folder: Folder) -> set[str]:
    named = {"source": "physical_progress", "organisation": MARTIN, "period": PERIOD}
    return {e.submission_id for e in open_ledger(folder.ledger_url).events() if named.items() <= e.payload.items()}


def _more(folder: Folder, today: date = TODAY) -> list[dict[str, Any]]:
    holidays = list(national_holidays(2020, 2030))
    asked = {"today": today.isoformat(), "holidays": holidays}
    return Reader(folder).ask("submission_more", EVERYTHING, **asked).to_dicts()


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 30),
    st.lists(st.integers(1, 60).map(timedelta), max_size=8),
)
def test_the_last_day_is_counted_as_a_person_counts_it_on_a_calendar(
    start: date, days: int, closed: list[timedelta]
) -> None:
    shut, last, left = {start + after for after in closed}, start, days
    while left:
        last += timedelta(1)
        left -= last.weekday() < 5 and last not in shut
    assert MACROS.execute("select working_day(?, ?, ?::date[])", [start, days, sorted(shut)]).fetchone() == (last,)


MACROS = duckdb.connect()
macros(MACROS)
