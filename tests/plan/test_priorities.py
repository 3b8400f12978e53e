"""Who comes first, and what gives way to something better, by hand from section III.2.a.

Poor households of ethnic minorities come first, then poor households with a person of merit, then
children, disabled persons and women of poor, near-poor or newly escaped households. Work overseas
has an order of its own: poor, near-poor, newly escaped from poverty, from near-poverty.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chuan_ngheo import classify
from tests.plan.household import ABOVE, AVERAGE, NEAR_OR_BETTER, POOR, changed

RULES = "kh-132-2022-can-tho"
Facts = dict[str, Any]
People = dict[int, Facts]
Ranked = tuple[tuple[str, tuple[int, ...]], ...]
LEFT = {"left_poor_list_on": date(2022, 1, 1)}
LEFT_NEAR = {"left_near_poor_list_on": date(2022, 1, 1)}
MINORITY: Facts = {**POOR, "head_or_spouse_ethnic_minority": True}
OVERSEAS: People = {0: {"wants_overseas_work": True}}
EVERY_REASON: People = {0: {"meritorious": True, "disabled": True}, 1: {"pregnant": True}}
FIVE: Ranked = (
    ("poor_ethnic_minority_household", ()),
    ("poor_household_of_merit", ()),
    ("priority_child", (2,)),
    ("priority_disabled_person", (0,)),
    ("priority_woman", (1,)),
)
CHILD_AND_WOMAN: Ranked = (("priority_child", (2,)), ("priority_woman", (1,)))

PRIORITIES: list[tuple[str, Facts, People, str, Ranked]] = [
    *(
        (f"every reason, {benefit}", MINORITY, EVERY_REASON, benefit, FIVE)
        for benefit in ("da1", "da2_1", "da2_2_direct", "da2_2_school", "da3_1", "da4", "da5")
    ),
    ("near-poor, minority", {"head_or_spouse_ethnic_minority": True}, {}, "da1", CHILD_AND_WOMAN),
    (
        "near-poor, merit",
        {},
        {0: {"meritorious": True}},
        "da1",
        CHILD_AND_WOMAN,
    ),
    ("newly escaped", {**AVERAGE, **LEFT}, {}, "da5", CHILD_AND_WOMAN),
    (
        "perhaps near-poor",
        NEAR_OR_BETTER,
        {},
        "da5",
        (("priority_child", ()), ("priority_woman", ())),
    ),
    ("residents of no such household", ABOVE, {0: {"disabled": True}}, "da5", ()),
    ("escaped near-poverty", {**AVERAGE, **LEFT_NEAR}, {0: {"disabled": True}}, "da5", ()),
    ("not eligible", {**ABOVE, "head_or_spouse_ethnic_minority": True}, {}, "da4", ()),
    ("a girl under 16", {}, {2: {"age_months": 191}}, "da4", CHILD_AND_WOMAN),
    ("a girl of 16", {}, {2: {"age_months": 192}}, "da4", (("priority_woman", (1, 2)),)),
    ("overseas, poor", POOR, OVERSEAS, "da3_2", (("class_poor", ()),)),
    ("overseas, near-poor", {}, OVERSEAS, "da3_2", (("class_near_poor", ()),)),
    (
        "overseas, near-poor and newly escaped",
        LEFT,
        OVERSEAS,
        "da3_2",
        (("class_near_poor", ()), ("newly_escaped_poverty", ())),
    ),
    (
        "overseas, newly escaped",
        {**AVERAGE, **LEFT},
        OVERSEAS,
        "da3_2",
        (("newly_escaped_poverty", ()),),
    ),
    (
        "overseas, escaped near-poverty",
        {**AVERAGE, **LEFT_NEAR},
        OVERSEAS,
        "da3_2",
        (("newly_escaped_near_poverty", ()),),
    ),
    ("overseas, others", ABOVE, OVERSEAS, "da3_2", ()),
]


@pytest.mark.parametrize(
    ("facts", "people", "benefit", "expected"),
    [case[1:] for case in PRIORITIES],
    ids=[case[0] for case in PRIORITIES],
)
def test_priorities_are_ranked_and_never_make_eligible(
    facts: Facts, people: People, benefit: str, expected: Ranked
) -> None:
    answer = classify(changed(facts, people), rules=RULES).eligibility[benefit]
    assert tuple((reason.id, reason.members) for reason in answer.priority) == expected
    ranks = [reason.rank for reason in answer.priority]
    assert ranks == sorted(set(ranks))
    if expected == FIVE:
        assert ranks == [1, 2, 3, 4, 5]


# Who belongs to several groups of health insurance has the benefits of the best one.
GIVES_WAY: list[tuple[str, Facts, People, str, Ranked]] = [
    (
        "a group that the state pays",
        {},
        {1: {"health_insurance_state_paid_group": True}},
        "cs2b",
        (("health_insurance_paid_otherwise", (1,)),),
    ),
    (
        "not known whether of such a group",
        {},
        {1: {"health_insurance_state_paid_group": None}},
        "cs2b",
        (("health_insurance_paid_otherwise", ()),),
    ),
    ("of no such group", {}, {}, "cs2b", ()),
]


@pytest.mark.parametrize(
    ("facts", "people", "benefit", "expected"),
    [case[1:] for case in GIVES_WAY],
    ids=[case[0] for case in GIVES_WAY],
)
def test_insurance_gives_way_to_a_group_that_the_state_pays(
    facts: Facts, people: People, benefit: str, expected: Ranked
) -> None:
    answer = classify(changed(facts, people), rules=RULES).eligibility[benefit]
    assert tuple((reason.id, reason.members) for reason in answer.gives_way_to) == expected
