"""Random histories: lived act by act, lived again with other publishing, published at once; always the same tables.

What is current at the end is what plain Decimals make of the rows in force.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import accounts
import duckdb
import pytest
import small
from aftermath import assert_nothing_is_left_over, events
from conftest import copy
from scene import figures
from twin import expected

import etl.receive
import etl.reopen
import etl.review
import etl.withdraw
from etl.publish import publish, publish_after
from etl.verify import different
from soak.acts import ACTS, Deed, Life
from soak.in_force import in_force
from warehouse.folder import Folder
from warehouse.layer import attach
from warehouse.ledger import RefusalError

SHORTEST, LONGEST = 4, 14
for _module in sorted(Path(__file__).parent.glob("acts_*.py")):
    import_module(f"soak.{_module.stem}")  # each adds its acts


def prepare(base: Path, seed: str) -> None:
    """Make the folder every history begins with: a small plan, and a subagreement that was transferred to."""
    (base / "plan").write_text(seed)
    folder = Folder(base / "data")
    small.begin(folder, small.plan(Random(seed)))
    accounts.register(folder)
    accounts.disburse(folder, "2025-T3", accounts.transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))


def names(_base: Path, count: int) -> list[str]:
    """Return that many histories."""
    return [str(n) for n in range(count)]


def run(base: Path, _name: str, room: Path, chance: Random) -> None:
    """Live one history in three ways and compare the tables; then compare the figures with the twin."""
    one, other, aside = (Folder(room / name) for name in ("lived", "again", "at once"))
    for folder in (one, other):
        copy(base / "data", folder.root)
    life = Life(one, chance)
    deeds, answers = live(life, chance.randint(SHORTEST, LONGEST))
    is_published = [chance.random() < 0.3 for _ in deeds]
    for told, again in zip(answers, live_again(other, deeds, is_published), strict=True):
        assert told == again, ("each act is answered the same", told, again)
    assert events(other) == events(one)
    version = publish(one)
    assert_nothing_is_left_over(one)
    for version_again in (publish(other), published_at(one, chance, aside)):
        assert version_again.name == version.name
        assert different(version, version_again) == []
    assert_figures(version, in_force(plan_of(base), events(one), life.taken))


def plan_of(base: Path) -> Any:
    """Return the plan every history begins with."""
    return small.plan(Random((base / "plan").read_text()))


def live(life: Life, acts: int) -> tuple[list[Deed], list[object]]:
    """Draw and do that many acts, a minute apart, publishing after each."""
    deeds: list[Deed] = []
    answers: list[object] = []
    while len(deeds) < acts:
        deed = life.chance.choice(ACTS)(life)
        if deed:
            answers.append(_done(life.folder, deed, len(deeds)))
            deeds.append(deed)
    return deeds, answers


def live_again(folder: Folder, deeds: list[Deed], is_published: list[bool]) -> list[object]:
    """Do the same deeds in another folder, publishing after some only."""
    answers: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        for minute, (deed, published) in enumerate(zip(deeds, is_published, strict=True)):
            after: Callable[[Folder], None] = publish_after if published else lambda _: None
            for module in (etl.receive, etl.reopen, etl.review, etl.withdraw):
                patch.setattr(module, "publish_after", after)
            answers.append(_done(folder, deed, minute))
    return answers


def _done(folder: Folder, deed: Deed, minute: int) -> object:
    """Do a deed and return what was answered; a refusal is an answer."""
    with small.at(f"2026-02-01T15:{minute:02}:00+00:00"):
        try:
            return deed(folder)
        except RefusalError as refusal:
            return refusal.rule, refusal.found


def published_at(folder: Folder, chance: Random, aside: Folder) -> Path:
    """Publish a copy of the folder at some sequences and at its end, with nothing published before."""
    copy(folder.root, aside.root)
    shutil.rmtree(aside.snapshots)
    aside.pointer.unlink()
    last = events(aside)[-1].sequence
    for sequence in sorted(chance.sample(range(1, last + 1), chance.choice([0, 0, 1, min(2, last)]))):
        publish(aside, up_to=sequence)
    return publish(aside)


def assert_figures(version: Path, now: Any) -> None:
    """Every figure is the twin's, at each cut-off and on both bases; forest loss is what was approved last."""
    goals, lines = now.plan
    with duckdb.connect() as connection:
        attach(connection, version, "published")
        connection.execute("use published")
        for quarter, basis in product((1, 2, 3, 4), ("conforme", "reportado")):
            said = expected(goals, now.reports, lines, quarter, basis)
            found = figures(connection, quarter, basis)
            wrong = {key: (found.get(key), said.get(key)) for key in said.keys() | found.keys()
                     if found.get(key) != said.get(key)}  # fmt: skip
            assert not wrong, (quarter, basis, wrong)
        lost = connection.execute("select ubigeo, year, vintage, loss_ha from forest_loss_by_area").fetchall()
    assert {(a, y, v): ha for a, y, v, ha in lost} == {key: Decimal(ha) for key, ha in now.lost.items()}
