"""Organisations, communities, officials and houses, with the answer of each rule by hand.

Each list holds what is changed in a subject that meets every term, and the answer. What the plan
asks of each stands in sections III.2.c and III.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from chuan_ngheo.subjects import Subject

Facts = dict[str, Any]
Truth = bool | None

ORGANISATION: Final[Facts] = {
    "operates_in_area": True,
    "run_by_city": True,
    "linked_with_programme_households": True,
}
COMMUNITY: Final[Facts] = {
    "community_kind": "household_group",
    "community_in_area": True,
    "has_programme_households": True,
}
HOUSE: Final[Facts] = {
    "house_floor_area_m2": 30,
    "house_foundation_hard": True,
    "house_frame_hard": True,
    "house_roof_hard": True,
    "house_lifetime_years": 20,
}

HOUSES: Final[list[tuple[Facts, Truth]]] = [
    ({}, True),
    ({"house_floor_area_m2": 29.9}, False),
    ({"house_floor_area_m2": 29.99}, False),
    ({"house_floor_area_m2": 30.1}, True),
    ({"house_floor_area_m2": None}, None),
    ({"house_foundation_hard": False}, False),
    ({"house_frame_hard": False}, False),
    ({"house_roof_hard": False}, False),
    ({"house_foundation_hard": None}, None),
    ({"house_frame_hard": None}, None),
    ({"house_roof_hard": None}, None),
    ({"house_roof_hard": None, "house_frame_hard": False}, False),
    ({"house_lifetime_years": 19.9}, False),
    ({"house_lifetime_years": 20.1}, True),
    ({"house_lifetime_years": None}, None),
    ({"house_lifetime_years": None, "house_floor_area_m2": 29.9}, False),
]

KINDS: Final[dict[str, set[str]]] = {
    "vocational_school": {"da3_1_organisation", "da5_organisation"},
    "job_service_centre": {"da3_2_organisation", "da5_organisation"},
    "enterprise": {"da1_organisation", "da5_organisation"},
    "cooperative": {"da1_organisation", "da5_organisation"},
    "school": {"da2_2_organisation", "da5_organisation"},
    "other": {"da5_organisation"},
}
OF_ORGANISATIONS: Final[set[str]] = set().union(*KINDS.values())

ORGANISATIONS: Final[list[tuple[str, str | None, Facts, Truth]]] = [
    ("da1_organisation", "enterprise", {"linked_with_programme_households": False}, False),
    ("da1_organisation", "enterprise", {"linked_with_programme_households": None}, None),
    ("da1_organisation", "cooperative", {"operates_in_area": False}, False),
    ("da1_organisation", "cooperative", {"operates_in_area": None}, None),
    ("da1_organisation", None, {}, None),
    ("da1_organisation", None, {"operates_in_area": False}, False),
    ("da2_2_organisation", "school", {"operates_in_area": False}, False),
    ("da2_2_organisation", "school", {"operates_in_area": None}, None),
    ("da2_2_organisation", None, {}, None),
    ("da2_2_organisation", "school", {"run_by_city": False}, True),
    ("da3_1_organisation", "vocational_school", {"operates_in_area": False}, False),
    ("da3_1_organisation", "vocational_school", {"operates_in_area": None}, None),
    ("da3_1_organisation", None, {}, None),
    ("da3_2_organisation", "job_service_centre", {"run_by_city": False}, False),
    ("da3_2_organisation", "job_service_centre", {"run_by_city": None}, None),
    ("da3_2_organisation", "job_service_centre", {"operates_in_area": None}, True),
    ("da3_2_organisation", None, {}, None),
    ("da5_organisation", None, {}, True),
    ("da5_organisation", "other", {"operates_in_area": False}, False),
    ("da5_organisation", "other", {"operates_in_area": None}, None),
]

COMMUNITIES: Final[list[tuple[Facts, Truth]]] = [
    ({}, True),
    ({"community_kind": "community"}, True),
    ({"community_kind": "other"}, False),
    ({"community_kind": None}, None),
    ({"community_in_area": False}, False),
    ({"community_in_area": None}, None),
    ({"has_programme_households": False}, False),
    ({"has_programme_households": None}, None),
    ({"has_programme_households": None, "community_in_area": False}, False),
]

LEVELS: Final = ("hamlet", "commune", "district", "city", None)
OFFICIALS: Final[list[tuple[Truth, Truth, Truth]]] = [
    (True, None, True),
    (None, True, True),
    (True, False, True),
    (False, True, True),
    (False, False, False),
    (False, None, None),
    (None, False, None),
    (None, None, None),
]
"""Whether the official works on poverty reduction, whether he or she monitors, the answer."""


class SubjectVector(NamedTuple):
    """One subject, and the answer of one rule to it."""

    subject: Subject
    facts: Facts
    rule: str
    value: Truth


def official(level: str | None, works: Truth, monitors: Truth) -> Facts:
    """Return the facts of an official."""
    return {
        "official_level": level,
        "does_poverty_reduction_work": works,
        "monitors_programme": monitors,
    }


def subject_vectors() -> Iterator[SubjectVector]:
    """Yield every subject of the lists with the answer of each rule that it tells."""
    for facts, value in HOUSES:
        yield SubjectVector("house", {**HOUSE, **facts}, "da4_house", value)
    for kind, names in KINDS.items():
        organisation = {**ORGANISATION, "organisation_kind": kind}
        for name in sorted(OF_ORGANISATIONS):
            yield SubjectVector("organisation", organisation, name, name in names)
    for rule, other_kind, facts, value in ORGANISATIONS:
        organisation = {**ORGANISATION, "organisation_kind": other_kind, **facts}
        yield SubjectVector("organisation", organisation, rule, value)
    for facts, value in COMMUNITIES:
        yield SubjectVector("community", {**COMMUNITY, **facts}, "da1_community", value)
    for level in LEVELS:
        for works, monitors, value in OFFICIALS:
            yield SubjectVector("official", official(level, works, monitors), "da6_official", value)
