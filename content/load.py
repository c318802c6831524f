"""Loads the bundled, illustrative content into an empty data folder, by the same acts a user has."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from content.filled import Series, filled, published
from etl.publish import publish
from etl.receive import Sending, receive_all
from etl.recognise import Asked
from etl.review import approve_all, send_back, take_up
from reports.workbook import workbook
from warehouse.folder import Folder, write_durably
from warehouse.ledger import open_ledger

CONTENT = Path(__file__).parent
MARK = "demostracion"
STARTED, LOADED = b"ilustrativo\n", b"ilustrativo, completo\n"
KINDS = {"send": "received", "take up": "taken_up", "approve": "approved", "return": "returned"}


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
        for _, run in groupby(acts, key=_run):
            left: list[dict[str, Any]] = []
            for act in run:
                earlier = done.get((KINDS[act["do"]], datetime.fromisoformat(act["now"])))
                if earlier is None:
                    left.append(act)
                elif earlier.kind == KINDS["send"]:
                    sent[_series(act)] = str(earlier.submission_id)
            yield from _play(folder, left, sent)
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


def _run(act: dict[str, Any]) -> str:
    """Tell acts done in one go: files that follow each other, and approvals of one person; else each by itself."""
    return str({"approve": f"approve {act['actor']}", "send": "send"}.get(act["do"], act["now"]))


def _play(folder: Folder, acts: list[dict[str, Any]], sent: dict[Series, str]) -> Iterator[str]:
    if acts and acts[0]["do"] == "send":
        yield from _send(folder, acts, sent)
        return
    if acts and acts[0]["do"] == "approve":
        approve_all(folder, _in_time(acts, sent), actor=acts[0]["actor"])
    for act in acts:
        os.environ["JSI_NOW"] = act["now"]
        if act["do"] == "take up":
            take_up(folder, sent[_series(act)], actor=act["actor"])
        if act["do"] == "return":
            send_back(folder, sent[_series(act)], actor=act["actor"], reason=act["reason"])
        yield f"{act['now']}  {act['actor']}  {act['do']}  {sent[_series(act)]}"


def _in_time(acts: list[dict[str, Any]], sent: dict[Series, str]) -> Iterator[str]:
    """Yield the submission of each act when its time has come."""
    for act in acts:
        os.environ["JSI_NOW"] = act["now"]
        yield sent[_series(act)]


def _send(folder: Folder, acts: list[dict[str, Any]], sent: dict[Series, str]) -> Iterator[str]:
    for act, checked in zip(acts, receive_all(folder, _sendings(folder, acts)), strict=True):
        if checked.submission is None:
            raise ValueError(f"{checked.name}: {[f.message('es') for f in checked.findings]}")
        sent[_series(act)] = checked.submission
        yield f"{act['now']}  {act['actor']}  {checked.outcome}  {checked.name}"


def _sendings(folder: Folder, acts: list[dict[str, Any]]) -> Iterator[Sending]:
    """Yield the file of each act when its time has come."""
    for act in acts:
        os.environ["JSI_NOW"] = act["now"]
        series = _series(act)
        yield Sending(*_file(folder, series, act.get("version", "")), act["actor"], Asked(*series))


def _file(folder: Folder, series: Series, version: str) -> tuple[str, bytes]:
    """Return the name and bytes a sender would have: the template filled, or the published file itself."""
    source, organisation, period = series
    if path := published(series):
        return path.name, path.read_bytes()
    content = workbook(folder, source, organisation, period, filled=filled(folder, series, version))
    return f"{source}_{organisation}_{period}.xlsx", content
