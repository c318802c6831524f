"""Publishing: its failure undoes no act, acts at once are kept apart, and what was withheld is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import dying
import pytest
from acts import CSV, Jsi, is_current, kinds, send

import etl.publish
import warehouse.build
from etl.publish import publish
from etl.receive import receive
from etl.review import approve, send_back
from etl.verify import verify
from warehouse.folder import Folder
from warehouse.ledger import RefusalError
from warehouse.read import current_snapshot


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def no_such_column(*_: object) -> None:
    raise duckdb.BinderException("Binder Error: column not found\nLINE 1: select nothing")


@pytest.fixture
def broken_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mart nobody can build, as an update gone wrong would bring."""
    room = tmp_path / "sql"
    shutil.copytree(warehouse.build.SQL, room)
    (room / "marts" / "broken.sql").write_text("-- One row is nothing.\nselect nothing from nowhere\n")
    monkeypatch.setattr(warehouse.build, "SQL", room)
    monkeypatch.setattr(etl.publish, "SQL", room)
    return room


@pytest.fixture(params=[full, no_such_column])
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(etl.publish, "construct", request.param)
    return monkeypatch


def test_acts_stand_though_publishing_fails(demonstration: Folder, broken: pytest.MonkeyPatch) -> None:
    before, version = kinds(demonstration), current_snapshot(demonstration)
    sent = send(demonstration)
    assert sent.submission
    assert approve(demonstration, sent.submission, actor="gestor.tecnico").kind == "approved"
    second = send(demonstration, "1.5")
    assert second.submission
    assert send_back(demonstration, second.submission, actor="gestor.tecnico", reason="Otra unidad").kind == "returned"
    assert kinds(demonstration) == [*before, "received", "approved", "received", "returned"]
    assert current_snapshot(demonstration) == version, "readers keep the last good version"
    assert not list(demonstration.snapshots.glob(".*"))
    broken.undo()
    publish(demonstration)
    assert is_current(demonstration)
    assert verify(demonstration).is_sound


@pytest.mark.parametrize(("language", "words"), [("es", "quedó registrado"), ("en", "is recorded")])
def test_the_command_tells_in_a_sentence_what_was_not_published(
    demonstration: Folder, jsi: Jsi, tmp_path: Path, broken_sql: Path, language: str, words: str
) -> None:
    path = tmp_path / "perdida.csv"
    path.write_text(CSV.format(ha="7.5"), encoding="utf-8")
    result = jsi("--lang", language, "receive", path, "--as", "geobosques", "--json")
    assert result.exit_code == 0, "the code of the act, which found nothing"
    assert words in result.stderr
    assert "jsi publish" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert kinds(demonstration)[-1] == "received"
    failed = jsi("--lang", language, "publish")
    assert failed.exit_code == 4
    assert "nowhere" in failed.stderr
    assert "Traceback" not in failed.stderr + result.stderr


def test_approving_and_returning_by_command_tell_the_same(demonstration: Folder, jsi: Jsi, broken_sql: Path) -> None:
    approved, returned = send(demonstration), send(demonstration, "1.5")
    for words in (("approve", approved.submission), ("return", returned.submission, "--reason", "Otra unidad")):
        result = jsi(*words, "--as", "gestor.tecnico")
        assert result.exit_code == 0, result.output
        assert "jsi publish" in result.stderr
    assert kinds(demonstration)[-2:] == ["approved", "returned"]


def test_an_act_is_checked_against_what_earlier_ones_left_unpublished(
    demonstration: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("etl.publish.construct", full)
        first = send(demonstration)
        approve(demonstration, str(first.submission), actor="gestor.tecnico")
    assert send(demonstration, "11588.50").effect == {"new": 0, "changed": 1, "unchanged": 0}


def prove(folder: Folder) -> None:
    publish(folder)


def send_one(folder: Folder) -> None:
    send(folder)


def test_two_publishers_at_once_make_one_version(demonstration: Folder) -> None:
    shutil.rmtree(demonstration.snapshots)
    demonstration.pointer.unlink()
    assert dying.together(prove, prove, root=demonstration.root)
    assert [p.name for p in demonstration.snapshots.iterdir()] == [demonstration.pointer.read_text().strip()]
    assert is_current(demonstration)


def test_the_same_bytes_sent_twice_at_once_are_one_submission(demonstration: Folder) -> None:
    before = len(kinds(demonstration))
    assert dying.together(send_one, send_one, root=demonstration.root)
    assert len(kinds(demonstration)) == before + 1
    assert is_current(demonstration)
    assert verify(demonstration).is_sound


def test_a_second_approval_is_refused(demonstration: Folder) -> None:
    sent = str(send(demonstration).submission)
    approve(demonstration, sent, actor="gestor.tecnico")
    with pytest.raises(RefusalError, match="already_decided"):
        approve(demonstration, sent, actor="gestor.tecnico")
    assert kinds(demonstration)[-2:] == ["received", "approved"]


def test_quarantined_rows_of_every_submission_are_kept_as_sent(demonstration: Folder) -> None:
    rows = "ubigeo,year,ha,vintage,source\n25,2001,7.5,2023,MINAM\n25,2002,siete,2023,MINAM\n"
    sent = receive(demonstration, "perdida.csv", rows.encode(), actor="geobosques")
    assert (sent.accepted, sent.quarantined) == (1, 1)
    send_back(demonstration, str(sent.submission), actor="gestor.tecnico", reason="Otra unidad")
    with duckdb.connect(str(current_snapshot(demonstration)), read_only=True) as published:
        asked = "select sheet, row_number, cells::json from quarantined_row where submission_id = ?"
        kept = published.execute(asked, [sent.submission]).fetchall()
    assert kept == [("csv", 3, '{"A": "25", "B": "2002", "C": "siete", "D": "2023", "E": "MINAM"}')]
