"""The household of the worked sums of points: 4 people, 2 of whom work, in Cần Thơ."""

from __future__ import annotations

from typing import Any, Final

from tests.oracle.form_3_3 import BANDS, OWNED

Facts = dict[str, Any]

WORKER: Final[Facts] = {
    "age_months": 30 * 12,
    "sex": "male",
    "employment_status": "working",
    "wage_contract": "no_contract",
    "work_kind": "hired_by_household",
    "nonfarm_work_3_months": True,
    "monthly_benefit": "none",
    "vocational_training": "none",
    "social_allowance": "none",
    "serious_illness": False,
}
CHILD: Final[Facts] = {
    "age_months": 8 * 12,
    "sex": "female",
    "employment_status": "studying",
    "nonfarm_work_3_months": False,
    "monthly_benefit": "none",
    "vocational_training": "none",
    "social_allowance": "none",
    "serious_illness": False,
}
HOME: Final[Facts] = {
    **dict.fromkeys(OWNED, False),
    **{name: 0 for name, _ in BANDS},
    "review_date": "2022-10-01",
    "region": "mekong_delta",
    "central_city": True,
    "wall_durable": True,
    "column_durable": True,
    "floor_area_m2": 40.0,
    "electricity_kwh_per_month": 60.0,
    "water_source": "drilled_well",
    "toilet": "septic",
    "motorcycle_count": 1,
    "television_count": 1,
    "has_desktop": False,
    "has_laptop": False,
}


def home(workers: int = 2, children: int = 2, **facts: Any) -> Facts:
    """Give the household with so many people and some facts changed."""
    people = [dict(WORKER) for _ in range(workers)] + [dict(CHILD) for _ in range(children)]
    return {**HOME, "area": "urban", "members": people, **facts}
