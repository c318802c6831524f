"""Times contenders in turns, so that a busy minute of the machine falls on all of them, and judges the goals."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from typing import Any, Literal

RUNS = 3
SECOND = "one second"  # the peer of what must be done in so many seconds


@dataclass(frozen=True)
class Contender:
    """One way to do the job. `prepare` is run before each time, untimed, and `act` is called with what it returns."""

    name: str
    act: Callable[[Any], object]
    prepare: Callable[[], Any] = lambda: None


@dataclass(frozen=True)
class Goal:
    """How `ours` must stand to `peer`: at most so many times its time (0.5 is twice as fast), by the clock or `cpu`."""

    ours: str
    peer: str
    at_most: float
    judged_by: Literal["wall", "cpu"] = "wall"


@dataclass(frozen=True)
class Benchmark:
    """A job, what is in it (told in the results), who does it, and what was promised."""

    title: str
    about: str
    contenders: Sequence[Contender]
    goals: Sequence[Goal]
    runs: int = RUNS


@dataclass(frozen=True)
class Timing:
    """Median seconds of one contender: on the clock, and of processor over all threads and finished children."""

    wall: float
    cpu: float
    spread: float


@dataclass(frozen=True)
class Verdict:
    """A goal with the ratios measured; the one it is judged by decides whether it is met."""

    goal: Goal
    wall: float
    cpu: float

    @property
    def is_met(self) -> bool:
        """Say whether what was promised held in this run."""
        return (self.cpu if self.goal.judged_by == "cpu" else self.wall) <= self.goal.at_most


def measure(benchmark: Benchmark) -> dict[str, Timing]:
    """Return the timing of each contender: one untimed round warms imports and caches, then `runs` rounds in turns."""
    taken: dict[str, list[tuple[float, float]]] = {c.name: [] for c in benchmark.contenders}
    for turn in range(benchmark.runs + 1):
        for contender in benchmark.contenders:
            once = _once(contender)
            if turn:
                taken[contender.name].append(once)
    return {name: _timing(runs) for name, runs in taken.items()}


def verdicts(benchmark: Benchmark, timings: dict[str, Timing]) -> list[Verdict]:
    """Return what became of each goal."""
    timings = timings | {SECOND: Timing(1, 1, 0)}
    return [
        Verdict(
            goal,
            timings[goal.ours].wall / timings[goal.peer].wall,
            timings[goal.ours].cpu / timings[goal.peer].cpu,
        )
        for goal in benchmark.goals
    ]


def _once(contender: Contender) -> tuple[float, float]:
    given = contender.prepare()
    gc.collect()
    cpu, wall = _cpu(), time.perf_counter()
    contender.act(given)
    return time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    spent = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in spent)


def _timing(runs: list[tuple[float, float]]) -> Timing:
    walls, cpus = [wall for wall, _ in runs], [cpu for _, cpu in runs]
    return Timing(median(walls), median(cpus), max(walls) - min(walls))
