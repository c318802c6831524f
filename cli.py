"""The `jsi` command: one thin function a command."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from etl.finding import Finding
from etl.recognise import Asked
from reports import terminal
from warehouse.folder import Folder
from warehouse.ledger import RefusalError
from warehouse.scope import Scope

CODES = {"accepted": 0, "duplicate": 0, "findings": 1, "rejected": 2, "unreadable": 3, "unknown": 3}
REFUSED, UNKNOWN, ENVIRONMENT = 2, 3, 4
LANGUAGE = "--lang"


class _Commands(click.Group):
    """Commands whose refusals, mistakes in typing and troubles of the place end in a sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run the command that was typed; the language may be said anywhere in it."""
        typed = _language_first(list(sys.argv[1:] if args is None else args))
        language = typed[1] if typed[:1] == [LANGUAGE] and typed[1:2] == ["en"] else "es"
        try:
            super().main(typed, *rest, **more | {"standalone_mode": False})
        except click.UsageError as mistake:
            click.echo(_mistake(mistake, language), err=True)
            sys.exit(REFUSED)
        except click.Abort:
            sys.exit(REFUSED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is still raised."""
        from etl.trouble import trouble

        try:
            return super().invoke(ctx)
        except RefusalError as refusal:
            _refuse(_language(ctx), refusal.rule, refusal.found, refusal.expected)
        except Exception as problem:
            found = trouble(problem)
            if found is None or getattr(problem, "errno", None) == errno.EPIPE:
                raise
            click.echo(terminal.say(_language(ctx), found[0], about=found[1]), err=True)
            sys.exit(ENVIRONMENT)


def _language_first(typed: list[str]) -> list[str]:
    """Return the words with the language, wherever it was said, in front of the command."""
    for position, word in enumerate(typed):
        if word == LANGUAGE and position + 1 < len(typed):
            return [*typed[position : position + 2], *typed[:position], *typed[position + 2 :]]
        if word.startswith(f"{LANGUAGE}="):
            return [LANGUAGE, word.partition("=")[2], *typed[:position], *typed[position + 1 :]]
    return typed


def _mistake(mistake: click.UsageError, language: str) -> str:
    named = getattr(mistake, "param", None)
    name = (named.opts[-1] if named else "") or getattr(mistake, "option_name", "")
    if isinstance(mistake, click.MissingParameter):
        return terminal.say(language, "usage_missing", name=name)
    if isinstance(mistake, click.BadParameter):
        return terminal.say(language, "usage_value", name=name)
    if isinstance(mistake, click.NoSuchOption):
        return terminal.say(language, "usage_option", name=name)
    return terminal.say(language, "usage", typed=" ".join(sys.argv[1:]))


class _Teller(logging.Handler):
    """Tells the person at the terminal that an act stands though it could not be published."""

    def __init__(self, language: str) -> None:
        super().__init__(logging.ERROR)
        self._language = language

    def emit(self, record: logging.LogRecord) -> None:
        """Say it in one sentence, with what stood in the way."""
        click.echo(terminal.say(self._language, "not_published", about=_cause(record, self._language)), err=True)


def _cause(record: logging.LogRecord, language: str) -> str:
    from etl.trouble import trouble

    problem = record.exc_info[1] if record.exc_info else None
    found = trouble(problem) if problem else None
    if found:
        return terminal.say(language, found[0], about=found[1]).rstrip(".")
    return " ".join(f"{type(problem).__name__}: {problem}".split())


@contextmanager
def _telling(language: str) -> Generator[None]:
    log, teller = logging.getLogger("etl"), _Teller(language)
    log.addHandler(teller)
    try:
        yield
    finally:
        log.removeHandler(teller)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(LANGUAGE, type=click.Choice(["es", "en"]), default="es", help="Idioma · Language")
@click.version_option(package_name="jsi-monitor")
@click.pass_context
def jsi(context: click.Context, lang: str) -> None:
    """Metas de la DCI, de la celda al tablero · JSI goals, from the cell to the board."""
    context.obj = lang
    context.with_resource(_telling(lang))


def _asked(command: Any) -> Any:
    for flag in ("--period", "--org", "--source"):
        command = click.option(flag)(command)
    return command


def _language(context: click.Context) -> str:
    return context.find_root().obj or "es"


def _say(context: click.Context, key: str, **values: Any) -> None:
    click.echo(terminal.say(_language(context), key, **values))


def _refuse(language: str, rule: str, found: str = "", expected: str = "") -> None:
    click.echo(Finding.of(rule, found=found, expected=expected).message(language), err=True)
    sys.exit(UNKNOWN if rule.startswith("unknown_") else REFUSED)


