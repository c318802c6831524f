"""Middleware that lets in only what this machine's own pages ask for: the first door, until people sign in."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "::1")
_REFUSED = "Abra JSI Monitor en http://127.0.0.1 · Open JSI Monitor at http://127.0.0.1\n"


class Doorman:
    """Refuse a foreign Host, which is how a page elsewhere reaches this machine by renaming it, and a foreign Origin.

    A websocket is refused before it opens; over HTTP the answer is 403.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from here."""
        if scope["type"] == "lifespan" or is_admitted(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_REFUSED, status_code=403)(scope, receive, send)


def is_admitted(headers: Headers) -> bool:
    """Say whether the request names this machine and, where a page sent it, that page is one of ours.

    >>> is_admitted(Headers({"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}))
    True
    >>> is_admitted(Headers({"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:9"}))
    False
    """
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or _name(f"//{hosts[0]}") not in LOCAL:
        return False
    return all(origin.partition("://")[2] == hosts[0] for origin in origins)


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
