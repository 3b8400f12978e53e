"""A household without any deprivation, and how the tests of the oracle change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.oracle.decree_07 import Verdict, judge

ADULT: Final[dict[str, Any]] = {
    "age_months": 40 * 12,
    "sex": "male",
    "employment_status": "working",
    "wage_contract": "contract",
    "regular_work": True,
    "has_health_insurance": True,
    "health_insurance_state_paid_group": False,
    "studying": False,
    "general_education": "upper_secondary",
    "vocational_training": "none",
    "trained_by_employer": False,
    "social_allowance": "none",
    "height_cm": 170.0,
    "weight_kg": 60.0,
    "uses_internet": True,
}
HOME: Final[dict[str, Any]] = {
    "review_date": "2025-03-10",
    "area": "rural",
    "income_per_capita": 1_500_000,
    "wall_durable": True,
    "column_durable": True,
    "roof_durable": True,
    "floor_area_m2": 100.0,
    "water_source": "piped",
    "toilet": "septic",
    "has_television": True,
    "has_radio": False,
    "has_desktop": False,
    "has_phone": False,
    "has_laptop": False,
    "has_tablet": False,
    "has_smartphone": False,
}


def person(**facts: Any) -> dict[str, Any]:
    """Give the adult of the example with some facts changed."""
    return {**ADULT, **facts}


def someone_aged(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give the adult of the example with another age, given in any of the three ways."""
    return {**{name: fact for name, fact in ADULT.items() if name != "age_months"}, **facts}


def verdict(
    *people: Mapping[str, Any], rulings: Mapping[str, str] | None = None, **facts: Any
) -> Verdict:
    """Judge the household of the example with these people, or its adult, and these facts."""
    return judge({**HOME, "members": list(people or (ADULT,)), **facts}, rulings)
