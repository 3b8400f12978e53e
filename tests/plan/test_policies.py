"""The policies of section I of annex 2, and the national rules beside them, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chuan_ngheo import classify, load_rules
from tests.plan.household import ABOVE, AVERAGE, NEAR_OR_BETTER, POOR, POOR_OR_NEAR, changed

RULES = "kh-132-2022-can-tho"
UNKNOWN = None
Facts = dict[str, Any]
People = dict[int, Facts]
MINORITY_MOTHER: Facts = {"ethnic_minority": True, "gave_birth_within_policy": True}
STUDENT: Facts = {"ethnic_minority": True, "studying": True, "study_level": "university"}
ALLOWANCE: People = {0: {"social_allowance": "elderly"}}
OFF_LIST = {**AVERAGE, "left_near_poor_list_on": date(2022, 1, 1)}

CASES: list[tuple[str, Facts, People, dict[str, bool | None]]] = [
    ("credit, poor", POOR, {}, {"cs1": True}),
    ("credit, near-poor", {}, {}, {"cs1": True}),
    ("credit, average", AVERAGE, {}, {"cs1": False}),
    ("credit, escaped near-poverty", OFF_LIST, {}, {"cs1": True}),
    ("credit, unsure", NEAR_OR_BETTER, {}, {"cs1": UNKNOWN}),
    ("cards, poor", POOR, {}, {"cs2a": True, "cs2b": False}),
    ("cards, near-poor", {}, {}, {"cs2a": False, "cs2b": True}),
    ("cards, poor or near-poor", POOR_OR_NEAR, {}, {"cs2a": UNKNOWN, "cs2b": UNKNOWN}),
    ("cards, average", AVERAGE, {}, {"cs2a": False, "cs2b": False}),
    ("birth, poor minority woman", POOR, {1: MINORITY_MOTHER}, {"cs2c": True}),
    ("birth, near-poor", {}, {1: MINORITY_MOTHER}, {"cs2c": False}),
    ("birth, a man", POOR, {0: MINORITY_MOTHER}, {"cs2c": False}),
    ("birth, Kinh", POOR, {1: {**MINORITY_MOTHER, "ethnic_minority": False}}, {"cs2c": False}),
    ("no birth", POOR, {1: {"ethnic_minority": True}}, {"cs2c": False}),
    (
        "birth unknown",
        POOR,
        {1: {"ethnic_minority": True, "gave_birth_within_policy": None}},
        {"cs2c": UNKNOWN},
    ),
    ("pupil, poor", POOR, {}, {"cs3": True}),
    ("pupil, near-poor", {}, {}, {"cs3": True}),
    ("pupil, average", AVERAGE, {}, {"cs3": False}),
    ("pupil with an allowance", ABOVE, {2: {"social_allowance": "orphan"}}, {"cs3": True}),
    ("pupil of a minority", ABOVE, {2: {"ethnic_minority": True}}, {"cs3": True}),
    ("pupil of a family of merit", ABOVE, {0: {"meritorious": True}}, {"cs3": True}),
    ("no pupil", POOR, {2: {"studying": False, "study_level": None}}, {"cs3": False}),
    ("pupil unknown", POOR, {2: {"studying": None}}, {"cs3": UNKNOWN}),
    ("short course", {}, {2: {"study_level": "short_course"}}, {"cs3": False}),
    ("preschool", {}, {2: {"age_months": 48, "study_level": "preschool"}}, {"cs3": True}),
    ("upper secondary", {}, {2: {"study_level": "upper_secondary"}}, {"cs3": True}),
    ("power, poor", POOR, {}, {"cs4": True}),
    ("power, near-poor", {}, {}, {"cs4": False}),
    ("power, allowance, 50 kWh", {"electricity_kwh_per_month": 50.0}, ALLOWANCE, {"cs4": True}),
    ("power, allowance, 50.1 kWh", {"electricity_kwh_per_month": 50.1}, ALLOWANCE, {"cs4": False}),
    ("power, allowance, 49.9 kWh", {"electricity_kwh_per_month": 49.9}, ALLOWANCE, {"cs4": True}),
    ("power, kWh unknown", {"electricity_kwh_per_month": None}, ALLOWANCE, {"cs4": UNKNOWN}),
    ("power, no allowance, 10 kWh", {"electricity_kwh_per_month": 10.0}, {}, {"cs4": False}),
    ("water and Tết, poor", POOR, {}, {"cs5": True, "cs7": True}),
    ("water and Tết, near-poor", {}, {}, {"cs5": False, "cs7": False}),
    ("water and Tết, unsure", POOR_OR_NEAR, {}, {"cs5": UNKNOWN, "cs7": UNKNOWN}),
    ("student, poor minority", POOR, {0: STUDENT}, {"cs6": True}),
    ("student at a college", POOR, {0: {**STUDENT, "study_level": "college"}}, {"cs6": True}),
    ("student, near-poor", {}, {0: STUDENT}, {"cs6": False}),
    ("student, Kinh", POOR, {0: {**STUDENT, "ethnic_minority": False}}, {"cs6": False}),
    ("not studying", POOR, {0: {**STUDENT, "studying": False}}, {"cs6": False}),
    ("level unknown", POOR, {0: {**STUDENT, "study_level": None}}, {"cs6": UNKNOWN}),
]


@pytest.mark.parametrize(
    ("facts", "people", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_policies_answer(
    facts: Facts, people: People, expected: dict[str, bool | None]
) -> None:
    decision = classify(changed(facts, people), rules=RULES)
    assert {name: decision.eligibility[name].eligible for name in expected} == expected


STATED = {
    "newly_escaped_months": 36,
    "credit_newly_escaped_months": 36,
    "relapse_look_back_months": 36,
    "near_poor_insurance_support": 70,
    "childbirth_support": 2_000_000,
    "learning_cost_support": 150_000,
    "near_poor_tuition_reduction": 50,
    "electricity_support": 30,
    "social_policy_electricity_limit": 50,
    "overseas_language_ceiling": 3_000_000,
    "overseas_food_per_day": 40_000,
    "supported_house_floor_area": 30,
    "supported_house_hard_parts": 3,
    "supported_house_lifetime": 20,
}
"""Amounts that the plan and the national texts state."""

WHERE_BIRTHS_COUNT: Facts = {**POOR, "disadvantaged_area": True}
NO_GRID: Facts = {**AVERAGE, "on_electricity_grid": False}
NATIONAL: list[tuple[str, Facts, People, str, str, bool | None]] = [
    (
        "births in a difficult area",
        WHERE_BIRTHS_COUNT,
        {1: MINORITY_MOTHER},
        "cs2c",
        "national_childbirth_member",
        True,
    ),
    ("births elsewhere", POOR, {1: MINORITY_MOTHER}, "cs2c", "national_childbirth_member", False),
    (
        "births, insured at work",
        WHERE_BIRTHS_COUNT,
        {1: {**MINORITY_MOTHER, "compulsory_social_insurance": True}},
        "cs2c",
        "national_childbirth_member",
        False,
    ),
    (
        "births, husband of a minority",
        WHERE_BIRTHS_COUNT,
        {1: {"husband_ethnic_minority": True, "gave_birth_within_policy": True}},
        "cs2c",
        "national_childbirth_member",
        True,
    ),
    (
        "births, near-poor",
        {"disadvantaged_area": True},
        {1: MINORITY_MOTHER},
        "cs2c",
        "national_childbirth_member",
        False,
    ),
    ("insurance of farmers", AVERAGE, {}, "cs2b", "national_insurance_supported_member", True),
    (
        "insurance of others",
        {**AVERAGE, "agricultural_household": False},
        {},
        "cs2b",
        "national_insurance_supported_member",
        False,
    ),
    ("insurance above", ABOVE, {}, "cs2b", "national_insurance_supported_member", False),
    ("insurance of the poor", POOR, {}, "cs2a", "national_insurance_paid_member", True),
    (
        "tuition, near-poor, 2 September 2025",
        {"review_date": date(2025, 9, 2)},
        {},
        "cs3",
        "national_tuition_member",
        True,
    ),
    (
        "tuition, average, 2 September 2025",
        {**AVERAGE, "review_date": date(2025, 9, 2)},
        {},
        "cs3",
        "national_tuition_member",
        False,
    ),
    (
        "tuition, average, 3 September 2025",
        {**AVERAGE, "review_date": date(2025, 9, 3)},
        {},
        "cs3",
        "national_tuition_member",
        True,
    ),
    ("power without a grid", NO_GRID, ALLOWANCE, "cs4", "national_electricity_household", True),
    (
        "power without a grid, minority",
        {**NO_GRID, "head_or_spouse_ethnic_minority": True},
        {},
        "cs4",
        "national_electricity_household",
        True,
    ),
    ("power without a grid, nobody", NO_GRID, {}, "cs4", "national_electricity_household", False),
    ("credit, off the list", OFF_LIST, {}, "cs1", "national_credit_household", True),
    (
        "livelihoods, disabled",
        ABOVE,
        {0: {"disabled": True, "stable_livelihood": False}},
        "da1",
        "national_livelihood_household",
        False,
    ),
    ("nutrition of the area", ABOVE, {}, "da2_2_school", "national_nutrition_member", False),
    (
        "nutrition at 16",
        {},
        {2: {"age_months": 192}},
        "da2_2_school",
        "national_nutrition_member",
        False,
    ),
    (
        "nutrition under 16",
        {},
        {2: {"age_months": 191}},
        "da2_2_school",
        "national_nutrition_member",
        True,
    ),
    ("training of the average", AVERAGE, {}, "da3_1", "national_vocational_training_member", True),
    ("training above", ABOVE, {}, "da3_1", "national_vocational_training_member", False),
    (
        "overseas, near-poor",
        {},
        {0: {"wants_overseas_work": True}},
        "da3_2",
        "national_overseas_member",
        True,
    ),
    (
        "overseas, minority",
        ABOVE,
        {0: {"wants_overseas_work": True, "ethnic_minority": True}},
        "da3_2",
        "national_overseas_member",
        True,
    ),
    (
        "overseas, others",
        ABOVE,
        {0: {"wants_overseas_work": True}},
        "da3_2",
        "national_overseas_member",
        False,
    ),
    ("legal aid, child", ABOVE, {2: {"age_months": 191}}, "da5", "legal_aid_person", True),
    ("legal aid, at 16", ABOVE, {2: {"age_months": 192}}, "da5", "legal_aid_person", False),
    (
        "legal aid, merit",
        ABOVE,
        {0: {"meritorious": True}, 2: {"age_months": 192}},
        "da5",
        "legal_aid_person",
        True,
    ),
    ("legal aid, poor", POOR, {2: {"age_months": 192}}, "da5", "legal_aid_person", True),
]


@pytest.mark.parametrize(
    ("facts", "people", "benefit", "rule", "expected"),
    [case[1:] for case in NATIONAL],
    ids=[case[0] for case in NATIONAL],
)
def test_the_national_rules_answer(
    facts: Facts, people: People, benefit: str, rule: str, expected: bool | None
) -> None:
    answer = classify(changed(facts, people), rules=RULES).eligibility[benefit]
    (reason,) = (reason for reason in answer.national if reason.id == rule)
    assert reason.value is expected
    if answer.eligible is not expected:
        assert reason in answer.differs_from_national


def test_priorities_are_ranked_and_never_make_eligible() -> None:
    people: People = {0: {"meritorious": True, "disabled": True}}
    facts = {**POOR, "head_or_spouse_ethnic_minority": True}
    answer = classify(changed(facts, people), rules=RULES).eligibility["da4"]
    assert [(reason.rank, reason.id) for reason in answer.priority] == [
        (1, "poor_ethnic_minority_household"),
        (2, "poor_household_of_merit"),
        (3, "priority_child"),
        (4, "priority_disabled_person"),
        (5, "priority_woman"),
    ]
    assert [reason.members for reason in answer.priority] == [(), (), (2,), (0,), (1,)]
    above = classify(
        changed({**ABOVE, "head_or_spouse_ethnic_minority": True}, people), rules=RULES
    )
    assert (above.eligibility["da4"].eligible, above.eligibility["da4"].priority) == (False, ())


def test_overseas_work_has_an_order_of_its_own() -> None:
    facts = {"left_poor_list_on": date(2022, 1, 1)}
    people: People = {0: {"wants_overseas_work": True}}
    answer = classify(changed(facts, people), rules=RULES).eligibility["da3_2"]
    assert [reason.id for reason in answer.priority] == ["class_near_poor", "newly_escaped_poverty"]


def test_insurance_gives_way_to_a_group_that_the_state_pays() -> None:
    people: People = {1: {"health_insurance_state_paid_group": True}}
    answer = classify(changed({}, people), rules=RULES).eligibility["cs2b"]
    assert [(reason.id, reason.members) for reason in answer.gives_way_to] == [
        ("health_insurance_paid_otherwise", (1,))
    ]


def test_stated_amounts_are_those_of_the_texts() -> None:
    rules = load_rules(RULES)
    assert {name: rules.parameter(name).columns[""][0] for name in STATED} == STATED
