"""The national rules that the plan rests on, beside its own answers, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from chuan_ngheo import classify
from tests.plan.household import ABOVE, AREA_UNKNOWN, AVERAGE, POOR, POOR_OR_NEAR, changed
from tests.plan.test_policies import ALLOWANCE, MINORITY_MOTHER, OFF_LIST, RULES, Facts, People

WHERE_BIRTHS_COUNT: Facts = {**POOR, "disadvantaged_area": True}
NO_GRID: Facts = {**AVERAGE, "on_electricity_grid": False}
LEVELS = (("preschool", 60), ("primary", 100), ("lower_secondary", 150), ("upper_secondary", 191))
"""Levels of preschool and general education, and months of age at which they are usual."""
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
    (
        "births, not known whether in line with the policy",
        WHERE_BIRTHS_COUNT,
        {1: {**MINORITY_MOTHER, "gave_birth_within_policy": None}},
        "cs2c",
        "national_childbirth_member",
        None,
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
    (
        "insurance of the near-poor, farmers or not",
        {"agricultural_household": False},
        {},
        "cs2b",
        "national_insurance_supported_member",
        True,
    ),
    (
        "insurance of the near-poor or average, farmers",
        {"area": None, "income_per_capita": 1_800_000},
        {},
        "cs2b",
        "national_insurance_supported_member",
        True,
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
    *(
        (
            f"tuition at {level}, {day:%d %B %Y}",
            {**facts, "review_date": day},
            {2: {"age_months": months, "study_level": level}},
            "cs3",
            "national_tuition_member",
            True,
        )
        for level, months in LEVELS
        for day, facts in ((date(2023, 6, 1), {}), (date(2025, 9, 3), AVERAGE))
    ),
    ("tuition, poor", POOR, {}, "cs3", "national_tuition_member", True),
    (
        "tuition, poor or near-poor",
        POOR_OR_NEAR,
        {},
        "cs3",
        "national_tuition_member",
        True,
    ),
    *(
        (
            f"tuition, not studying, {day:%d %B %Y}",
            {"review_date": day},
            {2: {"studying": False, "study_level": None}},
            "cs3",
            "national_tuition_member",
            False,
        )
        for day in (date(2025, 9, 2), date(2025, 9, 3))
    ),
    # On the grid a household with a social allowance is supported up to 50 kWh a month.
    *(
        (
            f"power on the grid, {kwh} kWh",
            {**AVERAGE, "electricity_kwh_per_month": kwh},
            ALLOWANCE,
            "cs4",
            "national_electricity_household",
            supported,
        )
        for kwh, supported in ((49.9, True), (50.0, True), (50.1, False), (None, None))
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
    ("credit, poor", POOR, {}, "cs1", "national_credit_household", True),
    ("credit, near-poor", {}, {}, "cs1", "national_credit_household", True),
    ("credit, average", AVERAGE, {}, "cs1", "national_credit_household", False),
    (
        "livelihoods, disabled",
        ABOVE,
        {0: {"disabled": True, "stable_livelihood": False}},
        "da1",
        "national_livelihood_household",
        False,
    ),
    ("livelihoods, near-poor", {}, {}, "da1", "national_livelihood_household", True),
    (
        "production, workers",
        {},
        {},
        "da2_1",
        "national_agricultural_production_member",
        True,
    ),
    (
        "production, average",
        AVERAGE,
        {},
        "da2_1",
        "national_agricultural_production_member",
        False,
    ),
    (
        "nutrition of small children",
        {},
        {2: {"age_months": 59}},
        "da2_2_direct",
        "national_nutrition_member",
        True,
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
    # At 1,800,000 dong a household is average in the countryside and poor or near-poor in town:
    # whichever it is, its members who work are named.
    (
        "training, average or near-poor",
        AREA_UNKNOWN,
        {},
        "da3_1",
        "national_vocational_training_member",
        True,
    ),
    (
        "training, average or poor",
        {**AREA_UNKNOWN, **POOR},
        {},
        "da3_1",
        "national_vocational_training_member",
        True,
    ),
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
        "overseas, poor",
        POOR,
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
