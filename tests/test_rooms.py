"""Imports point one way: each room imports only what the design lets it."""

import ast
from pathlib import Path

import pytest

from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

ROOT = Path(__file__).parent.parent
ROOMS = ("benchmarks", "commands", "etl", "expectations", "warehouse", "reports", "pages", "server", "content")
MAY_IMPORT = {
    "warehouse": set(),
    "expectations": set(),
    "etl": {"expectations", "warehouse"},
    "reports": {"expectations", "warehouse"},
    "pages": {"reports", "etl", "warehouse"},
    "server": {"etl", "reports", "warehouse"},
    "content": {"etl", "reports", "warehouse"},
    "benchmarks": {"content", "etl", "expectations", "pages", "reports", "warehouse"},
    "commands": {"content", "server", "reports", "etl", "expectations", "warehouse"},
}


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    named |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in named}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        foreign = _imported(path) & (set(ROOMS) | {"app", "cli"}) - {room} - MAY_IMPORT[room]
        assert not foreign, f"{path.relative_to(ROOT)} imports {foreign}"


def test_only_the_entry_point_imports_the_commands() -> None:
    assert "commands" in _imported(ROOT / "cli.py")
    assert not _imported(ROOT / "app.py") & {"cli", "commands", "server"}


def test_great_expectations_is_named_only_where_checks_are_written() -> None:
    for path in [*ROOT.glob("*.py"), *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))]:
        if "great_expectations" in _imported(path):
            # Benchmarks name it to time it on pandas.
            assert path.relative_to(ROOT).parts[0] in ("expectations", "benchmarks"), path


def test_pages_hold_no_sql() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        text = path.read_text(encoding="utf-8").lower()
        assert "select " not in text or " from " not in text.split("select ", 1)[1][:200], path


@pytest.mark.parametrize("path", sorted((ROOT / "warehouse" / "sql").rglob("*.sql")), ids=lambda p: p.stem)
def test_every_sql_file_says_first_what_one_row_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("-- "), path
    if "formulas" not in path.parts:
        assert path.read_text(encoding="utf-8").lower().startswith(("-- one row", "-- public")), path


@pytest.mark.parametrize("path", sorted((ROOT / "warehouse/sql/questions").glob("*.sql")), ids=lambda p: p.stem)
def test_a_question_is_public_and_says_why_or_answers_only_what_the_scope_sees(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    is_public = text.splitlines()[1].startswith("-- Public, whoever asks: ")
    assert is_public != ("list_contains($scope_organisations::varchar[]," in text), path


# Nothing was replaced in the demonstration, nor anything found in the submission and organisation asked for.
NOTHING_YET = {"submission_findings", "submission_successors", "violations_now"}
# Of these, test_quality.py shows that a stranger gets none.
NOTHING_YET |= {"quality_findings", "quality_rules", "withheld_cells"}
# The demonstration has no public spending; test_public_spending.py shows that a stranger gets no cell of it.
NOTHING_YET |= {"public_spending_facts"}
# Nobody decides on an expense in a report of progress; test_financial_execution.py asks of one of spending.
NOTHING_YET |= {"decisions"}
# No rate was published for the demonstration's first year; test_rate_policy.py asks where some were.
NOTHING_YET |= {"difference_facts"}
# The first plan replaces no line; test_reprogramming.py asks of one that does.
NOTHING_YET |= {"line_predecessors"}
# What some questions are asked, where the usual has no answer: another code, the plan's own organisation.
INSTEAD = {name: {"code": "R4"} for name in ("framework_facts", "framework_goals", "framework_units")}
INSTEAD |= {name: {"stage": "ejecutado"} for name in ("money_facts", "money_sums")}
INSTEAD |= {name: {"period": "2025-T3"} for name in ("settlement_expenses", "settlement_sums")}
INSTEAD |= {"indicator_facts": {"department": "25"}, "indicator_peoples": {"indicator": "TDC-CON"}}
INSTEAD |= {name: {"organisation": "PROFONANPE"} for name in ("plan_budget", "plan_goals", "plan_lines")}
SEEN = Scope.everything(), Scope(("NOBODY",))
QUESTIONS = [
    p.stem
    for p in sorted((ROOT / "warehouse/sql/questions").glob("*.sql"))
    if "-- Public" not in p.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stranger_gets_no_answer(loaded: Path, question: str) -> None:
    reader = Reader(Folder(loaded))
    asked = {"phase": "F2", "cutoff": "2025-T4", "basis": "conforme", "language": "es", "figure": "compliance"}
    asked |= {
        "goal": "AE5.02-UCA/DER-TIT",
        "line": "AE5.02-UCA",
        "level": "region",
        "code": "25",
        "indicator": "SAF-CON",
    }
    asked |= {"organisation": "GORE-UCAYALI", "period": "2025-T4"}
    asked |= {"rule": "", "standing": "", "most": 10, "before": 0, "today": "2026-02-01", "holidays": []}
    asked |= {"sheet": "Avance", "row": 7, "letter": "O"}
    asked |= {"snapshot": "GORE-UCAYALI/2025-10-24", "stage": "pim"}
    asked |= {"fund": "DCI–Norad", "subagreement": "SUB-UCAYALI-2025", "since": ""}
    facts = reader.ask("figure_facts", SEEN[0], **asked)
    place = reader.one("fact_place", SEEN[0], fact_id=facts["fact_id"][0])
    asked |= {"fact": place["fact_id"], "fact_id": place["fact_id"], "submission_id": place["submission_id"]}
    asked |= INSTEAD.get(question, {})
    counts = [len(reader.ask(question, scope, **asked)) for scope in SEEN]
    assert counts[1] == 0
    assert counts[0] > 0 or question in NOTHING_YET
