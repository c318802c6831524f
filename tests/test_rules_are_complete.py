"""Each rule has a sentence in both languages, and each rule named anywhere exists."""

import re
from pathlib import Path

import pytest

from expectations.rule import Rule, rules, violations

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"(?:Finding\.of|Refused|RefusalError|NoTemplateError)\(\s*\"([a-z_0-9]+)\"")


@pytest.mark.parametrize("rule", rules().values(), ids=lambda r: r.name)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_rule_says_what_is_wrong_and_how_to_mend_it(rule: Rule, language: str) -> None:
    said = rule.message(language, cell="B7", column="Cantidad", found="x", expected="y")
    assert len(said) > 20
    assert "{" not in said
    assert rule.severity in ("error", "alert", "note")


def test_every_violation_has_its_sentence() -> None:
    assert violations().keys() <= rules().keys()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", violations())
def test_a_rule_across_tables_names_the_cell(name: str, language: str) -> None:
    assert "B7" in rules()[name].message(language, cell="B7", column="Cantidad", found="x", expected="y")


def test_every_rule_named_in_code_exists() -> None:
    named = {m for room in ("etl", "reports", "expectations", "warehouse") for p in (ROOT / room).rglob("*.py")
             for m in NAMED.findall(p.read_text(encoding="utf-8"))}  # fmt: skip
    assert named, "the pattern finds the rules"
    assert named <= rules().keys()
