"""A backup: an empty machine gives the same figures, and what is damaged restores nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from etl.verify import different, verify
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import current_snapshot

Jsi = Callable[..., Result]
TEMPLATE = ("--source", "physical_progress", "--org", "GORE-UCAYALI", "--period", "2025-T4", "-o")


@pytest.fixture
def kept(demonstration: Folder, jsi: Jsi, tmp_path: Path) -> Path:
    path = tmp_path / "copia.zip"
    assert jsi("backup", path).exit_code == 0
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("JSI_DATA", str(tmp_path / "elsewhere"))
    return Folder(tmp_path / "elsewhere")


def test_an_empty_machine_gives_the_same_figures(
    demonstration: Folder, jsi: Jsi, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "u.xlsx"
    assert jsi("template", *TEMPLATE, template).exit_code == 0
    monkeypatch.setenv("JSI_DATA", str(tmp_path / "elsewhere"))
    restored = Folder(tmp_path / "elsewhere")
    assert jsi("restore", kept).exit_code == 0
    versions = [current_snapshot(folder) for folder in (demonstration, restored)]
    assert versions[0] is not None
    assert versions[1] is not None
    assert versions[0].name == versions[1].name
    assert different(*versions) == []
    assert verify(restored).is_sound
    assert restored.is_demonstration
    assert "bad_signature" not in jsi("check", template, "--json").stdout, "templates issued before are still ours"


def test_only_its_owner_reads_a_backup(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("language", "words"), [("es", "ya tiene datos"), ("en", "already holds data")])
def test_a_folder_in_use_is_not_restored_over(
    demonstration: Folder, jsi: Jsi, kept: Path, language: str, words: str
) -> None:
    before = open_ledger(demonstration.ledger_url).events()
    result = jsi("restore", kept, "--lang", language)
    assert result.exit_code == 2
    assert words in result.stderr
    assert open_ledger(demonstration.ledger_url).events() == before


def _without(name: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {n: archive.read(n) for n in archive.namelist()}
        gone = next(n for n in members if n.startswith(name))
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in members.items():
                if member != gone:
                    archive.writestr(member, content)

    return spoil


def _altered(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    altered = next(n for n in members if n.startswith("landing/"))
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content + b" " * (member == altered))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def _of_others(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../x", "x")


@pytest.mark.parametrize(
    "spoil",
    [_without("landing/"), _without("ledger"), _altered, _cut, _of_others, Path.unlink],
    ids=["an object missing", "without ledger", "altered", "cut short", "of others", "not there"],
)
@pytest.mark.parametrize(("language", "words"), [("es", "nada se repuso"), ("en", "nothing was restored")])
def test_what_is_no_whole_backup_restores_nothing(
    kept: Path, elsewhere: Folder, jsi: Jsi, spoil: Callable[[Path], None], language: str, words: str
) -> None:
    spoil(kept)
    result = jsi("restore", kept, "--lang", language)
    assert result.exit_code == 3, result.output
    assert words in result.stderr
    assert not (elsewhere.root / "ledger.sqlite").exists()
    assert open_ledger(elsewhere.ledger_url).events() == []
