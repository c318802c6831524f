"""Envíos: every state and act has its words, filters lead to what they name, and what replaced what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawing import page, words
from test_page_send import four

from etl.receive import receive
from etl.review import approve
from etl.status import STATES as STATES_OF_ACTS
from etl.status import submissions
from pages.tables import literal
from reports.words import LANGUAGES
from warehouse.folder import Folder
from warehouse.scope import Scope

STATES = (
    "Enviado", "En revisión", "Observado", "Subsanado", "Conforme", "Cerrado", "Reabierto", "Reemplazado", "Anulado",
)  # fmt: skip
MARKS = ("Pendiente", "Vencido", "Fuera de plazo", "Regularización", "None")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_act_and_mark_has_its_words(language: str) -> None:
    told, named, marked = (words(stem, language) for stem in ("submission", "progress", "deliveries"))
    assert all(told[f"act_{kind}"] for kind in {"received", *STATES_OF_ACTS})
    assert all(told[f"next_{state}"] and named[f"state_{state}"] for state in {*STATES, *STATES_OF_ACTS.values()})
    assert all(marked[f"mark_{mark}"] for mark in MARKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filters_lead_to_the_submissions_they_name(
    loaded: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(loaded))
    drawn = page("submissions", language, organizacion="GORE-UCAYALI", estado="Conforme", fuente="physical_progress")
    held = [
        row["submission"]
        for row in submissions(Folder(loaded), Scope.everything())[::-1]
        if (row["organisation"], row["state"], row["source"]) == ("GORE-UCAYALI", "Conforme", "physical_progress")
    ]
    assert held
    assert list(drawn.table[0].value[words("sent", language)["submission"]]) == held
    drawn = page("submissions", language, organizacion="MINAM")
    missing = list(drawn.table[1].value[words("deliveries", language)["period"]])
    assert [literal("2025-T3"), literal("2025-T4")] == missing


def test_filters_that_no_submission_meets_say_so(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSI_DATA", str(loaded))
    drawn = page("submissions", organizacion="MINAM", fuente="physical_progress")
    assert not drawn.exception
    assert words("submissions", "es")["none_chosen"] in [one.value for one in drawn.info]


def test_what_took_the_place_of_what_is_said_on_both(demonstration: Folder) -> None:
    sent = []
    for name in ("uno.xlsx", "dos.xlsx"):
        content = four(demonstration, "4" if name == "uno.xlsx" else "5")
        sent.append(str(receive(demonstration, name, content, actor="punto.madrededios").submission))
        approve(demonstration, sent[-1], actor="gestor.tecnico")
    said = words("submission", "es")
    first, second = (page("submissions", envio=one) for one in sent)
    told = {"rows_replaced": "1", "organisation_code": r"GORE\-MADRE\-DE\-DIOS", "period": "2025-T4"}
    assert said("replaced_by", submission_id=sent[1], version=2, **told) in [one.value for one in first.markdown]
    assert said("replaces", submission_id=sent[0], version=1, **told) in [one.value for one in second.markdown]
    assert said["next_Reemplazado"] in [one.value for one in first.markdown]
