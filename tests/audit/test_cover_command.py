"""``chuan-ngheo rules cover`` on small rules: what is printed, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chuan_ngheo.diagnostic_catalogue import CASE_DIAGNOSTICS
from tests.audit.small_cases import GOOD, write_cases
from tests.command_line import run

ANY = "expect: {deprivation_count: {certain: 0, possible: 2}}"
AT = "facts: {income_per_capita: 1_500_000, area: rural}; " + ANY
RIVER = "facts: {water_source: %s}; expect: {deprivations: {clean_water: true}}"
EXCEPTION = """exceptions:
  - rule: {rule}
    part: "income_per_capita <= poverty_line"
    never: ["{state}"]
    reason: {{vi: "một lý do", en: "a reason"}}
"""


def cover(folder: Path, *options: object) -> int:
    return run("rules", "cover", "--rules", GOOD, "--cases", folder, *options)


def test_what_is_missing_stands_in_words_of_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_cases(tmp_path, AT, RIVER % "other")
    assert cover(tmp_path, "--language", "en") == 1
    lines = capsys.readouterr().out.splitlines()
    part = "  low_income: income_per_capita <= poverty_line"
    assert f"{part}: rural: just below the limit" in lines
    assert f"{part}: rural: exactly at the limit" not in lines
    assert f"{part}: which limit applies is unknown" in lines
    assert f"{part}: unknown" not in lines
    assert "  worker: review date: 2025-02-24" in lines
    assert "  clean_water: water_source == 'river_pond': piped (piped water)" in lines
    assert "  low_income: true" not in lines
    assert "  low_income: false" in lines
    assert lines[-1].startswith("good: 2 cases make ")
    assert cover(tmp_path, "--language", "vi") == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{part}: rural: ngay dưới ngưỡng" in lines
    assert "  worker: ngày rà soát: 24/02/2025" in lines
    assert "  clean_water: water_source == 'river_pond': piped (nước máy)" in lines
    assert lines[-1].startswith("good: 2 trường hợp cho thấy ")


def test_json_holds_every_rule_with_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_cases(tmp_path, AT)
    assert cover(tmp_path, "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    by_id = {rule["id"]: rule for rule in found["rules"]}
    rule = by_id["low_income"]
    # True was seen, and the line of the countryside; of its 3 + 8 observations 9 are missing.
    assert (rule["observed"], rule["wanted"], len(rule["missing"])) == (2, 11, 9)
    missing = {"part": "income_per_capita <= poverty_line", "state": "urban: at"}
    assert missing in rule["missing"]
    assert found["observed"] == sum(rule["observed"] for rule in found["rules"])
    assert found["wanted"] == sum(rule["wanted"] for rule in found["rules"])
    assert found["percent"] < 100


def test_the_minimum_is_a_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cases(tmp_path, AT)
    cover(tmp_path, "--format", "json")
    (found,) = json.loads(capsys.readouterr().out)
    assert cover(tmp_path, "--minimum", found["percent"]) == 0
    assert cover(tmp_path, "--minimum", found["percent"] + 0.1) == 1
    for wrong in ("101", "-1", "x", "nan"):
        with pytest.raises(SystemExit) as caught:
            cover(tmp_path, f"--minimum={wrong}")
        assert caught.value.code == 2


def test_a_removed_case_lowers_the_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for bodies in ((AT, RIVER % "other", RIVER % "river_pond"), (AT, RIVER % "other"), (AT,)):
        write_cases(tmp_path, *bodies)
        cover(tmp_path, "--format", "json")
        found.append(json.loads(capsys.readouterr().out)[0]["observed"])
    assert found[0] > found[1] > found[2]


def codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = capsys.readouterr().err.splitlines()
    return [code for line in lines for code in CASE_DIAGNOSTICS if f"[{code}]" in line]


def test_a_case_that_fails_is_named_and_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_cases(tmp_path, AT.replace("certain: 0", "certain: 2"))
    assert cover(tmp_path, "--minimum", 0, "--language", "en") == 1
    printed = capsys.readouterr().err
    assert "good/all/case-1: [case-fails] found deprivation_count: expected" in printed


@pytest.mark.parametrize(
    ("rule", "state", "status", "expected"),
    [
        ("low_income", "urban: at", 0, []),
        ("low_income", "rural: at", 1, ["case-exception"]),
        ("low_income", "rural: beside", 1, ["case-exception"]),
        ("high_income", "urban: at", 1, ["case-exception"]),
        ("low_income", "", 1, ["case-exception"]),
    ],
)
def test_an_exception_holds_only_for_what_is_wanted_and_never_seen(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rule: str,
    state: str,
    status: int,
    expected: list[str],
) -> None:
    write_cases(tmp_path, AT)
    text = EXCEPTION.format(rule=rule, state=state)
    (tmp_path / "good" / "exceptions.yaml").write_text(text, encoding="utf-8")
    assert cover(tmp_path, "--minimum", 0, "--format", "json") == status
    out, err = capsys.readouterr()
    assert [code for code in CASE_DIAGNOSTICS if f"[{code}]" in err] == expected
    (found,) = json.loads(out)
    excused = [(one["entry"], one["state"]) for one in found["impossible"]]
    assert excused == ([(rule, state)] if expected == [] or state == "rural: at" else [])


@pytest.mark.parametrize(
    "text",
    [
        "exceptions: {}",
        "exception: []",
        "exceptions: [1]",
        "exceptions: [{rule: poor, never: [below]}]",
        "exceptions: [{rule: poor, never: below, reason: {vi: x, en: y}}]",
        "exceptions: [{rule: 1, never: [below], reason: {vi: x, en: y}}]",
        "exceptions: [{rule: poor, never: [below], reason: {vi: x, en: ''}}]",
        "exceptions: [",
    ],
)
def test_a_slip_in_the_exceptions_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write_cases(tmp_path, AT)
    (tmp_path / "good" / "exceptions.yaml").write_text(text, encoding="utf-8")
    assert cover(tmp_path) == 3
    assert codes(capsys) == ["case-file"]


@pytest.mark.parametrize(
    "body",
    [
        "facts: {income: 1}; " + ANY,
        "facts: []; " + ANY,
        "expect: {}",
        "expect: {class: [poor]}",
        "expect: {class: rich}",
        "expect: {possible_classes: poor}",
        "expect: {possible_classes: [[poor], not_poor]}",
        "expect: {deprivations: {clean_water: maybe}}",
        "expect: {missing_facts: [[area]]}",
        "expect: {low_income_workers: [0]}",
        "expect: {deprivation_count: {certain: 1}}",
        "expect: {amounts: {height_limit: 1}}",
        "rulings: {river_water: [dirty]}; " + ANY,
        "rulings: {sea_water: dirty}; " + ANY,
        "rulings: {river_water: salty}; " + ANY,
    ],
)
def test_a_slip_in_a_case_is_an_error_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str
) -> None:
    write_cases(tmp_path, body)
    assert cover(tmp_path, "--language", "en") == 3
    printed = capsys.readouterr().err
    assert "[case-file]" in printed
    assert "all.yaml" in printed


def test_a_folder_without_cases_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cover(tmp_path) == 3
    assert codes(capsys) == ["case-file"]
    assert run("rules", "cover", "--rules", "no-such-rules", "--cases", tmp_path) == 3
    assert "[rule-set-unknown]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "fact", ["review_date: 2024-10-01 10:00:00", "area: 7", "income_per_capita: 1.5"]
)
def test_facts_that_cannot_be_used_make_the_case_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fact: str
) -> None:
    write_cases(tmp_path, f"facts: {{{fact}}}; {ANY}")
    assert cover(tmp_path, "--minimum", 0) == 1
    assert codes(capsys) == ["case-fails"]
