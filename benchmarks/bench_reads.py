"""What pages ask of a national deployment: each read of each page, a figure traced to its cell, and the past."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from benchmarks.bench_publish import SIZES
from benchmarks.deployed import deployed
from benchmarks.harness import SECOND, Benchmark, Contender, Goal
from etl.publish import publish
from pages import registry
from warehouse import as_known
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

EVERYTHING = Scope.everything()
PAGES = sorted(
    path.stem for path in Path(registry.__file__).parent.glob("*.toml") if "[route]" in path.read_text("utf-8")
)
HEADLINES: dict[str, dict[str, str]] = {
    "action_headline": {"language": "es"},
    "programme_headline": {},
    "region_headline": {},
}
AT = {"phase": "F2", "cutoff": "2025-T2"}
KNOWN_ON = date(2025, 8, 1)
MARTS, TRACE, PAST = 0.010, 0.030, 3
RUNS = 9
ABOUT = """\
The largest of the deployments above, published once. Every page is drawn as it opens, and what it asks is written down;
then each read is timed by itself, the answer in hand as a table and the version already open. *trace* finds the cell of
an approved quantity and those around it in the file sent. *as known on* derives, from nothing, the three headlines of a
cut-off as they were known two quarters before the last."""
Read = tuple[str, dict[str, Any]]


def bench(room: Path) -> Benchmark:
    """Draw the largest folder, open every page once, and time what it asked."""
    name, size = list(SIZES.items())[-1]
    folder = Folder(room / "deployed")
    deployed(folder, size)
    publish(folder)
    reader = Reader(folder)
    contenders: list[Contender] = []
    goals: list[Goal] = []
    asked_by = {page: _asked_by(page, folder) for page in PAGES}
    for page, reads in asked_by.items():
        for number, (question, asked) in enumerate(reads):
            called = f"{page} {number + 1}: {question}"
            contenders.append(Contender(called, lambda _, q=question, a=asked: reader.ask(q, EVERYTHING, **a)))
            # opening a figure, level by level, to the cell is a trace
            goals.append(Goal(called, SECOND, TRACE if page == "provenance" else MARTS))
    fact = next(asked["fact_id"] for question, asked in asked_by["provenance"] if question == "fact_place")
    contenders.append(Contender("trace", lambda _: reader.neighbourhood(fact, EVERYTHING)))
    contenders.append(Contender("as known on", lambda _: _as_known(reader), as_known.forget))
    goals += [Goal("trace", SECOND, TRACE), Goal("as known on", SECOND, PAST)]
    return Benchmark(f"Read a national deployment of {name} facts", ABOUT, contenders, goals, runs=RUNS)


def _as_known(reader: Reader) -> None:
    past = as_known.AsKnown(reader, KNOWN_ON)
    for question, asked in HEADLINES.items():
        assert past.ask(question, EVERYTHING, **(AT | asked)).height > 0


def _asked_by(page: str, folder: Folder) -> list[Read]:
    """Draw a page as it opens, and return what it asked of the warehouse, each once."""
    asked: list[Read] = []
    ask = Reader.ask

    def listening(self: Reader, question: str, scope: Scope, **params: Any) -> Any:
        if (question, params) not in asked:
            asked.append((question, params))
        return ask(self, question, scope, **params)

    Reader.ask = listening
    os.environ["JSI_DATA"] = str(folder.root)
    try:
        drawn = AppTest.from_function(_draw, kwargs={"page": page}).run(timeout=120)
    finally:
        Reader.ask = ask
    assert not drawn.exception, drawn.exception
    return asked


def _draw(page: str) -> None:
    """Draw one page by itself; runs inside Streamlit, so it imports for itself."""
    import importlib

    import streamlit as st

    from pages import registry

    st.session_state["lang"] = "es"
    st.navigation(list(registry.pages("es").values()), position="hidden")
    importlib.import_module(f"pages.{page}").page()
