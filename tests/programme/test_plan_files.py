"""The files of the plan: what they hold, and that what is wrong with them is reported."""

from __future__ import annotations

import re
import runpy
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from chuan_ngheo import RuleError
from chuan_ngheo.cli.parser import build_parser
from chuan_ngheo.programme.plan import PLAN_FOLDER, load_plan, read_plan
from chuan_ngheo.rulebook.loader import load_rules, rules_folder

FOLDER = rules_folder() / "kh-132-2022-can-tho" / PLAN_FOLDER
PAGE = Path(__file__).parent.parent.parent / "docs" / "plan-132.md"
PLAN = load_plan()
PROJECTS = ("da1", "da2_1", "da2_2_direct", "da2_2_school", "da3_1", "da3_2", "da4", "da5", "da6")
POLICIES = ("cs1", "cs2a", "cs2b", "cs2c", "cs3", "cs4", "cs5", "cs6", "cs7")
ELIGIBILITY_IDS = (*PROJECTS, *POLICIES)


def broken(folder: Path, file: str, old: str, new: str) -> list[str]:
    """Return the problems of a copy of the plan in which one text is replaced."""
    copy = folder / "plan"
    shutil.copytree(FOLDER, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as error:
        read_plan(copy)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("budget.csv", "15349,,15349", "15.349,,15349", r"budget.csv:5:1: .*'15\.349'"),
        ("budget.csv", "I.2.a,I.2,item", "I.2.a,I.9,item", r"budget.csv: .*'I\.9'"),
        ("budget.csv", "I.5,I,", "I.4,I,", r"budget.csv: .*'I\.4' in 2 rows"),
        ("budget.csv", "code,parent", "kode,parent", r"budget.csv:1:1: .*kode"),
        ("targets.csv", ",<,", ",!=,", r"targets.csv:2:1: .*'!='"),
        ("targets.csv", "da2_1", "da2_9", r"targets.csv: .*'da2_9'"),
        ("unit_costs.csv", ",5.9,", ",5.8,", r"unit_costs.csv:2:1: .*5664 over 960 is not 5\.8"),
        ("unit_costs.csv", "overseas,da3_2", "overseas,da9", r"unit_costs.csv: .*'da9'"),
        ("inconsistencies.csv", "T01|T20", "T01|T99", r"inconsistencies.csv: .*'T99'"),
        ("inconsistencies.csv", "I.2|I.3", "I.2|I.8", r"inconsistencies.csv: .*'I\.8'"),
        ("lines.csv", "target,T05", "target,T50", r"lines.csv: .*'T50'"),
        ("lines.csv", "parameter,TOTAL", "parameter,SUM", r"lines.csv: .*'SUM'"),
        ("lines.csv", "rule,da4,,", "rule,,,", r"lines.csv:\d+:1: .*names it"),
        ("lines.csv", "rule,da4,,", "none,,,", r"lines.csv:\d+:1: .*reason in both"),
        ("baseline.csv", "2901", "2901,5", r"baseline.csv:2:1: "),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    file: str, old: str, new: str, expected: str, tmp_path: Path
) -> None:
    problems = broken(tmp_path, file, old, new)
    assert any(re.search(expected, problem) for problem in problems), problems


def test_a_missing_file_or_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no folder of this name"):
        read_plan(tmp_path / "plan")
    shutil.copytree(FOLDER, tmp_path / "copy")
    (tmp_path / "copy" / "lines.csv").unlink()
    with pytest.raises(RuleError, match=r"lines\.csv: .*no readable file"):
        read_plan(tmp_path / "copy")
    with pytest.raises(RuleError, match="no folder of this name"):
        load_plan("nd-07-2021")


def test_the_files_are_plain_utf_8_with_unix_line_ends() -> None:
    for path in FOLDER.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert content.decode("utf-8")[0] != "\ufeff"


def test_the_targets_are_those_of_the_plan() -> None:
    found = {row.id: (row.operator, row.value) for row in PLAN.targets}
    percent = {"T06": 80, "T08": 100, "T09": 100, "T12": 100, "T14": 95, "T17": 95, "T19": 95}
    assert found == {
        "T01": ("<", Decimal("0.15")),
        "T02": ("x", Decimal(2)),
        "T03": ("≥", Decimal(2343)),
        "T04": ("≥", Decimal(5549)),
        "T05": (">", Decimal(100)),
        "T07": ("", None),
        "T10": ("≥", Decimal(450)),
        "T11": ("≥", Decimal(40)),
        "T13": ("=", Decimal(134)),
        "T15": (">", Decimal(1800)),
        "T16": ("≥", Decimal(2109)),
        "T18": ("≥", Decimal(85)),
        "T20": ("=", Decimal("0.15")),
        "T21": ("=", Decimal("0.18")),
        **{name: ("=", Decimal(value)) for name, value in percent.items()},
    }


