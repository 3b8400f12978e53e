"""Tables of points and scores in rule files: what they mean, and every fault in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from chuan_ngheo import RuleError, RuleSet, classify, load_rules
from tests.rules.broken_files import copy_of_good

TABLE: Final = """\
key,item,answer,n1,n2,n3,n4,n5,n6,town
few,1,Ít,10,20,30,40,50,60,5
many,1,Nhiều,1,2,3,4,5,6,
centre,2,Trung tâm,,,,,,,7
"""
ENGLISH: Final = "key,answer\nfew,Few\nmany,Many\ncentre,Centre\n"
POINTS: Final = """\
point_tables:
  - id: form
    label: {vi: "Bảng điểm", en: "Points"}
    file: points.csv
    row: key
    item: item
    answer: answer
    in_english: english.csv
    rural:
      red_river_delta: n1
      northern_mountains: n2
      central_coast: n3
      central_highlands: n4
      southeast: n5
      mekong_delta: n6
    urban: town
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette

scores:
  - id: people
    table: form
    label: {vi: "Số người", en: "People"}
    answers:
      few: household_size <= 2
      many: household_size <= 9
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette
  - id: place
    table: form
    label: {vi: "Nơi ở", en: "Place"}
    answers:
      centre: central_city
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette

definitions:
  - id: total
    scope: household
    label: {vi: "Tổng", en: "Total"}
    value: greatest(people, place) + (people if central_city else 3)
    unit: point
    citation: [{instrument: law-2021, article: 1}]
    confidence: gazette
"""


def points_folder(folder: Path, change: Callable[[str], str] = str, table: str = TABLE) -> Path:
    """Make a copy of the good rule set with a table of points, after ``change`` of its file."""
    target = copy_of_good(folder)
    header = target / "rule_set.yaml"
    header.write_text(f"points: [total]\n{header.read_text('utf-8')}", encoding="utf-8")
    (target / "points.yaml").write_text(change(POINTS), encoding="utf-8")
    (target / "points.csv").write_text(table, encoding="utf-8")
    (target / "english.csv").write_text(ENGLISH, encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return load_rules(points_folder(tmp_path_factory.mktemp("points")))


PEOPLE: Final = {n: [{"member_id": place} for place in range(n)] for n in (1, 2, 3, 9, 10)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # The first answer that holds; the column of the region, or of the town.
        ({"area": "rural", "region": "red_river_delta", "members": PEOPLE[2]}, (10, 10)),
        ({"area": "rural", "region": "mekong_delta", "members": PEOPLE[2]}, (60, 60)),
        ({"area": "urban", "region": "mekong_delta", "members": PEOPLE[2]}, (5, 5)),
        ({"area": "rural", "region": "southeast", "members": PEOPLE[3]}, (5, 5)),
        # An answer that the form of the town lacks, and no answer at all, give nothing.
        ({"area": "urban", "members": PEOPLE[3]}, (0, 0)),
        ({"area": "rural", "region": "southeast", "members": PEOPLE[10]}, (0, 0)),
        # What is unknown leaves a range.
        ({"area": "rural", "members": PEOPLE[1]}, (10, 60)),
        ({"region": "central_coast", "members": PEOPLE[1]}, (5, 30)),
        ({"area": "rural", "region": "central_coast"}, (0, 30)),
        ({}, (0, 60)),
    ],
)
def test_the_first_answer_that_holds_gives_its_points(
    facts: dict[str, object], expected: tuple[int, int], rules: RuleSet
) -> None:
    value = classify(facts, rules=rules).step("people").value
    assert value == expected


@pytest.mark.parametrize(
    ("central_city", "expected"),
    [(True, (7 + 5, 7 + 5)), (False, (5 + 3, 5 + 3)), (None, (5 + 3, 7 + 5))],
)
def test_numbers_by_choice_and_the_greatest_of_some(
    central_city: bool | None, expected: tuple[int, int], rules: RuleSet
) -> None:
    facts = {"area": "urban", "central_city": central_city, "members": PEOPLE[1]}
    assert classify(facts, rules=rules).points == {"total": expected}


def test_parameters_have_the_words_and_the_item_of_the_form(rules: RuleSet) -> None:
    parameter = rules.parameter("form_many_rural")
    assert (parameter.label.vi, parameter.label.en) == ("Nhiều", "Many")
    assert parameter.citations[0].item == "1"
    assert parameter.columns["central_highlands"] == (4,)
    assert parameter.unit == "point"
    assert "form_many_urban" not in rules.parameters
    assert "form_centre_rural" not in rules.parameters


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "code", "line", "found", "advice"),
    [
        (replaced("      many:", "      manny:"), "unknown-name", 26, "'manny'", "'many'"),
        (replaced("table: form", "table: from"), "unknown-name", 22, "'from'", "'form'"),
        (replaced("household_size <= 2", "household_sise <= 2"), "unknown-name", 25, "sise", ""),
        (replaced("household_size <= 2", "household_size"), "expression-type", 25, "number", ""),
        (replaced("item: item", "item: itm"), "table-file", 1, "the columns key", "'item'"),
        (replaced("file: points", "file: point"), "table-file", 4, "'point.csv'", ""),
        (replaced("      southeast: n5\n", ""), "table-keys", 10, "red_river_delta", ""),
        (
            replaced("greatest(people, place)", "greatest(people)"),
            "expression-not-allowed",
            41,
            "1 arguments of greatest",
            "",
        ),
        (replaced("place) +", "floor_area_m2) +"), "unit-mismatch", 41, "m2", ""),
        (replaced("else 3)", "else central_city)"), "expression-type", 41, "true or false", ""),
        (replaced("else 3)", "else floor_area_m2)"), "unit-mismatch", 41, "m2", ""),
    ],
)
def test_every_fault_is_reported_in_its_place(
    change: Callable[[str], str], code: str, line: int, found: str, advice: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(points_folder(tmp_path, change))
    (problem,) = [item for item in caught.value.problems if item.code == code]
    assert problem.position is not None
    assert problem.position.line == line
    assert found in str(problem)
    assert advice in problem.advice


@pytest.mark.parametrize(
    ("table", "line", "found"),
    [
        (TABLE.replace("10,20", "ten,20"), 2, "'ten'"),
        (TABLE.replace("10,20", "-10,20"), 2, "'-10'"),
        (TABLE.replace("10,20", ",20"), 2, "''"),
        (TABLE.replace("many,1", "few,1"), 3, "'few' for the second time"),
        (TABLE.replace("centre", "middle"), 4, "no English answer for 'middle'"),
    ],
)
def test_every_faulty_cell_is_reported(table: str, line: int, found: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(points_folder(tmp_path, table=table))
    problems = [item for item in caught.value.problems if item.code == "table-file"]
    assert [item.position and item.position.line for item in problems] == [line]
    assert found in problems[0].found


def test_a_number_beside_the_class_must_exist(tmp_path: Path) -> None:
    target = points_folder(tmp_path)
    header = target / "rule_set.yaml"
    header.write_text(header.read_text("utf-8").replace("[total]", "[totl]"), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(target)
    (problem,) = caught.value.problems
    assert (problem.code, problem.found) == ("unknown-name", "'totl'")
    assert "'total'" in problem.advice
