"""Dwellings and assets of the synthetic households, as codes."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from chuan_ngheo.forms.review_columns import CAUSES
from datasets.generators.form_3_1.people import NO, YES

Answers = dict[str, Any]

URBAN: Final = 1
RURAL: Final = 2
_REVIEWED: Final = date(2022, 10, 3)

_PLACES: Final = {
    RURAL: ("Vĩnh Thạnh", "Xã mẫu A"),
    URBAN: ("Ninh Kiều", "Phường mẫu B"),
}
"""A district of Cần Thơ and an invented commune."""

_CAUSES: Final = tuple(column.name for column in CAUSES.columns)
_PLAIN: Final[Answers] = {
    "review_date": _REVIEWED,
    "region": 6,
    "central_city": YES,
    "province": "Cần Thơ",
    "on_commune_list": YES,
    "resides_in_area": YES,
    "head_ethnic_group": "Kinh",
    "head_or_spouse_ethnic_minority": NO,
    "wall_durable": 2,
    "column_durable": 2,
    "roof_durable": 2,
    "toilet": 11,
    "water_source": 21,
    "electricity_kwh_per_month": 60.0,
    "television_count": 1,
    "has_radio": NO,
    "has_desktop": NO,
    "has_laptop": NO,
    "has_tablet": NO,
    "has_phone": YES,
    "has_smartphone": YES,
    "has_car": NO,
    "motorcycle_count": 1,
    "has_motor_boat": NO,
    "has_printer_or_fax": NO,
    "has_music_system": NO,
    "has_refrigerator": NO,
    "air_conditioner_count": 0,
    "has_washing_machine": NO,
    "has_water_heater": NO,
    "has_microwave_or_oven": NO,
    "pond_and_garden_m2": 0.0,
    "annual_crop_land_m2": 0.0,
    "perennial_crop_land_m2": 0.0,
    "water_surface_m2": 0.0,
    "forest_land_m2": 0.0,
    "cattle_count": 0,
    "small_livestock_count": 0,
    "poultry_count": 0,
    "has_aquaculture": NO,
    "has_villa_or_first_grade_house": NO,
    "has_large_business": NO,
    "has_large_farm": NO,
    "has_production_machinery": NO,
    "meets_local_exclusion": NO,
    "has_valuable_motor_vehicle": NO,
    "has_space_heater": NO,
    "leases_out_property": NO,
}


def dwelling(household: str, area: int, members: int, causes: tuple[int, ...]) -> Answers:
    """Return the answers of a household before its changes: 10 m² for each member.

    Args:
        causes: the numbers of the causes of poverty that it names; if none, all stay empty.
    """
    district, commune = _PLACES[area]
    told = {
        name: YES if number in causes else NO
        for number, name in enumerate(_CAUSES, start=1)
        if causes
    }
    return {
        **_PLAIN,
        "household_id": household,
        "area": area,
        "district": district,
        "commune": commune,
        "floor_area_m2": 10.0 * members,
        "form_member_total": members,
        "agricultural_household": YES if area == RURAL else NO,
        **told,
    }
