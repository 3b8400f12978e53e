"""The projects of the plan: eligible, not eligible, unknown, and each boundary, by hand.

Each case names the household by its class, what is changed, and the answers of section III.3.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from chuan_ngheo import classify
from tests.plan.household import (
    ABOVE,
    AVERAGE,
    NEAR_OR_BETTER,
    POOR,
    POOR_OR_NEAR,
    changed,
)

RULES = "kh-132-2022-can-tho"
UNKNOWN = None
ESCAPED = {**AVERAGE, "left_poor_list_on": date(2021, 1, 15)}
ESCAPED_NEAR = {**AVERAGE, "left_near_poor_list_on": date(2021, 1, 15)}


class Case(NamedTuple):
    """One household with the answers of the plan; ``members`` are positions from 0."""

    title: str
    facts: dict[str, Any]
    people: dict[int, dict[str, Any]]
    expected: dict[str, bool | None]
    members: dict[str, tuple[int, ...]] = {}  # noqa: RUF012  never changed


CHILD = 2
CASES = [
    # Project 1: poor, near-poor, newly escaped households; disabled without a livelihood.
    Case("poor", POOR, {}, {"da1": True}, {"da1": (0, 1, 2)}),
    Case("near-poor", {}, {}, {"da1": True}),
    Case("average", AVERAGE, {}, {"da1": False}),
    Case("average or near-poor", NEAR_OR_BETTER, {}, {"da1": UNKNOWN}),
    Case("poor or near-poor", POOR_OR_NEAR, {}, {"da1": True, "da4": True, "cs1": True}),
    Case("newly escaped", ESCAPED, {}, {"da1": True}),
    Case("escaped near-poverty", ESCAPED_NEAR, {}, {"da1": False}),
    Case(
        "disabled without a livelihood",
        ABOVE,
        {0: {"disabled": True, "stable_livelihood": False}},
        {"da1": True, "da2_1": True},
        {"da1": (0,), "da2_1": (0,)},
    ),
    Case(
        "disabled with a livelihood", ABOVE, {0: {"disabled": True}}, {"da1": False, "da2_1": False}
    ),
    Case(
        "livelihood unknown",
        ABOVE,
        {0: {"disabled": True, "stable_livelihood": None}},
        {"da1": UNKNOWN, "da2_1": UNKNOWN},
    ),
    # Project 2.1: workers of the three groups; women of poor households; whole households.
    Case("workers, near-poor", {}, {}, {"da2_1": True}, {"da2_1": (0, 1)}),
    Case(
        "women, poor",
        POOR,
        {0: {"employment_status": "unable_to_work"}},
        {"da2_1": True},
        {"da2_1": (1,)},
    ),
    Case(
        "minority, poor",
        {**POOR, "head_or_spouse_ethnic_minority": True},
        {},
        {"da2_1": True},
        {"da2_1": (0, 1, 2)},
    ),
    Case("merit, poor", POOR, {0: {"meritorious": True}}, {"da2_1": True}, {"da2_1": (0, 1, 2)}),
    # Poor even if nobody is known: water, latrine and the walls and columns of the house.
    Case(
        "minority, poor, members unknown",
        {
            **POOR,
            "wall_durable": False,
            "column_durable": False,
            "head_or_spouse_ethnic_minority": True,
            "members": None,
        },
        {},
        {"da1": True, "da2_1": True},
    ),
    # A woman of a poor household; below 16 a girl is a child.
    *(
        Case(
            f"a daughter of {months} months, unable to work",
            POOR,
            {CHILD: {"age_months": months, "employment_status": "unable_to_work"}},
            {"da2_1": True},
            {"da2_1": members},
        )
        for months, members in ((191, (0, 1)), (192, (0, 1, 2)), (204, (0, 1, 2)))
    ),
    Case("workers, newly escaped", ESCAPED, {}, {"da2_1": True}, {"da2_1": (0, 1)}),
    Case("workers, average", AVERAGE, {}, {"da2_1": False}, {"da2_1": ()}),
    Case("workers, unsure", NEAR_OR_BETTER, {}, {"da2_1": UNKNOWN}),
    Case(
        "a worker of 15",
        {},
        {CHILD: {"age_months": 180, "employment_status": "working"}},
        {"da2_1": True},
        {"da2_1": (0, 1, 2), "da3_1": (0, 1, 2)},
    ),
    Case(
        "a worker of 14",
        {},
        {CHILD: {"age_months": 179, "employment_status": "working"}},
        {"da2_1": True},
        {"da2_1": (0, 1), "da3_1": (0, 1)},
    ),
    # 2023: a man retires at 60 years 9 months (729 months), a woman at 56 (672).
    Case(
        "a man before retirement",
        {},
        {0: {"age": None, "age_months": 728}},
        {"da3_1": True},
        {"da3_1": (0, 1)},
    ),
    Case(
        "a man at retirement",
        {},
        {0: {"age": None, "age_months": 729}},
        {"da3_1": True},
        {"da3_1": (1,)},
    ),
    Case(
        "a woman at retirement",
        {},
        {1: {"age": None, "age_months": 672}},
        {"da3_1": True},
        {"da3_1": (0,)},
    ),
    Case("poor, members unknown", {**POOR, "members": None}, {}, {"da2_1": UNKNOWN}),
    # Project 2.2 (a): mothers and children under 5 of poor and near-poor households.
    Case(
        "under 5",
        {},
        {CHILD: {"age_months": 59}},
        {"da2_2_direct": True, "da2_2_school": False},
        {"da2_2_direct": (CHILD,)},
    ),
    Case(
        "at 5",
        {},
        {CHILD: {"age_months": 60}},
        {"da2_2_direct": False, "da2_2_school": True},
        {"da2_2_school": (CHILD,)},
    ),
    Case("pregnant", POOR, {1: {"pregnant": True}}, {"da2_2_direct": True}, {"da2_2_direct": (1,)}),
    Case(
        "breastfeeding",
        {},
        {1: {"breastfeeding": True}},
        {"da2_2_direct": True},
        {"da2_2_direct": (1,)},
    ),
    Case("pregnant, newly escaped", ESCAPED, {1: {"pregnant": True}}, {"da2_2_direct": False}),
    Case("pregnancy unknown", {}, {1: {"pregnant": None}}, {"da2_2_direct": UNKNOWN}),
    # Project 2.2 (b): children of 5 to under 16; of the area too.
    Case("under 16", {}, {CHILD: {"age_months": 191}}, {"da2_2_school": True}),
    Case("at 16", {}, {CHILD: {"age_months": 192}}, {"da2_2_school": False}),
    Case("of the area", ABOVE, {}, {"da2_2_school": True, "da5": True}),
    Case(
        "of elsewhere",
        {**ABOVE, "resides_in_area": False},
        {},
        {"da2_2_school": False, "da5": False},
    ),
    Case(
        "residence unknown",
        {**ABOVE, "resides_in_area": None},
        {},
        {"da2_2_school": UNKNOWN, "da5": UNKNOWN},
    ),
    Case(
        "near-poor of elsewhere",
        {"resides_in_area": False},
        {},
        {"da2_2_school": True, "da5": True, "da4": False},
    ),
    Case(
        "escaped near-poverty, elsewhere",
        {**ESCAPED_NEAR, "resides_in_area": False},
        {},
        {"da2_2_school": True, "da5": True},
    ),
    Case(
        "escaped, elsewhere",
        {**ESCAPED, "resides_in_area": False},
        {},
        {"da2_2_school": True, "da5": True},
    ),
    # Project 3.1: workers of poor and near-poor households only.
    Case("trained, poor", POOR, {}, {"da3_1": True}, {"da3_1": (0, 1)}),
    Case("trained, newly escaped", ESCAPED, {}, {"da3_1": False}, {"da3_1": ()}),
    Case("trained, unsure", NEAR_OR_BETTER, {}, {"da3_1": UNKNOWN}),
    Case(
        "unable to work",
        {},
        {0: {"employment_status": "unable_to_work"}},
        {"da3_1": True},
        {"da3_1": (1,)},
    ),
    # Project 3.2: resident workers of any class who want to work overseas.
    Case("overseas", ABOVE, {0: {"wants_overseas_work": True}}, {"da3_2": True}, {"da3_2": (0,)}),
    Case("nobody wants to", ABOVE, {}, {"da3_2": False}),
    Case("not known who wants to", ABOVE, {1: {"wants_overseas_work": None}}, {"da3_2": UNKNOWN}),
    Case(
        "overseas, not resident",
        {"resides_in_area": False},
        {0: {"wants_overseas_work": True}},
        {"da3_2": False},
    ),
    Case("a child wants to", {}, {CHILD: {"wants_overseas_work": True}}, {"da3_2": False}),
    # Project 4: poor and near-poor on the commune's list, resident.
    Case("housing, poor", POOR, {}, {"da4": True}),
    Case("housing, near-poor", {}, {}, {"da4": True}),
    Case("housing, escaped", ESCAPED, {}, {"da4": False}),
    Case("not on the list", {"on_commune_list": False}, {}, {"da4": False}),
    Case("list unknown", {"on_commune_list": None}, {}, {"da4": UNKNOWN}),
    Case(
        "one dong above the line",
        {"income_per_capita": 1_500_001},
        {},
        {"da1": False, "da4": False, "cs2b": False},
    ),
    Case(
        "at the line",
        {"income_per_capita": 1_500_000},
        {},
        {"da1": True, "da4": True, "cs2b": True},
    ),
    # Project 6: never for a household.
    Case("officials", POOR, {}, {"da6": False}),
    Case(
        "officials, nothing known of the household",
        {"income_per_capita": None, "resides_in_area": None, "members": None},
        {},
        {"da6": False},
    ),
    # Nobody recorded: what does not depend on the members is known.
    Case(
        "members unknown",
        {**ABOVE, "members": None},
        {},
        {"da3_1": False, "da2_2_direct": False, "da3_2": UNKNOWN, "da4": False},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_the_plan_answers(case: Case) -> None:
    decision = classify(changed(case.facts, case.people), rules=RULES)
    found = {name: decision.eligibility[name].eligible for name in case.expected}
    assert found == case.expected
    for name, members in case.members.items():
        assert decision.eligibility[name].members == members
