"""Households for tests of the programme: every class follows from the decree by hand."""

from __future__ import annotations

from typing import Any, Final

from chuan_ngheo import load_rules

RULES: Final = load_rules("kh-132-2022-can-tho")


def household(**facts: Any) -> dict[str, Any]:
    """Return a poor household: income at most 1,500,000, four deprivations; two women, a boy."""
    return {
        "household_id": "H1",
        "review_date": "2022-10-03",
        "area": "rural",
        "commune": "Thới Lai",
        "income_per_capita": 1_400_000,
        "wall_durable": False,
        "column_durable": False,
        "roof_durable": False,
        "floor_area_m2": 10,
        "water_source": "river_pond",
        "toilet": "none",
        "members": [woman(1), woman(2), boy(3)],
        **facts,
    }


def woman(identifier: int | None, **facts: Any) -> dict[str, Any]:
    """Return a woman of 42 who works."""
    found = {"birth_date": "1980-05-17", "sex": "female", "employment_status": "working"}
    return {**found, "member_id": identifier, "health_insurance_state_paid_group": False, **facts}


def boy(identifier: int | None, **facts: Any) -> dict[str, Any]:
    """Return a boy of 10."""
    found = {"birth_date": "2012-03-01", "sex": "male", "disabled": False}
    return {**found, "member_id": identifier, "health_insurance_state_paid_group": False, **facts}


NEAR_POOR: Final[dict[str, Any]] = {
    "wall_durable": True,
    "column_durable": True,
    "floor_area_m2": 100,
    "water_source": "piped",
    "toilet": "septic",
    "has_phone": True,
    "members": [
        woman(
            1,
            wage_contract="not_wage_work",
            has_health_insurance=True,
            social_allowance="none",
            uses_internet=True,
        )
    ],
}
"""What makes the household near-poor: no deprivation, one member."""
