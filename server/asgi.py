"""Builds the application: the pages on Streamlit, warm before the first reader, behind our middleware."""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from server.addresses import KnownAddresses, routes
from server.doorman import Doorman
from server.security import CompressedStatic, DocumentLanguage, SecurityHeaders, content_policy

SCRIPT = Path(__file__).resolve().parents[1] / "app.py"
_STATIC = Path(streamlit.__file__).parent / "static"
_HEAVY = ("altair", "babel.dates", "babel.numbers", "duckdb", "holidays", "pandas", "polars", "pyarrow")


@asynccontextmanager
async def _warm(_app: App) -> AsyncGenerator[None]:
    # With a folder called pages, Streamlit's old router would run a page file without app.py.
    PagesManager.uses_pages_directory = False
    for name in _HEAVY:
        importlib.import_module(name)
    # What is loaded now stays for ever: the collector need not walk it again on every rerun.
    gc.collect()
    gc.freeze()
    yield


def application() -> App:
    """Return the ASGI application."""
    return App(
        SCRIPT,
        lifespan=_warm,
        middleware=[
            Middleware(Doorman),
            Middleware(SecurityHeaders, policy=content_policy(_STATIC / "index.html")),
            Middleware(KnownAddresses, known=routes(SCRIPT.parent / "pages"), static=_STATIC),
            Middleware(DocumentLanguage),
            Middleware(CompressedStatic),
        ],
    )
