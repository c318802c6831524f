"""What was known on a day is what the warehouse of that day said, told from today's; and `jsi figures` tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from conftest import copy

from etl.publish import publish
from reports.figures import FIGURES
from warehouse.as_known import AsKnown
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

Jsi = Callable[..., Result]
EVERYTHING = Scope.everything()
# The plan alone; a first quarter approved; before and after one mended what was returned; all that was sent.
DAYS = ["2025-07-05", "2025-10-28", "2026-01-20", "2026-02-02", "2026-11-20"]
QUESTIONS: dict[str, dict[str, str]] = {
    "action_headline": {"language": "es"},
    "programme_headline": {},
    "region_headline": {},
    "financial_headline": {"fund": "DCI–Norad", "level": "action", "language": "es"},
    "indicator_values": {"indicator": "SAF-CON"},
}


@pytest.fixture(scope="module")
def kept(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    root = tmp_path_factory.mktemp("known") / "data"
    copy(loaded, root)
    return Folder(root)


@pytest.mark.parametrize("day", DAYS)
def test_what_was_known_is_what_the_version_of_then_says(kept: Folder, tmp_path: Path, day: str) -> None:
    known = AsKnown(Reader(kept), date.fromisoformat(day))
    copy(kept.root, tmp_path / "then")
    then = Folder(tmp_path / "then")
    publish(then, up_to=known.sequence)
    told = 0
    for cutoff in ("2025-T3", "2025-T4"):
        for question, asked in QUESTIONS.items():
            at: dict[str, Any] = {"phase": "F2", "cutoff": cutoff} | asked
            rows = [_approved(reader.ask(question, EVERYTHING, **at).to_dicts()) for reader in (known, Reader(then))]
            assert rows[0] == rows[1], (question, cutoff)
            told += len(rows[0])
    assert told > 10


def _approved(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what was reported: it is not told of the past."""
    return [
        {name: value for name, value in row.items() if "reported" not in name}
        for row in rows
        if row.get("basis", "conforme") == "conforme"
    ]


def test_before_the_first_act_nothing_was_known(kept: Folder) -> None:
    with pytest.raises(NotSeenError):
        AsKnown(Reader(kept), date(2024, 1, 1))


def test_the_command_tells_what_was_known_beside_what_is(kept: Folder, jsi: Jsi, monkeypatch) -> None:
    monkeypatch.setenv("JSI_DATA", str(kept.root))
    asked = ("figures", "--period", "2025-T3")
    now = [json.loads(line) for line in jsi(*asked, "--json").stdout.splitlines()]
    then = [json.loads(line) for line in jsi(*asked, "--known-on", "2025-10-20", "--json").stdout.splitlines()]
    assert len(now) == len(then) == 9
    assert [row["action_code"] for row in now] == [f"AE{n}" for n in range(1, 9)] + [""]
    for before, row in zip(then, now, strict=True):
        assert {name: before[f"{name}_now"] for name in FIGURES} == {name: row[name] for name in FIGURES}
    assert any(before["phase_progress"] != row["phase_progress"] for before, row in zip(then, now, strict=True))
    assert "→" in jsi(*asked, "--known-on", "2025-10-20").stdout
    assert "→" not in jsi(*asked).stdout
    assert "Programme: phase" in jsi(*asked, "--lang", "en").stdout


@pytest.mark.parametrize(
    "words", [("--period", "2019-T1"), ("--phase", "F9"), ("--known-on", "2024-01-01")], ids=["cut-off", "phase", "day"]
)
def test_what_was_never_planned_or_known_is_unknown(
    kept: Folder, jsi: Jsi, monkeypatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("JSI_DATA", str(kept.root))
    result = jsi("figures", *words)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No hay ningún plan" in result.stderr
