"""Runs every `benchmarks/bench_*.py` and writes `benchmarks/results.md`; with names, only those, and writes nothing.

A module there defines `bench(folder: Path) -> Benchmark`, given an empty directory of its own.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Benchmark, Timing, measure, verdicts
from benchmarks.machine import machine

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
HEAD = "# Measured\n\nWritten by `make bench`. Seconds are medians; each goal says if the clock or the cpu judges it.\n"


def main(names: list[str]) -> int:
    """Run the benchmarks; exit code 1 where a goal was missed."""
    found = sorted(path.stem for path in HERE.glob("bench_*.py"))
    chosen = [f"bench_{name}" for name in names] or found
    written = [HEAD, machine()]
    is_met = True
    for name in chosen:
        with TemporaryDirectory() as folder:
            benchmark: Benchmark = importlib.import_module(f"benchmarks.{name}").bench(Path(folder))
            timings = measure(benchmark)
        is_met &= all(verdict.is_met for verdict in verdicts(benchmark, timings))
        written.append(section(benchmark, timings))
        print(written[-1], flush=True)  # noqa: T201  it is what the person waits for
    if not names:
        RESULTS.write_text("\n".join(written), encoding="utf-8")
    return 0 if is_met else 1


def section(benchmark: Benchmark, timings: dict[str, Timing]) -> str:
    """Return one benchmark as Markdown: its timings, then its goals."""
    lines = [f"## {benchmark.title}", "", benchmark.about, ""]
    lines += [f"| median of {benchmark.runs} | wall s | cpu s | spread s |", "|---|--:|--:|--:|"]
    lines += [f"| {name} | {t.wall:.3f} | {t.cpu:.3f} | {t.spread:.3f} |" for name, t in timings.items()]
    lines += ["", "| ours | beside | wall ratio | cpu ratio | goal | met |", "|---|---|--:|--:|--:|---|"]
    lines += [
        f"| {v.goal.ours} | {v.goal.peer} | {_ratio(v.wall)} | {_ratio(v.cpu)} |"
        f" ≤ {v.goal.at_most:g} {v.goal.judged_by} | {'yes' if v.is_met else 'no'} |"
        for v in verdicts(benchmark, timings)
    ]
    return "\n".join([*lines, ""])


def _ratio(ratio: float) -> str:
    """Show as many decimals as tell a ratio from its goal: a read of some milliseconds stands beside a second."""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.4f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