@jsi.command()
@click.option("--source", required=True)
@click.option("--org", required=True)
@click.option("--period", required=True)
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_context
def template(context: click.Context, source: str, org: str, period: str, output: Path) -> None:
    """Escribe la plantilla pre-llenada · Write the pre-filled workbook."""
    from reports.workbook import NoTemplateError, workbook

    try:
        output.write_bytes(workbook(Folder.from_environment(), source, org, period))
    except NoTemplateError as missing:
        _refuse(_language(context), missing.rule, missing.found)
    _say(context, "template_written", path=output)


@jsi.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_asked
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], as_json: bool, **asked: str) -> None:
    """Revisa archivos sin guardar nada · Check files and write nothing."""
    _each(context, files, as_json, action="check", actor=None, asked=_as_asked(asked))


@jsi.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_asked
@click.option("--as", "actor", required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def receive(context: click.Context, files: tuple[Path, ...], actor: str, as_json: bool, **asked: str) -> None:
    """Recibe archivos como esa persona · Receive files as that person."""
    _each(context, files, as_json, action="receive", actor=actor, asked=_as_asked(asked))


def _as_asked(asked: dict[str, str]) -> Asked:
    return Asked(asked["source"], asked["org"], asked["period"])


def _each(context: click.Context, files: tuple[Path, ...], as_json: bool, **job: Any) -> None:
    language, highest = _language(context), 0
    for path in files:
        answer = _answer(path, language, **job)
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else terminal.checked(answer, language))
        code = CODES[answer["outcome"]]
        if answer["outcome"] == "duplicate" and any(f["severity"] != "note" for f in answer["findings"]):
            code = CODES["findings"]
        highest = max(highest, code)
    sys.exit(highest)


def _answer(path: Path, language: str, **job: Any) -> dict[str, Any]:
    """Have one file checked or received; what cannot be opened, or is past the limit, is not read into memory."""
    from etl.check import Checked
    from etl.desk import Job, run
    from etl.hostile import MAX_BYTES

    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        if (size := path.stat().st_size) > MAX_BYTES:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            large = Finding.of("too_large", found=f"{size / 1e6:.1f} MB")
            return Checked(path.name, digest, asked=job["asked"], findings=[large]).document(language)
        content = path.read_bytes()
    except OSError:
        absent = Finding.of("file_not_found", found=str(path))
        return Checked(path.name, "", asked=job["asked"], findings=[absent]).document(language)
    return run(Job(content=content, name=path.name, language=language, **job))


@jsi.command()
@click.argument("submission")
@click.option("--as", "actor", required=True)
@click.pass_context
def approve(context: click.Context, submission: str, actor: str) -> None:
    """Da conformidad a un envío · Approve a submission."""
    from etl import review

    review.approve(Folder.from_environment(), submission, actor=actor)
    _say(context, "approved", submission=submission)


@jsi.command(name="return")
@click.argument("submission")
@click.option("--reason", required=True)
@click.option("--as", "actor", required=True)
@click.pass_context
def return_(context: click.Context, submission: str, reason: str, actor: str) -> None:
    """Devuelve un envío con su motivo · Return a submission with its reason."""
    from etl import review

    review.send_back(Folder.from_environment(), submission, actor=actor, reason=reason)
    _say(context, "returned", submission=submission)


@jsi.command()
@click.pass_context
def publish(context: click.Context) -> None:
    """Publica el almacén según el libro de actos · Publish the warehouse of the ledger."""
    import duckdb

    from etl import publish as etl_publish
    from etl.receive import sweep
    from etl.trouble import trouble

    folder = Folder.from_environment()
    sweep(folder)
    try:
        version = etl_publish.publish(folder).stem
    except (duckdb.Error, ValueError) as problem:
        if trouble(problem):
            raise
        about = " ".join(str(problem).split())
        click.echo(terminal.say(_language(context), "cannot_publish", about=about), err=True)
        sys.exit(ENVIRONMENT)
    _say(context, "published", version=version)


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """Lista los envíos y su estado · List submissions and their state."""
    from etl.status import submissions

    for row in submissions(Folder.from_environment(), Scope.everything()):
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else terminal.submission(row, _language(context)))


