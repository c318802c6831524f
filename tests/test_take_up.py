"""A submission is taken up for review, once, by who reviews it, and its sender sees so."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result
from drawing import page, words
from test_page_send import four

from etl.receive import receive
from etl.status import submissions
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

EVERYTHING = Scope.everything()


def state(folder: Folder, one: str) -> str:
    """Return the state of a submission, which ledger and warehouse tell alike."""
    live = {row["submission"]: row["state"] for row in submissions(folder, EVERYTHING)}
    assert dict(Reader(folder).ask("submission_states", EVERYTHING).rows())[one] == live[one]
    return live[one]


def test_a_submission_is_taken_up_and_then_decided(demonstration: Folder, jsi: Callable[..., Result]) -> None:
    content = four(demonstration, "4")
    one = str(receive(demonstration, "uno.xlsx", content, actor="punto.madrededios").submission)
    assert state(demonstration, one) == "Enviado"
    refused = jsi("take-up", one, "--as", "punto.madrededios")
    assert (refused.exit_code, state(demonstration, one)) == (2, "Enviado")
    done = jsi("take-up", one, "--as", "gestor.tecnico")
    assert (done.exit_code, state(demonstration, one)) == (0, "En revisión"), done.output
    drawn, said = page("submissions", envio=one), words("submission", "es")
    told = [element.value for element in drawn.markdown]
    assert said["next_En revisión"] in told
    assert any(said["act_taken_up"] in cell for table in drawn.table for cell in table.value.to_numpy().ravel())
    again = jsi("take-up", one, "--as", "gestor.tecnico", "--lang", "en")
    assert (again.exit_code, "in review already" in again.output) == (2, True)
    assert jsi("approve", one, "--as", "gestor.tecnico").exit_code == 0
    assert state(demonstration, one) == "Conforme"
    assert jsi("take-up", one, "--as", "gestor.tecnico").exit_code == 2


def test_what_is_taken_up_is_not_decided(demonstration: Folder, jsi: Callable[..., Result]) -> None:
    content = four(demonstration, "4")
    one = str(receive(demonstration, "uno.xlsx", content, actor="punto.madrededios").submission)
    jsi("take-up", one, "--as", "gestor.tecnico")
    row = next(row for row in submissions(demonstration, EVERYTHING) if row["submission"] == one)
    assert (row["reviewer"], row["decided_at"]) == ("gestor.tecnico", None)


def test_what_is_in_review_may_be_returned_or_withdrawn(demonstration: Folder, jsi: Callable[..., Result]) -> None:
    for number, (command, actor, becomes) in enumerate(
        [("return", "gestor.tecnico", "Observado"), ("withdraw", "punto.madrededios", "Anulado")]
    ):
        content = four(demonstration, str(number + 2))
        one = str(receive(demonstration, "uno.xlsx", content, actor="punto.madrededios").submission)
        assert jsi("take-up", one, "--as", "gestor.tecnico").exit_code == 0
        assert jsi(command, one, "--reason", "Falta el acta", "--as", actor).exit_code == 0
        assert state(demonstration, one) == becomes
