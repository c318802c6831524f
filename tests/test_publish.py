"""Publishing: its failure undoes no act, one publisher at a time, readers keep what they hold, old versions go."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import dying
import polars as pl
import pytest
from click.testing import Result

import etl.publish
import warehouse.build
from etl.check import Checked
from etl.publish import KEEP_SECONDS, publish, snapshot_name
from etl.receive import receive
from etl.review import approve, send_back
from etl.verify import different, verify
from warehouse import reference
from warehouse.folder import Folder
from warehouse.ledger import RefusalError, open_ledger
from warehouse.read import Reader, current_snapshot
from warehouse.scope import Scope

CSV = "ubigeo,year,ha,vintage,source\n25,2001,{ha},2023,MINAM Geobosques\n"
Jsi = Callable[..., Result]


def send(folder: Folder, ha: str = "11588.49") -> Checked:
    return receive(folder, "perdida.csv", CSV.format(ha=ha).encode(), actor="geobosques")


def kinds(folder: Folder) -> list[str]:
    return [e.kind for e in open_ledger(folder.ledger_url).events()]


def is_current(folder: Folder) -> bool:
    snapshot = current_snapshot(folder)
    return snapshot is not None and snapshot.name == snapshot_name(open_ledger(folder.ledger_url).events())


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


def test_a_reader_keeps_the_version_it_holds(demonstration: Folder) -> None:
    reader = Reader(demonstration)
    question = ("forest_loss_by_year", Scope.everything())
    held = reader.ask(*question, ubigeo="25")
    approve(demonstration, str(send(demonstration, "1.5").submission), actor="gestor.tecnico")
    assert Reader(demonstration).version != reader.version
    assert reader.ask(*question, ubigeo="25").equals(held)


def test_quarantined_rows_of_every_submission_are_kept_as_sent(demonstration: Folder) -> None:
    rows = "ubigeo,year,ha,vintage,source\n25,2001,7.5,2023,MINAM\n25,2002,siete,2023,MINAM\n"
    sent = receive(demonstration, "perdida.csv", rows.encode(), actor="geobosques")
    assert (sent.accepted, sent.quarantined) == (1, 1)
    send_back(demonstration, str(sent.submission), actor="gestor.tecnico", reason="Otra unidad")
    with duckdb.connect(str(current_snapshot(demonstration)), read_only=True) as published:
        asked = "select sheet, row_number, cells::json from quarantined_row where submission_id = ?"
        kept = published.execute(asked, [sent.submission]).fetchall()
    assert kept == [("csv", 3, '{"A": "25", "B": "2002", "C": "siete", "D": "2023", "E": "MINAM"}')]


def test_changed_reference_data_is_other_code_and_no_alteration(
    demonstration: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = reference.table

    def reviewed(name: str) -> pl.DataFrame:
        return table(name).with_columns(source=pl.lit("x")) if name == "thresholds" else table(name)

    monkeypatch.setattr(reference, "table", reviewed)
    found = verify(demonstration)
    assert found.is_sound
    assert found.marts_differ == ["ref_thresholds"]


@pytest.mark.parametrize("changed", ["etl/facts.py", "expectations/contract.py", "warehouse/build.py"])
def test_a_version_is_named_by_the_code_it_is_derived_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    for room in ("etl", "expectations", "warehouse"):
        shutil.copytree(etl.publish.ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(etl.publish, "ROOT", tmp_path)
    before = snapshot_name([])
    with (tmp_path / changed).open("a", encoding="utf-8") as code:
        code.write("# another day\n")
    assert snapshot_name([]) != before


def test_old_versions_go_but_the_newest_three_and_those_of_the_last_hour(demonstration: Folder) -> None:
    shutil.rmtree(demonstration.snapshots)
    last = len(kinds(demonstration))
    for sequence in range(last - 5, last):
        publish(demonstration, up_to=sequence)
    ages = {sequence: (last - sequence) * KEEP_SECONDS for sequence in range(last - 5, last)}
    ages[last - 4] = KEEP_SECONDS - 60
    for path in demonstration.snapshots.glob("wh-*"):
        then = time.time() - ages[int(path.name.split("-")[1])]
        os.utime(path, (then, then))
    publish(demonstration)
    kept = sorted(int(p.name.split("-")[1]) for p in demonstration.snapshots.glob("wh-*"))
    assert kept == [last - 4, last - 1, last]


def test_what_is_current_stays_however_old(demonstration: Folder) -> None:
    last = len(kinds(demonstration))
    old = publish(demonstration, up_to=last - 6)
    os.utime(old, (1, 1))
    for sequence in range(last - 5, last):
        publish(demonstration, up_to=sequence)
    assert not old.exists()
    again = publish(demonstration, up_to=last - 6)
    os.utime(again, (1, 1))
    assert publish(demonstration, up_to=last - 6) == again
    assert again.exists()


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe", b"wh-00000001-000000000000.duckdb\n", b"../ledger.sqlite\n", None]
)
def test_a_damaged_pointer_is_told_and_publishing_mends_it(
    demonstration: Folder, jsi: Jsi, damage: bytes | None
) -> None:
    if damage is None:
        demonstration.pointer.unlink()
    else:
        demonstration.pointer.write_bytes(damage)
    told = jsi("verify")
    assert (told.exit_code, told.stdout) == (4, "")
    assert "jsi publish" in told.stderr
    assert jsi("publish").exit_code == 0
    assert jsi("verify").exit_code == 0


def test_a_damaged_version_is_told_and_publishing_rebuilds_it(demonstration: Folder, jsi: Jsi, tmp_path: Path) -> None:
    snapshot = current_snapshot(demonstration)
    assert snapshot is not None
    whole = tmp_path / "whole.duckdb"
    shutil.copy(snapshot, whole)
    damaged = bytearray(snapshot.read_bytes())
    for block in range(12288, len(damaged), 262144):
        damaged[block + 4096] ^= 0xFF
    snapshot.write_bytes(damaged)
    told = jsi("verify")
    assert told.exit_code == 4
    assert "jsi publish" in told.stderr
    assert "Traceback" not in told.stderr
    assert jsi("publish").exit_code == 0
    assert different(whole, snapshot) == []
    assert jsi("verify").exit_code == 0


def test_what_a_killed_build_left_never_stops_the_next(demonstration: Folder) -> None:
    spilled = demonstration.snapshots / ".building-wh-00000001-000000000000.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    send(demonstration)
    assert is_current(demonstration)
    assert not spilled.exists()