def test_the_unit_costs_are_what_the_plan_implies() -> None:
    found = {
        row.id: (row.benefit, row.poverty_class, row.unit, row.amount) for row in PLAN.unit_costs
    }
    assert found == {
        "training_poor": ("da3_1", "poor", "person", Decimal("5.9")),
        "training_near_poor": ("da3_1", "near_poor", "person", Decimal("5.4")),
        "overseas": ("da3_2", "", "person", Decimal("7.0")),
        "house": ("da4", "", "household", Decimal("40.0")),
    }
    assert {row.confidence for row in PLAN.unit_costs} == {"inferred"}


def test_the_baseline_is_the_general_review_of_the_end_of_2021() -> None:
    assert [row.value for row in PLAN.baseline] == [
        *map(Decimal, ("2901", "10038", "0.80", "9143", "35273", "2.50"))
    ]


def test_targets_and_unit_costs_name_classes_and_indicators_of_the_rule_set() -> None:
    rules = load_rules("kh-132-2022-can-tho")
    classes = {name for row in PLAN.targets for name in row.classes}
    assert classes == {"poor", "near_poor", "newly_escaped_poverty", "low_income_worker"}
    assert classes <= set(rules.rules)
    assert {name for row in PLAN.targets for name in row.indicators} <= set(rules.indicators)
    assert {row.poverty_class for row in PLAN.unit_costs} <= {"", *rules.classes}


def test_every_text_is_in_both_languages() -> None:
    rows = (*PLAN.targets, *PLAN.baseline, *PLAN.unit_costs, *PLAN.inconsistencies, *PLAN.lines)
    for row in rows:
        assert row.vi != row.en, row.id
        assert not row.vi.isascii() or row.id == "PL1", row.id


def test_every_figure_of_the_plan_has_its_line() -> None:
    refs = Counter(name for row in PLAN.lines for name in row.refs)
    for row in PLAN.targets:
        assert refs[row.id] == 1, row.id
    for number in (*PLAN.baseline, *PLAN.unit_costs):
        assert refs[number.id] == 1, number.id
    lines = {row.id for row in PLAN.lines}
    assert {f"PL2-{row.code}" for row in PLAN.budget} <= lines
    assert set(ELIGIBILITY_IDS) <= set(refs)
    sections = {row.section for row in PLAN.lines}
    assert {"II.2", "II.3.a", "II.3.b", "II.4", "III.2.a", "VI.3.b", "VII"} <= sections


def test_every_inconsistency_stands_beside_a_figure() -> None:
    codes = {row.code for row in PLAN.budget}
    for row in PLAN.inconsistencies:
        assert row.targets or row.benefits or codes & set(row.lines), row.id


def test_what_the_plan_contradicts_is_shipped() -> None:
    beside = {
        target: [row.id for row in PLAN.inconsistencies_of_target(target)]
        for target in ("T01", "T20", "T15", "T16")
    }
    assert "t01_t20" in beside["T01"]
    assert "t01_t20" in beside["T20"]
    assert beside["T15"] == ["t15_da3_1"]
    assert beside["T16"] == ["t16_da4"]
    assert [row.id for row in PLAN.inconsistencies_of_benefit("da2_1")] == ["da2_community_blank"]


def test_every_rule_that_a_line_names_is_in_the_rule_set() -> None:
    rules = load_rules("kh-132-2022-can-tho")
    known = {*rules.rules, *rules.benefits}
    named = {name for row in PLAN.lines if row.became == "rule" for name in row.refs}
    assert named <= known


def test_every_benefit_has_its_line_and_its_row_of_the_budget() -> None:
    rules = load_rules("kh-132-2022-can-tho")
    refs = {row.id: row.refs for row in PLAN.lines}
    assert set(rules.benefits) == set(ELIGIBILITY_IDS)
    for name, benefit in rules.benefits.items():
        assert name in refs[f"PL2-{benefit.line}"], name
        row = PLAN.budget_of(name)
        assert row is not None
        assert row.code == benefit.line, name


def test_every_answer_for_other_subjects_has_its_line() -> None:
    rules = load_rules("kh-132-2022-can-tho")
    named = {name for row in PLAN.lines for name in row.refs}
    others = {one.id for one in rules if one.scope not in ("household", "member")}
    assert others <= named


def test_the_commands_of_the_page_are_commands() -> None:
    lines = [line.split() for line in PAGE.read_text(encoding="utf-8").splitlines()]
    commands = [words[1:] for words in lines if words[:2] == ["chuan-ngheo", "programme"]]
    assert len(commands) == 3
    for words in commands:
        assert build_parser().parse_args(words).rules == "kh-132-2022-can-tho"


def test_the_page_is_what_the_files_say(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("chuan_ngheo.programme.page", run_name="__main__")
    assert capsys.readouterr().out == PAGE.read_text(encoding="utf-8")
