"""Writes answers as a person at a terminal reads them, in Spanish or English."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from reports import numbers, units
from reports.words import Words

TEXTS = Path(__file__).with_suffix(".toml")
MARKS = {"error": "✗", "alert": "!", "note": "·"}
LISTS = ("broken_links", "damaged_objects", "facts_differ", "marts_differ")


def say(language: str, key: str, **values: Any) -> str:
    """Return one sentence."""
    return Words(TEXTS, language)(key, **values)


def checked(answer: dict[str, Any], language: str) -> str:
    """Return what a check or a receipt found: outcome, counts, effect, and a line a finding."""
    lines = [say(language, f"outcome_{answer['outcome']}", file=answer["file"])]
    if answer["submission"]:
        lines.append(say(language, "submission", submission=answer["submission"], sha256=answer["sha256"]))
    counts = {k: answer[k] for k in ("rows_read", "accepted", "quarantined", "ignored", "facts")}
    lines.append(say(language, "counts", **counts))
    lines.append(say(language, "effect", **answer["effect"]))
    lines += [f"  {MARKS[f['severity']]} {f['message']}" for f in answer["findings"]]
    return "\n".join(lines)


def submission(row: dict[str, Any], language: str) -> str:
    """Return one submission and its state in a line."""
    state = say(language, f"state_{row['state']}")
    return say(language, "status_line", **row | {"state": state})


def traced(found: dict[str, Any], language: str) -> str:
    """Return a figure, what it is made of and its cells; or one fact."""
    if "figure" not in found:
        return _fact(found, language)
    unit = units.unit(found["unit"], language)
    lines = [say(language, "trace_figure", **found | {"name": say(language, found["figure"]), "unit": unit}).rstrip()]
    lines += [f"  {say(language, name)}: {value}" for name, value in found["parts"].items()]
    lines += [say(language, "trace_units")] if found["units"] else []
    lines += [say(language, "trace_unit", **unit) for unit in found["units"]]
    for kind in ("facts", "targets"):
        lines += [say(language, f"trace_{kind}")] if found[kind] else []
        lines += [_fact(fact, language) for fact in found[kind]]
    return "\n".join(lines)


def _fact(fact: dict[str, Any], language: str) -> str:
    approver = fact["approver"] or say(language, "nobody_yet")
    said = fact["text"] or _rate(fact["rate"]) or fact["value"]
    return say(
        language,
        "trace_fact",
        **fact | {"approver": approver, "unit": units.unit(fact["unit"], language), "value": said},
    )


def _rate(text: str | None) -> str | None:
    return numbers.rate(Decimal(text)) if text else None


def verified(document: dict[str, Any], language: str) -> str:
    """Return what a verification found."""
    told = document | {name: ", ".join(map(str, document[name])) or say(language, "none") for name in LISTS}
    if not document["is_sound"]:
        return say(language, "verify_altered", **told)
    more = say(language, "verify_marts", **told) if document["marts_differ"] else ""
    return f"{say(language, 'verify_sound', **told)} {more}".rstrip()


def source(row: dict[str, Any], language: str) -> str:
    """Return one source in a line: what it is, how its periods are written, its sheets."""
    sheets = " | ".join(", ".join(names) for names in row["layouts"].values())
    kept = say(language, "with_template" if row["template"] else "without_template")
    return say(language, "source_line", **row | {"sheets": sheets, "template": kept})


def rule(row: dict[str, Any], language: str) -> str:
    """Return one rule: its name and how severe it is."""
    return f"{MARKS[row['severity']]} {row['rule']} · {say(language, row['severity'])} · {row['name']}"


def seen(row: dict[str, Any], language: str) -> str:
    """Return one thing the doctor looked at, and how to mend it where it is not well."""
    told = say(language, f"doctor_{row['name']}", found=row["found"])
    if row["is_well"]:
        return f"✓ {told}"
    return f"✗ {told} {say(language, 'doctor_' + row['name'] + '_mend')}"
