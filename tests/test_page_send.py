"""The page for sending: what was sent is listed, and work that fails behind it is told calmly."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest
from desk_here import Desk
from drawing import CUTOFF, page, words
from streamlit.testing.v1 import AppTest

from etl import publish
from etl.status import submissions
from reports.words import LANGUAGES
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope


def four(folder: Folder, quantity: str = "4") -> bytes:
    typed = {
        "goal_id": "AE2.04-MDD/MFC-DEMA",
        "situation": "Con avance",
        "quantity": quantity,
        "document_type": "Pendiente",
    }
    return workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", CUTOFF, filled={"Avance": [typed]})


def press(drawn: AppTest, label: str) -> AppTest:
    return next(button for button in drawn.button if button.label == label).click().run(timeout=60)


def tried(folder: Folder, language: str) -> AppTest:
    drawn = page("send", language, usuario="punto.madrededios")
    return drawn.file_uploader[0].upload("avance.xlsx", four(folder)).run(timeout=60)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_that_does_not_end_is_told_calmly_and_may_be_tried_again(
    demonstration: Folder, sit_at: Callable[..., Desk], language: str
) -> None:
    failing, text = sit_at("check"), words("send", language)
    drawn = tried(demonstration, language)
    assert not drawn.exception
    assert [error.value for error in drawn.error] == [text["check_failed"]]
    failing.failing.clear()
    drawn = press(drawn, text["again"])
    assert not drawn.error
    assert text["confirm"] in [button.label for button in drawn.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_submission_that_was_not_taken_is_told_calmly_and_may_be_sent_again(
    demonstration: Folder, sit_at: Callable[..., Desk], language: str
) -> None:
    failing, text = sit_at("receive"), words("send", language)
    before = submissions(demonstration, Scope.everything())
    drawn = press(tried(demonstration, language), text["confirm"])
    assert not drawn.exception
    assert [error.value for error in drawn.error] == [text["receive_failed"]]
    assert submissions(demonstration, Scope.everything()) == before
    failing.failing.clear()
    drawn = press(press(drawn, text["again"]), text["confirm"])
    assert words("receipt", language)["received"] in [one.value for one in drawn.success]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_submission_taken_but_not_published_has_its_receipt_with_the_time(
    demonstration: Folder, sit_at: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def breaks(_: Folder) -> None:
        raise OSError("no space left")

    sit_at()
    text = words("receipt", language)
    monkeypatch.setattr(publish, "publish", breaks)
    drawn = press(tried(demonstration, language), words("send", language)["confirm"])
    assert not drawn.exception
    taken = submissions(demonstration, Scope.everything())[-1]
    assert taken["sha256"] == hashlib.sha256(four(demonstration)).hexdigest()
    shown = next(one.value for one in drawn.markdown if text["sha256"] in one.value)
    assert taken["submission"] in shown
    assert re.search(r"\d\d\\:\d\d\\:\d\d", shown)
    assert text["not_published"] in [one.value for one in drawn.success]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_sent_is_listed_as_the_ledger_holds_it(full: Reader, language: str) -> None:
    drawn = page("send", language, usuario="punto.sanmartin")
    said = words("sent", language)
    held = [
        row
        for row in submissions(Folder.from_environment(), Scope.everything())
        if row["organisation"] == "GORE-SAN-MARTIN"
    ]
    states = [words("progress", language)[f"state_{row['state']}"] for row in reversed(held)]
    assert states
    assert list(drawn.table[-1].value[said["state"]]) == states
