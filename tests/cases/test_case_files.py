"""The reader of case files refuses whatever does not follow the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from chuan_ngheo import classify, load_rules
from chuan_ngheo.audit.cases.files import BASE, Case, read_case_file
from chuan_ngheo.audit.cases.outcome import differences
from chuan_ngheo.audit.cases.strict import CaseFileError
from tests.case_files import CASES, read_cases

CASE = """
base: base.yaml
cases:
  - id: one
    tests: "mục 5.1 Phụ lục Nghị định 07/2021/NĐ-CP"
    title: {vi: "một", en: "one"}
    facts: {water_source: piped}
    members:
      2: {age: 30}
      add: [{like: 3, age_months: 50}]
    expect: {class: near_poor, deprivation_count: 0, missing_facts: [member 2 sex]}
"""


def _read(folder: Path, text: str) -> tuple[Case, ...]:
    rule_set = folder / "nd-07-2021"
    rule_set.mkdir()
    base = (CASES / "nd-07-2021" / BASE).read_text(encoding="utf-8")
    (rule_set / BASE).write_text(base, encoding="utf-8")
    file = rule_set / "subject.yaml"
    file.write_text(text, encoding="utf-8")
    return read_case_file(file, load_rules("nd-07-2021"))


def test_a_case_changes_only_what_it_names(tmp_path: Path) -> None:
    (case,) = _read(tmp_path, CASE)
    assert case.name == "subject/one"
    assert case.household["toilet"] == "septic"
    assert [member.get("age") for member in case.household["members"]] == [40, 30, None, None]
    assert case.household["members"][3]["age_months"] == 50
    assert case.expect["missing_facts"] == ["members[1].sex"]
    assert case.expect["deprivation_count"] == {"certain": 0, "possible": 0}


def test_null_members_are_unknown_and_only_replaces_them(tmp_path: Path) -> None:
    head, rest = CASE.split("    members:", 1)
    expect = rest[rest.index("    expect:") :]
    other = head[head.index("  - id") :].replace("one", "two")
    text = f"{head}    members: null\n{expect}{other}    members: {{only: [{{like: 1}}]}}\n{expect}"
    first, second = _read(tmp_path, text)
    assert first.household["members"] is None
    assert [member["age"] for member in second.household["members"]] == [40]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("base: base.yaml", "base: nowhere.yaml", "nowhere.yaml"),
        ("base: base.yaml", "start: base.yaml", "'start' is not one of"),
        ("id: one", "id: One", "lower-case"),
        ("    tests:", "    test:", "'test' is not one of"),
        ('tests: "mục 5.1 Phụ lục Nghị định 07/2021/NĐ-CP"', 'tests: ""', "a text is missing"),
        ('vi: "một", ', "", "'vi' is missing"),
        ("water_source:", "water_sauce:", "'water_sauce' is not one of"),
        ("2: {age: 30}", "4: {age: 30}", "4 is not one of"),
        ("2: {age: 30}", "2: {ages: 30}", "'ages' is not one of"),
        ("2: {age: 30}", "2: 30", "instead of a mapping"),
        ("2: {age: 30}", "only: [{like: 1}]", "'add' is not one of only"),
        ("like: 3", "like: 4", "like: 4 is not a member"),
        ("class: near_poor", "class: nearly_poor", "'nearly_poor' is not one of"),
        ("class: near_poor", "possible_classes: [near_poor]", "give class where only one"),
        ("class: near_poor", "class: poor, possible_classes: [poor]", "not both"),
        ("class: near_poor", "outcome: near_poor", "'outcome' is not one of"),
        ("class: near_poor", "deprivations: {toilets: true}", "'toilets' is not one of"),
        ("class: near_poor", "possible_low_income_workers: [1]", "'low_income_workers' is missing"),
        ("class: near_poor", "refused: [area]", "is not one of refused"),
        ("deprivation_count: 0", "deprivation_count: {certain: 0}", "'possible' is missing"),
        ("member 2 sex", "member 2 gender", "unknown fact 'member 2 gender'"),
        ("member 2 sex", '"members[1].sex"', "unknown fact 'members[1].sex'"),
        ("facts: {water_source: piped}", "facts: {area: rural, area: urban}", "duplicate key"),
    ],
)
def test_a_slip_is_an_error(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert right in CASE
    with pytest.raises(CaseFileError, match=r"subject\.yaml|nowhere\.yaml") as caught:
        _read(tmp_path, CASE.replace(right, wrong, 1))
    assert message in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="ids that stand twice: one"):
        _read(tmp_path, CASE + CASE[CASE.index("  - id") :])


def test_a_wrong_decision_is_reported_item_by_item() -> None:
    case = next(case for case in read_cases() if case.id == "either-of-two-answers-and-income")
    poor = {**case.household, "income_per_capita": 1, "water_source": "other", "toilet": "none"}
    lines = differences(case, classify({**poor, "has_television": False}))
    whats = [line.split(":")[0] for line in lines]
    assert whats == ["class", "possible_classes", "missing_facts", "settled_by"]


POINTS = """
base: base.yaml
columns:
  rural: {title: {vi: "nông thôn", en: "rural"}, facts: {area: rural}}
  urban: {title: {vi: "thành thị", en: "urban"}, facts: {area: urban}}
