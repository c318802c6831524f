"""What the server compresses once for everybody is always a whole file."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from typing import Any, cast

from server.security import CompressedStatic


def test_a_file_that_a_reader_broke_off_serves_nobody_else() -> None:
    """A page closed while a script was coming once took the upload box from everybody, until a restart."""
    whole, bodies = b"export default 1;", [b"export", b"export default 1;"]

    async def inner(_: object, __: object, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        headers = [(b"content-length", str(len(whole)).encode()), (b"content-type", b"text/javascript")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": bodies.pop(0)})

    async def asked(app: CompressedStatic) -> bytes:
        sent: list[dict[str, Any]] = []

        async def keep(message: Any) -> None:
            sent.append(message)

        headers = [(b"accept-encoding", b"gzip")]
        scope = {"type": "http", "method": "GET", "path": "/static/js/box.js", "headers": headers}
        await app(scope, cast("Any", None), keep)
        return b"".join(message.get("body", b"") for message in sent)

    app = CompressedStatic(cast("Any", inner))
    asyncio.run(asked(app))
    assert gzip.decompress(asyncio.run(asked(app))) == whole
    assert gzip.decompress(asyncio.run(asked(app))) == whole, "and is compressed once"
