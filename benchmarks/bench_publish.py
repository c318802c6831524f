"""Publishing a national deployment, beside a bare load of the same rows and the same SQL; and one more report of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks import bare
from benchmarks.deployed import ORGANISATIONS, Report, Size, deployed, send
from benchmarks.harness import SECOND, Benchmark, Contender, Goal
from etl.publish import publish, snapshot_name
from expectations.rule import rules
from warehouse.folder import Folder
from warehouse.ledger import open_ledger
from warehouse.read import Reader
from warehouse.scope import Scope

FULL = bool(os.environ.get("BENCH_FULL"))
SIZES = {
    "10 k": Size(goals=800, years=1, contracts=0, vouchers=20),
    "1 M": Size(goals=5_000, years=4, contracts=3, vouchers=800),
    **({"10 M": Size(goals=5_000, years=4, contracts=41, vouchers=8_000)} if FULL else {}),
}
ROWS = 200
ABOUT = """\
Up to six regional governments report every quarter, and managers approve: each goal once, with women and men, and the
contracts given by it, each with its district, hectares, women and men; of the last two quarters each also tells what it
spent of its subagreement. 10 k facts: 800 goals, 1 year, no contracts, 20 vouchers a partner and quarter. 1 M: 5,000
goals, 4 years, 3 contracts a goal and quarter, 800 vouchers. 10 M: 41 contracts, 8,000 vouchers, 3.4 million rows in
108 submissions (only with BENCH_FULL=1). *Publish* is the whole act: hashes of ledger and landing, typed rows, facts,
core, marts, rules of the whole, durable file. *Bare* reads the same Parquet and the same events, already tables, into a
file of DuckDB's usual blocks and runs the same SQL of facts, core and marts: no hash, no order, no rule, nothing
durable. *One more* is publishing again when a report of 200 rows came."""


@dataclass(frozen=True)
class Deployment:
    """A folder that was drawn, and what the bare load reads of it."""

    folder: Folder
    exported: Path
    size: Size

    def unpublished(self) -> None:
        """Take away the version of the ledger as it is, and those before."""
        for snapshot in self.folder.snapshots.glob("*"):
            snapshot.unlink()
        self.folder.pointer.unlink(missing_ok=True)

    def one_more(self) -> None:
        """Publish, see that no rule errs on what was drawn, and leave a report that came after."""
        publish(self.folder)
        asked = {"organisation": "", "period": "", "rule": "", "most": None}
        broken = Reader(self.folder).ask("violations_now", Scope.everything(), **asked)
        assert not [rule for rule in broken["rule"].unique() if rules()[rule].severity == "error"]
        ledger = open_ledger(self.folder.ledger_url)
        version = sum(event.kind == "received" for event in ledger.events())
        last = self.size.goals
        report = Report(ORGANISATIONS[-1], "2025-T4", last - ROWS // 2, last, 1, self.size.contracts, version)
        with duckdb.connect() as connection:
            send(self.folder, ledger, connection, report)

    def published(self) -> None:
        """Publish, and see that it was."""
        events = open_ledger(self.folder.ledger_url).events()
        assert publish(self.folder).name == snapshot_name(events)


def bench(room: Path) -> Benchmark:
    """Draw a folder of each size, and set the contenders beside each other."""
    contenders: list[Contender] = []
    goals: list[Goal] = []
    for name, size in SIZES.items():
        folder = Folder(room / name.replace(" ", ""))
        deployed(folder, size)
        one = Deployment(folder, bare.export(folder, room / f"bare-{size.facts}"), size)
        whole, beside, more = (f"{what}, {name} facts" for what in ("publish", "bare", "one more"))
        contenders += [
            Contender(beside, lambda _, one=one: bare.build(one.exported)),
            Contender(whole, lambda _, one=one: one.published(), one.unpublished),
            Contender(more, lambda _, one=one: one.published(), one.one_more),
        ]
        goals += [Goal(whole, beside, 1.5), Goal(more, SECOND, 2)]
    return Benchmark("Publish a national deployment", ABOUT, contenders, goals, runs=3)
