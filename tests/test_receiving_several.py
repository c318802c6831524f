"""Several files received in one go are checked and acknowledged one after another, and published once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import small
from acts import is_current, kinds
from conftest import copy
from small import at

import etl.publish
import etl.receive
from etl.receive import Sending, receive, receive_all
from warehouse.folder import Folder
from warehouse.ledger import RefusalError

UCAYALI, MADRE_DE_DIOS = "punto.ucayali", "punto.madrededios"
OF = {UCAYALI: "GORE-UCAYALI", MADRE_DE_DIOS: "GORE-MADRE-DE-DIOS", "gestor.tecnico": "GORE-UCAYALI"}
GOALS = {"GORE-UCAYALI": "AE1.01-UCA/SAF-CON", "GORE-MADRE-DE-DIOS": "AE2.01-MDD/MFC-DEMA/1701"}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("several") / "data")
    small.begin(folder, small.plan(Random(4)))
    return folder


@pytest.fixture
def folder(begun: Folder, tmp_path: Path) -> Iterator[Folder]:
    copy(begun.root, tmp_path / "own")
    with at("2026-01-12T15:00:00+00:00"):
        yield Folder(tmp_path / "own")


@pytest.fixture
def did(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tell each publication, among what else is told here."""
    told: list[str] = []
    publish = etl.publish.publish

    def publishing(folder: Folder) -> Path:
        told.append("published")
        return publish(folder)

    monkeypatch.setattr(etl.publish, "publish", publishing)
    return told


def sending(folder: Folder, actor: str, period: str = "2025-T4") -> Sending:
    content = small.progress_file(folder, OF[actor], period, {GOALS[OF[actor]]: "3"})
    return Sending(f"{actor}.xlsx", content, actor)


@pytest.mark.parametrize(
    ("senders", "expected"),
    [
        ((UCAYALI, MADRE_DE_DIOS), [UCAYALI, MADRE_DE_DIOS, "published"]),
        ((UCAYALI, MADRE_DE_DIOS, UCAYALI), [UCAYALI, MADRE_DE_DIOS, "published", UCAYALI, "published"]),
        ((UCAYALI, "gestor.tecnico"), [UCAYALI, "published", "gestor.tecnico", "published"]),
        (("gestor.tecnico", UCAYALI), ["gestor.tecnico", "published", UCAYALI, "published"]),
    ],
)
def test_only_what_came_for_others_waits_to_be_published(
    folder: Folder, did: list[str], senders: tuple[str, ...], expected: list[str]
) -> None:
    periods = ["2025-T3", "2025-T4", "2025-T4"]
    files = [sending(folder, actor, period) for actor, period in zip(senders, periods, strict=False)]
    before = len(kinds(folder))
    for checked, actor in zip(receive_all(folder, files), senders, strict=True):
        assert checked.submission
        assert checked.connection is None, "what was staged is let go of"
        did.append(actor)
    assert did == expected
    assert kinds(folder)[before:] == ["received"] * len(senders)
    assert is_current(folder)


def test_what_somebody_else_did_in_between_is_published_before_the_next(
    folder: Folder, did: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> Iterator[Sending]:
        yield sending(folder, UCAYALI)
        other = sending(folder, MADRE_DE_DIOS)
        with monkeypatch.context() as patch:
            patch.setattr(etl.receive, "publish_after", lambda _: None)  # not published yet
            receive(folder, *other[:2], actor=other.actor)
        did.append("somebody else")
        yield sending(folder, MADRE_DE_DIOS, "2025-T3")

    assert all(checked.submission for checked in receive_all(folder, files()))
    assert did == ["published", "somebody else", "published", "published"]
    assert is_current(folder)


@pytest.mark.parametrize("trouble", [RefusalError("unknown_user"), OSError("el disco"), KeyboardInterrupt()])
def test_what_was_received_before_a_run_ends_early_stays_and_is_published(
    folder: Folder, trouble: BaseException
) -> None:
    def files() -> Iterator[Sending]:
        yield sending(folder, UCAYALI)
        raise trouble

    with pytest.raises(type(trouble)):
        list(receive_all(folder, files()))
    assert kinds(folder)[-1] == "received"
    assert is_current(folder)


def test_a_file_that_cannot_be_read_acknowledges_nothing(folder: Folder) -> None:
    before = len(kinds(folder))
    files = [Sending("vacio.xlsx", b"", MADRE_DE_DIOS), sending(folder, UCAYALI)]
    assert [checked.submission is None for checked in receive_all(folder, files)] == [True, False]
    assert kinds(folder)[before:] == ["received"]


def test_a_version_that_cannot_be_published_undoes_nothing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(_: Folder) -> Path:
        raise OSError("no queda espacio")

    file = sending(folder, UCAYALI)
    with monkeypatch.context() as patch:
        patch.setattr(etl.publish, "publish", full_disk)
        [checked] = receive_all(folder, [file])
    assert (bool(checked.submission), kinds(folder)[-1], is_current(folder)) == (True, "received", False)
    assert receive(folder, *file[:2], actor=file.actor).outcome == "duplicate"
    assert is_current(folder), "whoever acts next publishes what was left"
