"""Each ruling of the plan at its default and at its other option, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chuan_ngheo import classify, load_rules
from tests.plan.household import ABOVE, AREA_UNKNOWN, AVERAGE, POOR, POOR_OR_NEAR, changed

RULES = "kh-132-2022-can-tho"
CHILD = 2
ESCAPED = {**AVERAGE, "left_poor_list_on": date(2021, 1, 15)}
ESCAPED_NEAR = {**AVERAGE, "left_near_poor_list_on": date(2021, 1, 15)}

Facts = dict[str, Any]
Truth = bool | None
RULINGS: list[tuple[str, str, Facts, dict[int, Facts], str, tuple[Truth, Truth]]] = [
    (
        "da2_2_direct_residents",
        "counted",
        ABOVE,
        {1: {"pregnant": True}},
        "da2_2_direct",
        (False, True),
    ),
    ("da2_2_school_other_children", "not_counted", ABOVE, {}, "da2_2_school", (True, False)),
    ("da3_1_classes", "target_t15", ESCAPED, {}, "da3_1", (False, True)),
    ("da3_1_classes", "target_t15", AVERAGE, {}, "da3_1", (False, True)),
    ("da3_1_classes", "target_t15", ABOVE, {}, "da3_1", (False, False)),
    # Average, or else near-poor (poor): of the target's four groups in either case.
    ("da3_1_classes", "target_t15", AREA_UNKNOWN, {}, "da3_1", (None, True)),
    ("da3_1_classes", "target_t15", {**AREA_UNKNOWN, **POOR}, {}, "da3_1", (None, True)),
    (
        "newly_escaped_near_poverty_window",
        "not_recognised",
        {**ESCAPED_NEAR, "resides_in_area": False},
        {},
        "da5",
        (True, False),
    ),
    (
        "programme_worker",
        "in_labour_force",
        {},
        {0: {"employment_status": "not_seeking"}, 1: {"employment_status": "retired_or_homemaker"}},
        "da3_1",
        (True, False),
    ),
    (
        "programme_worker",
        "in_labour_force",
        {},
        {0: {"employment_status": "no_work"}, 1: {"employment_status": "studying"}},
        "da3_1",
        (True, True),
    ),
    (
        "programme_worker",
        "in_labour_force",
        {},
        {0: {"employment_status": "working"}, 1: {"employment_status": "studying"}},
        "da3_1",
        (True, True),
    ),
    (
        "woman_age",
        "any_age",
        {**POOR},
        {
            0: {"employment_status": "unable_to_work"},
            1: {"employment_status": "unable_to_work", "sex": "male"},
        },
        "da2_1",
        (False, True),
    ),
    (
        "household_of_merit",
        "monthly_allowance",
        POOR,
        {
            0: {"meritorious": True, "employment_status": "unable_to_work"},
            1: {"employment_status": "unable_to_work", "sex": "male"},
        },
        "da2_1",
        (True, False),
    ),
    ("cs1_scope", "plan_title", {}, {}, "cs1", (True, False)),
    ("cs1_scope", "plan_title", POOR, {}, "cs1", (True, True)),
    (
        "cs3_other_groups",
        "not_counted",
        ABOVE,
        {CHILD: {"ethnic_minority": True}},
        "cs3",
        (True, False),
    ),
    ("cs5_recipients", "poor_and_near_poor", {}, {}, "cs5", (False, True)),
    ("cs5_recipients", "poor_and_near_poor", POOR_OR_NEAR, {}, "cs5", (None, True)),
    ("cs5_recipients", "poor_and_near_poor", AVERAGE, {}, "cs5", (False, False)),
    (
        "cs6_students",
        "intermediate_too",
        POOR,
        {0: {"ethnic_minority": True, "studying": True, "study_level": "intermediate"}},
        "cs6",
        (False, True),
    ),
    ("cs7_recipients", "poor_and_near_poor", {}, {}, "cs7", (False, True)),
    ("cs7_recipients", "poor_and_near_poor", POOR_OR_NEAR, {}, "cs7", (None, True)),
    ("cs7_recipients", "poor_and_near_poor", AVERAGE, {}, "cs7", (False, False)),
]


@pytest.mark.parametrize(("ruling", "option", "facts", "people", "benefit", "expected"), RULINGS)
def test_each_ruling_at_its_default_and_at_the_other_option(
    ruling: str,
    option: str,
    facts: dict[str, Any],
    people: dict[int, dict[str, Any]],
    benefit: str,
    expected: tuple[Truth, Truth],
) -> None:
    household = changed(facts, people)
    found = [
        classify(household, rules=rules).eligibility[benefit].eligible
        for rules in (load_rules(RULES), load_rules(RULES, rulings={ruling: option}))
    ]
    assert tuple(found) == expected
