"""A rule set that extends another: what it takes over, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chuan_ngheo import RuleError, classify, load_rules
from tests.rules.broken_files import copy_of_good

HEADER = """\
rule_set: plan
label: {vi: "Kế hoạch", en: "Plan"}
extends: rule-set
in_force: {from: 2023-01-01, to: 2024-12-31}
citation: [{instrument: plan-2023}]
confidence: gazette
instruments:
  - {id: plan-2023, name: {vi: "Kế hoạch 2023", en: "Plan of 2023"}}
"""
RULES = """\
benefits:
  - id: grant
    label: {vi: "Hỗ trợ", en: "Grant"}
    line: "I.1"
    subjects: [household]
    when: household_class == 'poor' and deprived('clean_water')
    lead: {vi: "Sở Y tế", en: "Department of Health"}
    citation: [{instrument: plan-2023}, {instrument: law-2021, article: 1}]
    confidence: gazette
"""


def plan(folder: Path, header: str = HEADER) -> Path:
    """Make a plan beside a copy of the good rule set, which it extends."""
    copy_of_good(folder)
    target = folder / "plan"
    target.mkdir()
    (target / "rule_set.yaml").write_text(header, encoding="utf-8")
    (target / "grant.yaml").write_text(RULES, encoding="utf-8")
    return target


def test_classes_indicators_and_tables_of_the_other_rule_set_are_part_of_it(tmp_path: Path) -> None:
    rules = load_rules(plan(tmp_path))
    base = load_rules(tmp_path / "rule-set")
    assert (rules.classes, rules.indicators) == (base.classes, base.indicators)
    assert base.rule("worker").period.start > rules.period.end
    assert set(rules.rules) == {*base.rules, "grant"} - {"worker"}
    assert set(rules.parameters) == set(base.parameters)
    assert list(rules.benefits) == ["grant"]


def test_what_it_takes_over_holds_within_its_own_period(tmp_path: Path) -> None:
    rules = load_rules(plan(tmp_path))
    assert (rules.period.start, rules.period.end) == (date(2023, 1, 1), date(2024, 12, 31))
    periods = [version.period for version in rules]
    assert min(period.start for period in periods) == date(2023, 1, 1)
    assert max(period.end for period in periods) == date(2024, 12, 31)


def test_versions_that_ended_before_it_began_are_left_out(tmp_path: Path) -> None:
    folder = plan(tmp_path)
    file = tmp_path / "rule-set" / "income.yaml"
    text = file.read_text(encoding="utf-8")
    assert "{from: 2022-01-01, to: 2024-12-31}" not in text
    extra = """\
definitions:
  - id: rural_household
    scope: household
    label: {vi: "Hộ nông thôn", en: "Rural household"}
    when: area == 'urban'
    in_force: {from: 2022-01-01, to: 2022-12-31}
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette
  - id: rural_household
    scope: household
    label: {vi: "Hộ nông thôn", en: "Rural household"}
    when: area == 'rural'
    in_force: {from: 2023-01-01, to: 2026-12-31}
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette
"""
    (tmp_path / "rule-set" / "extra.yaml").write_text(extra, encoding="utf-8")
    versions = load_rules(folder).rules["rural_household"]
    assert [version.text for version in versions] == ["area == 'rural'"]


def test_the_hash_covers_both(tmp_path: Path) -> None:
    folder = plan(tmp_path)
    before = load_rules(folder).hash
    load_rules.__globals__["_load"].cache_clear()
    file = tmp_path / "rule-set" / "income.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert load_rules(folder).hash != before


def test_benefits_read_the_class_of_the_other_rule_set(tmp_path: Path) -> None:
    rules = load_rules(plan(tmp_path))
    decision = classify({"review_date": "2023-06-01"}, rules=rules)
    assert decision.eligibility["grant"].eligible is None
    assert decision.eligibility["grant"].missing_facts == decision.missing_facts or (
        "water_source" in decision.eligibility["grant"].missing_facts
    )


def test_a_problem_of_the_other_rule_set_is_reported_with_its_file(tmp_path: Path) -> None:
    folder = plan(tmp_path)
    (tmp_path / "rule-set" / "broken.yaml").write_text("definitions: 3\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(folder)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.position)) == ("wrong-type", "rule-set/broken.yaml:1:14")


@pytest.mark.parametrize(
    ("line", "code", "place", "found"),
    [
        ("indicators: [clean_water]", "wrong-type", "plan/rule_set.yaml:9:13", "indicators"),
        ("classes: [poor]", "wrong-type", "plan/rule_set.yaml:9:10", "classes"),
    ],
)
def test_lists_of_its_own_are_refused(
    tmp_path: Path, line: str, code: str, place: str, found: str
) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(plan(tmp_path, HEADER + line + "\n"))
    problem = caught.value.problems[0]
    assert (problem.code, str(problem.position)) == (code, place)
    assert problem.found == f"{found} of its own"


def test_a_rule_set_that_extends_another_cannot_be_extended(tmp_path: Path) -> None:
    plan(tmp_path)
    second = tmp_path / "second"
    second.mkdir()
    header = HEADER.replace("rule_set: plan", "rule_set: second").replace(
        "extends: rule-set", "extends: plan"
    )
    (second / "rule_set.yaml").write_text(header, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(second)
    first = caught.value.problems[0]
    assert (first.code, str(first.position)) == ("wrong-type", "second/rule_set.yaml:3:10")
    assert first.found == "plan, which itself extends another"


def test_a_rule_of_the_other_rule_set_can_be_replaced(tmp_path: Path) -> None:
    target = plan(tmp_path, HEADER + "replaces: [poor]\n")
    own = """\
classes:
  - id: poor
    label: {vi: "Nghèo", en: "Poor, in the plan"}
    when: not deprived('clean_water') and deprived('clean_water')
    citation: [{instrument: plan-2023}]
    confidence: gazette
"""
    (target / "classes.yaml").write_text(own, encoding="utf-8")
    rules = load_rules(target)
    assert rules.rule("poor").label.en == "Poor, in the plan"
    assert [rule.position.file for rule in rules.rules["poor"]] == ["plan/classes.yaml"]


@pytest.mark.parametrize(
    ("replaces", "code", "found"),
    [
        ("[pour]", "unknown-name", "'pour'"),
        ("[poor]", "rule-set-incomplete", "'poor', which no file defines"),
    ],
)
def test_what_replaces_nothing_is_reported(
    replaces: str, code: str, found: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(plan(tmp_path, f"{HEADER}replaces: {replaces}\n"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.found) == (code, found)
    assert problem.position is not None
    assert problem.position.line == 9
