"""Seeded households in which every fact that the default rulings read is known."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Final

REVIEW_DATE: Final = date(2023, 10, 15)

_WATER: Final = (
    *("piped", "drilled_well", "protected_dug_well", "unprotected_dug_well", "protected_spring"),
    *("unprotected_spring", "rainwater", "purchased", "bottled", "river_pond", "other"),
)
_TOILETS: Final = (
    *("septic", "semi_septic", "pour_flush", "ventilated_improved", "seated_pit"),
    *("double_vault", "simple_pit", "fish_pond", "none", "other"),
)
_DEVICES: Final = ("television", "radio", "desktop", "phone", "laptop", "tablet", "smartphone")
_STATUSES: Final = ("unable_to_work", "studying", "not_seeking", "retired_or_homemaker")
_LEVEL_AT_SCHOOL: Final = {
    **dict.fromkeys(range(3, 6), "preschool"),
    **dict.fromkeys(range(6, 12), "primary"),
    **dict.fromkeys(range(12, 16), "lower_secondary"),
    **dict.fromkeys(range(16, 19), "upper_secondary"),
}
_HIGHER_LEVELS: Final = ("short_course", "intermediate", "college", "university")


def make_households(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Return ``count`` households of 1 to 7 members as plain values for JSON."""
    random = Random(seed)
    return [_household(random, number) for number in range(count)]


def _household(random: Random, number: int) -> dict[str, Any]:
    size = random.randint(1, 7)
    # One adult, then as many children under 16 as older members.
    ages = [random.randint(18, 80)]
    ages += [random.randint(*random.choice(((0, 15), (16, 85)))) for _ in range(size - 1)]
    return {
        "household_id": f"H{number:05}",
        "review_date": REVIEW_DATE.isoformat(),
        "area": random.choice(("rural", "urban")),
        # Near the four income lines as often as far from them.
        "income_per_capita": random.choice(
            (1_500_000, 2_000_000, 2_250_000, 3_000_000, random.randint(400_000, 4_000_000))
        )
        + random.choice((-1, 0, 1)),
        "wall_durable": random.random() < 0.7,
        "column_durable": random.random() < 0.7,
        "roof_durable": random.random() < 0.7,
        "floor_area_m2": float(random.choice((8 * size, random.randint(5, 20) * size))),
        "water_source": random.choice(_WATER),
        "toilet": random.choice(_TOILETS),
        **{f"has_{device}": random.random() < 0.2 for device in _DEVICES},
        "members": [_member(random, position, age) for position, age in enumerate(ages)],
    }


def _member(random: Random, position: int, age: int) -> dict[str, Any]:
    months = 12 * age + random.randint(0, 11)
    year, month = divmod(REVIEW_DATE.year * 12 + REVIEW_DATE.month - 1 - months, 12)
    return {
        "member_id": position + 1,
        "birth_date": date(year, month + 1, random.randint(1, REVIEW_DATE.day)).isoformat(),
        "sex": random.choice(("male", "female")),
        "has_health_insurance": random.random() < 0.92,
        "health_insurance_state_paid_group": random.random() < 0.1,
        "social_allowance": random.choice(("elderly", "none")) if age >= 80 else "none",
        "uses_internet": random.random() < 0.3,
        "trained_by_employer": random.random() < 0.05,
        "vocational_training": random.choice(("none", "none", "elementary", "university"))
        if age >= 18
        else "none",
        "general_education": _education(random, age),
        **_study(random, age),
        **(_work(random) if age >= 15 else {"employment_status": None, "wage_contract": None}),
        **(_body(random, months) if age < 16 else {"height_cm": None, "weight_kg": None}),
        "stunted": None,
        "underweight": None,
    }


def _education(random: Random, age: int) -> str:
    if age < 11:
        return "below_primary"
    if age < 15:
        return "primary"
    return random.choice(("primary", "lower_secondary", "upper_secondary"))


def _study(random: Random, age: int) -> dict[str, Any]:
    if age not in range(3, 26) or random.random() < 0.15:
        return {"studying": False, "study_level": None}
    level = _LEVEL_AT_SCHOOL.get(age) or random.choice(_HIGHER_LEVELS)
    return {"studying": True, "study_level": level}


def _work(random: Random) -> dict[str, Any]:
    if random.random() < 0.6:
        contract = random.choice(("contract", "not_wage_work", "not_wage_work", "no_contract"))
        return {"employment_status": "working", "wage_contract": contract}
    status = random.choice((*_STATUSES, "no_work"))
    return {"employment_status": status, "wage_contract": None}


def _body(random: Random, months: int) -> dict[str, Any]:
    return {
        "height_cm": round(50 + 8 * months**0.5 + random.uniform(-7, 12), 1),
        "weight_kg": round(6 + 0.17 * months + random.uniform(-1, 5), 1),
    }
