"""Loads the bundled, illustrative content into an empty data folder, by the same acts a user has."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from content.filled import Series, filled
from etl.check import Checked
from etl.publish import publish
from etl.receive import receive
from etl.recognise import Asked
from etl.review import approve, send_back
from reports.workbook import workbook
from warehouse.folder import Folder, write_durably
from warehouse.ledger import open_ledger

CONTENT = Path(__file__).parent
MARK = "demostracion"
STARTED, LOADED = b"ilustrativo\n", b"ilustrativo, completo\n"
KINDS = {"send": "received", "approve": "approved", "return": "returned"}


class NotEmptyError(Exception):
    """The folder already holds somebody's data."""


def load(folder: Folder, until: str = "") -> Iterator[str]:
    """Play `history.toml`, up to a day where one is given, in an empty folder; yields a line per act.

    The folder is marked as a demonstration. What a load left undone is gone on with.
    NotEmptyError where the folder holds somebody's data.
    """
    done = {(e.kind, datetime.fromisoformat(e.at_utc)): e for e in open_ledger(folder.ledger_url).events()}
    if done and not folder.is_demonstration:
        raise NotEmptyError(str(folder.root))
    write_durably(folder.root / MARK, STARTED)
    history = tomllib.loads((CONTENT / "history.toml").read_text(encoding="utf-8"))["act"]
    acts = [act for act in history if not until or act["now"] < until]
    sent: dict[Series, str] = {}
    before = os.environ.get("JSI_NOW")
    try:
        for act in acts:
            os.environ["JSI_NOW"] = act["now"]
            earlier = done.get((KINDS[act["do"]], datetime.fromisoformat(act["now"])))
            if earlier is None:
                yield _play(folder, act, sent)
            elif earlier.kind == KINDS["send"]:
                sent[_series(act)] = str(earlier.submission_id)
    finally:
        os.environ.pop("JSI_NOW", None)
        if before:
            os.environ["JSI_NOW"] = before
    publish(folder)
    if len(acts) == len(history):
        write_durably(folder.root / MARK, LOADED)


def is_loaded(folder: Folder) -> bool:
    """Say whether the folder is a demonstration with the whole history in it."""
    return folder.is_demonstration and (folder.root / MARK).read_bytes() == LOADED


def _series(act: dict[str, Any]) -> Series:
    return (act["source"], act["organisation"], act["period"])


def _play(folder: Folder, act: dict[str, Any], sent: dict[Series, str]) -> str:
    series = _series(act)
    if act["do"] == "send":
        name, content = _file(folder, series, act.get("version", ""))
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


def _file(folder: Folder, series: Series, version: str) -> tuple[str, bytes]:
    """Return the name and bytes a sender would have: the template filled, or the published file itself."""
    source, organisation, period = series
    if source == "forest_loss":
        return "perdida_departamental.csv", (CONTENT / "forest" / "departmental_loss.csv").read_bytes()
    content = workbook(folder, source, organisation, period, filled=filled(folder, series, version))
    return f"{source}_{organisation}_{period}.xlsx", content
