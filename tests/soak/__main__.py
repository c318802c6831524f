"""Runs what was asked for, two at a time; prints the seed, and for each failure the line that repeats it.

`make soak` runs everything; KILLS=20 MUTATIONS=0 … runs fewer or none of a kind, SEED=… draws others, FROM=250 leaves
the first 250 of each kind to another sitting, and ONE=histories/17 repeats one example and keeps its folder.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from soak.one import example

# Each is a module here: prepare(base, seed), names(base, how_many), and run(base, name, room, chance).
KINDS = {"kills": 100, "steps": 1000, "mutations": 300, "histories": 500, "together": 10}
SEED = "20251121"


def examples(base: Path, seed: str, counts: dict[str, int], first: int = 0) -> Iterator[str]:
    """Prepare each kind that is asked for and yield the names of its examples, from the first one on."""
    for kind, count in counts.items():
        if count:
            module = import_module(f"soak.{kind}")
            (base / kind).mkdir()
            module.prepare(base / kind, seed)
            yield from (f"{kind}/{name}" for name in module.names(base / kind, count)[first:])


def main() -> int:
    """Run the soak and return 0 where nothing failed."""
    os.environ.setdefault("JSI_THREADS", "1")  # as many examples run at once as there are processors
    seed, one = os.environ.get("SEED") or SEED, os.environ.get("ONE")
    counts = {kind: int(os.environ.get(kind.upper()) or usual) for kind, usual in KINDS.items()}
    if one:
        counts = {kind: int(one.startswith(f"{kind}/")) for kind in KINDS}
    base = Path(tempfile.mkdtemp(prefix="jsi-soak-"))
    say(f"seed {seed} in {base}")
    names = list(examples(base, seed, counts, 0 if one else int(os.environ.get("FROM") or 0)))
    failed = repeat(base, one, seed) if one else run(base, names, seed)
    if not one:
        shutil.rmtree(base)
    say(f"{failed} of {1 if one else len(names)} failed" if failed else "nothing failed")
    return int(failed > 0)


def repeat(base: Path, one: str, seed: str) -> int:
    """Run one example again and keep what it leaves."""
    trouble = example(base, one, seed, keep=True)
    say(trouble or f"{one} holds")
    say(f"its folder stays in {base}")
    return int(trouble is not None)


def run(base: Path, names: list[str], seed: str) -> int:
    """Run all examples, as many at once as there are processors; return how many failed."""
    failed, done, start = 0, dict.fromkeys((name.split("/")[0] for name in names), 0), monotonic()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(example, base, name, seed): name for name in names}
        for finished in as_completed(running):
            name, trouble = running[finished], finished.result()
            done[name.split("/")[0]] += 1
            if trouble:
                failed += 1
                say(f"{trouble}FAILED {name}; repeat it with: make soak SEED={seed} ONE={name}")
            if sum(done.values()) % 25 == 0 or sum(done.values()) == len(names):
                say(f"{monotonic() - start:6.0f} s  " + "  ".join(f"{kind} {n}" for kind, n in done.items()))
    return failed


def say(text: str) -> None:
    """Tell it at once, also where a log is read while it grows."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
