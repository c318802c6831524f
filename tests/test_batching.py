"""The same history gives the same tables, however its acts are batched into versions of the warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
import small
from conftest import copy
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import etl.publish
import etl.receive
import etl.reopen
import etl.review
import etl.withdraw
from etl.grow import grow
from etl.publish import construct, publish, publish_after
from etl.receive import receive
from etl.reopen import Value, reopen
from etl.review import approve, send_back
from etl.verify import different
from etl.withdraw import withdraw
from warehouse.folder import Folder
from warehouse.ledger import Event, RefusalError, open_ledger

GOAL = "AE2.01-MDD/MFC-DEMA/1701"
ORGANISATION, PERIOD, EARLIER = "GORE-MADRE-DE-DIOS", "2025-T4", "2025-T3"
FOCAL = small.FOCAL[ORGANISATION]
ACTS = (
    "report 4",
    "report 5",
    "mend 3",
    "loss 2023",
    "loss 2024",
    "approve",
    "approve",
    "return",
    "withdraw",
    "reopen",
)
# Each act of a history, and whether the warehouse is published right after it.
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), min_size=4, max_size=8)


@dataclass
class Life:
    """A folder, and the submissions that wait or were approved in it, oldest first."""

    folder: Folder
    waiting: list[str] = field(default_factory=list[str])
    approved: list[str] = field(default_factory=list[str])

    def play(self, act: str) -> None:
        """Do one act: send a file, or decide on the submission that has waited longest."""
        what, _, of = act.partition(" ")
        if what in ("report", "mend"):
            said = ({GOAL: of}, None) if what == "report" else ({}, {(GOAL, EARLIER): of})
            self._sent("avance.xlsx", small.progress_file(self.folder, ORGANISATION, PERIOD, *said), FOCAL)
        elif what == "loss":
            self._sent("perdida.csv", small.loss_file(int(of), {("25", 2001): "1.5"}), small.OF_LOSS)
        elif what == "reopen" and self.approved:
            reopen(self.folder, self.approved[-1], Value(GOAL, "quantity"), actor=small.MANAGER, reason="Falta el acta")
        elif self.waiting and what == "approve":
            one = self.waiting.pop(0)
            approve(self.folder, one, actor=small.MANAGER)
            self.approved.append(one)
        elif self.waiting and what == "return":
            send_back(self.folder, self.waiting.pop(0), actor=small.MANAGER, reason="Falta el acta")
        elif self.waiting and what == "withdraw":
            withdraw(self.folder, self.waiting.pop(0), actor=FOCAL, reason="Archivo equivocado")

    def _sent(self, name: str, content: bytes, actor: str) -> None:
        checked = receive(self.folder, name, content, actor=actor)
        if checked.submission and checked.outcome != "duplicate":
            self.waiting.append(checked.submission)


def lived(folder: Folder, history: list[tuple[str, bool]], patch: pytest.MonkeyPatch) -> None:
    """Live a history minute by minute, publishing after the acts that say so and before whatever is checked."""
    life = Life(folder)
    for minute, (act, is_published) in enumerate(history):
        for module in (etl.receive, etl.reopen, etl.review, etl.withdraw):
            patch.setattr(module, "publish_after", publish_after if is_published else lambda _: None)
        patch.setenv("JSI_NOW", f"2026-02-01T15:{minute:02}:00+00:00")
        with suppress(RefusalError):
            life.play(act)


def published_at(folder: Folder, sequences: Iterable[int], aside: Path) -> Path:
    """Publish a copy of the folder at those sequences and at its end, with nothing published before."""
    copy(folder.root, aside)
    copied = Folder(aside)
    shutil.rmtree(copied.snapshots)
    copied.pointer.unlink()
    for sequence in sorted(sequences):
        publish(copied, up_to=sequence)
    return publish(copied)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small plan, approved."""
    root = tmp_path_factory.mktemp("begun") / "data"
    small.begin(Folder(root), small.plan(Random("batching")))
    return root


# A shrunk history tells little more than the first that fails, and each takes seconds.
@settings(max_examples=5, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
@given(history=histories, draw=st.data())
def test_a_history_gives_the_same_tables_in_any_batching(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, bool]], draw: st.DataObject
) -> None:
    base = tmp_path_factory.mktemp("batching")
    folder = Folder(base / "lived")
    copy(begun, folder.root)
    with pytest.MonkeyPatch.context() as patch:
        lived(folder, history, patch)
    version = publish(folder)
    last = open_ledger(folder.ledger_url).events()[-1].sequence
    batches = draw.draw(st.sets(st.integers(1, last - 1), max_size=3))
    for name, sequences in (("at once", set[int]()), ("in batches", batches)):
        other = published_at(folder, sequences, base / name)
        assert other.name == version.name
        assert different(version, other) == []


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Keep whether each version that could be built on the one before was."""
    kept: list[bool] = []

    def watched(folder: Folder, since: list[Event], earlier: Path, path: Path) -> bool:
        kept.append(grow(folder, since, earlier, path))
        return kept[-1]

    monkeypatch.setattr(etl.publish, "grow", watched)
    return kept


@settings(max_examples=3, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(st.sampled_from(ACTS), min_size=3, max_size=6))
def test_a_version_on_the_one_before_is_the_version_built_anew(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, drawn: list[str], grown: list[bool]
) -> None:
    base = tmp_path_factory.mktemp("grown")
    folder = Folder(base / "lived")
    copy(begun, folder.root)
    first = len(open_ledger(folder.ledger_url).events())
    with pytest.MonkeyPatch.context() as patch:
        lived(folder, [(act, False) for act in ("report 4", *drawn, "loss 2024", "report 5")], patch)
    events = open_ledger(folder.ledger_url).events()
    sent = [event.sequence for event in events[first:] if event.kind == "received"]
    assert sent, "a history that sends nothing proves nothing"
    for version in folder.snapshots.glob("wh-*"):
        version.unlink()
    folder.pointer.unlink()
    for sequence in sent:
        publish(folder, up_to=sequence - 1)
        grown.clear()
        version = publish(folder, up_to=sequence)
        assert grown == [True]
        construct(folder, events[:sequence], base / "anew")
        assert different(version, base / "anew") == []


def test_a_damaged_version_is_not_built_on(begun: Path, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "lived")
    copy(begun, folder.root)
    with pytest.MonkeyPatch.context() as patch:
        lived(folder, [("report 4", False)], patch)
    version = publish(folder, up_to=len(open_ledger(folder.ledger_url).events()) - 1)
    version.write_bytes(version.read_bytes()[: version.stat().st_size // 2])
    construct(folder, open_ledger(folder.ledger_url).events(), tmp_path / "anew")
    assert different(publish(folder), tmp_path / "anew") == []