cases:
  - id: car
    tests: "mục 12 Mẫu 3.3 Thông tư 07/2021/TT-BLĐTBXH"
    title: {vi: "ô tô", en: "car"}
    facts: {has_car: true}
    expect: {points: {b1_car: [60, {lowest: 50, highest: 55}], b1_points: [null, 80]}}
"""


def _read_points(folder: Path, text: str) -> tuple[Case, ...]:
    file = folder / "subject.yaml"
    file.write_text(text, encoding="utf-8")
    base = (CASES / "tt-07-2021" / BASE).read_text(encoding="utf-8")
    (folder / BASE).write_text(base, encoding="utf-8")
    return read_case_file(file, load_rules("tt-07-2021"))


def test_a_case_stands_once_in_each_column(tmp_path: Path) -> None:
    rural, urban = _read_points(tmp_path, POINTS)
    assert (rural.id, urban.id) == ("car-rural", "car-urban")
    assert urban.title == {"vi": "ô tô: thành thị", "en": "car: urban"}
    assert [case.household["area"] for case in (rural, urban)] == ["rural", "urban"]
    assert rural.household["has_car"] is urban.household["has_car"] is True
    assert rural.expect["points"] == {"b1_car": (60, 60), "b1_points": None}
    assert urban.expect["points"] == {"b1_car": (50, 55), "b1_points": (80, 80)}


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("[null, 80]", "[80]", "one number for each of 2 columns"),
        ("[null, 80]", "80", "instead of a list"),
        ("[null, 80]", "[true, 80]", "True instead of a whole number of points"),
        ("[null, 80]", "[8.5, 80]", "8.5 instead of a whole number of points"),
        ("highest: 55", "high: 55", "'high' is not one of lowest, highest"),
        ("b1_car:", "b1_cars:", "'b1_cars' is not one of"),
        ("{area: urban}", "{areas: urban}", "'areas' is not one of"),
        ('vi: "nông thôn", ', "", "'vi' is missing"),
        ("  rural: {title:", "  Rural: {title:", "lower-case"),
        ("expect: {points:", "expect: {class: poor, point:", "instead of a mapping"),
    ],
)
def test_a_slip_in_points_is_an_error(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert right in POINTS
    with pytest.raises(CaseFileError) as caught:
        _read_points(tmp_path, POINTS.replace(right, wrong, 1))
    assert message in str(caught.value)


def test_wrong_points_are_reported(tmp_path: Path) -> None:
    """The car gives 60 points in rural Cần Thơ, and the model household has no others."""
    text = POINTS.replace("[60,", "[55,").replace("[null, 80]", "[60, 80]")
    rural, _ = _read_points(tmp_path, text)
    lines = differences(rural, classify(rural.household, rules="tt-07-2021"))
    assert lines == ["b1_car: expected (55, 55), found (60, 60)"]
