"""The identifiers of diagnostics: explained in two languages, used, and produced by an input."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

import chuan_ngheo
from chuan_ngheo import InvalidFactsError, RuleError, UnknownRuleSetError, classify, load_rules
from chuan_ngheo.cli.main import main
from chuan_ngheo.diagnostic_catalogue import (
    CASE_DIAGNOSTICS,
    DIAGNOSTICS,
    FACT_DIAGNOSTICS,
    RULE_DIAGNOSTICS,
)
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.form_diagnostics import FORM_DIAGNOSTICS
from chuan_ngheo.proof_diagnostics import PROOF_DIAGNOSTICS
from chuan_ngheo.review_diagnostics import (
    MOVEMENT_DIAGNOSTICS,
    REPORT_DIAGNOSTICS,
    REVIEW_DIAGNOSTICS,
)
from chuan_ngheo.rulebook.loader import rules_folder
from tests.rules.broken_files import broken_files

DOCS: Final = Path(__file__).parent.parent / "docs" / "diagnostics.md"
SOURCE: Final = Path(chuan_ngheo.__file__).parent
_ROW = re.compile(r"\| `([a-z-]+)` \| (.+?) \| (.+?) \| (.+?) \|")


def rows_below(heading: str) -> list[tuple[str, str, str, str]]:
    """Return identifier, English, Vietnamese and advice of the rows of one section."""
    section = DOCS.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    found = [_ROW.fullmatch(line) for line in lines]
    return [(row[1], row[2], row[3], row[4]) for row in found if row]


@pytest.mark.parametrize(
    ("heading", "catalogue"),
    [
        ("Rules", RULE_DIAGNOSTICS),
        ("Facts", FACT_DIAGNOSTICS),
        ("Proofs", PROOF_DIAGNOSTICS),
        ("Cases", CASE_DIAGNOSTICS),
        ("The review", REVIEW_DIAGNOSTICS),
        ("Reports", REPORT_DIAGNOSTICS),
        ("Movements", MOVEMENT_DIAGNOSTICS),
        ("Form 3.1", FORM_DIAGNOSTICS),
    ],
)
def test_the_page_has_one_row_for_each_identifier_and_says_the_same(
    heading: str, catalogue: dict[str, tuple[str, str]]
) -> None:
    rows = rows_below(heading)
    assert [(name, vi, en) for name, en, vi, _ in rows] == [
        (name, vi, en) for name, (vi, en) in catalogue.items()
    ]
    assert all(advice.endswith(".") for *_, advice in rows)


@pytest.mark.parametrize("name", DIAGNOSTICS)
def test_a_meaning_is_one_sentence_in_each_language(name: str) -> None:
    vi, en = DIAGNOSTICS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert vi.endswith(".")
    assert en.endswith(".")
    assert en.isascii()
    assert not vi.isascii()


@pytest.mark.parametrize("name", DIAGNOSTICS)
def test_every_identifier_is_used_in_the_package(name: str) -> None:
    quoted = re.compile(rf'["\[]{name}["\]]')
    catalogues = ("diagnostic_catalogue.py", "form_diagnostics.py")
    files = [path for path in SOURCE.rglob("*.py") if path.name not in catalogues]
    assert any(quoted.search(path.read_text(encoding="utf-8")) for path in files)


def test_a_problem_has_an_identifier_of_the_catalogue() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        Problem("no-such-code", "this", "that")


def codes(problems: Iterable[Problem]) -> set[str]:
    return {problem.code for problem in problems}


def codes_of_facts(*households: Any) -> set[str]:
    found: set[str] = set()
    for household in households:
        with pytest.raises(InvalidFactsError) as caught:
            classify(household)
        found |= codes(caught.value.problems)
    return found


MEMBER: Final = {"member_id": 1}


def codes_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the identifiers that inputs with every fault of tables and lists bring up."""
    files = {
        "households.csv": "household_id,colour\n1,red\n1,blue\n2,green\n",
        "members.csv": "household_id,member_id\n2,1\n2,1\n3,1\n",
        "key.csv": "area\nrural\n",
        "lines.jsonl": '{"household_id": 1}\n[1]\n',
        "one.json": json.dumps({"household_id": 1}),
        "broken.json": "{",
        "plan.json": json.dumps({"household_id": 1, "income_per_capita": 1, "members": [MEMBER]}),
        "register.csv": "household_id,member_id,benefit,content\n"
        "1,2,da1,vocational_training\n1,1,da9,x\n1,1,,x\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    register = str(folder / "register.csv")
    rejects = ("--rejects", str(folder / "rejects"))
    capsys.readouterr()
    for arguments in (
        ("classify", str(folder), *rejects),
        ("classify", str(folder / "key.csv"), *rejects),
        ("classify", str(folder / "lines.jsonl"), *rejects),
        ("classify", str(folder / "broken.json"), *rejects),
        ("classify", str(folder / "one.json"), "--engine", "polars", *rejects),
        ("explain", str(folder / "one.json"), "--household", "2"),
        ("eligibility", str(folder / "plan.json"), "--register", register, *rejects),
        ("sql", "--dialect", "duckdb", "--members", "survey..members"),
    ):
        assert main((*arguments, "--language", "en")) == 3
    assert main(("compare", str(folder / "one.json"), "--language", "en")) == 2
    (folder / "thousands.csv").write_text("household_id,income_per_capita\n1,1500\n", "utf-8")
    assert main(("validate", str(folder / "thousands.csv"), "--strict")) == 1
    printed = capsys.readouterr()
    found = set(re.findall(r"\[([a-z-]+)\] found", printed.err))
    return found | set(re.findall(r"\[(money-[a-z-]+)\]", printed.out))


def test_every_identifier_of_rules_is_produced_by_an_input(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = {one.code for broken in broken_files() for one in broken.expected}
    with pytest.raises(RuleError) as caught:
        load_rules(rulings={"rain": "clean", "rainwater": "dirty"})
    found |= codes(caught.value.problems)
    with pytest.raises(UnknownRuleSetError) as unknown:
        load_rules("nd-07-2012")
    found.add(unknown.value.problem.code)
    assert main(("rules", "show", "poverty_lin")) == 3
    found |= set(re.findall(r"\[([a-z-]+)\]", capsys.readouterr().err))
    assert found == set(RULE_DIAGNOSTICS)


def test_every_identifier_of_facts_is_produced_by_an_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = "2021-12-31"
    two_lists = [{"decided_on": day, "list_status": status} for status in ("poor", "none")]
    born_later = {"review_date": "2022-10-03", "members": [{"birth_date": "2022-10-04"}]}
    found = codes_of_facts(
        "{",
        {"colour": "red", "area": "town", "has_radio": 1, "review_date": "3/10/2022"},
        {"review_date": "2021-12-31", "members": [{"age": 4, "age_months": 90}]},
        born_later,
        {"list_decisions": two_lists},
    )
    found |= set(classify({}).notes)
    found |= codes_on_the_command_line(tmp_path, capsys)
    assert found == set(FACT_DIAGNOSTICS)


def examples_of_the_page() -> list[str]:
    parts = DOCS.read_text(encoding="utf-8").split("```\n")
    return [line for block in parts[1::2] for line in block.splitlines()]


def test_the_examples_of_the_page_are_what_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "nd-07-2021"
    shutil.copytree(rules_folder() / "nd-07-2021", folder)
    text = (folder / "income.yaml").read_text(encoding="utf-8")
    text = text.replace("when: income_per_capita <= pov", "when: incom_per_capita <= pov")
    (folder / "income.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as rules:
        load_rules(folder)
    with pytest.raises(InvalidFactsError) as facts:
        classify({"members": [{}, {}, {"birth_date": "31/12/2015"}]})
    printed = [str(problem) for problem in (*rules.value.problems, *facts.value.problems)]
    printed += [problem.write("vi") for problem in facts.value.problems]
    assert printed == examples_of_the_page()
