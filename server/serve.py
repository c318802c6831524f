"""Serves the application on this machine only: until people sign in, no other address is safe."""

from __future__ import annotations

import ipaddress
import signal
import sys

import uvicorn


class NotLoopbackError(Exception):
    """Somebody asked to serve on an address that other machines can reach."""


def refuse_unless_loopback(host: str) -> None:
    """Raise NotLoopbackError for any address but those of this machine."""
    try:
        safe = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        safe = False
    if not safe:
        raise NotLoopbackError(
            f"JSI Monitor no atiende en «{host}»: todavía no pide contraseña, así que solo se abre en este "
            "equipo. Use --host 127.0.0.1. / JSI Monitor does not serve there: nobody signs in yet, "
            "so it opens on this machine only. Use --host 127.0.0.1."
        )


def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve until interrupted; NotLoopbackError where the address is not of this machine."""
    refuse_unless_loopback(host)
    # Imported late so that a refusal does not wait for Streamlit.
    from server.asgi import application

    # uvicorn hands the signal back when it has closed; ended by it, Python would leave the desk's worker behind.
    signal.signal(signal.SIGTERM, _leave)
    uvicorn.run(
        application(),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def _leave(_number: int, _frame: object) -> None:
    sys.exit()
