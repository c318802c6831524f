"""The `jsi` command: one thin function a command."""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from etl.finding import Finding
from etl.recognise import Asked
from reports.words import Words
from warehouse.folder import Folder
from warehouse.ledger import RefusalError
from warehouse.scope import Scope

CODES = {"accepted": 0, "duplicate": 0, "findings": 1, "rejected": 2, "unreadable": 3, "unknown": 3}
REFUSED, UNKNOWN, ENVIRONMENT = 2, 3, 4
TEXTS = Path(__file__).parent / "reports" / "cli.toml"


def _say(language: str, key: str, **values: Any) -> str:
    return Words(TEXTS, language)(key, **values)


class _Environment(click.Group):
    """Commands whose troubles with disk, permissions or a damaged file end in a sentence and exit code 4."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is still raised."""
        from etl.trouble import trouble

        try:
            return super().invoke(ctx)
        except Exception as problem:
            found = trouble(problem)
            if found is None or getattr(problem, "errno", None) == errno.EPIPE:
                raise
            click.echo(_say(_language(ctx), found[0], about=found[1]), err=True)
            sys.exit(ENVIRONMENT)


class _Teller(logging.Handler):
    """Tells the person at the terminal that an act stands though it could not be published."""

    def __init__(self, language: str) -> None:
        super().__init__(logging.ERROR)
        self._language = language

    def emit(self, record: logging.LogRecord) -> None:
        """Say it in one sentence, with what stood in the way."""
        click.echo(_say(self._language, "not_published", about=_cause(record, self._language)), err=True)


def _cause(record: logging.LogRecord, language: str) -> str:
    from etl.trouble import trouble

    problem = record.exc_info[1] if record.exc_info else None
    found = trouble(problem) if problem else None
    if found:
        return _say(language, found[0], about=found[1]).rstrip(".")
    return " ".join(f"{type(problem).__name__}: {problem}".split())


@contextmanager
def _telling(language: str) -> Generator[None]:
    log, teller = logging.getLogger("etl"), _Teller(language)
    log.addHandler(teller)
    try:
        yield
    finally:
        log.removeHandler(teller)


@click.group(cls=_Environment, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["es", "en"]), default="es", help="Idioma · Language")
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


def _refuse(language: str, rule: str, found: str = "", expected: str = "") -> None:
    click.echo(Finding.of(rule, found=found, expected=expected).message(language), err=True)
    sys.exit(REFUSED)


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
    click.echo(_say(_language(context), "template_written", path=output))


@jsi.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_asked
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], source: str, org: str, period: str, as_json: bool) -> None:
    """Revisa archivos sin guardar nada · Check files and write nothing."""
    _each(context, "check", files, None, Asked(source, org, period), as_json)


@jsi.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_asked
@click.option("--as", "actor", required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def receive(
    context: click.Context,
    files: tuple[Path, ...],
    source: str,
    org: str,
    period: str,
    actor: str,
    as_json: bool,
) -> None:
    """Recibe archivos como esa persona · Receive files as that person."""
    _each(context, "receive", files, actor, Asked(source, org, period), as_json)


def _each(
    context: click.Context,
    action: Any,
    files: tuple[Path, ...],
    actor: str | None,
    asked: Asked,
    as_json: bool,
) -> None:
    from etl.desk import run

    language, highest = _language(context), 0
    for path in files:
        try:
            content = path.read_bytes()
        except OSError:
            click.echo(_say(language, "file_not_found", path=path), err=True)
            highest = max(highest, UNKNOWN)
            continue
        answer = run(
            action,
            content=content,
            name=path.name,
            actor=actor,
            language=language,
            source=asked.source,
            organisation=asked.organisation,
            period=asked.period,
        )
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _summary(answer, language))
        code = CODES[answer["outcome"]]
        if answer["outcome"] == "duplicate" and any(f["severity"] != "note" for f in answer["findings"]):
            code = CODES["findings"]
        highest = max(highest, code)
    sys.exit(highest)


def _summary(answer: dict[str, Any], language: str) -> str:
    lines = [_say(language, f"outcome_{answer['outcome']}", file=answer["file"])]
    if answer["submission"]:
        lines.append(_say(language, "submission", submission=answer["submission"], sha256=answer["sha256"]))
    counts = {k: answer[k] for k in ("rows_read", "accepted", "quarantined", "ignored", "facts")}
    lines.append(_say(language, "counts", **counts))
    lines.append(_say(language, "effect", **answer["effect"]))
    marks = {"error": "✗", "alert": "!", "note": "·"}
    lines += [f"  {marks[f['severity']]} {f['message']}" for f in answer["findings"]]
    return "\n".join(lines)


