"""Ways to spoil the bytes of a workbook: its zip, its parts, and the XML of its sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Bytes = Callable[[bytes, Random], bytes]


def cut(content: bytes, chance: Random) -> bytes:
    """Cut the file short."""
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: Random) -> bytes:
    """Change some bytes anywhere in the zip."""
    hurt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        hurt[chance.randrange(len(hurt))] = chance.randrange(256)
    return bytes(hurt)


def _members(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def hurt_part(content: bytes, chance: Random) -> bytes:
    """Change some letters of one part, so that the zip is sound and its XML is not."""

    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice(sorted(parts))
        hurt = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            hurt[chance.randrange(len(hurt))] = chance.choice(b'<>"/=09azAZ?&; ')
        parts[name] = bytes(hurt)

    return _members(content, change)


def drop_part(content: bytes, chance: Random) -> bytes:
    """Leave a part out."""
    return _members(content, lambda parts: parts.pop(chance.choice(sorted(parts))) and None)


def results(content: bytes, chance: Random) -> bytes:
    """Give each formula a result, as Excel would."""
    shown = chance.choice(["4", "2.5", "-1", "1E+300", "", "0.30000000000000004"])

    def change(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("xl/worksheets/"):
                parts[name] = re.sub(rb"</f><v\s*/?>(</v>)?", f"</f><v>{shown}</v>".encode(), parts[name])

    return _members(content, change)


def rewrite(content: bytes, chance: Random) -> bytes:
    """Change kinds, addresses and extents in the XML of the sheets."""
    old, new = chance.choice(
        [
            (rb't="s"', b't="n"'), (rb't="n"', b't="b"'), (rb't="s"', b't="e"'), (rb'r="([A-Z]+)8"', rb'r="\g<1>7"'),
            (rb'<dimension ref="[^"]*"', b'<dimension ref="A1"'), (rb"<v>(\d)", rb"<v> \1"),
            (rb'<row r="(\d)"', b"<row"),
            (rb' r="[A-Z]+\d+"', b""), (rb"<v>\d+</v>", b"<v>99999</v>"), (rb"<v>[^<]*</v>", b"<v></v>"),
        ]
    )  # fmt: skip

    def change(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("xl/worksheets/"):
                parts[name] = re.sub(old, new, parts[name], count=chance.choice([0, 1, 3]))

    return _members(content, change)


BYTES: tuple[Bytes, ...] = (cut, flip, hurt_part, hurt_part, drop_part, rewrite, rewrite)
