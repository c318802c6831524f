"""Writes the data dictionary: what is sent, checked and kept, as the contracts, rules and SQL themselves say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from expectations.contract import Column, Contract, Sheet
from expectations.rule import VIEWS, rules
from expectations.sources import contracts
from reports.words import Words
from warehouse.build import ROOMS, SQL

TEXTS = Path(__file__).with_suffix(".toml")
# The SQL says in English what one row is.
SAID_IN = "en"
MARKS = ("required", "measure", "total", "personal")
# What a column admits that others do not, and what is particular to a sheet.
ADMITS = ("grouping", "as_number", "as_code", "prose")
SHEET_MARKS = ("is_head", "by_headers", "is_excerpt", "repeats")
# Where the SQL is of what is kept.
KEPT = {room: SQL / room for room in ROOMS} | {"views": VIEWS}
FIELDS = ("cell", "column", "found", "expected")

Tables = Mapping[str, Mapping[str, str]]


def dictionary(tables: Tables, language: str) -> str:
    """Return the dictionary as Markdown; `tables` holds the columns of every table and their DuckDB types."""
    words = Words(TEXTS, language)
    parts = [words["opening"], words["sources"]]
    parts += [_source(contract, words) for contract in contracts().values()]
    parts += [words["rules"], _rules(words), words["warehouse"], words["received"]]
    parts += [_table(name, words[name], tables[name]) for name in sorted(_received(tables))]
    for room in KEPT:
        kept = ((name, row) for name, row in _rows(room, words).items() if name in tables)
        parts += [words[room], *(_table(name, row, tables[name]) for name, row in kept)]
    parts += [words["reference"], _reference(tables, words)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def sentences(room: str) -> dict[str, str]:
    """Return what one row is of each table or view of a room: the first line of its SQL."""
    paths = sorted(KEPT[room].glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8").splitlines()[0].removeprefix("-- ") for path in paths}


def _rows(room: str, words: Words) -> dict[str, str]:
    """A translation is kept under the sentence it translates, so that it cannot outlive it."""
    said = sentences(room)
    if words.language == SAID_IN:
        return said
    translated = Words(TEXTS, f"{words.language}_rows")
    return {name: translated[row] for name, row in said.items()}


def _received(tables: Tables) -> set[str]:
    built = {name for room in KEPT for name in sentences(room)}
    return {name for name in tables.keys() - built if not name.startswith(("stg_", "ref_"))}


def _source(contract: Contract, words: Words) -> str:
    lines = [f"### {contract.name[words.language]} · `{contract.source}`"]
    replaces = words[f"replaces_{contract.replaces}"]
    about = words("source", version=contract.version, period=contract.period_pattern, replaces=replaces)
    lines.append(f"{about} {words['indivisible']}" if contract.indivisible else about)
    for layout, sheets in contract.layouts.items():
        lines += [_sheet(layout, sheet, words) for sheet in sheets]
    return "\n\n".join(lines)


def _sheet(layout: str, sheet: Sheet, words: Words) -> str:
    about = words("sheet", sheet=sheet.name, layout=layout, table=sheet.table, header_row=sheet.header_row)
    about += "".join(f" · {words[mark]}" for mark in SHEET_MARKS if getattr(sheet, mark))
    columns = ("header", "name", "holds", "unit", "role", "marks")
    return f"{about}\n\n" + _drawn(
        [words[f"column_{name}"] for name in columns], (_column(column, sheet, words) for column in sheet.columns)
    )


def _column(column: Column, sheet: Sheet, words: Words) -> list[str]:
    year = words["year"] if column.per_year else ""
    name = f"{column.name}_{year}" if year else column.name
    unit = words("unit_of", column=column.unit_column) if column.unit_column else column.unit or ""
    marks = [words["key"]] if column.name in sheet.key else []
    marks += [words[mark] for mark in MARKS if getattr(column, mark)]
    header = column.header.format(year=year)
    return [header, f"`{name}`", _holds(column, words), unit, words[column.role], " · ".join(marks)]


def _holds(column: Column, words: Words) -> str:
    """Say the kind of a column, then whatever limits it."""
    if column.role == "calculated":
        return words["formula"]
    said = [words(f"kind_{column.kind}", scale=column.scale)]
    said += [f"≥ {column.minimum}"] if column.minimum else []
    said += [f"≤ {column.maximum}"] if column.maximum else []
    said += [words("choices", choices=" · ".join(column.choices))] if column.choices else []
    said += [words("code", table=column.reference)] if column.reference else []
    said += [words("pattern", pattern=column.pattern)] if column.pattern else []
    said += [words[mark] for mark in ADMITS if getattr(column, mark)]
    said += [words[f"per_year_{column.per_year}"]] if column.per_year else []
    said += [words("since", year=column.since)] if column.since else []
    return "; ".join(said)


def _rules(words: Words) -> str:
    blanks = {field: words[f"blank_{field}"] for field in FIELDS}
    rows = (
        [
            f"{rule.text[words.language]['name']} · `{rule.name}`",
            words[rule.severity],
            rule.message(words.language, **blanks),
        ]
        for rule in rules().values()
    )
    return _drawn([words["column_rule"], words["column_severity"], words["column_message"]], rows)


def _table(name: str, row: str, columns: Mapping[str, str]) -> str:
    return f"#### `{name}`\n\n{row}\n\n" + " · ".join(f"`{column}` {kind}" for column, kind in columns.items())


def _reference(tables: Tables, words: Words) -> str:
    named = ((name, columns) for name, columns in sorted(tables.items()) if name.startswith("ref_"))
    rows = ([f"`{name}`", " · ".join(f"`{column}`" for column in columns)] for name, columns in named)
    return _drawn([words["column_table"], words["column_columns"]], rows)


def _drawn(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a Markdown table; a bar inside a cell would end it."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
