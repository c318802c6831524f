"""Versions of the warehouse: how they are named, who keeps them, when they go, and how a damaged one is mended."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import polars as pl
import pytest
from acts import Jsi, is_current, kinds, send

import etl.publish
from etl.publish import KEEP_NEWEST, KEEP_SECONDS, publish, snapshot_name
from etl.review import approve
from etl.verify import different, verify
from warehouse import reference
from warehouse.folder import Folder
from warehouse.layer import below
from warehouse.read import Reader, current_snapshot
from warehouse.scope import Scope
from warehouse.threads import threads


def test_a_reader_keeps_the_version_it_holds(demonstration: Folder) -> None:
    reader = Reader(demonstration)
    question = ("forest_loss_by_year", Scope.everything())
    held = reader.ask(*question, ubigeo="25")
    approve(demonstration, str(send(demonstration, "1.5").submission), actor="gestor.tecnico")
    assert Reader(demonstration).version != reader.version
    assert reader.ask(*question, ubigeo="25").equals(held)


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


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build every version whole, so that none stands on another."""
    monkeypatch.setattr("etl.publish.can_grow", lambda _: False)


@pytest.mark.usefixtures("whole")
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


@pytest.mark.usefixtures("whole")
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


def test_what_a_version_stands_on_stays_and_goes_with_the_last_that_stands_on_it(demonstration: Folder) -> None:
    shutil.rmtree(demonstration.snapshots)
    ground = publish(demonstration)
    ends = [send(demonstration, f"11588.{cents}").outcome for cents in range(50, 50 + KEEP_NEWEST)]
    assert ends == ["accepted"] * KEEP_NEWEST
    layers = sorted(demonstration.snapshots.glob("wh-*"))[1:]
    assert [below(layer) for layer in layers] == [ground] * KEEP_NEWEST
    assert max(layer.stat().st_size for layer in layers) < ground.stat().st_size
    for path in (ground, *layers):
        os.utime(path, (1, 1))
    send(demonstration, "11588.70")
    assert ground.exists(), "readers need it"
    assert Reader(demonstration).ask("forest_loss_by_year", Scope.everything(), ubigeo="25").height > 0
    for cents in range(80, 80 + KEEP_NEWEST):
        approve(demonstration, str(send(demonstration, f"11588.{cents}").submission), actor="gestor.tecnico")
        for path in demonstration.snapshots.glob("wh-*"):
            os.utime(path, (1, 1))
    publish(demonstration)
    assert not ground.exists()


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


def test_what_a_version_stands_on_may_be_damaged_and_publishing_builds_it_whole(
    demonstration: Folder, jsi: Jsi
) -> None:
    shutil.rmtree(demonstration.snapshots)
    ground = publish(demonstration)
    send(demonstration)
    layer = current_snapshot(demonstration)
    assert layer is not None
    assert below(layer) == ground
    ground.write_bytes(ground.read_bytes()[: ground.stat().st_size // 2])
    told = jsi("verify")
    assert (told.exit_code, "jsi publish" in told.stderr) == (4, True)
    assert jsi("publish").exit_code == 0
    assert below(layer) is None, "it stands on nothing now"
    assert jsi("verify").exit_code == 0


@pytest.mark.parametrize(("said", "taken"), [("3", 3), ("", 2), ("0", 2), ("-1", 2), ("many", 2)])
def test_as_many_processors_are_taken_as_is_said(monkeypatch: pytest.MonkeyPatch, said: str, taken: int) -> None:
    monkeypatch.setenv("JSI_THREADS", said)
    assert threads() == taken


def test_what_a_killed_build_left_never_stops_the_next(demonstration: Folder) -> None:
    spilled = demonstration.snapshots / ".building-wh-00000001-000000000000.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    send(demonstration)
    assert is_current(demonstration)
    assert not spilled.exists()
