"""The comments of a sheet: ours are put beside the sender's own, and taken away again when the copy comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.addresses import Place, address_of, place_of
from reports.boxes import add_boxes, drop_boxes
from reports.package import Package, SheetPart
from reports.splice import Element, Part, text

# Ours begins and ends with the mark, so that what somebody writes around it stays.
MARK = "■"
AUTHOR = "JSI Monitor"
_OURS = re.compile(f"(?:\n\n)?{MARK} {AUTHOR}\\s[^{MARK}]*{MARK}")
_LIMIT = 1_500
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
)
# A conversation of Excel 365 shows itself, not the text kept here for older programs.
_CONVERSATION = "tc={"
_TEXT, _AUTHOR = "commentList/comment/text", "authors/author"


def marked(said: str) -> str:
    """Return a text as a comment of ours."""
    short = said if len(said) <= _LIMIT else f"{said[:_LIMIT]}…"
    return f"{MARK} {AUTHOR}\n{short.replace(MARK, '▪')}\n{MARK}"


def clear(package: Package, sheet: SheetPart) -> None:
    """Take our comments out of a sheet, and their boxes; the sender's own stay, word for word."""
    for path in package.related(sheet.path, "comments").values():
        part = Part(package.read(path))
        gone: set[Place] = set()
        texts = part.find(f"{_TEXT}/t", f"{_TEXT}/r/t")
        for comment in part.find("commentList/comment"):
            inside = [t for t in texts if comment.start < t.start < comment.end]
            if _take_out(part, comment, inside) and (place := place_of(comment.attributes.get("ref"))):
                gone.add(place)
        package.write(path, part.result())
        for drawing in package.related(sheet.path, "vmlDrawing").values():
            package.write(drawing, drop_boxes(package.read(drawing), gone))


def _take_out(part: Part, comment: Element, texts: list[Element]) -> bool:
    """Cut what is ours out of a comment and say whether nothing else was in it, so that all of it goes."""
    pieces = [_unescaped(part.inner(t).decode()) for t in texts]
    ours = _OURS.search("".join(pieces))
    if ours is None:
        return False
    left = "".join(pieces)[: ours.start()] + "".join(pieces)[ours.end() :]
    if not left.strip():
        part.replace(comment.start, comment.end)
        return True
    at = 0
    for element, piece in zip(texts, pieces, strict=True):
        kept = piece[: max(0, ours.start() - at)] + piece[max(0, ours.end() - at) :]
        if kept != piece:
            part.replace(element.inside, element.until, text(kept, len(kept)).encode())
        at += len(piece)
    return False


def _unescaped(written: str) -> str:
    plain = re.sub("&#(x?)([0-9A-Fa-f]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), written)
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        plain = plain.replace(f"&{name};", sign)
    return plain.replace("\r\n", "\n")


def write(package: Package, sheet: SheetPart, said: Mapping[Place, str], drawing: str | None) -> str | None:
    """Write a comment on each cell, under the sender's own where there is one.

    `drawing` is the relationship of the drawing the sheet names; returns that of one it must name from now on.
    """
    path = next(iter(package.related(sheet.path, "comments").values()), None)
    if path is None:
        path = package.add("xl/comments{}.xml", _EMPTY.encode(), _COMMENTS)
        package.relate(sheet.path, "comments", path)
    part = Part(package.read(path))
    theirs = {place_of(comment.attributes.get("ref")): comment for comment in part.find("commentList/comment")}
    authors = [part.inner(author).decode() for author in part.find(_AUTHOR)]
    for place in said.keys() & theirs.keys():
        comment = theirs[place]
        if not _by(authors, comment).startswith(_CONVERSATION):
            _add_below(part, comment, said[place])
    alone = {place: said[place] for place in sorted(said.keys() - theirs.keys())}
    _add(part, authors, alone)
    package.write(path, part.result())
    return _boxes(package, sheet, list(alone), drawing)


def _by(authors: list[str], comment: Element) -> str:
    number = int(comment.attributes.get("authorId", "0"))
    return authors[number] if number < len(authors) else ""


def _add_below(part: Part, comment: Element, said: str) -> None:
    """Put ours after what is written; a text of one piece becomes a run, as the format has it."""
    inside = [e for e in part.find(_TEXT, f"{_TEXT}/t", f"{_TEXT}/r") if comment.start < e.start < comment.end]
    whole = next((e for e in inside if e.path == _TEXT), None)
    if whole is None:
        return
    runs = [e for e in inside if e.path != _TEXT]
    for plain in (e for e in runs if e.path == f"{_TEXT}/t"):
        name = f"{part.prefix}r".encode()
        part.replace(plain.start, plain.end, b"<" + name + b">" + part.outer(plain) + b"</" + name + b">")
    run = part.own(f'<r><t xml:space="preserve">\n\n{text(marked(said))}</t></r>')
    if runs:
        part.replace(runs[-1].end, runs[-1].end, run)
    else:
        part.append(whole, run)


def _add(part: Part, authors: list[str], said: Mapping[Place, str]) -> None:
    if not said:
        return
    containers = {e.path: e for e in part.find("authors", "commentList")}
    if AUTHOR not in authors:
        part.append(containers["authors"], part.own(f"<author>{AUTHOR}</author>"))
        authors.append(AUTHOR)
    by = authors.index(AUTHOR)
    made = [
        f'<comment ref="{address_of(*place)}" authorId="{by}"><text><t xml:space="preserve">{text(marked(one))}</t>'
        "</text></comment>"
        for place, one in said.items()
    ]
    part.append(containers["commentList"], b"".join(map(part.own, made)))


def _boxes(package: Package, sheet: SheetPart, places: list[Place], drawing: str | None) -> str | None:
    """Draw the box each new comment is shown in."""
    known = package.related(sheet.path, "vmlDrawing").get(drawing or "")
    if known:
        package.write(known, add_boxes(package.read(known), places))
    if known or drawing or not places:
        return None
    path = package.add("xl/drawings/vmlDrawing{}.vml", add_boxes(None, places), _DRAWING)
    return package.relate(sheet.path, "vmlDrawing", path)
