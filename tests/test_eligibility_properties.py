"""What must hold of eligibility whatever the household: checked on many random ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chuan_ngheo import Decision, InvalidFactsError, classify, load_rules
from tests.plan.random_household import PLAN_FACTS, Facts, random_plan_household

RULES = load_rules("kh-132-2022-can-tho")
ANSWERS = ("eligible", "members", "unknown_members")
NEVER_KNOWN_BY_NULL = {"left_poor_list_on", "left_near_poor_list_on"}


def decided(count: int, seed: int) -> Iterator[tuple[Facts, Decision]]:
    """Give random households that the check of the facts accepts, with their decisions."""
    rng = random.Random(seed)
    for number in range(count):
        household = random_plan_household(rng, (0, 0.1, 0.3, 0.6)[number % 4])
        try:
            yield household, classify(household, rules=RULES)
        except InvalidFactsError:
            continue


def answers(decision: Decision) -> dict[str, tuple[Any, ...]]:
    return {
        name: tuple(getattr(answer, part) for part in ANSWERS)
        for name, answer in decision.eligibility.items()
    }


def test_the_plan_leaves_the_class_as_the_decree_has_it() -> None:
    for household, decision in decided(300, seed=1):
        if decision.review_date is None:  # the decree may then be read for 2026, the plan not
            continue
        by_decree = classify(household)
        assert decision.possible_classes == by_decree.possible_classes
        assert dict(decision.deprivations) == dict(by_decree.deprivations)


def test_what_the_plan_does_not_ask_reaches_a_benefit_through_the_class_alone() -> None:
    rng = random.Random(2)
    compared: dict[str | None, int] = {}
    for household, decision in decided(1_500, seed=2):
        if decision.class_ is None:
            continue
        dwelling = random_plan_household(rng, 0)
        other = {name: value for name, value in household.items() if name in PLAN_FACTS}
        other |= {name: value for name, value in dwelling.items() if name not in PLAN_FACTS}
        again = classify(other, rules=RULES)
        if again.class_ == decision.class_:
            compared[again.class_] = compared.get(again.class_, 0) + 1
            assert answers(again) == answers(decision), household
    assert min(compared[name] for name in RULES.classes) > 10


def test_a_fact_made_unknown_never_settles_or_turns_an_answer() -> None:
    rng = random.Random(3)
    widened = 0
    for household, decision in decided(500, seed=3):
        forgotten = forget(rng, household)
        if forgotten is None:
            continue
        for name, answer in classify(forgotten, rules=RULES).eligibility.items():
            before = decision.eligibility[name].eligible
            assert answer.eligible in (before, None), (name, household, forgotten)
            widened += answer.eligible is not before
    assert widened > 100


def forget(rng: random.Random, household: Facts) -> Facts | None:
    """Return the household with one known fact unknown; None if the fact's null means never."""
    members = household.get("members") or []
    rows: list[Facts] = [household, *members]
    row = rng.choice(rows)
    name = rng.choice([name for name in row if name != "members"] or [""])
    if not name or name in NEVER_KNOWN_BY_NULL:
        return None
    less = {key: value for key, value in row.items() if key != name}
    if row is household:
        return less
    return {**household, "members": [less if member is row else member for member in members]}


def test_with_nothing_known_nobody_is_eligible() -> None:
    nothing: tuple[Facts, ...] = ({}, {"members": [{}]}, {"members": []})
    for household in nothing:
        for answer in classify(household, rules=RULES).eligibility.values():
            assert answer.eligible is not True
            assert answer.members == ()


def test_a_benefit_to_members_is_given_where_a_member_has_it() -> None:
    for household, decision in decided(300, seed=4):
        for name, answer in decision.eligibility.items():
            if answer.members:
                assert answer.eligible is True, (name, household)
            if answer.benefit.members and answer.eligible and household.get("members"):
                assert answer.members or answer.unknown_members, (name, household)


def test_priority_never_changes_eligibility() -> None:
    without = {name: replace(item, priority=()) for name, item in RULES.benefits.items()}
    rules = replace(RULES, benefits=without, hash="without priority")
    ranked = 0
    for household, decision in decided(300, seed=5):
        assert answers(classify(household, rules=rules)) == answers(decision)
        ranked += any(answer.priority for answer in decision.eligibility.values())
    assert ranked > 50


def test_the_order_of_the_members_changes_only_their_numbers() -> None:
    rng = random.Random(6)
    for household, decision in decided(300, seed=6):
        members = household.get("members")
        if not members:
            continue
        order = rng.sample(range(len(members)), len(members))
        again = classify({**household, "members": [members[i] for i in order]}, rules=RULES)
        for name, answer in again.eligibility.items():
            assert answer.eligible is decision.eligibility[name].eligible
            moved = {order[place] for place in answer.members}
            assert moved == set(decision.eligibility[name].members)


@pytest.mark.parametrize("unknown", [0, 0.3])
def test_random_households_reach_both_answers(unknown: float) -> None:
    rng = random.Random(7)
    seen: dict[str, set[bool | None]] = {name: set() for name in RULES.benefits}
    for _ in range(600):
        try:
            decision = classify(random_plan_household(rng, unknown), rules=RULES)
        except InvalidFactsError:
            continue
        for name, answer in decision.eligibility.items():
            seen[name].add(answer.eligible)
    only_false = {name for name, values in seen.items() if True not in values}
    assert only_false == {"da6"}
