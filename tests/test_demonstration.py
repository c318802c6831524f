"""The demonstration: an interrupted load goes on where it stopped, and nobody's data is played over."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from click.testing import Result

from content.load import is_loaded, load
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import current_snapshot

Jsi = Callable[..., Result]


def test_an_interrupted_load_goes_on(loaded: Path, tmp_path: Path) -> None:
    whole, folder = Folder(loaded), Folder(tmp_path / "data")
    folder.root.mkdir()
    assert len(list(islice(load(folder), 4))) == 4
    assert not is_loaded(folder)
    acts = [(e.at_utc, e.actor, e.kind) for e in open_ledger(whole.ledger_url).events()]
    assert len(list(load(folder))) == len(acts) - 4
    assert is_loaded(folder)
    assert [(e.at_utc, e.actor, e.kind) for e in open_ledger(folder.ledger_url).events()] == acts


def test_loading_twice_changes_nothing(demonstration: Folder, jsi: Jsi) -> None:
    before = current_snapshot(demonstration)
    for words, said in ((("demo",), True), (("demo", "--if-missing"), False)):
        result = jsi(*words)
        assert result.exit_code == 0
        assert bool(result.output) == said
    assert current_snapshot(demonstration) == before


@pytest.mark.parametrize(("language", "words"), [("es", "ya tiene datos"), ("en", "already holds data")])
def test_a_folder_in_use_is_left_alone(demonstration: Folder, jsi: Jsi, language: str, words: str) -> None:
    (demonstration.root / "demostracion").unlink()
    result = jsi("--lang", language, "demo")
    assert result.exit_code == 4
    assert words in result.stderr
    assert not demonstration.is_demonstration


def test_every_act_of_the_demonstration_says_its_clock_was_set(loaded: Path) -> None:
    events = open_ledger(Folder(loaded).ledger_url).events()
    assert events
    assert {json.dumps(e.payload["clock"]) for e in events} == {'"JSI_NOW"'}
