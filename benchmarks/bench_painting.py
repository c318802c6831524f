"""Painting a workbook of ours, beside openpyxl merely reading and writing it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.harness import Benchmark, Contender, Goal
from expectations.sources import contracts
from reports.painted import painted
from reports.template import Template, write_template

SIZES = (2_000, 20_000)
FINDINGS = 200
FIRST_ROW = 7
ABOUT = """\
A template of physical progress, every row filled, painted for {findings} findings of three severities spread over its
rows, each with a comment and a line in *Observaciones*. openpyxl loads the same workbook and saves it, with nothing
changed; the values its formulas had are lost in what it writes."""


def bench(_: Path) -> Benchmark:
    """Draw the workbooks, and set painting beside loading and saving."""
    contenders: list[Contender] = []
    for rows in SIZES:
        content, found = _workbook(rows), _findings(rows)
        contenders += [
            Contender(
                _ours(rows), lambda _, content=content, found=found: painted(content, found, "es", "avance.xlsx")
            ),
            Contender(_peer(rows), lambda _, content=content: _saved(content)),
        ]
    goals = [Goal(_ours(rows), _peer(rows), 2) for rows in SIZES]
    return Benchmark("Paint a workbook", ABOUT.format(findings=FINDINGS), contenders, goals)


def _ours(rows: int) -> str:
    return f"painted, {rows:,} rows"


def _peer(rows: int) -> str:
    return f"openpyxl load and save, {rows:,} rows"


def _workbook(rows: int) -> bytes:
    contract, made = contracts()["physical_progress"], io.BytesIO()
    given = [{"goal_id": f"AE1/{n}", "line_name": "Actividad", "mode": "Cantidad del periodo", "phase_target": 8,
              "year_target": 4, "last_value": 1} for n in range(rows)]  # fmt: skip
    typed = [{"goal_id": f"AE1/{n}", "situation": "Con avance", "quantity": n % 7, "comment": f"Visita {n}"}
             for n in range(rows)]  # fmt: skip
    sheets = contract.layouts["workbook"]
    template = Template(contract, sheets, "ORG", "Organización", "2025-T4", {"Avance": given}, {"Avance": typed})
    write_template(made, template, bytes(32))
    return made.getvalue()


def _findings(rows: int) -> list[dict[str, Any]]:
    step = rows // FINDINGS
    said = {"sheet": "Avance", "found": "Tal vez", "expected": "uno de la lista", "stake": None}
    return [
        said | {"rule": "not_in_list", "severity": severity, "cell": f"{letter}{row}", "row": row,
                "message": f"La celda Avance!{letter}{row} dice «Tal vez». Elija un valor de la lista."}
        for n in range(FINDINGS)
        for row in [FIRST_ROW + n * step]
        for letter, severity in [(("N", "error"), ("O", "alert"), ("X", "note"))[n % 3]]
    ]  # fmt: skip


def _saved(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.save(io.BytesIO())
