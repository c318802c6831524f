"""The way from a figure of money to the amounts it is made of, and to the cell of each."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import amounts, filters, paging, progress, reads, session, tables
from pages.filters import Choice
from reports import numbers

STAGES = (
    "ejecutado", "aceptado", "no elegible", "aprobado", "reprogramado", "del año", "programado", "transferido",
    "recibido", "comprometido", "solicitado", "devuelto", "intereses",
)  # fmt: skip
# What the plan budgets has its period in its stage; all others happened on a day.
PLANNED = ("aprobado", "reprogramado", "del año", "programado")
MOVED = tuple(stage for stage in STAGES if stage not in PLANNED)
ALL = ""
BASES = ("conforme", "reportado")
WHOLE = "programme"


def open_one(choice: Choice, fund: str, level: str) -> tables.Row | None:
    """Let the reader choose a stage and a line, action, region or partner, and one of its amounts; return it."""
    words = session.words(__file__)
    st.header(words["title"])
    stage = filters.pick(words["stage"], {name: amounts.coded("stage")({"stage": name}) for name in STAGES}, "etapa")
    basis = filters.pick(words["basis"], {name: words[name] for name in BASES}, "base")
    year = choice.cutoff[:4]
    spans = {ALL: words["all"], year: words("year", year=year)}
    since = filters.pick(words["since"], spans, "desde") if stage in MOVED else ALL
    asked: dict[str, Any] = {"phase": choice.phase, "cutoff": choice.cutoff, "fund": fund}
    rows = reads.ask_in_language("financial_headline", level=level, **asked).to_dicts()
    named = {WHOLE: words["whole"]} | {row["code"]: f"{row['code']} · {row['name'] or ''}" for row in rows}
    chosen = filters.pick(words["of"], named, "clase")
    at = {"level": WHOLE, "code": WHOLE} if chosen == WHOLE else {"level": level, "code": chosen}
    asked |= at | {"stage": stage, "basis": basis, "since": since}
    sums = reads.ask("money_sums", **asked).to_dicts()
    if not sums:
        st.info(words["none"])
        return None
    every = sums[0]["amounts"]
    before = paging.before(every, "pagina")
    facts = reads.ask("money_facts", most=paging.SHOWN, before=before, **asked).to_dicts()
    columns: tables.Columns = {
        words["period"]: progress.text("period"),
        words["line"]: progress.text("line_code"),
        words["partner"]: progress.text("organisation_code"),
        words["amount"]: amounts.signed("amount", "currency_code"),
        words["plan_amount"]: amounts.signed("plan_amount", "plan_currency"),
        words["rate"]: amounts.rate("rate"),
        words["rate_used"]: amounts.coded("rate_used"),
        words["disbursement"]: progress.text("disbursement_code"),
    }
    tables.show(facts, columns, alt=words["title"])
    st.caption(words("shown", **paging.told(every, before, len(facts))))
    for row in sums:
        st.markdown(words("sum", amount=amounts.with_sign(row["plan_amount"], row["plan_currency"])))
    fact = filters.pick(words["open"], {row["fact_id"]: _one(row) for row in facts}, "dato")
    return next(row for row in facts if row["fact_id"] == fact)


def _one(row: tables.Row) -> str:
    words, language = session.words(__file__), session.language()
    told = {"amount": numbers.money(row["amount"], language), "currency": row["currency_code"]}
    where = " · ".join(filter(None, (row["period"], row["line_code"], row["organisation_code"])))
    return words("one", where=where, **told)
