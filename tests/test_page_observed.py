"""A file with findings is offered back painted, or with its findings in a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk_here import Desk
from drawing import CUTOFF, FOLDER, page
from streamlit.testing.v1 import AppTest

from etl import receive
from reports.words import LANGUAGES, Words
from reports.workbook import workbook
from warehouse.folder import Folder

OBSERVED = FOLDER / "observed.toml"


def offered(drawn: AppTest) -> list[str]:
    """Return what the downloads of a page are called."""
    return [str(button.proto.label) for button in drawn.get("download_button")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_with_findings_is_offered_painted_or_as_a_list(
    demonstration: Folder, sit_at: Callable[..., Desk], language: str
) -> None:
    sit_at()
    said = Words(OBSERVED, language)
    typed = {"goal_id": "AE2.04-MDD/MFC-DEMA", "situation": "Tal vez", "quantity": "4", "document_type": "Pendiente"}
    wrong = workbook(demonstration, "physical_progress", "GORE-MADRE-DE-DIOS", CUTOFF, filled={"Avance": [typed]})
    for name, content, expected in (
        ("avance.xlsx", _right(demonstration), []),
        ("avance.xlsx", wrong, [said["painted"]]),
        ("otra.csv", b"uno,dos\n1,2\n", [said["list"]]),
    ):
        drawn = page("send", language, usuario="punto.madrededios")
        drawn = drawn.file_uploader[0].upload(name, content).run(timeout=60)
        assert not drawn.exception
        assert [label for label in offered(drawn) if label in (said["painted"], said["list"])] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_earlier_submission_is_offered_painted_too(demonstration: Folder, language: str) -> None:
    typed = {"goal_id": "AE2.04-MDD/MFC-DEMA", "situation": "Con avance", "quantity": "4", "document_type": "Foto"}
    good = {"goal_id": "AE5.05-MDD/DER-TIT", "situation": "Con avance", "quantity": "1", "document_type": "Pendiente"}
    sheet = {"Avance": [typed, good]}
    content = workbook(demonstration, "physical_progress", "GORE-MADRE-DE-DIOS", CUTOFF, filled=sheet)
    sent = receive.receive(demonstration, "avance.xlsx", content, actor="punto.madrededios")
    assert sent.outcome == "findings"
    drawn = page("submissions", language, envio=str(sent.submission))
    assert not drawn.exception
    assert Words(OBSERVED, language)["painted"] in offered(drawn)


def _right(folder: Folder) -> bytes:
    typed = {"goal_id": "AE2.04-MDD/MFC-DEMA", "situation": "Con avance", "quantity": "4", "document_type": "Pendiente"}
    return workbook(folder, "physical_progress", "GORE-MADRE-DE-DIOS", CUTOFF, filled={"Avance": [typed]})
