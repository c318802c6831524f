"""Loads the bundled, illustrative content into an empty data folder, by the same acts a user has."""

from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.check import Checked
from etl.publish import publish
from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve, send_back
from reports.workbook import workbook
from warehouse.folder import Folder

CONTENT = Path(__file__).parent
MARK = "demostracion"


class NotEmptyError(Exception):
    """The folder already holds somebody's data."""


def load(folder: Folder) -> Iterator[str]:
    """Play `history.toml` in an empty folder and mark it as a demonstration; yields a line per act."""
    if folder.pointer.exists() and not folder.is_demonstration:
        raise NotEmptyError(str(folder.root))
    (folder.root / MARK).write_text("ilustrativo\n", encoding="utf-8")
    sent: dict[tuple[str, str, str], str] = {}
    before = os.environ.get("JSI_NOW")
    try:
        for act in tomllib.loads((CONTENT / "history.toml").read_text(encoding="utf-8"))["act"]:
            os.environ["JSI_NOW"] = act["now"]
            yield _play(folder, act, sent)
    finally:
        os.environ.pop("JSI_NOW", None)
        if before:
            os.environ["JSI_NOW"] = before
    publish(folder)


def _play(folder: Folder, act: dict[str, Any], sent: dict[tuple[str, str, str], str]) -> str:
    series = (act["source"], act["organisation"], act["period"])
    if act["do"].startswith("send"):
        name, content = _file(folder, *series)
        asked = Asked(*series)
        checked: Checked = receive(folder, name, content, actor=act["actor"], asked=asked)
        if checked.submission is None:
            raise ValueError(f"{name}: {[f.message('es') for f in checked.findings]}")
        sent[series] = checked.submission
        return f"{act['now']}  {act['actor']}  {checked.outcome}  {name}"
    if act["do"] == "approve":
        approve(folder, sent[series], actor=act["actor"])
    else:
        send_back(folder, sent[series], actor=act["actor"], reason=act["reason"])
    return f"{act['now']}  {act['actor']}  {act['do']}  {sent[series]}"


def _file(folder: Folder, source: str, organisation: str, period: str) -> tuple[str, bytes]:
    """Return the name and bytes a sender would have: the template filled, or the published file itself."""
    if source == "forest_loss":
        return "perdida_departamental.csv", (CONTENT / "forest" / "departmental_loss.csv").read_bytes()
    if source == "operating_plan":
        sheets = {"Carátula": "head", "Líneas": "lines", "Metas": "goals", "Presupuesto": "budget"}
        filled = {sheet: rows(CONTENT / "plan" / f"{stem}.csv") for sheet, stem in sheets.items()}
    else:
        filled = {"Avance": rows(CONTENT / "progress" / period / f"{organisation}.csv")}
    content = workbook(folder, source, organisation, period, filled=filled)
    return f"{source}_{organisation}_{period}.xlsx", content


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of one bundled CSV as text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
