"""Middleware around Streamlit: security headers, the language of the document, compressed static files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.addresses import is_document

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_COMPRESSED = (".js", ".css", ".svg", ".json")
_NO_SCRIPT = {"es": "Active JavaScript para abrir esta página.", "en": "Enable JavaScript to open this page."}


def content_policy(index: Path) -> str:
    """Return the content security policy; only the inline scripts of that page may run, by hash."""
    digests = (
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    )
    allowed = " ".join(("'self'", *(f"'sha256-{digest}'" for digest in digests)))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {allowed}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles at run time
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Add to every HTTP answer the headers that browsers obey."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        """Keep the policy, which never changes while the server runs."""
        self._app = app
        self._headers = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its answer."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, add if scope["type"] == "http" else send)


class DocumentLanguage:
    """Write the reader's language into the document, which Streamlit always declares as English."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the answer where it is the HTML document; pass everything else on."""
        if scope["type"] != "http" or not is_document(scope["path"]):
            await self._app(scope, receive, send)
            return
        # Without this the inner layers would compress the text that has to be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start, body = await _whole_answer(self._app, {**scope, "headers": plain}, receive)
        headers = MutableHeaders(scope=start)
        if headers.get("content-type", "").startswith("text/html") and body:
            body = _in_language(body, _language(scope))
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})


class CompressedStatic:
    """Send static text compressed: 1.5 MiB instead of 3.9 for a page with charts.

    Names of static files carry a hash of their content, so one compression a file serves everybody.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Start with nothing compressed."""
        self._app = app
        self._kept: dict[str, tuple[bytes, dict[str, str]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the kept bytes, compressing them the first time; pass on what does not compress."""
        if not _is_compressible(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            start, body = await _whole_answer(self._app, scope, receive)
            if not _is_whole(start, body):
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            self._kept[path] = gzip.compress(body, 6, mtime=0), _compressed_headers(start)
        content, headers = self._kept[path]
        await Response(content, headers=headers)(scope, receive, send)


def _is_whole(start: Message, body: bytes) -> bool:
    """Say whether that is a whole file as it is; one that a reader broke off by leaving must serve nobody else."""
    headers = Headers(raw=start["headers"])
    is_plain = start["status"] == 200 and "content-encoding" not in headers
    return is_plain and headers.get("content-length") == str(len(body))


def _compressed_headers(start: Message) -> dict[str, str]:
    kept = {
        name: value
        for name, value in Headers(raw=start["headers"]).items()
        if name in ("content-type", "cache-control")
    }
    return kept | {"content-encoding": "gzip", "vary": "Accept-Encoding"}


def _is_compressible(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
        return False
    headers = Headers(scope=scope)
    accepts = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
    return accepts and scope["path"].endswith(_COMPRESSED)


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["es"])[0]
    return asked if asked in _NO_SCRIPT else "es"


def _in_language(body: bytes, language: str) -> bytes:
    text = body.decode("utf-8").replace('<html lang="en">', f'<html lang="{language}">', 1)
    text = text.replace("<title>Streamlit</title>", "<title>JSI Monitor</title>", 1)
    words = f"<noscript>{_NO_SCRIPT[language]}</noscript>"
    return re.sub(r"<noscript>.*?</noscript>", words, text, count=1, flags=re.DOTALL).encode()


async def _whole_answer(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """Return the start of an answer and its whole body."""
    started: list[Message] = []
    chunks: list[bytes] = []

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message)
        elif message["type"] == "http.response.body":
            chunks.append(message.get("body", b""))

    await app(scope, receive, keep)
    return started[0], b"".join(chunks)
