"""`jsi serve`: the app, on this machine."""

from __future__ import annotations

import click

from commands.group.answers import ENVIRONMENT, REFUSED, stop
from warehouse.folder import Folder


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8501, show_default=True)
@click.pass_context
def command(context: click.Context, host: str, port: int) -> None:
    """Abre la aplicación en esta máquina · Open the app on this machine."""
    from etl import desk
    from etl.receive import recover
    from server.serve import NotLoopbackError, refuse_unless_loopback, serve

    try:
        refuse_unless_loopback(host)
    except NotLoopbackError:
        stop(context, REFUSED, "not_loopback", host=host)
    recover(Folder.from_environment())
    desk.warm()
    try:
        serve(host, port)
    except SystemExit as stopped:  # uvicorn leaves so where it cannot listen
        if stopped.code:
            stop(context, ENVIRONMENT, "cannot_listen", host=host, port=port)
