"""The same history gives the same tables, however its acts are batched into versions of the warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import copy
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import etl.receive
import etl.review
from etl.publish import publish, publish_after
from etl.receive import receive
from etl.review import approve, send_back
from etl.verify import different
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.ledger import RefusalError, open_ledger

LOSS = "ubigeo,year,ha,vintage,source\n25,2001,{amount},{vintage},MINAM Geobosques\n"
FOCAL, OF_LOSS, MANAGER = "punto.madrededios", "geobosques", "gestor.tecnico"
GOAL = "AE2.04-MDD/MFC-DEMA"
SERIES = ("physical_progress", "GORE-MADRE-DE-DIOS", "2025-T4")
ACTS = ("progress 4", "progress 5", "loss 2023", "loss 2024", "approve", "approve", "return")
# Each act of a history, and whether the warehouse is published right after it.
histories = st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), min_size=3, max_size=6)


def progress(folder: Folder, quantity: str) -> bytes:
    row = {"goal_id": GOAL, "situation": "Con avance", "quantity": quantity, "document_type": "Pendiente"}
    return workbook(folder, *SERIES, filled={"Avance": [row]})


def play(folder: Folder, act: str, waiting: list[str]) -> None:
    """Do one act: send a file, or decide on the submission that has waited longest."""
    what, _, of = act.partition(" ")
    if what == "progress":
        waiting += _sent(folder, "avance.xlsx", progress(folder, of), FOCAL)
    elif what == "loss":
        waiting += _sent(folder, "perdida.csv", LOSS.format(amount=len(waiting) + 1, vintage=of).encode(), OF_LOSS)
    elif waiting and what == "approve":
        approve(folder, waiting.pop(0), actor=MANAGER)
    elif waiting:
        send_back(folder, waiting.pop(0), actor=MANAGER, reason="Falta el acta")


def _sent(folder: Folder, name: str, content: bytes, actor: str) -> list[str]:
    checked = receive(folder, name, content, actor=actor)
    return [] if checked.outcome == "duplicate" else [str(checked.submission)]


def lived(folder: Folder, history: list[tuple[str, bool]], patch: pytest.MonkeyPatch) -> None:
    """Live a history minute by minute, publishing after the acts that say so and before whatever is checked."""
    waiting: list[str] = []
    for minute, (act, is_published) in enumerate(history):
        after = publish_after if is_published else lambda _: None
        patch.setattr(etl.receive, "publish_after", after)
        patch.setattr(etl.review, "publish_after", after)
        patch.setenv("JSI_NOW", f"2026-02-01T15:{minute:02}:00+00:00")
        with suppress(RefusalError):
            play(folder, act, waiting)


def published_at(folder: Folder, sequences: Iterable[int], aside: Path) -> Path:
    """Publish a copy of the folder at those sequences and at its end, with nothing published before."""
    copy(folder.root, aside)
    copied = Folder(aside)
    shutil.rmtree(copied.snapshots)
    copied.pointer.unlink()
    for sequence in sorted(sequences):
        publish(copied, up_to=sequence)
    return publish(copied)


# A shrunk history tells little more than the first that fails, and each takes seconds.
@settings(max_examples=6, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
@given(history=histories, draw=st.data())
def test_a_history_gives_the_same_tables_in_any_batching(
    loaded: Path, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, bool]], draw: st.DataObject
) -> None:
    base = tmp_path_factory.mktemp("batching")
    folder = Folder(base / "lived")
    copy(loaded, folder.root)
    with pytest.MonkeyPatch.context() as patch:
        lived(folder, history, patch)
    version = publish(folder)
    last = open_ledger(folder.ledger_url).events()[-1].sequence
    batches = draw.draw(st.sets(st.integers(last - 8, last - 1), max_size=3))
    for name, sequences in (("at once", set[int]()), ("in batches", batches)):
        other = published_at(folder, sequences, base / name)
        assert other.name == version.name
        assert different(version, other) == []
