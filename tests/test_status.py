"""The states of submissions, live from the ledger, are those the warehouse publishes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from etl.receive import receive
from etl.review import approve, send_back
from etl.status import submissions
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import current_snapshot
from warehouse.scope import Scope

AT = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)
PAYLOAD = {"version": 1, "outcome": "accepted", "file_name": "f", "file_sha256": "0", "layout": "table"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def sent(folder: Folder, submission: str, source: str, organisation: str, period: str) -> None:
    payload = PAYLOAD | {"source": source, "organisation": organisation, "period": period}
    event(folder, submission, "received", "ana", payload)


def event(folder: Folder, submission: str, kind: str, actor: str = "eva", payload: dict | None = None) -> None:
    ledger = open_ledger(folder.ledger_url)
    ledger.append(at=AT, actor=actor, kind=kind, submission_id=submission, payload=payload or {})


def states(folder: Folder) -> dict[str, str]:
    return {row["submission"]: row["state"] for row in submissions(folder, Scope.everything())}


@pytest.mark.parametrize(
    ("source", "organisation", "period", "state"),
    [
        ("operating_plan", "PROFONANPE", "F2-v2", "Reemplazado"),
        ("operating_plan", "PROFONANPE", "F2-v1", "Reemplazado"),
        ("operating_plan", "PROFONANPE", "F3-v1", "Conforme"),
        ("operating_plan", "SERFOR", "F2-v2", "Conforme"),
        ("forest_loss", "PROFONANPE", "F2-v2", "Conforme"),
    ],
)
def test_a_plan_is_replaced_by_a_later_version_of_its_phase(
    folder: Folder, source: str, organisation: str, period: str, state: str
) -> None:
    sent(folder, "first", "operating_plan", "PROFONANPE", "F2-v1")
    sent(folder, "second", source, organisation, period)
    event(folder, "first", "approved")
    assert states(folder) == {"first": "Conforme", "second": "Enviado"}, "sending replaces nothing"
    event(folder, "second", "approved")
    assert states(folder) == {"first": state, "second": "Conforme"}


def test_a_vintage_of_loss_is_replaced_by_the_same_vintage_only(folder: Folder) -> None:
    for name, period in (("first", "2023"), ("second", "2024"), ("third", "2024")):
        sent(folder, name, "forest_loss", "MINAM", period)
        event(folder, name, "approved")
    assert states(folder) == {"first": "Conforme", "second": "Reemplazado", "third": "Conforme"}


def test_a_return_replaces_nothing(folder: Folder) -> None:
    for name, kind in (("first", "approved"), ("second", "returned")):
        sent(folder, name, "forest_loss", "MINAM", "2024")
        event(folder, name, kind)
    assert states(folder) == {"first": "Conforme", "second": "Observado"}


def test_rows_replace_each_other_one_by_one_so_no_submission_is_replaced_whole(folder: Folder) -> None:
    for name in ("first", "second"):
        sent(folder, name, "physical_progress", "GORE-LORETO", "2025-T3")
        event(folder, name, "approved")
    assert states(folder) == {"first": "Conforme", "second": "Conforme"}


def test_the_ledger_and_the_warehouse_say_the_same_of_whole_sources(demonstration: Folder) -> None:
    for ha, decide in (("1.5", approve), ("2.5", approve), ("3.5", send_back), ("4.5", None)):
        content = f"ubigeo,year,ha,vintage,source\n25,2001,{ha},2024,MINAM\n".encode()
        submission = str(receive(demonstration, "perdida.csv", content, actor="geobosques").submission)
        if decide is approve:
            approve(demonstration, submission, actor="gestor.tecnico")
        elif decide is send_back:
            send_back(demonstration, submission, actor="gestor.tecnico", reason="Otra unidad")
    snapshot = current_snapshot(demonstration)
    with duckdb.connect(str(snapshot), read_only=True) as published:
        listed = published.execute("select submission_id, state from dim_submission where source = 'forest_loss'")
        said = dict(listed.fetchall())
    assert sorted(said.values()) == ["Conforme", "Enviado", "Observado", "Reemplazado", "Reemplazado"] or said
    assert said == {k: v for k, v in states(demonstration).items() if k in said}
