"""Every command is found, speaks both languages and is documented, and asking for help is quick."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

import cli
from commands.group import registry

ROOT = Path(__file__).parent.parent
MODULES = [path for path in (ROOT / "commands").glob("*.py") if path.name != "__init__.py"]
HEAVY = {"duckdb", "great_expectations", "numpy", "openpyxl", "pandas", "polars", "sqlalchemy", "streamlit", "uvicorn"}


def test_every_module_of_the_room_is_a_command() -> None:
    assert registry.names() == sorted(path.stem.rstrip("_").replace("_", "-") for path in MODULES)
    assert all(isinstance(registry.command(name), click.Command) for name in registry.names())
    assert registry.command("group") is None


@pytest.mark.parametrize("name", registry.names())
def test_a_command_says_what_it_does_in_both_languages_and_is_documented(name: str) -> None:
    command = registry.command(name)
    assert command is not None
    spanish, _, english = (command.help or "").partition(" · ")
    assert spanish
    assert english
    for document in ("command-line.md", "linea-de-comandos.md"):
        assert f"`jsi {name}" in (ROOT / "docs" / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", [("--help",), ("check", "--help"), ("verify", "--nada")])
def test_asking_for_help_waits_for_no_heavy_library(typed: tuple[str, ...]) -> None:
    command = [sys.executable, "-X", "importtime", "-c", "import cli; cli.main()", *typed]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert {"click", "commands"} <= imported
    assert not imported & HEAVY


def test_the_names_a_shell_completes_import_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("commands.") and "group" not in name]:
        monkeypatch.delitem(sys.modules, name)
    with click.Context(cli.jsi) as context:
        assert "receive" in cli.jsi.list_commands(context)
    assert not [name for name in sys.modules if name.startswith("commands.") and "group" not in name]
