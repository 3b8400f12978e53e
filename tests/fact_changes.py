"""Changes of a household's facts: leave one out, fill one in, or turn one for the worse.

A fact is named by its path, as decisions name it: ``income_per_capita`` or
``members[0].birth_date``; the latter stands for all that tells the age of a member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from tests import generators as g
from tests.oracle.growth import FORM_3_11
from tests.oracle.home import age_in_months

Facts = dict[str, Any]

AGE: Final = "birth_date"
AGE_FACTS: Final = ("birth_date", "age", "age_months")
_MEMBER_PATH: Final = re.compile(r"members\[(\d+)\]\.(\w+)")
_BOOLS: Final = (True, False)

HOUSEHOLD_ANSWERS: Final[dict[str, tuple[Any, ...]]] = {
    "area": ("rural", "urban"),
    "income_per_capita": g.INCOMES,
    "wall_durable": _BOOLS,
    "column_durable": _BOOLS,
    "roof_durable": _BOOLS,
    "floor_area_m2": (*(step * 8.0 for step in range(1, 9)), 0.0, 7.9, 15.9, 300.0),
    "water_source": (*g.CLEAN_WATER, *g.OTHER_WATER),
    "toilet": (*g.HYGIENIC_TOILETS, *g.OTHER_TOILETS),
    **dict.fromkeys(g.DEVICES, _BOOLS),
}
MEMBER_ANSWERS: Final[dict[str, tuple[Any, ...]]] = {
    "sex": g.SEXES,
    "employment_status": g.STATUSES,
    "wage_contract": g.CONTRACTS,
    "regular_work": _BOOLS,
    "has_health_insurance": _BOOLS,
    "health_insurance_state_paid_group": _BOOLS,
    "studying": _BOOLS,
    "study_level": g.LEVELS,
    "general_education": g.SCHOOLING,
    "vocational_training": g.TRAINING,
    "trained_by_employer": _BOOLS,
    "social_allowance": g.ALLOWANCES,
    "height_cm": (),
    "stunted": _BOOLS,
    "weight_kg": (),
    "underweight": _BOOLS,
    "uses_internet": _BOOLS,
}
_AGES: Final = tuple(12 * years + 6 for years in (0, 2, 4, 7, 9, 13, 15, 16, 17, 20, 30, 45, 70))
_WEIGHT: Final = ("underweight", "weight_kg")
_MEASURES: Final = {"stunted": "height_cm", "underweight": "weight_kg"}


def known_facts(household: Facts) -> Iterator[str]:
    """Give the paths of all facts that are known."""
    for name, fact in household.items():
        if name != "members" and fact is not None:
            yield name
    if household.get("members"):
        yield "members"
    for index, member in enumerate(household.get("members") or ()):
        if any(member.get(name) is not None for name in AGE_FACTS):
            yield f"members[{index}].{AGE}"
        for name in MEMBER_ANSWERS:
            if member.get(name) is not None:
                yield f"members[{index}].{name}"


def unknown_facts(household: Facts) -> Iterator[str]:
    """Give the paths of the facts that are unknown and that an answer can be given for."""
    for name in ("review_date", *HOUSEHOLD_ANSWERS, "members"):
        if household.get(name) in (None, []):
            yield name
    for index, member in enumerate(household.get("members") or ()):
        for name in (AGE, *MEMBER_ANSWERS):
            path = f"members[{index}].{name}"
            if member.get(name) is None and answers(household, path):
                yield path


def split(path: str) -> tuple[int | None, str]:
    """Split a path into the position of a member, or None, and the name of a fact."""
    match = _MEMBER_PATH.fullmatch(path)
    return (None, path) if match is None else (int(match[1]), match[2])


def without(household: Facts, path: str) -> Facts:
    """Leave out one fact; of an age, all that tells it."""
    index, name = split(path)
    if index is None:
        return {key: fact for key, fact in household.items() if key != name}
    dropped = AGE_FACTS if name == AGE else (name,)
    member = household["members"][index]
    return _with_member(
        household, index, {key: fact for key, fact in member.items() if key not in dropped}
    )


def having(household: Facts, path: str, answer: Any) -> Facts:
    """Give one fact the value of an answer; for an age, the answer is what tells it."""
    index, name = split(path)
    if index is None:
        return {**household, name: answer}
    told = answer if name == AGE else {name: answer}
    return _with_member(household, index, {**without(household, path)["members"][index], **told})


def _with_member(household: Facts, index: int, member: Facts) -> Facts:
    members = list(household["members"])
    members[index] = member
    return {**household, "members": members}


def answers(household: Facts, path: str) -> tuple[Any, ...]:
    """Give answers to one unknown fact that fit the other facts; none where it is not asked."""
    index, name = split(path)
    if name == "review_date":
        births = [member.get("birth_date") for member in household.get("members") or ()]
        latest = max((birth for birth in births if birth), default=date.min)
        return tuple(day for day in g.REVIEW_DATES if day >= latest)
    if name == "members":
        return tuple([grown(months) for months in ages] for ages in ((480,), (40, 480), (50, 90)))
    if index is None:
        return HOUSEHOLD_ANSWERS[name]
    member = household["members"][index]
    if name == AGE:
        return _ages(household, member)
    if not _is_asked(member, name) or (name in _WEIGHT and not _is_weighed(household, member)):
        return ()
    if name in _MEASURES.values():
        return _measurements(household, member, name)
    if name == "employment_status" and member.get("wage_contract") is not None:
        return ("working",)
    return MEMBER_ANSWERS[name]


def _ages(household: Facts, member: Facts) -> tuple[Facts, ...]:
    """Give ages: as birth dates, or in months where no review date would turn them into ages."""
    if member.get("age_months") is not None or member.get("birth_date") is not None:
        return ()
    months = _AGES
    if member.get("age") is not None:
        months = tuple(range(12 * member["age"], 12 * member["age"] + 12))
    day = household.get("review_date")
    if day is None:
        return tuple({"age_months": one} for one in months)
    return tuple({"birth_date": g.birthdays(one, day)[0]} for one in months)


def _measurements(household: Facts, member: Facts, name: str) -> tuple[float, ...]:
    """Give measurements below, between and above all limits of form 3.11 for the age."""
    months = age_in_months(member, household.get("review_date"))
    lines = [line for line in FORM_3_11 if line.months.low <= months.high]
    lines = [line for line in lines if months.low <= line.months.high]
    limits = {
        limit
        for line in lines
        for limit in (line.height if name == "height_cm" else line.weight).values()
    } or {20.0}
    below = {round(limit - 0.1, 1) for limit in (min(limits), max(limits))}
    return (*sorted(below), max(limits))


def _is_weighed(household: Facts, member: Facts) -> bool:
    """Tell whether weight is asked for: form 3.1, column 7, only below 10 years."""
    return age_in_months(member, household.get("review_date")).low < 120


def _is_asked(member: Facts, name: str) -> bool:
    if name in ("wage_contract", "regular_work"):
        return member.get("employment_status") in ("working", None)
    if name == "study_level":
        return member.get("studying") is not False
    for finding, measure in _MEASURES.items():
        if name in (finding, measure):
            return member.get(measure if name == finding else finding) is None
    return True


def grown(months: int) -> Facts:
    """Give a member of whom everything is known and nothing is lacking."""
    return {
        "age_months": months,
        "sex": "female",
        "employment_status": "working",
        "wage_contract": "contract",
        "regular_work": True,
        "has_health_insurance": True,
        "health_insurance_state_paid_group": False,
        "studying": False,
        "general_education": "upper_secondary",
        "vocational_training": "none",
        "trained_by_employer": True,
        "social_allowance": "none",
        "stunted": False,
        "underweight": False,
        "uses_internet": True,
    }
