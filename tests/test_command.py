"""The `jsi` command as a person types it: refusals, unknown things and mistakes, each a sentence and an exit code."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from etl.hostile import MAX_BYTES
from expectations.rule import rules
from expectations.sources import contracts
from reports.terminal import TEXTS
from reports.words import Words
from reports.workbook import workbook
from warehouse.folder import Folder
from warehouse.ledger import open_ledger

Jsi = Callable[..., Result]
KEYS = [
    *("schema", "file", "sha256", "source", "organisation", "period", "submission", "duplicate_of", "outcome"),
    *("rows_read", "accepted", "quarantined", "ignored", "facts", "effect", "measures", "findings"),
]
TEMPLATE = ("template", "--source", "physical_progress", "--org", "GORE-UCAYALI", "--period", "2025-T4", "-o")
GOAL = ("--goal", "AE1.01-UCA/SAF-CON", "--period", "2025-T4")
# What is typed, its exit code, and words of the sentence in Spanish and English.
SENTENCES = [
    (("approve", "nadie", "--as", "gestor.tecnico"), 3, "nadie", "nadie"),
    (("return", "nadie", "--reason", "x", "--as", "gestor.tecnico"), 3, "nadie", "nadie"),
    (("approve", "x", "--as", "desconocida"), 3, "x", "x"),
    (("return", "x", "--as", "gestor.tecnico"), 2, "Falta --reason", "--reason is missing"),
    (("approve", "x", "--nada"), 2, "No existe la opción --nada", "There is no option --nada"),
    (("serve", "--port", "ocho"), 2, "El valor de --port", "The value of --port"),
    (("nada",), 2, "No se entiende", "is not understood"),
    (("serve", "--host", "0.0.0.0"), 2, "todavía no se pide contraseña", "nobody signs in yet"),
    (("trace", "nada", *GOAL), 3, "phase_progress", "phase_progress"),
    (("trace", "compliance", "--goal", "nada", "--period", "2025-T4"), 3, "No hay tal cifra", "no such figure"),
    (("trace", "--fact", "nada"), 3, "No hay tal cifra", "no such figure"),
    ((*TEMPLATE[:2], "nada", *TEMPLATE[3:], "x.xlsx"), 3, "«nada»", "“nada”"),
    ((*TEMPLATE[:4], "NADIE", *TEMPLATE[5:], "x.xlsx"), 3, "NADIE", "NADIE"),
    ((*TEMPLATE[:6], "ayer", "-o", "x.xlsx"), 3, "ayer", "ayer"),
    (("template", "--source", "forest_loss", *TEMPLATE[3:], "x.xlsx"), 2, "no tiene plantilla", "has no template"),
]


@pytest.mark.parametrize(("typed", "code", "spanish", "english"), SENTENCES, ids=lambda v: None)
def test_a_mistake_is_told_in_a_sentence(
    demonstration: Folder, jsi: Jsi, typed: tuple[str, ...], code: int, spanish: str, english: str
) -> None:
    before = open_ledger(demonstration.ledger_url).events()
    for language, words in (("es", spanish), ("en", english)):
        result = jsi(*typed, "--lang", language)
        assert result.exit_code == code, result.output
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert result.exception is None or isinstance(result.exception, SystemExit)
    assert open_ledger(demonstration.ledger_url).events() == before


def test_the_language_may_be_said_anywhere(jsi: Jsi) -> None:
    for typed in (
        ("--lang", "en", "demo", "--nada"),
        ("demo", "--lang=en", "--nada"),
        ("demo", "--nada", "--lang", "en"),
    ):
        assert "There is no option --nada" in jsi(*typed).stderr


@pytest.mark.parametrize("action", [("check",), ("receive", "--as", "punto.ucayali")])
def test_what_cannot_be_opened_is_an_answer_with_all_its_keys(
    jsi: Jsi, tmp_path: Path, action: tuple[str, ...]
) -> None:
    result = jsi(*action, tmp_path / "nada.xlsx", tmp_path, "--source", "physical_progress", "--json")
    assert result.exit_code == 3
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(answer) for answer in answers] == [KEYS, KEYS]
    for answer, path in zip(answers, (tmp_path / "nada.xlsx", tmp_path), strict=True):
        assert (answer["outcome"], answer["rows_read"], answer["source"]) == ("unreadable", 0, "physical_progress")
        assert [(f["rule"], f["found"]) for f in answer["findings"]] == [("file_not_found", str(path))]


def test_a_file_past_the_limit_is_known_by_its_hash_and_not_read(jsi: Jsi, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    result = jsi("check", large, "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["sha256"]) == (3, hashlib.sha256(large.read_bytes()).hexdigest())
    assert [f["rule"] for f in answer["findings"]] == ["too_large"]


@pytest.mark.parametrize("actor", ["punto.loreto", "desconocida", "revisor.externo"])
def test_a_sender_who_may_not_hears_what_the_file_is_and_nothing_is_taken(
    demonstration: Folder, jsi: Jsi, tmp_path: Path, actor: str
) -> None:
    path, row = tmp_path / "u.xlsx", {"goal_id": GOAL[1], "situation": "Con avance", "quantity": "31"}
    source, organisation, period = TEMPLATE[2], TEMPLATE[4], TEMPLATE[6]
    path.write_bytes(workbook(demonstration, source, organisation, period, filled={"Avance": [row]}))
    before = open_ledger(demonstration.ledger_url).events()
    result = jsi("receive", path, "--as", actor, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 2
    assert (answer["organisation"], answer["period"]) == ("GORE-UCAYALI", "2025-T4")
    assert answer["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert answer["rows_read"] == answer["accepted"] + answer["quarantined"] + answer["ignored"] > 0
    assert (answer["accepted"], answer["facts"], sum(answer["effect"].values())) == (0, 0, 0)
    assert answer["findings"][0]["rule"] in ("not_your_organisation", "unknown_user", "role_may_not")
    assert open_ledger(demonstration.ledger_url).events() == before


@pytest.mark.parametrize(("clock", "rule"), [("ayer", "no es una fecha"), ("2026-01-31T15:00:00", "no es una fecha")])
def test_a_clock_that_is_no_instant_is_refused(
    demonstration: Folder, jsi: Jsi, monkeypatch: pytest.MonkeyPatch, clock: str, rule: str
) -> None:
    submission = open_ledger(demonstration.ledger_url).events()[-1].submission_id
    monkeypatch.setenv("JSI_NOW", clock)
    result = jsi("return", submission, "--reason", "x", "--as", "gestor.tecnico")
    assert result.exit_code == 2
    assert rule in result.stderr


def test_only_a_demonstration_sets_its_clock(jsi: Jsi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSI_NOW", "2025-07-01T12:00:00-05:00")
    plan = (
        "template",
        "--source",
        "operating_plan",
        "--org",
        "PROFONANPE",
        "--period",
        "F2-v1",
        "-o",
        tmp_path / "p.xlsx",
    )
    result = jsi(*plan)
    assert result.exit_code == 2
    assert "no es una demostración" in result.stderr


def test_a_check_makes_no_folder_and_no_key(demonstration: Folder, jsi: Jsi, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "u.xlsx"
    assert jsi(*TEMPLATE, path).exit_code == 0
    monkeypatch.setenv("JSI_DATA", str(tmp_path / "fresh"))
    result = jsi("check", path, "--json")
    assert result.exit_code == 2
    assert [f["rule"] for f in json.loads(result.stdout)["findings"]] == ["bad_signature"]
    assert not (tmp_path / "fresh").exists()


def test_a_template_is_written_nowhere_but_where_it_was_asked_for(
    demonstration: Folder, jsi: Jsi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir(mode=0o500)
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    used = aside.stat().st_mtime_ns
    assert jsi(*TEMPLATE, tmp_path / "u.xlsx").exit_code == 0
    assert aside.stat().st_mtime_ns == used


@pytest.mark.parametrize(("language", "words"), [("es", "dio conformidad gestor"), ("en", "approved by gestor")])
def test_a_figure_is_told_down_to_its_cells(demonstration: Folder, jsi: Jsi, language: str, words: str) -> None:
    told = jsi("trace", "phase_progress", *GOAL, "--lang", language)
    assert told.exit_code == 0
    assert words in told.stdout
    assert "physical_progress_GORE-UCAYALI_2025-T3.xlsx" in told.stdout
    traced = json.loads(jsi("trace", "phase_progress", *GOAL, "--json").stdout)
    one = jsi("trace", "--fact", traced["facts"][0]["fact_id"], "--lang", language)
    assert one.stdout.strip() in told.stdout


def test_a_check_leaves_nothing_anywhere(
    demonstration: Folder, jsi: Jsi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from expectations import validation

    path, aside = tmp_path / "perdida.csv", tmp_path / "aside"
    path.write_text("ubigeo,year,ha,vintage,source\n25,2001,1.5,2023,MINAM\n", encoding="utf-8")
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    validation._context.cache_clear()
    assert jsi("check", path).exit_code == 0
    assert list(aside.iterdir()) == []


def test_every_source_and_rule_is_listed(jsi: Jsi) -> None:
    for language in ("es", "en"):
        listed = [json.loads(line) for line in jsi("sources", "--json", "--lang", language).stdout.splitlines()]
        assert {row["source"]: row["name"] for row in listed} == {n: c.name[language] for n, c in contracts().items()}
        for row in listed:
            assert re.fullmatch(contracts()[row["source"]].period_pattern, row["period"])
            assert row["name"] in jsi("sources", "--lang", language).stdout
        named = [json.loads(line) for line in jsi("rules", "--json", "--lang", language).stdout.splitlines()]
        assert {row["rule"]: row["severity"] for row in named} == {n: r.severity for n, r in rules().items()}
        assert all(row["name"] in jsi("rules", "--lang", language).stdout for row in named[:3])


def _pointer(folder: Folder) -> None:
    folder.pointer.write_text("nowhere", encoding="utf-8")


def _readable(folder: Folder) -> None:
    (folder.root / "template.key").chmod(0o644)


def _cut(folder: Folder) -> None:
    (folder.root / "ledger.sqlite").write_bytes(b"no ledger at all" * 100)


def _behind(folder: Folder) -> None:
    folder.pointer.unlink()
    for snapshot in folder.snapshots.iterdir():
        snapshot.unlink()


@pytest.mark.parametrize(
    ("harm", "name"),
    [(_pointer, "published"), (_behind, "published"), (_readable, "key"), (_cut, "ledger")],
    ids=["pointer", "nothing published", "a key others read", "ledger"],
)
def test_the_doctor_says_what_is_not_well_and_how_to_mend_it(
    demonstration: Folder, jsi: Jsi, harm: Callable[[Folder], None], name: str
) -> None:
    assert jsi("doctor").exit_code == 0
    harm(demonstration)
    for language in ("es", "en"):
        told = jsi("doctor", "--lang", language)
        assert told.exit_code == 4
        assert Words(TEXTS, language)[f"doctor_{name}_mend"] in told.stdout
    seen = [json.loads(line) for line in jsi("doctor", "--json").stdout.splitlines()]
    assert [one["name"] for one in seen if not one["is_well"]] == [name]


def test_the_doctor_changes_nothing_where_there_is_nothing(jsi: Jsi) -> None:
    assert jsi("doctor").exit_code == 0
    assert not Folder.from_environment().root.exists()


def test_states_are_told_in_the_language_of_the_reader(demonstration: Folder, jsi: Jsi) -> None:
    assert " Conforme " in jsi("status").stdout
    english = jsi("status", "--lang", "en").stdout
    assert " Approved " in english
    assert "Conforme" not in english
