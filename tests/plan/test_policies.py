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
    (
        "lower secondary",
        {},
        {2: {"age_months": 150, "study_level": "lower_secondary"}},
        {"cs3": True},
    ),
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


def test_stated_amounts_are_those_of_the_texts() -> None:
    rules = load_rules(RULES)
    assert {name: rules.parameter(name).columns[""][0] for name in STATED} == STATED