@jsi.command()
@click.argument("figure", required=False)
@click.option("--goal")
@click.option("--period")
@click.option("--fact")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def trace(context: click.Context, figure: str | None, fact: str | None, as_json: bool, **at: str | None) -> None:
    """Abre una cifra hasta sus celdas · Open a figure down to its cells."""
    from reports.trace import FIGURES, trace_fact, trace_figure
    from warehouse.read import NotSeenError, Reader

    language, goal, period = _language(context), at["goal"], at["period"]
    try:
        reader = Reader(Folder.from_environment())
        if fact:
            found = trace_fact(reader, fact, Scope.everything())
        elif figure in FIGURES and goal and period:
            found = trace_figure(reader, figure, goal, period, Scope.everything())
        else:
            click.echo(terminal.say(language, "trace_usage", figures=", ".join(FIGURES)), err=True)
            sys.exit(UNKNOWN)
    except NotSeenError:
        click.echo(terminal.say(language, "nothing_to_trace"), err=True)
        sys.exit(UNKNOWN)
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else terminal.traced(found, language))


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Comprueba que nada fue alterado · Prove that nothing was altered."""
    from dataclasses import asdict

    from etl.verify import verify as etl_verify

    found = etl_verify(Folder.from_environment())
    document = asdict(found) | {"is_sound": found.is_sound}
    click.echo(json.dumps(document) if as_json else terminal.verified(document, _language(context)))
    sys.exit(0 if found.is_sound else REFUSED)


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """Lista lo que se puede enviar · List what can be sent."""
    from expectations.sources import contracts

    for contract in contracts().values():
        row = {"source": contract.source, "name": contract.name[_language(context)], "version": contract.version}
        row |= {"template": contract.template, "period": contract.period_example, "replaces": contract.replaces}
        row |= {"layouts": {name: [sheet.name for sheet in sheets] for name, sheets in contract.layouts.items()}}
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else terminal.source(row, _language(context)))


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def rules(context: click.Context, as_json: bool) -> None:
    """Lista las reglas y cómo corregir · List the rules and how to mend."""
    from expectations.rule import rules as all_rules

    language = _language(context)
    for rule in all_rules().values():
        row = {"rule": rule.name, "severity": rule.severity} | rule.text[language]
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else terminal.rule(row, language))


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Revisa la instalación · Look at the installation."""
    from dataclasses import asdict

    from etl.doctor import examine

    seen = [asdict(one) for one in examine(Folder.from_environment())]
    for one in seen:
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else terminal.seen(one, _language(context)))
    sys.exit(0 if all(one["is_well"] for one in seen) else ENVIRONMENT)


@jsi.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def backup(context: click.Context, file: Path) -> None:
    """Guarda una copia de seguridad · Write a backup."""
    from etl.backup import backup as etl_backup

    _say(context, "backed_up", path=file, events=etl_backup(Folder.from_environment(), file))


@jsi.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def restore(context: click.Context, file: Path) -> None:
    """Repone una copia en una carpeta vacía · Restore a backup into an empty folder."""
    from etl import publish as etl_publish
    from etl.backup import FolderInUseError, NoBackupError
    from etl.backup import restore as etl_restore

    folder = Folder.from_environment()
    try:
        if not file.is_file():
            raise NoBackupError(str(file))
        events = etl_restore(folder, file)
    except FolderInUseError:
        click.echo(terminal.say(_language(context), "folder_in_use", path=folder.root), err=True)
        sys.exit(REFUSED)
    except NoBackupError as damaged:
        click.echo(terminal.say(_language(context), "no_backup", path=file, about=damaged), err=True)
        sys.exit(UNKNOWN)
    _say(context, "restored", events=events, version=etl_publish.publish(folder).stem)


@jsi.command()
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def dictionary(context: click.Context, output: Path | None) -> None:
    """Escribe el diccionario de datos · Write the data dictionary."""
    from etl.base import empty
    from reports.dictionary import dictionary as in_words
    from warehouse.build import columns

    with empty() as connection:
        text = in_words(columns(connection), _language(context))
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    _say(context, "dictionary_written", path=output)


@jsi.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8501, show_default=True)
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Abre la aplicación en esta máquina · Open the app on this machine."""
    from etl import desk
    from etl.receive import recover
    from server.serve import NotLoopbackError, refuse_unless_loopback
    from server.serve import serve as serve_app

    try:
        refuse_unless_loopback(host)
    except NotLoopbackError:
        click.echo(terminal.say(_language(context), "not_loopback", host=host), err=True)
        sys.exit(REFUSED)
    recover(Folder.from_environment())
    desk.warm()
    try:
        serve_app(host, port)
    except SystemExit as stopped:  # uvicorn leaves so where it cannot listen
        if stopped.code:
            click.echo(terminal.say(_language(context), "cannot_listen", host=host, port=port), err=True)
            sys.exit(ENVIRONMENT)


@jsi.command()
@click.option("--if-missing", is_flag=True)
@click.pass_context
def demo(context: click.Context, if_missing: bool) -> None:
    """Carga el contenido ilustrativo en la carpeta de datos · Load the illustrative content."""
    from content.load import NotEmptyError, is_loaded, load

    folder = Folder.from_environment()
    if is_loaded(folder):
        if not if_missing:
            _say(context, "demo_loaded", path=folder.root)
        return
    try:
        for line in load(folder):
            click.echo(line)
    except NotEmptyError:
        click.echo(terminal.say(_language(context), "folder_in_use", path=folder.root), err=True)
        sys.exit(ENVIRONMENT)


def main() -> None:
    """Run `jsi` in an environment where Great Expectations stays quiet."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    jsi()
