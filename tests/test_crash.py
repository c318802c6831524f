"""kill −9 at any instant of a receive loses nothing acknowledged and leaves nothing half-done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.publish import publish
from etl.receive import named_objects, sweep
from etl.verify import verify
from warehouse.folder import Folder
from warehouse.ledger import open_ledger

CSV = "ubigeo,year,ha,vintage,source\n25,2001,11588.49,{vintage},MINAM Geobosques\n"
INSTANTS = [round(random.Random(20251121).uniform(0.4, 4.5), 2) for _ in range(5)]


@pytest.mark.parametrize("after", INSTANTS)
def test_a_kill_during_receive_leaves_all_or_nothing(demonstration: Folder, tmp_path: Path, after: float) -> None:
    acknowledged = len(open_ledger(demonstration.ledger_url).events())
    path = tmp_path / "perdida.csv"
    path.write_text(CSV.format(vintage="2023"), encoding="utf-8")
    command = [sys.executable, "-c", "import cli; cli.main()", "receive", str(path), "--as", "geobosques"]
    running = subprocess.Popen(command, env=os.environ | {"JSI_DATA": str(demonstration.root)}, start_new_session=True)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    ledger = open_ledger(demonstration.ledger_url)
    assert len(ledger.events()) in (acknowledged, acknowledged + 1)
    sweep(demonstration)
    publish(demonstration)
    found = verify(demonstration)
    assert found.is_sound
    assert found.is_current
    kept = {p.name for p in demonstration.landing.glob("*/*")}
    assert kept == named_objects(demonstration, ledger)
