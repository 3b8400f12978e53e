"""Missing answers: scattered ones that leave the class decided, and those that leave it open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import (
    AVERAGE_LINE,
    BLANK_SHARE,
    INDICATORS,
    POVERTY_LINE,
    Group,
)
from datasets.generators.can_tho.deprivations import CAN_SHOW, HOUSEHOLD_INDICATORS, able_to_show
from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.dwelling import DEVICES, PARTS
from datasets.generators.can_tho.people import Person

Facts = dict[str, Any]

_HOUSEHOLD: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(PARTS, ("housing_quality",)),
    "floor_area_m2": ("housing_area",),
    "water_source": ("water_source",),
    "toilet": ("hygienic_toilet",),
    **{f"has_{device}": ("information_devices",) for device in DEVICES},
    "head_or_spouse_ethnic_minority": (),
    "on_commune_list": (),
    "resides_in_area": (),
}
_MEMBER: Final[dict[str, tuple[str, ...]]] = {
    "birth_date": ("dependants", *CAN_SHOW),
    "sex": ("employment", "nutrition"),
    "employment_status": ("employment",),
    "wage_contract": ("employment",),
    "has_health_insurance": ("health_insurance",),
    "health_insurance_state_paid_group": ("health_insurance",),
    "studying": ("adult_education", "school_attendance"),
    "study_level": ("school_attendance",),
    "general_education": ("adult_education",),
    "vocational_training": ("adult_education",),
    "trained_by_employer": ("adult_education",),
    "social_allowance": ("dependants",),
    "height_cm": ("nutrition",),
    "weight_kg": ("nutrition",),
    "uses_internet": ("telecom_service",),
    **dict.fromkeys(
        (
            *("ethnic_minority", "regular_work", "disabled", "stable_livelihood"),
            *("serious_illness", "meritorious", "meritorious_monthly", "pregnant"),
            *("breastfeeding", "wants_overseas_work", "wants_training", "wants_job_support"),
        ),
        (),
    ),
}
"""The answers that may be missing, and the indicators whose value each can change."""

_RARELY: Final = frozenset({"birth_date", "sex"})


def blank_answers(
    rng: Random, group: Group, deprived: Collection[str], household: Facts, members: list[Facts]
) -> None:
    """Blank a share of the answers in place, so that the class stays what it was."""
    open_ = _may_become_unknown(rng, group, deprived)
    share = BLANK_SHARE[group]
    for facts, bearing in ((household, _HOUSEHOLD), *((member, _MEMBER) for member in members)):
        for name, indicators in bearing.items():
            if facts[name] is None or not open_.issuperset(indicators):
                continue
            if name == "head_or_spouse_ethnic_minority" and facts[name]:
                # The number of poor minority households follows from the plan.
                continue
            wanted = share if indicators else BLANK_SHARE["average"]
            if chance(rng, wanted / 4 if name in _RARELY else wanted):
                facts[name] = None


def _may_become_unknown(rng: Random, group: Group, deprived: Collection[str]) -> set[str]:
    """Return the indicators that need not be known for the class to be certain."""
    others = [name for name in INDICATORS if name not in deprived]
    match group:
        case "average" | "above":
            return set(INDICATORS)
        case "poor":
            # Three certain deprivations are kept.
            return set(INDICATORS) - set(rng.sample(sorted(deprived), 3))
        case "near_poor":
            # Together with the deprivations, fewer than three are even possible.
            return {*deprived, *rng.sample(others, 2 - len(deprived))}
        case _:
            return set()


def leave_open(
    rng: Random,
    kind: str,
    deprived: Collection[str],
    household: Facts,
    members: list[Facts],
    people: Sequence[Person],
) -> None:
    """Blank in place what leaves the class of a household open."""
    match kind:
        case "income":
            household["income_per_capita"] = None
        case "area":
            _forget_area(rng, household)
        case "members":
            members.clear()
        case "birth_date":
            position = rng.choice([at for at, person in enumerate(people) if person.age >= 16])
            members[position] |= {"birth_date": None, "age": None}
        case _:
            wanted = 3 - len(deprived) + (chance(rng, 0.3) if kind == "several_indicators" else 0)
            for name in rng.sample(_can_become_unknown(deprived, people), wanted):
                _forget(rng, name, household, members, people)


def _forget_area(rng: Random, household: Facts) -> None:
    """Forget the area, with an income between the lines of the two areas."""
    lines = AVERAGE_LINE if household["income_per_capita"] > POVERTY_LINE["urban"] else POVERTY_LINE
    household["area"] = None
    household["income_per_capita"] = rng.randrange(
        lines["rural"] + 1_000, lines["urban"] + 1, 1_000
    )


def _can_become_unknown(deprived: Collection[str], people: Sequence[Person]) -> list[str]:
    return [
        name
        for name in (*HOUSEHOLD_INDICATORS, *CAN_SHOW)
        if name not in deprived and (name not in CAN_SHOW or able_to_show(name, people))
    ]


_ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    "housing_quality": ("wall_durable", "column_durable"),
    "housing_area": ("floor_area_m2",),
    "water_source": ("water_source",),
    "hygienic_toilet": ("toilet",),
    "information_devices": tuple(f"has_{device}" for device in DEVICES),
    "telecom_service": ("uses_internet",),
    "employment": ("employment_status", "wage_contract", "regular_work"),
    "nutrition": ("height_cm", "weight_kg", "stunted", "underweight"),
    "health_insurance": ("has_health_insurance", "health_insurance_state_paid_group"),
    "adult_education": (
        *("studying", "study_level", "general_education"),
        *("vocational_training", "trained_by_employer"),
    ),
    "school_attendance": ("studying", "study_level"),
}
"""The answers without which an indicator is unknown."""


def _forget(
    rng: Random, name: str, household: Facts, members: list[Facts], people: Sequence[Person]
) -> None:
    """Make an indicator unknown in which the household is not deprived."""
    if name == "telecom_service":
        forgetful = members
    elif name in CAN_SHOW:
        forgetful = [members[rng.choice(able_to_show(name, people))]]
    else:
        forgetful = [household]
    for facts in forgetful:
        facts.update(dict.fromkeys(_ANSWERS[name]))
