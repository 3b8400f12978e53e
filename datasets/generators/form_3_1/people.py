"""Members of the synthetic households: the answers of each kind of person, as codes."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

Answers = dict[str, Any]

YES: Final = 1
NO: Final = 2

_ADULT: Final[Answers] = {
    "studying": NO,
    "general_education": 3,
    "vocational_training": 1,
    "has_health_insurance": YES,
    "uses_internet": YES,
    "social_allowance": 0,
    "monthly_benefit": 0,
    "serious_illness": NO,
    "nonfarm_work_3_months": NO,
    "health_insurance_state_paid_group": NO,
    "trained_by_employer": NO,
    "ethnic_minority": NO,
}
_WORKS: Final[Answers] = {**_ADULT, "employment_status": 1, "regular_work": YES}
_CHILD: Final[Answers] = {
    "studying": YES,
    "general_education": 1,
    "vocational_training": 1,
    "has_health_insurance": YES,
    "uses_internet": NO,
    "social_allowance": 0,
    "monthly_benefit": 0,
    "nonfarm_work_3_months": NO,
    "health_insurance_state_paid_group": NO,
    "ethnic_minority": NO,
}

KINDS: Final[dict[str, Answers]] = {
    # Hired by another household, without a contract: deprived of employment.
    "hired": {**_WORKS, "work_kind": 3, "wage_contract": 2, "nonfarm_work_3_months": YES},
    "trader": {**_WORKS, "work_kind": 4, "wage_contract": 3, "nonfarm_work_3_months": YES},
    "farmer": {**_WORKS, "work_kind": 4, "wage_contract": 3},
    "employee": {
        **_WORKS,
        "work_kind": 2,
        "wage_contract": 1,
        "nonfarm_work_3_months": YES,
        "vocational_training": 2,
    },
    "official": {
        **_WORKS,
        "work_kind": 1,
        "wage_contract": 1,
        "nonfarm_work_3_months": YES,
        "general_education": 4,
        "vocational_training": 5,
    },
    "homemaker": {**_ADULT, "employment_status": 6},
    "jobless": {**_ADULT, "employment_status": 2},
    "disabled": {**_ADULT, "employment_status": 3, "social_allowance": 2, "uses_internet": NO},
    "old": {**_ADULT, "employment_status": 6, "social_allowance": 1, "uses_internet": NO},
    "pensioner": {**_ADULT, "employment_status": 6, "monthly_benefit": 1},
    "meritorious": {**_ADULT, "employment_status": 6, "monthly_benefit": 3},
    "pupil": {
        **_ADULT,
        "studying": YES,
        "study_level": 4,
        "employment_status": 4,
    },
    "lower_secondary": {**_CHILD, "study_level": 3, "general_education": 2, "height_cm": 150.0},
    "primary": {**_CHILD, "study_level": 2, "height_cm": 128.0, "weight_kg": 26.0},
    "preschool": {**_CHILD, "study_level": 1, "height_cm": 106.0, "weight_kg": 17.0},
    "baby": {**_CHILD, "studying": NO, "height_cm": 84.0, "weight_kg": 11.5},
}
"""The answers of each kind of person, without identity, birth date and sex."""

_BORN: Final[dict[str, int]] = {
    "disabled": 1980,
    "old": 1945,
    "pensioner": 1956,
    "meritorious": 1952,
    "pupil": 2006,
    "lower_secondary": 2009,
    "primary": 2014,
    "preschool": 2018,
    "baby": 2020,
}
"""The year of birth of each kind; other adults are born from 1975 to 1991."""


def member(household: str, number: int, kind: str, seed: int) -> Answers:
    """Return the answers of one member.

    Args:
        household: the id of the household.
        number: its place in the household, from 1.
        seed: a number by which birth dates differ between households.
    """
    year = _BORN.get(kind, 1975 + (5 * seed + 3 * number) % 17)
    # Two adults come first: the head and the spouse. Others are children or further members.
    relationship = 1 if number == 1 else 2 if number == 2 else 3
    return {
        "household_id": household,
        "member_id": str(number),
        "form_relationship": relationship,
        "birth_date": date(year, 1 + (seed + number) % 9, 1 + (7 * seed + number) % 28),
        "sex": 1 + number % 2 if number > 2 else number,
        **KINDS[kind],
    }
