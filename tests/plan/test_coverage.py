"""Every project and policy has hand cases for yes, no and unknown."""

from __future__ import annotations

import pytest

from chuan_ngheo import load_rules
from tests.plan.expectations import expectations
from tests.plan.test_members import ALL, MEMBERS

RULES = "kh-132-2022-can-tho"
OF_MEMBERS = (
    *("da1", "da2_1", "da2_2_direct", "da2_2_school", "da3_1", "da3_2"),
    *("cs2a", "cs2b", "cs2c", "cs3", "cs6"),
)
OF_HOUSEHOLDS = ("da4", "da5", "cs1", "cs4", "cs5", "cs7")
OF_OFFICIALS = ("da6",)
"""Project 6 trains officials and pays for monitoring: whatever is known or unknown of a household,
it is not among those who receive it, so that no case can be true or unknown."""


def test_the_lists_name_every_project_and_policy() -> None:
    rules = load_rules(RULES)
    assert sorted(rules.benefits) == sorted((*OF_MEMBERS, *OF_HOUSEHOLDS, *OF_OFFICIALS))
    named = {name for name, benefit in rules.benefits.items() if benefit.members}
    assert named == set(OF_MEMBERS)


@pytest.mark.parametrize("name", [*OF_MEMBERS, *OF_HOUSEHOLDS])
def test_hand_cases_of_a_household_say_yes_no_and_unknown(name: str) -> None:
    assert values(name) == {True, False, None}


@pytest.mark.parametrize("name", OF_OFFICIALS)
def test_hand_cases_of_what_officials_receive_only_say_no(name: str) -> None:
    assert values(name) == {False}


@pytest.mark.parametrize("name", OF_MEMBERS)
def test_hand_cases_of_members_say_yes_no_and_unknown(name: str) -> None:
    cases = [(certain, perhaps) for *_, benefit, certain, perhaps in MEMBERS if benefit == name]
    assert any(certain for certain, _ in cases), "no member who receives it"
    assert any(perhaps for _, perhaps in cases), "no member who perhaps does"
    assert any({*certain, *perhaps} != set(ALL) for certain, perhaps in cases), "no member who not"


def values(name: str) -> set[bool | None]:
    """Return what the hand cases under the default rulings say of a project or policy."""
    return {
        one.value
        for one in expectations()
        if (one.kind, one.name) == ("eligible", name) and not one.rulings
    }
