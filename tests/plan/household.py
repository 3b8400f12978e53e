"""The household that the cases of the plan start from, and changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tests.case_files import read_base

Facts = dict[str, Any]

_MEMBER: Final[Facts] = {
    "ethnic_minority": False,
    "disabled": False,
    "stable_livelihood": True,
    "meritorious": False,
    "meritorious_monthly": False,
    "pregnant": False,
    "breastfeeding": False,
    "wants_overseas_work": False,
    "gave_birth_within_policy": False,
    "husband_ethnic_minority": False,
    "compulsory_social_insurance": False,
}
NEAR_POOR: Final[Facts] = {
    **read_base(),
    "review_date": date(2023, 6, 1),
    "head_or_spouse_ethnic_minority": False,
    "on_commune_list": True,
    "resides_in_area": True,
    "electricity_kwh_per_month": 80.0,
    "on_electricity_grid": True,
    "disadvantaged_area": False,
    "agricultural_household": True,
    "previous_list_status": "near_poor",
    "members": [{**member, **_MEMBER} for member in read_base()["members"]],
}
"""A husband of 40 (0) and a wife of 38 (1), both at work, and a daughter of 8 years (2)."""

POOR: Final[Facts] = {"water_source": "river_pond", "toilet": "none", "floor_area_m2": 20.0}
"""Three deprivations: with the income of the base the household is poor."""
AVERAGE: Final[Facts] = {"income_per_capita": 2_000_000}
ABOVE: Final[Facts] = {"income_per_capita": 2_250_001}
NEAR_OR_BETTER: Final[Facts] = {"income_per_capita": None}
POOR_OR_NEAR: Final[Facts] = {**POOR, "toilet": None}
AREA_UNKNOWN: Final[Facts] = {"area": None, "income_per_capita": 1_800_000}
"""Average if rural (above 1,500,000 dong), near-poor if urban (at most 2,000,000 dong)."""


def changed(facts: Mapping[str, Any], members: Mapping[int, Mapping[str, Any]]) -> Facts:
    """Return the household with other facts, and other facts of the members named by position."""
    rows = [
        {**member, **members.get(place, {})} for place, member in enumerate(NEAR_POOR["members"])
    ]
    return {**NEAR_POOR, "members": rows, **facts}
