"""Which members receive a benefit: certainly, perhaps, or not, by hand.

Positions count from 0: the husband, the wife, the daughter of 8.
"""

from __future__ import annotations

from typing import Any

import pytest

from chuan_ngheo import classify
from tests.plan.household import ABOVE, NEAR_OR_BETTER, POOR, POOR_OR_NEAR, changed
from tests.plan.test_policies import MINORITY_MOTHER, STUDENT

RULES = "kh-132-2022-can-tho"
Facts = dict[str, Any]
People = dict[int, Facts]
Positions = tuple[int, ...]
NOBODY: Positions = ()
ALL: Positions = (0, 1, 2)

MEMBERS: list[tuple[str, Facts, People, str, Positions, Positions]] = [
    ("near-poor", {}, {}, "da1", ALL, NOBODY),
    ("near-poor or better", NEAR_OR_BETTER, {}, "da1", NOBODY, ALL),
    (
        "one disabled without a livelihood, of one not known",
        ABOVE,
        {
            0: {"disabled": True, "stable_livelihood": False},
            1: {"disabled": True, "stable_livelihood": None},
        },
        "da1",
        (0,),
        (1,),
    ),
    ("workers", {}, {}, "da2_1", (0, 1), NOBODY),
    ("workers, near-poor or better", NEAR_OR_BETTER, {}, "da2_1", NOBODY, (0, 1)),
    (
        "able to work or not",
        {},
        {0: {"employment_status": None}},
        "da2_1",
        (1,),
        (0,),
    ),
    (
        "a small child, a woman perhaps pregnant",
        {},
        {1: {"pregnant": None}, 2: {"age_months": 59}},
        "da2_2_direct",
        (2,),
        (1,),
    ),
    ("neither small nor pregnant", {}, {}, "da2_2_direct", NOBODY, NOBODY),
    ("a pupil", {}, {}, "da2_2_school", (2,), NOBODY),
    (
        "a pupil perhaps of the area",
        {**ABOVE, "resides_in_area": None},
        {},
        "da2_2_school",
        NOBODY,
        (2,),
    ),
    ("trained or not", {}, {0: {"employment_status": None}}, "da3_1", (1,), (0,)),
    (
        "one wants to go, of one not known",
        ABOVE,
        {0: {"wants_overseas_work": True}, 1: {"wants_overseas_work": None}},
        "da3_2",
        (0,),
        (1,),
    ),
    ("cards, poor", POOR, {}, "cs2a", ALL, NOBODY),
    ("cards, poor or near-poor", POOR_OR_NEAR, {}, "cs2a", NOBODY, ALL),
    ("cards, near-poor", {}, {}, "cs2a", NOBODY, NOBODY),
    ("support, near-poor", {}, {}, "cs2b", ALL, NOBODY),
    ("support, poor or near-poor", POOR_OR_NEAR, {}, "cs2b", NOBODY, ALL),
    ("support, poor", POOR, {}, "cs2b", NOBODY, NOBODY),
    ("a birth", POOR, {1: MINORITY_MOTHER}, "cs2c", (1,), NOBODY),
    (
        "a birth not known",
        POOR,
        {1: {**MINORITY_MOTHER, "gave_birth_within_policy": None}},
        "cs2c",
        NOBODY,
        (1,),
    ),
    ("a child at school", POOR, {}, "cs3", (2,), NOBODY),
    ("a child perhaps at school", POOR, {2: {"studying": None}}, "cs3", NOBODY, (2,)),
    (
        "one student, one of a level not known",
        POOR,
        {0: STUDENT, 1: {**STUDENT, "study_level": None}},
        "cs6",
        (0,),
        (1,),
    ),
]


@pytest.mark.parametrize(
    ("facts", "people", "benefit", "certain", "perhaps"),
    [case[1:] for case in MEMBERS],
    ids=[f"{case[3]} {case[0]}" for case in MEMBERS],
)
def test_the_members_who_receive_a_benefit(
    facts: Facts, people: People, benefit: str, certain: Positions, perhaps: Positions
) -> None:
    answer = classify(changed(facts, people), rules=RULES).eligibility[benefit]
    assert (answer.members, answer.unknown_members) == (certain, perhaps)
