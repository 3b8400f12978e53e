"""The mutants themselves: what is changed, and that only the cases concerned notice it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chuan_ngheo.rulebook.loader import check_rule_set, rules_folder
from tests.mutation.mutations import all_mutants
from tests.mutation.plan_killers import plan_killers

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
