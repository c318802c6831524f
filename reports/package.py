"""An .xlsx as the parts it is made of: what is not changed is copied as it is."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from reports.addresses import link
from reports.splice import MAIN, CannotPaintError, Part, attribute

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"/>'.encode()
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TYPES = "[Content_Types].xml"
# Past what a file may expand to when it is received.
_MOST = 200 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, its number in order from 0, and the part that holds it."""

    name: str
    position: int
    path: str


class Package:
    """The parts of a workbook, read when asked for, and those that were changed or added."""

    def __init__(self, content: bytes) -> None:
        """Open a workbook; CannotPaintError where it is none."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._members = self._zip.infolist()
            if sum(member.file_size for member in self._members) > _MOST:
                raise CannotPaintError("size")
        except _BROKEN as broken:
            raise CannotPaintError(str(broken)) from broken
        self._names = {member.filename.lower(): member.filename for member in self._members}
        self._changed: dict[str, bytes] = {}
        self._left_out: set[str] = set()
        self.workbook = self._one("", "officeDocument")

    def has(self, path: str) -> bool:
        """Say whether there is such a part."""
        return path.lower() in self._names

    def read(self, path: str) -> bytes:
        """Return the bytes of a part as they are now; CannotPaintError where it is not there."""
        name = self._names.get(path.lower(), path)
        if name in self._changed:
            return self._changed[name]
        try:
            return self._zip.read(name)
        except (*_BROKEN, KeyError) as missing:
            raise CannotPaintError(path) from missing

    def write(self, path: str, content: bytes) -> None:
        """Change a part, or add it."""
        name = self._names.setdefault(path.lower(), path)
        self._left_out.discard(name)
        self._changed[name] = content

    def leave_out(self, path: str) -> None:
        """Write the workbook without that part, if it has it."""
        if name := self._names.pop(path.lower(), None):
            self._left_out.add(name)
            self._changed.pop(name, None)

    def add(self, pattern: str, content: bytes, content_type: str) -> str:
        """Add a part under the first free number of a pattern such as `xl/comments{}.xml` and return its path."""
        path = next(name for n in range(1, 100_000) if not self.has(name := pattern.format(n)))
        self.write(path, content)
        self._declare(path, content_type)
        return path

    def related(self, source: str, kind: str) -> dict[str, str]:
        """Return the parts a part points to, {relationship id: path}, of one kind such as `comments`."""
        relations = _relations_of(source)
        if not self.has(relations):
            return {}
        return {
            one.attributes.get("Id", ""): _resolved(source, one.attributes.get("Target", ""))
            for one in Part(self.read(relations)).find("Relationship")
            if one.attributes.get("Type", "").endswith(f"/{kind}") and one.attributes.get("TargetMode") != "External"
        }

    def relate(self, source: str, kind: str, target: str) -> str:
        """Point a part to another and return the relationship's id."""
        path = _relations_of(source)
        part = Part(self.read(path) if self.has(path) else _EMPTY)
        taken = {one.attributes.get("Id") for one in part.find("Relationship")}
        own = next(name for n in range(1, 100_000) if (name := f"rId{n}") not in taken)
        written = f'<Relationship Id="{own}" Type="{RELATIONS}/{kind}" Target="/{attribute(target)}"/>'
        part.append(part.root, part.own(written))
        self.write(path, part.result())
        return own

    def forget_relations(self, source: str) -> None:
        """Let a part point to nothing."""
        self.leave_out(_relations_of(source))

    @property
    def sheets(self) -> list[SheetPart]:
        """The sheets in their order; CannotPaintError where the workbook is of another dialect."""
        book = Part(self.read(self.workbook))
        if book.namespace != MAIN:
            raise CannotPaintError(book.namespace)
        paths = self.related(self.workbook, "worksheet")
        return [
            SheetPart(one.attributes.get("name", ""), position, paths[one.attribute("id") or ""])
            for position, one in enumerate(book.find("sheets/sheet"))
            if one.attribute("id") in paths
        ]

    def add_sheet(self, name: str, xml: bytes, header: int) -> None:
        """Add a last sheet, numbered where its name is taken; row `header` is printed on each page."""
        taken = {sheet.name.casefold() for sheet in self.sheets}
        free = next(n for i in range(1, 1_000) if (n := name if i == 1 else f"{name} {i}").casefold() not in taken)
        path = self.add("xl/worksheets/sheet{}.xml", xml, _SHEET)
        relation = self.relate(self.workbook, "worksheet", path)
        book = Part(self.read(self.workbook))
        known = book.find("sheets/sheet")
        number = max(int(one.attributes["sheetId"]) for one in known) + 1
        named = f'name="{attribute(free)}" sheetId="{number}" r:id="{relation}"'
        (sheets,) = book.find("sheets")
        book.append(sheets, book.own(f'<sheet xmlns:r="{RELATIONS}" {named}/>'))
        title = f'<definedName name="_xlnm.Print_Titles" localSheetId="{len(known)}">'
        _define(book, f"{title}{link(free, f'${header}:${header}')}</definedName>")
        self.write(self.workbook, book.result())

    def _one(self, source: str, kind: str) -> str:
        found = list(self.related(source, kind).values())
        if not found:
            raise CannotPaintError(kind)
        return found[0]

    @property
    def styles(self) -> str:
        """The path of the part that holds the styles."""
        return self._one(self.workbook, "styles")

    def _declare(self, path: str, content_type: str) -> None:
        part = Part(self.read(_TYPES))
        if path.endswith(".vml"):
            if any(one.attributes.get("Extension", "").lower() == "vml" for one in part.find("Default")):
                return
            part.append(part.root, part.own(f'<Default Extension="vml" ContentType="{content_type}"/>'))
        else:
            part.append(part.root, part.own(f'<Override PartName="/{path}" ContentType="{content_type}"/>'))
        self.write(_TYPES, part.result())

    def content(self) -> bytes:
        """Return the workbook; members keep their order and dates, new ones stand last."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for member in self._members:
                if member.filename not in self._left_out:
                    same = zipfile.ZipInfo(member.filename, member.date_time)
                    same.compress_type, same.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
                    archive.writestr(same, self.read(member.filename))
            known = {member.filename for member in self._members}
            for name in [name for name in self._changed if name not in known]:
                # A fixed date keeps the bytes the same.
                archive.writestr(zipfile.ZipInfo(name), self._changed[name], zipfile.ZIP_DEFLATED)
        return written.getvalue()


def _define(book: Part, name: str) -> None:
    """Add a defined name; its list, where there is none, has its place after those it must follow."""
    found = {e.path: e for e in book.find("sheets", "functionGroups", "externalReferences", "definedNames")}
    if "definedNames" in found:
        book.append(found["definedNames"], book.own(name))
    else:
        after = max(element.end for element in found.values())
        book.replace(after, after, book.own(f"<definedNames>{name}</definedNames>"))


def _relations_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(source: str, target: str) -> str:
    """Return the path inside the package of what a part points to."""
    path = unquote(target) if "%" in target else target
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/")
