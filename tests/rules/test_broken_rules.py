"""Every fault of a rule file is reported: its code, its place, what to write instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from chuan_ngheo import RuleError, load_rules
from chuan_ngheo.cli.main import main
from chuan_ngheo.diagnostic_catalogue import RULE_DIAGNOSTICS
from tests.rules.broken_files import GOOD, BrokenFile, broken_files, copy_of_good

BROKEN_FILES = {one.name: one for one in broken_files()}
NOT_IN_FILES = {"unknown-ruling", "id-unknown"}
"""Diagnostics of what a user asks for, not of a file: see test_command_line_rules."""

_PROBLEM = re.compile(r"(.+?):(\d+):(\d+): \[([a-z-]+)\] (.+)")

each_broken_file = pytest.mark.parametrize("name", BROKEN_FILES)


class Line(NamedTuple):
    file: str
    line: int
    column: int
    code: str
    message: str


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[Line], str]:
    """Return the status of ``rules check``, its problems, and the rest of what it says."""
    capsys.readouterr()
    status = main(["rules", "check", str(folder), "--language", "en"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert captured.out == "" or status == 0
    found = [
        Line(one[1], int(one[2]), int(one[3]), one[4], one[5])
        for one in map(_PROBLEM.fullmatch, captured.err.splitlines())
        if one
    ]
    return status, found, captured.err.splitlines()[-1] if captured.err else captured.out


def said_in_order(message: str, parts: tuple[str, ...]) -> bool:
    place = 0
    for part in parts:
        place = message.find(part, place)
        if place < 0:
            return False
    return True


@each_broken_file
def test_the_expectation_points_at_the_faulty_text(name: str) -> None:
    broken = BROKEN_FILES[name]
    assert broken.expected
    for expected in broken.expected:
        rest = broken.lines()[expected.line - 1][expected.column - 1 :]
        assert rest.startswith(expected.text) if expected.text else rest == ""


@each_broken_file
def test_the_fault_is_reported_alone_and_in_its_place(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = BROKEN_FILES[name]
    status, found, last = check(broken.spoil(tmp_path), capsys)
    assert status == 3
    file = f"rule-set/{broken.becomes}"
    places = [(one.file, one.line, one.column, one.code) for one in found]
    assert places == [(file, one.line, one.column, one.code) for one in broken.expected]
    for line, expected in zip(found, broken.expected, strict=True):
        assert said_in_order(line.message, expected.parts), line.message
        assert re.match(r"found .+?; expected .+?\.", line.message), line.message
    number = len(found)
    assert last == f"rule-set: {number} problem{'' if number == 1 else 's'}"


@each_broken_file
def test_a_program_gets_the_same_problems(name: str, tmp_path: Path) -> None:
    broken = BROKEN_FILES[name]
    with pytest.raises(RuleError) as caught:
        load_rules(broken.spoil(tmp_path))
    problems = caught.value.problems
    assert [problem.code for problem in problems] == [one.code for one in broken.expected]
    for problem, expected in zip(problems, broken.expected, strict=True):
        plain = problem.to_dict()
        assert (plain["line"], plain["column"]) == (expected.line, expected.column)
        assert plain["found"]
        assert plain["expected"]


def test_every_diagnostic_of_rule_files_has_a_broken_file() -> None:
    codes = {one.code for broken in BROKEN_FILES.values() for one in broken.expected}
    assert codes == set(RULE_DIAGNOSTICS) - NOT_IN_FILES


def test_a_broken_file_has_one_fault_unless_its_name_says_otherwise() -> None:
    several = [name for name, one in BROKEN_FILES.items() if len(one.expected) > 1]
    assert several == [
        "circular-references-apart",
        "five-faults",
        "money-in-table",
        "overlap-with-a-version-before-the-last",
        "table-two-faults",
        "two-faults-in-one-condition",
        "yaml-alias",
    ]


def test_the_good_rule_set_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    status, found, said = check(GOOD, capsys)
    assert (status, found) == (0, [])
    assert said == "good: 6 rules, 2 parameters, 1 ruling: no problems\n"


def test_five_faults_of_one_file_are_reported_at_once() -> None:
    five = BROKEN_FILES["five-faults"]
    assert len(five.expected) == 5
    assert len({one.code for one in five.expected}) == 5


def test_faults_of_several_files_are_reported_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_good(tmp_path)
    for name in ("unknown-fact", "table-row-without-number", "unknown-dimension"):
        broken: BrokenFile = BROKEN_FILES[name]
        (folder / broken.becomes).write_bytes(broken.content)
    broken_income = (folder / "income.yaml").read_text(encoding="utf-8")
    (folder / "income.yaml").write_text(broken_income + "\t- x\n", encoding="utf-8")
    status, found, last = check(folder, capsys)
    assert status == 3
    assert [(one.file, one.code) for one in found] == [
        ("rule-set/extra.yaml", "unknown-name"),
        ("rule-set/income.yaml", "yaml-syntax"),
        ("rule-set/indicators.yaml", "unknown-value"),
        ("rule-set/tables/height.csv", "table-file"),
    ]
    assert last == "rule-set: 4 problems"


def test_a_folder_with_rules_but_no_header_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_good(tmp_path)
    (folder / "rule_set.yaml").unlink()
    status, found, _ = check(folder, capsys)
    assert status == 3
    assert [one[:4] for one in found] == [("rule-set/rule_set.yaml", 1, 1, "rule-set-incomplete")]
    assert "no file rule_set.yaml" in found[0].message


@pytest.mark.parametrize("section", ["indicators", "classes"])
def test_a_header_with_an_empty_list_is_incomplete(
    section: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_good(tmp_path)
    text = (folder / "rule_set.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"^{section}: .*$", f"{section}: []", text, flags=re.MULTILINE)
    (folder / "rule_set.yaml").write_text(text, encoding="utf-8")
    _, found, _ = check(folder, capsys)
    column = len(section) + len(": ") + 1
    header = [one for one in found if one.file == "rule-set/rule_set.yaml"]
    assert [(one.column, one.code) for one in header] == [(column, "rule-set-incomplete")]
    assert f"no {section}" in header[0].message


def test_a_table_that_is_not_utf_8_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_good(tmp_path)
    (folder / "tables" / "height.csv").write_bytes(b"age_months,boys,girls\n0,46.1,\xe9\n")
    _, found, _ = check(folder, capsys)
    assert [one[:4] for one in found] == [("rule-set/indicators.yaml", 17, 13, "table-file")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_line_ends_or_a_byte_order_mark(
    newline: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = BROKEN_FILES["unknown-value-in-list"]
    folder = broken.spoil(tmp_path)
    text = "\ufeff" + broken.content.decode()
    (folder / broken.becomes).write_bytes(text.replace("\n", newline).encode())
    _, found, _ = check(folder, capsys)
    assert [(one.line, one.column) for one in found] == [
        (one.line, one.column) for one in broken.expected
    ]


def test_tables_saved_by_a_spreadsheet_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy_of_good(tmp_path)
    text = "\ufeff" + (folder / "tables" / "height.csv").read_text(encoding="utf-8")
    (folder / "tables" / "height.csv").write_bytes(text.replace("\n", "\r\n").encode())
    assert check(folder, capsys)[0] == 0