@jsi.command()
@click.argument("submission")
@click.option("--as", "actor", required=True)
@click.pass_context
def approve(context: click.Context, submission: str, actor: str) -> None:
    """Da conformidad a un envío · Approve a submission."""
    from etl import review

    try:
        review.approve(Folder.from_environment(), submission, actor=actor)
    except RefusalError as refusal:
        _refuse(_language(context), refusal.rule, refusal.found, refusal.expected)
    click.echo(_say(_language(context), "approved", submission=submission))


@jsi.command(name="return")
@click.argument("submission")
@click.option("--reason", required=True)
@click.option("--as", "actor", required=True)
@click.pass_context
def return_(context: click.Context, submission: str, reason: str, actor: str) -> None:
    """Devuelve un envío con su motivo · Return a submission with its reason."""
    from etl import review

    try:
        review.send_back(Folder.from_environment(), submission, actor=actor, reason=reason)
    except RefusalError as refusal:
        _refuse(_language(context), refusal.rule, refusal.found, refusal.expected)
    click.echo(_say(_language(context), "returned", submission=submission))


@jsi.command()
@click.pass_context
def publish(context: click.Context) -> None:
    """Publica el almacén según el libro de actos · Publish the warehouse of the ledger."""
    import duckdb

    from etl import publish as etl_publish
    from etl.receive import sweep
    from etl.trouble import trouble

    folder, language = Folder.from_environment(), _language(context)
    sweep(folder)
    try:
        version = etl_publish.publish(folder).stem
    except (duckdb.Error, ValueError) as problem:
        if trouble(problem):
            raise
        click.echo(_say(language, "cannot_publish", about=" ".join(str(problem).split())), err=True)
        sys.exit(ENVIRONMENT)
    click.echo(_say(language, "published", version=version))


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """Lista los envíos y su estado · List submissions and their state."""
    from etl.status import submissions

    for row in submissions(Folder.from_environment()):
        line = json.dumps(row, ensure_ascii=False) if as_json else _say(_language(context), "status_line", **row)
        click.echo(line)


@jsi.command()
@click.argument("figure", required=False)
@click.option("--goal")
@click.option("--period")
@click.option("--fact")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def trace(
    context: click.Context,
    figure: str | None,
    goal: str | None,
    period: str | None,
    fact: str | None,
    as_json: bool,
) -> None:
    """Abre una cifra hasta sus celdas · Open a figure down to its cells."""
    from reports.trace import FIGURES, trace_fact, trace_figure
    from warehouse.read import NotSeenError, Reader

    language = _language(context)
    if not fact and not (figure in FIGURES and goal and period):
        click.echo(_say(language, "trace_usage", figures=", ".join(FIGURES)), err=True)
        sys.exit(UNKNOWN)
    try:
        reader = Reader(Folder.from_environment())
        found = (
            trace_fact(reader, fact, Scope.everything())
            if fact
            else trace_figure(reader, figure or "", goal or "", period or "", Scope.everything())
        )
    except NotSeenError:
        click.echo(_say(language, "nothing_to_trace"), err=True)
        sys.exit(UNKNOWN)
    click.echo(json.dumps(found, ensure_ascii=False, indent=None if as_json else 2))


@jsi.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Comprueba que nada fue alterado · Prove that nothing was altered."""
    from dataclasses import asdict

    from etl.verify import verify as etl_verify

    found = etl_verify(Folder.from_environment())
    document = asdict(found) | {"is_sound": found.is_sound}
    click.echo(json.dumps(document) if as_json else _verified(document, _language(context)))
    sys.exit(0 if found.is_sound else REFUSED)


def _verified(document: dict[str, Any], language: str) -> str:
    lists = ("broken_links", "damaged_objects", "facts_differ", "marts_differ")
    told = document | {name: ", ".join(map(str, document[name])) or _say(language, "none") for name in lists}
    if not document["is_sound"]:
        return _say(language, "verify_altered", **told)
    more = _say(language, "verify_marts", **told) if document["marts_differ"] else ""
    return f"{_say(language, 'verify_sound', **told)} {more}".rstrip()


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
    except NotLoopbackError as problem:
        click.echo(str(problem), err=True)
        sys.exit(ENVIRONMENT)
    recover(Folder.from_environment())
    desk.warm()
    try:
        serve_app(host, port)
    except SystemExit as stopped:  # uvicorn leaves so where it cannot listen
        if stopped.code:
            click.echo(_say(_language(context), "cannot_listen", host=host, port=port), err=True)
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
            click.echo(_say(_language(context), "demo_loaded", path=folder.root))
        return
    try:
        for line in load(folder):
            click.echo(line)
    except NotEmptyError:
        click.echo(_say(_language(context), "folder_in_use", path=folder.root), err=True)
        sys.exit(ENVIRONMENT)


def main() -> None:
    """Run `jsi` in an environment where Great Expectations stays quiet."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    jsi()
