"""The facts of education: present study, highest schooling and training."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import Group
from datasets.generators.can_tho.drawing import chance, pick
from datasets.generators.can_tho.people import Person

_HIGHER: Final = {"university": 50, "college": 28, "intermediate": 13, "short_course": 9}
_STUDENTS: Final = {"poor": 0.14, "near_poor": 0.26, "average": 0.36, "above": 0.46}
_WITHOUT: Final = {"lower_secondary": 48, "primary": 38, "below_primary": 14}

# Highest schooling from 30 years on: below_primary, primary, lower_secondary, upper_secondary.
_SCHOOLING: Final[dict[Group, dict[str, int]]] = {
    "poor": {"below_primary": 40, "primary": 38, "lower_secondary": 17, "upper_secondary": 5},
    "near_poor": {"below_primary": 24, "primary": 38, "lower_secondary": 26, "upper_secondary": 12},
    "average": {"below_primary": 14, "primary": 32, "lower_secondary": 30, "upper_secondary": 24},
    "above": {"below_primary": 8, "primary": 22, "lower_secondary": 28, "upper_secondary": 42},
}
_TRAINED: Final = {"poor": 0.02, "near_poor": 0.06, "average": 0.12, "above": 0.25}
_AFTER_UPPER: Final = {
    "elementary": 25,
    "intermediate": 22,
    "college": 16,
    "university": 34,
    "postgraduate": 3,
}
_BAND: Final = (("preschool", 3, 6), ("primary", 6, 12), ("lower_secondary", 12, 16))


def education_facts(
    rng: Random, person: Person, group: Group, shows: Collection[str]
) -> dict[str, Any]:
    """Return study, schooling and training that show exactly the deprivations of ``shows``."""
    if person.age < 16:
        level = _level_of_child(rng, person.age, "school_attendance" in shows)
        return _facts(level, _schooling_of_child(rng, person.age, level))
    if person.age < 30 and "adult_education" in shows:
        young = {"primary": 72, "below_primary": 28}
        return _facts(None, pick(rng, _WITHOUT if person.age >= 18 else young))
    if person.age < 18:
        at_school = "employment" not in shows and chance(rng, 0.85)
        return _facts("upper_secondary" if at_school else None, "lower_secondary")
    if person.age < 30:
        return _young_adult(rng, person, group, "employment" in shows)
    return _older_adult(rng, group)


def _facts(
    level: str | None, schooling: str, training: str = "none", by_employer: bool = False
) -> dict[str, Any]:
    return {
        "studying": level is not None,
        "study_level": level,
        "general_education": schooling,
        "vocational_training": training,
        "trained_by_employer": by_employer,
    }


def _level_of_child(rng: Random, age: int, off_level: bool) -> str | None:
    """Return the level at which a child studies, None where it does not.

    In January the pupils on schedule who are 11 or 15 already attend the next level: by the
    letter of the bands that is not the right level.
    """
    if age < 3:
        return None
    if not off_level:
        return next(level for level, least, limit in _BAND if least <= age < limit)
    match age:
        case 6:
            return "preschool" if chance(rng, 0.6) else None
        case 11:
            return "lower_secondary" if chance(rng, 0.7) else None
        case 12 | 13:
            return "primary" if chance(rng, 0.45) else None
        case 15:
            return "upper_secondary" if chance(rng, 0.5) else None
        case _:
            return None


def _schooling_of_child(rng: Random, age: int, level: str | None) -> str:
    completed = {
        "preschool": "below_primary",
        "primary": "below_primary",
        "lower_secondary": "primary",
        "upper_secondary": "lower_secondary",
    }
    if level is not None:
        return completed[level]
    return "primary" if age >= 12 and chance(rng, 0.6) else "below_primary"


def _young_adult(rng: Random, person: Person, group: Group, at_work: bool) -> dict[str, Any]:
    share = _STUDENTS[group] if person.age < 23 else _STUDENTS[group] / 6
    if not at_work and not person.disabled and chance(rng, share):
        level = pick(rng, _HIGHER)
        lower = level in {"intermediate", "short_course"} and chance(rng, 0.5)
        return _facts(level, "lower_secondary" if lower else "upper_secondary")
    if not at_work and chance(rng, 0.012):
        # Continuing education: below the level that one of the readings asks for.
        return _facts("lower_secondary", "primary")
    if chance(rng, 0.07):
        return _facts(None, "lower_secondary", by_employer=True)
    if chance(rng, 0.12):
        return _facts(None, pick(rng, _WITHOUT), "elementary")
    training = pick(rng, _AFTER_UPPER) if chance(rng, 1.5 * _TRAINED[group]) else "none"
    if person.age < 25 and training in {"university", "postgraduate"}:
        training = "university" if person.age >= 22 else "intermediate"
    return _facts(None, "upper_secondary", training)


def _older_adult(rng: Random, group: Group) -> dict[str, Any]:
    schooling = pick(rng, _SCHOOLING[group])
    if schooling == "upper_secondary" and chance(rng, 3 * _TRAINED[group]):
        return _facts(None, schooling, pick(rng, _AFTER_UPPER))
    trained = schooling != "below_primary" and chance(rng, _TRAINED[group] / 2)
    return _facts(None, schooling, "elementary" if trained else "none")
