"""What checking and receiving share: the same options, and one answer a file."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.group import language, painted
from commands.group.answers import show
from reports import terminal

if TYPE_CHECKING:
    from etl.recognise import Asked

LOG = logging.getLogger(__name__)
# How much of what a mistake of ours says is told.
SHOWN = 160
CODES = {"accepted": 0, "duplicate": 0, "findings": 1, "rejected": 2, "unreadable": 3, "unknown": 3}


def takes_files(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the files it is about, what their sender says of them, --json and --painted."""
    command = click.option("--json", "as_json", is_flag=True)(command)
    folder = click.Path(file_okay=False, path_type=Path)
    command = click.option("--painted", type=folder, help="Carpeta para las observaciones · Folder for findings")(
        command
    )
    for flag in ("--period", "--org", "--source"):
        command = click.option(flag)(command)
    return click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))(command)


def answer_each(
    context: click.Context, paths: tuple[Path, ...], as_json: bool, *, said: dict[str, Any], **job: Any
) -> None:
    """Check or receive each file, show its answer, and end with the highest of their codes.

    `said` is what the sender says of the files (source, org, period) and where findings go, `job` the action and the
    actor.
    """
    asked, highest = _asked(said), 0
    for path in paths:
        answer = _answer(path, language.of(context), asked=asked, **job)
        show(context, answer, as_json, terminal.checked)
        if said["painted"] and answer["findings"]:
            painted.write(context, path, answer["findings"], said["painted"])
        highest = max(highest, _code(answer))
    sys.exit(highest)


def _code(answer: dict[str, Any]) -> int:
    if answer["outcome"] == "duplicate" and any(f["severity"] != "note" for f in answer["findings"]):
        return CODES["findings"]
    return CODES[answer["outcome"]]


def _asked(said: dict[str, Any]) -> Asked:
    from etl.recognise import Asked

    return Asked(said["source"], said["org"], said["period"])


def _answer(path: Path, language: str, *, asked: Asked, **job: Any) -> dict[str, Any]:
    """Have one file checked or received; what cannot be opened, or is past the limit, is not read into memory."""
    from etl.check import Checked
    from etl.desk import Job, run
    from etl.finding import Finding
    from etl.hostile import MAX_BYTES
    from etl.trouble import trouble
    from warehouse.ledger import RefusalError

    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        if (size := path.stat().st_size) > MAX_BYTES:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            large = Finding.of("too_large", found=f"{size / 1e6:.1f} MB")
            return Checked(path.name, digest, asked=asked, findings=[large]).document(language)
        content = path.read_bytes()
    except OSError:
        absent = Finding.of("file_not_found", found=str(path))
        return Checked(path.name, "", asked=asked, findings=[absent]).document(language)
    try:
        return run(Job(content=content, name=path.name, language=language, asked=asked, **job))
    except Exception as problem:  # whatever our mistake raises, this file and those after it have their answers
        if isinstance(problem, RefusalError) or trouble(problem):
            raise
        LOG.warning("the file could not be looked at", exc_info=problem)
        failed = Finding.of("check_failed", found=f"{type(problem).__name__}: {problem}".splitlines()[0][:SHOWN])
        return Checked(path.name, hashlib.sha256(content).hexdigest(), asked=asked, findings=[failed]).document(
            language
        )
