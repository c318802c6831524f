"""What people do in a history, one function an act; a new act is a new function under `@act`.

An act looks at the life so far and returns the deed to do, or None where there is nothing to do it to. A deed is
a call that can be repeated in another folder: plain words and bytes, no identity drawn from a clock.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import openpyxl
import small

from etl.check import Checked
from etl.receive import receive
from etl.reopen import Value, reopen
from etl.review import approve, send_back, take_up
from etl.withdraw import withdraw
from reports.given.physical_progress import given
from warehouse.folder import Folder

Deed = Callable[[Folder], Any]
Chooser = Callable[["Life"], Deed | None]
ACTS: list[Chooser] = []
PERIODS = tuple(f"2025-T{n}" for n in range(1, 5))
AREAS, YEARS = ("25", "17", "16"), (2001, 2002)


@dataclass(frozen=True)
class Sent:
    """One file as it was sent and who reviews it; it says quantities by goal, hectares by area and year, or a plan.

    Of money it says nothing here: that all ways of publishing give the same is what a history shows of it.
    """

    name: str
    content: bytes
    actor: str
    says: Any = None
    reviewer: str = small.MANAGER


@dataclass
class Life:
    """One history under way: its folder, its chance, the files sent, and what was received of each."""

    folder: Folder
    chance: Random
    files: list[Sent] = field(default_factory=list[Sent])
    taken: dict[str, Any] = field(default_factory=dict[str, Any])
    waiting: list[str] = field(default_factory=list[str])
    approved: list[str] = field(default_factory=list[str])
    returned: list[Sent] = field(default_factory=list[Sent])
    by_submission: dict[str, Sent] = field(default_factory=dict[str, Sent])
    versions: int = 1


def act(times: int) -> Callable[[Chooser], Chooser]:
    """Let an act be chosen that often."""

    def add(chooser: Chooser) -> Chooser:
        ACTS.extend([chooser] * times)
        return chooser

    return add


def send(life: Life, sent: Sent) -> Deed:
    """Return the deed of sending that file."""

    def deed(folder: Folder) -> tuple[object, ...]:
        checked = receive(folder, sent.name, sent.content, actor=sent.actor)
        if folder == life.folder:
            _took(life, sent, checked)
        return checked.outcome, checked.submission, checked.duplicate_of, checked.accepted, checked.effect

    life.files.append(sent)
    return deed


def _took(life: Life, sent: Sent, checked: Checked) -> None:
    if checked.submission and checked.outcome != "duplicate":
        life.waiting.append(checked.submission)
        life.by_submission[checked.submission] = sent
        life.taken[checked.submission] = _accepted(sent, checked)


def _accepted(sent: Sent, checked: Checked) -> Any:
    """Return what is left of a file without the rows that bear an error, read from the sheets as a person would."""
    errors = {(f.sheet, f.row) for f in checked.findings if f.severity == "error"}
    if not errors or not isinstance(sent.says, dict) or not sent.name.endswith(".xlsx"):
        return sent.says
    placed = _places(sent.content)
    return {key: value for key, value in sent.says.items() if placed.get(key, placed.get((key[0], ""))) not in errors}


def _places(content: bytes) -> dict[tuple[str, str], tuple[str, int]]:
    """Return the sheet and row of each goal reported, without a period, and of each one mended, with its period."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for number, row in enumerate(book["Avance"].iter_rows(values_only=True), 1):
        places[str(row[0]), ""] = ("Avance", number)
    for number, row in enumerate(book["Rectificaciones"].iter_rows(values_only=True), 1):
        if row[2]:
            places[str(row[0]), str(row[1])] = ("Rectificaciones", number)
    return places


@act(6)
def report(life: Life) -> Deed:
    """An organisation reports a quarter, or reports it anew."""
    chance = life.chance
    organisation = chance.choice(sorted(small.FOCAL))
    period = chance.choice(PERIODS)
    goals = [goal for goal, owner in small.OWNER.items() if owner == organisation]
    said = {goal: _quantity(chance) for goal in goals if chance.random() < 0.8} or {goals[0]: "1"}
    content = small.progress_file(life.folder, organisation, period, said)
    says = {(goal, period): quantity for goal, quantity in said.items()}
    return send(life, Sent("avance.xlsx", content, small.FOCAL[organisation], says))


@act(3)
def rectify(life: Life) -> Deed | None:
    """An organisation mends, tells late or withdraws what it said of earlier quarters, beside its report."""
    chance = life.chance
    period = chance.choice(PERIODS[1:])
    organisation = chance.choice(sorted(small.FOCAL))
    goals = [goal for goal, owner in small.OWNER.items() if owner == organisation]
    offered = given(life.folder, organisation, period)["Rectificaciones"]
    places = [(row["goal_id"], row["corrected_period"]) for row in offered]
    mended = {place: _quantity(chance) for place in places if chance.random() < 0.4}
    said = {goal: _quantity(chance) for goal in goals if chance.random() < 0.5}
    if not mended:
        return None
    content = small.progress_file(life.folder, organisation, period, said, mended)
    says = {(goal, period): quantity for goal, quantity in said.items()} | mended
    return send(life, Sent("avance.xlsx", content, small.FOCAL[organisation], says))


