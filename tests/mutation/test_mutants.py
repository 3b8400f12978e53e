"""The mutants themselves: what is changed, and that only the cases concerned notice it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chuan_ngheo.rulebook.loader import check_rule_set, rules_folder
from tests.mutation.mutations import all_mutants
from tests.mutation.plan_killers import plan_killers
from tests.mutation.rule_mutants import killer_of

PLAN = "kh-132-2022-can-tho"


def lines_of_mutants(folder: Path, text: str) -> set[str]:
    """Return, for each mutant of a file with ``text``, the one line that it changes."""
    file = folder / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    found = set()
    for mutant in all_mutants(folder):
        mutant.apply(folder)
        after = file.read_text(encoding="utf-8").split("\n")
        pairs = zip(text.split("\n"), after, strict=True)
        (changed,) = (new.strip() for old, new in pairs if old != new)
        found.add(changed)
        file.write_text(text, encoding="utf-8")
    return found


@pytest.mark.parametrize("key", ["priority", "national", "gives_way_to"])
def test_each_entry_of_a_list_is_dropped_with_the_comma_beside_it(key: str, tmp_path: Path) -> None:
    benefits = (
        f"benefits:\n  - id: x\n    {key}: [first, second, third]\n  - id: y\n    {key}: [a]\n"
    )
    assert lines_of_mutants(tmp_path, benefits) == {
        f"{key}: [second, third]",
        f"{key}: [first, third]",
        f"{key}: [first, second]",
        f"{key}: []",
    }


def test_conditions_on_other_subjects_are_changed(tmp_path: Path) -> None:
    rule = "subject_rules:\n  - id: x\n    when: kind in ('a', 'b') and size >= 3\n"
    assert lines_of_mutants(tmp_path, rule) == {
        "when: kind not in ('a', 'b') and size >= 3",
        "when: kind in ('b', 'b') and size >= 3",
        "when: kind in ('a', 'a') and size >= 3",
        "when: kind in ('a', 'b') or size >= 3",
        "when: kind in ('a', 'b') and size > 3",
        "when: kind in ('a', 'b') and size <= 3",
        "when: kind in ('a', 'b') and size >= 2",
        "when: kind in ('a', 'b') and size >= 4",
    }


@pytest.mark.parametrize(
    ("file", "line", "old", "new", "noticed_by"),
    [
        # Children have priority below 16 years.
        ("groups.yaml", "programme_household and age < 16", "16", "15", "priority/da4"),
        # Whether the last day counts matters under one ruling only.
        (
            "history.yaml",
            "else review_date < months_after(left_near_poor_list_on, newly_escaped_months)",
            "<",
            "<=",
            "status/newly_escaped_near_poverty",
        ),
        # In force from 3 September 2025 only.
        (
            "national_rules.yaml",
            "when: studying and study_level in",
            "'primary'",
            "'preschool'",
            "national/cs3",
        ),
        (
            "other_subjects.yaml",
            "house_floor_area_m2 >= supported_house_floor_area",
            ">=",
            ">",
            "other subjects/da4_house",
        ),
    ],
)
def test_only_the_cases_concerned_notice_a_mutant(
    file: str, line: str, old: str, new: str, noticed_by: str, tmp_path: Path
) -> None:
    folder = tmp_path / PLAN
    shutil.copytree(rules_folder() / PLAN, folder)
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    (mutant,) = (
        one
        for one in all_mutants(folder)
        if (one.file, one.old, one.new) == (file, old, new) and line in lines[one.line]
    )
    mutant.apply(folder)
    rules, problems = check_rule_set(folder)
    assert rules is not None, problems
    assert set(plan_killers(folder, rules, mutant)) == {noticed_by}


SCORE = """scores:
  - id: electricity
    answers:
      much: electricity_kwh_per_month >= 150
      third: |
        area == 'rural'
        and motorcycle_count >= 3
      little: electricity_kwh_per_month >= 25
"""


def test_answers_of_a_score_change_places_and_limits(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(SCORE, encoding="utf-8")
    mutants = {str(mutant).partition(": ")[2]: mutant for mutant in all_mutants(tmp_path)}
    assert {"third before much", "little before third", "'150' → '149'", "'25' → '26'"} <= set(
        mutants
    )
    mutants["third before much"].apply(tmp_path)
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines[3:8] == [
        "third: |",
        "area == 'rural'",
        "and motorcycle_count >= 3",
        "much: electricity_kwh_per_month >= 150",
        "little: electricity_kwh_per_month >= 25",
    ]


def test_each_cell_of_a_table_of_points_is_changed(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    file = tmp_path / "tables" / "b1_points.csv"
    file.write_text(
        "item_no,key,answer,NT_DBSH,NT_TDMNPB,NT_BTB_DHMT,NT_TayNguyen,NT_DNB,NT_DBSCL,ThanhThi\n"
        '5,cc,"Công chức, viên chức",0,30,10,20,5,5,5\n'
        "15,vung,Vùng,,,,,,,25\n",
        encoding="utf-8",
    )
    mutants = all_mutants(tmp_path)
    assert [(mutant.old, mutant.new) for mutant in mutants] == [
        ("0", "5"), ("30", "35"), ("10", "15"), ("20", "25"), ("5", "10"), ("5", "10"), ("5", "10"),
        ("25", "30"),
    ]  # fmt: skip
    mutants[1].apply(tmp_path)
    assert file.read_text(encoding="utf-8").splitlines()[1].endswith(",0,35,10,20,5,5,5")


def test_a_cell_is_noticed_by_the_case_of_its_answer() -> None:
    folder = rules_folder() / "tt-07-2021"
    lines = (folder / "tables" / "b1_points.csv").read_text(encoding="utf-8").splitlines()
    (mutant,) = (
        one
        for one in all_mutants(folder)
        if one.file == "tables/b1_points.csv" and ",oto," in lines[one.line] and one.old == "30"
    )
    assert killer_of(mutant, "tt-07-2021") == "b1-points/car-central-highlands"
