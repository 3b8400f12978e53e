"""People a year later: age, growth, school and first work."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Final

from chuan_ngheo.ages import completed_months
from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.growth import limit_of
from datasets.generators.can_tho.people import Person

Facts = dict[str, Any]
_BANDS: Final = (("preschool", 3, 6), ("primary", 6, 12), ("lower_secondary", 12, 16))
_COMPLETED: Final = {
    "preschool": "below_primary",
    "primary": "below_primary",
    "lower_secondary": "primary",
}


def months_of(member: Facts, review: date) -> int | None:
    """Return the age of a member in completed months, as far as it is known."""
    if member["birth_date"] is not None:
        return completed_months(member["birth_date"], review)
    if member["age_months"] is not None:
        return int(member["age_months"])
    return None if member["age"] is None else 12 * int(member["age"])


def is_adult(member: Facts, review: date) -> bool:
    """Tell whether a member is 18 or over; who gave no age is mostly an adult."""
    months = months_of(member, review)
    return months is None or months >= 18 * 12


def level_for(age: int) -> str | None:
    """Return the school level of an age below 16, None below 3 years."""
    return next((level for level, least, limit in _BANDS if least <= age < limit), None)


def a_year_later(rng: Random, member: Facts, before: date, review: date) -> None:
    """Change the facts of a member in place from one review to the next."""
    was = months_of(member, before)
    if member["age_months"] is not None:
        member["age_months"] += (review.year - before.year) * 12 + review.month - before.month
    elif member["age"] is not None and chance(rng, 0.85):
        member["age"] += 1
    for fact in ("pregnant", "breastfeeding"):
        if member[fact]:
            member[fact] = False
    now = months_of(member, review)
    if was is None or now is None:
        return
    _grow(member, was, now)
    _go_to_school(rng, member, was // 12, now // 12)
    _start_to_work(rng, member, was // 12, now // 12)


def _grow(member: Facts, was: int, now: int) -> None:
    if now >= 16 * 12:
        member |= dict.fromkeys(("height_cm", "weight_kg", "stunted", "underweight"))
        return
    if now >= 10 * 12:
        member |= {"weight_kg": None, "underweight": None}
    male = member["sex"] == "male"
    old, new = (Person(months, male, False, "none") for months in (was, now))
    for fact, measure, unit in (("height_cm", "height", "cm"), ("weight_kg", "weight", "kg")):
        if member[fact] is not None:
            ratio = limit_of(measure, unit, new) / limit_of(measure, unit, old)
            member[fact] = round(member[fact] * ratio, 1)


def _go_to_school(rng: Random, member: Facts, was: int, now: int) -> None:
    level = level_for(now)
    if level is not None:
        begins = was < 3 <= now and chance(rng, 0.85)
        on_schedule = member["study_level"] == level_for(was) and member["studying"]
        if begins or on_schedule:
            done = member["general_education"] and _COMPLETED[level]
            member |= {"studying": True, "study_level": level, "general_education": done}
    elif was < 16 <= now and member["studying"]:
        goes_on = chance(rng, 0.85)
        member |= {
            "studying": goes_on,
            "study_level": "upper_secondary" if goes_on else None,
            "general_education": "lower_secondary",
        }
    elif was < 18 <= now and member["study_level"] == "upper_secondary":
        member |= {
            "studying": False,
            "study_level": None,
            "general_education": "upper_secondary",
        }


def _start_to_work(rng: Random, member: Facts, was: int, now: int) -> None:
    if now < 15 or (was >= 15 and member["employment_status"] != "studying"):
        return
    if was >= 15 and member["studying"] is not False:
        return
    if member["studying"]:
        member["employment_status"] = "studying"
        return
    contract = "contract" if now >= 18 and chance(rng, 0.4) else "not_wage_work"
    member |= {"employment_status": "working", "wage_contract": contract, "regular_work": True}
