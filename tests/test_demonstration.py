"""The demonstration: an interrupted load goes on where it stopped, and nobody's data is played over."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result

from content.load import CONTENT, KINDS, is_loaded, load
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import current_snapshot

Jsi = Callable[..., Result]


def test_an_interrupted_load_goes_on(whole: Folder) -> None:
    """The folder was loaded with interruptions: each act of the history stands in it, once."""
    acts = tomllib.loads((CONTENT / "history.toml").read_text(encoding="utf-8"))["act"]
    expected = [(datetime.fromisoformat(act["now"]), act["actor"], KINDS[act["do"]]) for act in acts]
    events = open_ledger(whole.ledger_url).events()
    assert [(datetime.fromisoformat(e.at_utc), e.actor, e.kind) for e in events] == expected
    assert is_loaded(whole)


def test_what_is_loaded_is_not_played_again(whole: Folder) -> None:
    before = open_ledger(whole.ledger_url).events()
    assert list(load(whole)) == []
    assert open_ledger(whole.ledger_url).events() == before


def test_loading_twice_changes_nothing(whole: Folder, jsi: Jsi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSI_DATA", str(whole.root))
    before = current_snapshot(whole)
    for words, said in ((("demo",), True), (("demo", "--if-missing"), False)):
        result = jsi(*words)
        assert result.exit_code == 0
        assert bool(result.output) == said
    assert current_snapshot(whole) == before


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
