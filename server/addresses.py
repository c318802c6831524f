"""Middleware that knows the addresses of the pages; any other leads home, not to Streamlit's English apology."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from reports.words import tables

_MACHINERY = {"_stcore", "static", "media", "component", "app"}


def routes(folder: Path) -> set[str]:
    """Return the address of every page in that folder; the home page, first of the menu, lives at the root only."""
    routed = [tables(path)["route"] for path in folder.glob("*.toml") if "route" in tables(path)]
    routed.sort(key=lambda route: route["order"])
    return {"/"} | {f"/{route['path']}" for route in routed[1:]}


def is_document(path: str) -> bool:
    """Say whether a reader would type that address, rather than a page ask for it.

    >>> is_document("/enviar"), is_document("/enviar/_stcore/health")
    (True, False)
    """
    return _MACHINERY.isdisjoint(path.split("/"))


class KnownAddresses:
    """Lead every address that is no page to the home page, with the choices it carries."""

    def __init__(self, app: ASGIApp, known: set[str], static: Path) -> None:
        """Keep the addresses of the pages, and where the files lie that the document names beside itself."""
        self._app, self._known, self._static = app, known, static

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is known."""
        if scope["type"] != "http" or not is_document(scope["path"]) or self._is_known(scope["path"]):
            await self._app(scope, receive, send)
            return
        trimmed = scope["path"].rstrip("/")
        home = trimmed if trimmed in self._known else "/"
        query = scope["query_string"].decode("latin-1")
        await RedirectResponse(f"{home}?{query}" if query else home)(scope, receive, send)

    def _is_known(self, path: str) -> bool:
        # Only names directly beside the document, so nothing outside that folder is looked at.
        return path in self._known or (path.count("/") == 1 and (self._static / path[1:]).is_file())
