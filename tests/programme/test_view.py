"""The figures of projects and policies on hand-made households, counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.programme.plan import load_plan
from chuan_ngheo.programme.view import BenefitView, Count, view_benefits
from tests.programme.population import (
    RULES,
    Pair,
    average,
    household,
    near_poor,
    pairs,
    undetermined,
)

PLAN = load_plan()
POPULATION = pairs(
    household(
        1, head_or_spouse_ethnic_minority=True, mother={"wants_overseas_work": True}, area="rural"
    ),
    near_poor(
        2, area="urban", mother={"wants_overseas_work": None}, left_poor_list_on="2020-01-15"
    ),
    undetermined(3, area="rural", boy={"disabled": None}),
    average(4, mother={"wants_overseas_work": True}),
)


def view(benefit: str, population: list[Pair] = POPULATION, **rulings: str) -> BenefitView:
    rules = load_rules(RULES, rulings=rulings)
    return {one.benefit.id: one for one in view_benefits(population, rules, PLAN)}[benefit]


def count(
    households: tuple[int, int], persons: tuple[int, int], without: int = 0
) -> dict[str, int]:
    return {
        "households": households[0],
        "households_unknown": households[1],
        "persons": persons[0],
        "persons_unknown": persons[1],
        "households_without_members": without,
    }


def shown(counts: Any) -> dict[str, dict[str, int]]:
    return {name: one.to_dict() for name, one in counts.items()}


def test_the_classes_of_the_population_are_as_meant() -> None:
    assert [decision.class_ for _, decision in POPULATION] == [
        "poor",
        "near_poor",
        None,
        "average_living_standard",
    ]
    assert POPULATION[2][1].possible_classes == ("poor", "near_poor")


def test_a_benefit_of_members_counts_its_members() -> None:
    training = view("da3_1")
    assert training.total.to_dict() == count((3, 0), (3, 0))
    assert shown(training.by_area) == {
        "rural": count((2, 0), (2, 0)),
        "urban": count((1, 0), (1, 0)),
    }
    assert shown(training.by_class) == {
        "poor": count((1, 0), (1, 0)),
        "near_poor": count((1, 0), (1, 0)),
        "undetermined": count((1, 0), (1, 0)),
    }


def test_a_benefit_of_households_counts_all_their_members() -> None:
    assert view("da4").total.to_dict() == count((3, 0), (6, 0))
    assert view("cs7").total.to_dict() == count((1, 1), (2, 2))


def test_an_unknown_wish_is_neither_counted_nor_left_out() -> None:
    overseas = view("da3_2")
    assert overseas.total.to_dict() == count((2, 1), (2, 1))
    assert shown(overseas.by_class)["near_poor"] == count((0, 1), (0, 1))


def test_a_household_can_be_near_poor_and_newly_escaped_at_once() -> None:
    livelihood = view("da1")
    assert livelihood.total.to_dict() == count((3, 0), (6, 0))
    assert shown(livelihood.by_group) == {
        "newly_escaped_poverty": count((1, 0), (2, 0)),
        "newly_escaped_near_poverty": count((0, 0), (0, 0)),
    }


def test_a_group_that_hangs_on_an_unknown_class_is_unknown() -> None:
    escaped = undetermined(1, left_poor_list_on="2020-01-15", head_or_spouse_ethnic_minority=True)
    livelihood = view("da1", pairs(escaped))
    assert livelihood.total.to_dict() == count((1, 0), (2, 0))
    assert shown(livelihood.by_group)["newly_escaped_poverty"] == count((0, 1), (0, 2))
    minority = shown(livelihood.by_priority)["poor_ethnic_minority_household"]
    assert minority == count((0, 1), (0, 2))


def test_priority_counts_those_who_receive_the_benefit() -> None:
    by_priority = shown(view("da1").by_priority)
    assert list(by_priority) == [
        "poor_ethnic_minority_household",
        "poor_household_of_merit",
        "priority_child",
        "priority_disabled_person",
        "priority_woman",
    ]
    assert by_priority["poor_ethnic_minority_household"] == count((1, 0), (2, 0))
    assert by_priority["priority_child"] == count((3, 0), (3, 0))
    assert by_priority["priority_disabled_person"] == count((0, 1), (0, 1))
    assert by_priority["priority_woman"] == count((3, 0), (3, 0))
    training = shown(view("da3_1").by_priority)
    assert training["priority_child"] == count((0, 0), (0, 0))
    assert training["priority_woman"] == count((3, 0), (3, 0))
    assert training["poor_ethnic_minority_household"] == count((1, 0), (1, 0))


def test_unknown_members_are_said() -> None:
    population = pairs(household(1, members=None, area=None), household(2))
    assert view("cs2a", population).total.to_dict() == count((1, 1), (2, 0), 1)
    assert shown(view("cs2a", population).by_area) == {
        "rural": count((1, 0), (2, 0)),
        "undetermined": count((0, 1), (0, 0), 1),
    }
    women = shown(view("da1", population).by_priority)["priority_woman"]
    assert women == count((1, 1), (1, 0), 1)


def test_groups_add_up_to_the_whole() -> None:
    for one in view_benefits(POPULATION, load_rules(RULES), PLAN):
        for counts in (one.by_area, one.by_class):
            total = Count()
            for part in counts.values():
                total = total.plus(part)
            assert total == one.total, one.benefit.id


def test_the_cost_is_at_the_unit_cost_of_the_class() -> None:
    cost = view("da3_1").cost
    assert cost is not None
    # poor 5.9, near-poor 5.4, undetermined between the two
    assert (cost.low, cost.high) == (Decimal("16.7"), Decimal("17.2"))
    assert cost.difference == (Decimal("13423.3"), Decimal("13422.8"))


def test_the_cost_of_work_overseas_and_of_houses() -> None:
    overseas, houses = view("da3_2").cost, view("da4").cost
    assert overseas is not None
    assert houses is not None
    assert [overseas.low, overseas.high, overseas.budget] == [*map(Decimal, (14, 21, 280))]
    assert [houses.low, houses.high, houses.budget] == [*map(Decimal, (120, 120, 84_360))]
    unknown = view("da4", pairs(household(1, on_commune_list=None))).cost
    assert unknown is not None
    assert [unknown.low, unknown.high] == [Decimal(0), Decimal(40)]


def test_no_unit_cost_is_invented() -> None:
    with_cost = {
        one.benefit.id
        for one in view_benefits(POPULATION, load_rules(RULES), PLAN)
        if one.cost is not None
    }
    assert with_cost == {"da3_1", "da3_2", "da4"}
    cost = view(
        "da3_1",
        pairs(average(4), rules=load_rules(RULES, rulings={"da3_1_classes": "target_t15"})),
        da3_1_classes="target_t15",
    ).cost
    assert cost is not None
    assert [cost.low, cost.high] == [Decimal(0), Decimal(0)]
    assert cost.without_unit_cost == (1, 1)


def test_a_cost_by_person_names_the_households_without_members() -> None:
    population = pairs(near_poor(1, members=None), near_poor(2))
    training, houses = view("da3_1", population).cost, view("da4", population).cost
    assert training is not None
    assert houses is not None
    assert training.without_members == 1
    assert houses.without_members == 0


@pytest.mark.parametrize(
    ("benefit", "line", "total", "shared"),
    [
        ("da2_2_direct", "III.2.2", 340, ("da2_2_school",)),
        ("da2_1", "III.2.1", 10_000, ()),
        ("cs3", "I.3.a", 45_805, ()),
    ],
)
def test_the_budget_stands_beside_the_figures(
    benefit: str, line: str, total: int, shared: tuple[str, ...]
) -> None:
    one = view(benefit)
    assert one.budget is not None
    assert (one.budget.code, one.budget.total, one.shared_with) == (line, total, shared)


def test_inconsistencies_stand_beside_what_they_touch() -> None:
    assert [row.id for row in view("da3_1").inconsistencies] == ["t15_da3_1"]
    assert view("cs7").inconsistencies == ()


def test_a_benefit_of_officials_counts_no_household() -> None:
    officials = view("da6")
    assert not officials.of_households
    assert officials.total == Count()
    assert view("da5").of_households
