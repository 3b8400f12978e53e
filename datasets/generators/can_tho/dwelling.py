"""The household's own facts: place, income, dwelling, assets and lists."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import (
    AT_LINE_SHARE,
    AVERAGE_LINE,
    POVERTY_LINE,
    Group,
)
from datasets.generators.can_tho.drawing import chance, pick
from datasets.generators.can_tho.plans import Plan

DEVICES: Final = ("television", "radio", "desktop", "phone", "laptop", "tablet", "smartphone")
PARTS: Final = ("wall_durable", "column_durable", "roof_durable")

_CLEAN_WATER: Final = {
    True: {"piped": 88, "drilled_well": 5, "rainwater": 2, "purchased": 2, "bottled": 3},
    False: {
        "piped": 66,
        "drilled_well": 22,
        "rainwater": 7,
        "purchased": 2,
        "bottled": 2,
        "protected_dug_well": 1,
    },
}
_OTHER_WATER: Final = {"river_pond": 88, "unprotected_dug_well": 6, "other": 6}
_HYGIENIC: Final = {
    True: {"septic": 66, "semi_septic": 26, "pour_flush": 6, "seated_pit": 1, "double_vault": 1},
    False: {
        "septic": 46,
        "semi_septic": 36,
        "pour_flush": 13,
        "seated_pit": 2,
        "double_vault": 2,
        "ventilated_improved": 1,
    },
}
_OTHER_TOILETS: Final = {"fish_pond": 58, "none": 24, "simple_pit": 13, "other": 5}
_OWNERSHIP: Final[dict[Group, tuple[float, ...]]] = {
    "poor": (0.66, 0.14, 0.01, 0.70, 0.01, 0.01),
    "near_poor": (0.86, 0.13, 0.03, 0.78, 0.04, 0.02),
    "average": (0.93, 0.12, 0.08, 0.80, 0.10, 0.05),
    "above": (0.97, 0.12, 0.20, 0.80, 0.28, 0.12),
}
"""Shares that own each device of ``DEVICES`` but the last."""

_AREA_PER_PERSON: Final[dict[Group, float]] = {
    "poor": 11,
    "near_poor": 14,
    "average": 18,
    "above": 23,
}
# Shares of former poor and of former near-poor households.
_LEFT_LISTS: Final[dict[Group, tuple[float, float]]] = {
    "near_poor": (0.08, 0),
    "average": (0.17, 0.13),
    "above": (0.05, 0.06),
}


def household_facts(
    rng: Random, plan: Plan, number: int, deprived: Collection[str]
) -> dict[str, Any]:
    """Return the facts of the table of households, in the order of its columns."""
    area = "urban" if plan.urban else "rural"
    return {
        "household_id": f"CT-{number:06}",
        "review_date": plan.review_date,
        "area": area,
        "region": "mekong_delta",
        "central_city": True,
        "province": "Cần Thơ",
        "district": plan.district,
        "commune": plan.commune,
        "income_per_capita": _income(rng, plan.base, area),
        **_house(rng, plan, deprived),
        **_water_and_toilet(rng, plan.urban, deprived),
        **_devices(rng, plan.base, deprived),
        "head_or_spouse_ethnic_minority": plan.minority,
        **_lists(rng, plan),
        "resides_in_area": not chance(rng, 0.012),
    }


def _income(rng: Random, group: Group, area: str) -> int:
    line, average = POVERTY_LINE[area], AVERAGE_LINE[area]
    if chance(rng, AT_LINE_SHARE) and group != "above":
        return average if group == "average" else line
    unit = 100 if chance(rng, 0.2) else 1_000
    match group:
        case "poor":
            amount = rng.triangular(0.2 * line, line, 0.72 * line)
        case "near_poor":
            amount = rng.triangular(0.35 * line, line, 0.88 * line)
        case "average":
            amount = rng.triangular(line, average, 1.15 * line)
        case _:
            amount = average * (1 + rng.expovariate(2.2))
    rounded = int(amount) // unit * unit
    lowest = {"average": line, "above": average}.get(group)
    return rounded if lowest is None else max(rounded, lowest + unit)


def _house(rng: Random, plan: Plan, deprived: Collection[str]) -> dict[str, Any]:
    # Which of the three parts are not durable: two or three exactly in a deprived household.
    if "housing_quality" in deprived:
        weak = set(rng.sample(PARTS, 3 if chance(rng, 0.55) else 2))
    else:
        weak = set(rng.sample(PARTS, 1 if chance(rng, 0.22) else 0))
    if "housing_area" in deprived:
        per_person = rng.triangular(2.5, 7.9, 6.2)
        floor = min(round(2 * per_person * plan.size) / 2, 8 * plan.size - 0.5)
    elif chance(rng, 0.03):
        floor = 8.0 * plan.size
    else:
        per_person = rng.triangular(8, 4 * _AREA_PER_PERSON[plan.base], _AREA_PER_PERSON[plan.base])
        floor = max(float(round(per_person * plan.size**0.85)), 8.0 * plan.size)
    return {**{part: part not in weak for part in PARTS}, "floor_area_m2": floor}


def _water_and_toilet(rng: Random, urban: bool, deprived: Collection[str]) -> dict[str, Any]:
    water = _OTHER_WATER if "water_source" in deprived else _CLEAN_WATER[urban]
    toilet = _OTHER_TOILETS if "hygienic_toilet" in deprived else _HYGIENIC[urban]
    return {"water_source": pick(rng, water), "toilet": pick(rng, toilet)}


def _devices(rng: Random, group: Group, deprived: Collection[str]) -> dict[str, Any]:
    if "information_devices" in deprived:
        return {f"has_{device}": False for device in DEVICES}
    owned = {
        device: chance(rng, share)
        for device, share in zip(DEVICES[:-1], _OWNERSHIP[group], strict=True)
    }
    online = "telecom_service" not in deprived
    owned["smartphone"] = chance(rng, 0.94 if online else 0.08)
    if online and not any(owned[name] for name in ("smartphone", "tablet", "laptop", "desktop")):
        owned["smartphone"] = True
    if not any(owned.values()):
        owned["television"] = True
    return {f"has_{device}": owned[device] for device in DEVICES}


def _lists(rng: Random, plan: Plan) -> dict[str, Any]:
    poor_share, near_share = _LEFT_LISTS.get(plan.group, (0, 0))
    left_poor = _recognised(rng) if chance(rng, poor_share) else None
    left_near = None
    if left_poor is None and chance(rng, near_share):
        left_near = _recognised(rng)
    elif left_poor is not None and near_share and chance(rng, 0.3):
        left_near = _after(rng, left_poor)
    listed = plan.group in {"poor", "near_poor"} or (
        plan.group == "undetermined" and chance(rng, 0.7)
    )
    return {
        "left_poor_list_on": left_poor,
        "left_near_poor_list_on": left_near,
        "on_commune_list": listed,
    }


def _recognised(rng: Random) -> date:
    """Return a day of 2019 to 2021: mostly in December, when the annual review ends."""
    year = rng.choice((2019, 2020, 2020, 2021, 2021))
    if chance(rng, 0.8):
        return date(year, 12, rng.randint(5, 30))
    return date(year, 1, 2) + timedelta(days=rng.randrange(334))


def _after(rng: Random, day: date) -> date | None:
    """Return a later recognition in a following year up to 2021, where there is one."""
    return (
        date(rng.randint(day.year + 1, 2021), 12, rng.randint(5, 30)) if day.year < 2021 else None
    )
