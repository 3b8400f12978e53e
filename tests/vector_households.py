"""The household of which the points of form B1 are counted by hand, and small changes of it.

Four people, two of whom work hired by households outside agriculture, two children; durable walls
and columns, 10 m² per person, 60 kWh, a drilled well, a septic toilet, one motorcycle, one
television, no land, no animals.
"""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]

WORKER: Facts = {
    "age": 30,
    "sex": "male",
    "employment_status": "working",
    "work_kind": "hired_by_household",
    "wage_contract": "no_contract",
    "nonfarm_work_3_months": True,
    "social_allowance": "none",
    "serious_illness": False,
    "monthly_benefit": "none",
    "vocational_training": "none",
    "general_education": "upper_secondary",
    "studying": False,
    "has_health_insurance": True,
    "health_insurance_state_paid_group": False,
    "uses_internet": True,
}
CHILD: Facts = {
    **WORKER,
    "age": 8,
    "age_months": 100,
    "employment_status": "studying",
    "work_kind": None,
    "wage_contract": None,
    "nonfarm_work_3_months": False,
    "general_education": "below_primary",
    "studying": True,
    "study_level": "primary",
    "stunted": False,
    "underweight": False,
}
DWELLING: Facts = {
    "review_date": "2022-10-01",
    "region": "mekong_delta",
    "central_city": True,
    "wall_durable": True,
    "column_durable": True,
    "roof_durable": True,
    "electricity_kwh_per_month": 60,
    "water_source": "drilled_well",
    "toilet": "septic",
    "has_television": True,
    "has_radio": False,
    "has_desktop": False,
    "has_laptop": False,
    "has_tablet": False,
    "has_phone": True,
    "has_smartphone": True,
    "has_car": False,
    "motorcycle_count": 1,
    "has_motor_boat": False,
    "has_printer_or_fax": False,
    "television_count": 1,
    "has_music_system": False,
    "has_refrigerator": False,
    "air_conditioner_count": 0,
    "has_washing_machine": False,
    "has_water_heater": False,
    "has_microwave_or_oven": False,
    "pond_and_garden_m2": 0,
    "annual_crop_land_m2": 0,
    "perennial_crop_land_m2": 0,
    "water_surface_m2": 0,
    "forest_land_m2": 0,
    "cattle_count": 0,
    "small_livestock_count": 0,
    "poultry_count": 0,
    "has_aquaculture": False,
}


def vector_household(area: str, *, workers: int = 2, children: int = 2, **changed: Any) -> Facts:
    """Return the household in ``area`` with so many workers and children, and some facts changed.

    Wage work without contract is a deprivation of employment; nothing else is one in a household
    of at most as many children as workers.
    """
    people = [WORKER] * workers + [CHILD] * children
    return {
        **DWELLING,
        "area": area,
        "floor_area_m2": 10 * len(people),
        "members": people,
        **changed,
    }