@act(2)
def open_again(life: Life) -> Deed | None:
    """A manager reopens the quantity of one goal of an approved report, or one that was never there."""
    reports = [one for one in life.approved if life.by_submission[one].name == "avance.xlsx"]
    if not reports:
        return None
    one = life.chance.choice(reports)
    goal, _ = life.chance.choice(sorted(life.by_submission[one].says))
    value = Value(goal, "quantity")
    return lambda folder: reopen(folder, one, value, actor=small.MANAGER, reason="El acta se corrigió")


def _quantity(chance: Random) -> str | None:
    """Return a quantity, seldom none at all, seldom one that is retained."""
    return chance.choice([None, "0", str(chance.randint(1, 60)), str(chance.randint(1, 60)), "2.5", "-3"])


@act(2)
def publish_loss(life: Life) -> Deed:
    """A vintage of forest loss is published, or published anew."""
    vintage = life.chance.randint(2022, 2024)
    lost = {(area, year): f"{life.chance.randint(0, 10**6) / 100}" for area in AREAS for year in YEARS}
    lost = {key: ha for key, ha in lost.items() if life.chance.random() < 0.8} or {("25", 2001): "1"}
    says = {(area, year, str(vintage)): ha for (area, year), ha in lost.items()}
    return send(life, Sent("perdida.csv", small.loss_file(vintage, lost), small.OF_LOSS, says))


@act(1)
def plan_anew(life: Life) -> Deed:
    """The plan is sent in another version."""
    life.versions += 1
    drawn = small.plan(life.chance)
    content = small.plan_file(life.folder, f"v{life.versions}", drawn)
    return send(life, Sent("plan.xlsx", content, small.PLANNER, drawn))


@act(2)
def send_again(life: Life) -> Deed | None:
    """Somebody sends the bytes of an earlier file again."""
    return send(life, life.chance.choice(life.files)) if life.files else None


@act(1)
def mend(life: Life) -> Deed | None:
    """Whoever got a report back sends it with one quantity changed."""
    reports = [s for s in life.returned if s.name == "avance.xlsx" and len({period for _, period in s.says}) == 1]
    if not reports:
        return None
    sent = life.chance.choice(reports)
    period = next(iter(sent.says))[1]
    organisation = next(code for code, focal in small.FOCAL.items() if focal == sent.actor)
    said = {goal: quantity for (goal, _), quantity in sent.says.items()} | {next(iter(sent.says))[0]: "7"}
    content = small.progress_file(life.folder, organisation, period, said)
    says = {(goal, period): quantity for goal, quantity in said.items()}
    return send(life, Sent(sent.name, content, sent.actor, says))


@act(6)
def conform(life: Life) -> Deed | None:
    """A manager approves one of those that wait."""
    if not life.waiting:
        return None
    one = life.waiting.pop(life.chance.randrange(len(life.waiting)))
    life.approved.append(one)
    reviewer = life.by_submission[one].reviewer
    return lambda folder: approve(folder, one, actor=reviewer)


@act(2)
def take_one_up(life: Life) -> Deed | None:
    """A manager takes up one of those that wait, or one already taken up: refused."""
    if not life.waiting:
        return None
    one = life.chance.choice(life.waiting)
    reviewer = life.by_submission[one].reviewer
    return lambda folder: take_up(folder, one, actor=reviewer)


@act(2)
def give_back(life: Life) -> Deed | None:
    """A manager returns one of those that wait."""
    if not life.waiting:
        return None
    one = life.waiting.pop(life.chance.randrange(len(life.waiting)))
    sent = life.by_submission[one]
    life.returned.append(sent)
    return lambda folder: send_back(folder, one, actor=sent.reviewer, reason="Falta el acta")


@act(1)
def take_back(life: Life) -> Deed | None:
    """Whoever sent one of those that wait withdraws it."""
    if not life.waiting:
        return None
    one = life.waiting.pop(life.chance.randrange(len(life.waiting)))
    sender = life.by_submission[one].actor
    return lambda folder: withdraw(folder, one, actor=sender, reason="Archivo equivocado")


@act(1)
def decide_twice(life: Life) -> Deed | None:
    """Somebody decides once more, or on what they sent themselves: refused."""
    if not life.taken:
        return None
    one = life.chance.choice(sorted(life.taken))
    actor = life.chance.choice([small.MANAGER, small.PLANNER, life.by_submission[one].actor])
    return lambda folder: send_back(folder, one, actor=actor, reason="") or approve(folder, one, actor=actor)
