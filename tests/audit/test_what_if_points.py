"""``what-if`` by points: the smallest changes against brute force over single facts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

import pytest

from chuan_ngheo import classify, load_rules
from chuan_ngheo.audit.what_if.aims import Aim
from chuan_ngheo.audit.what_if.answer import decided_with, what_if
from chuan_ngheo.audit.what_if.changes import Changes, smallest_changes
from chuan_ngheo.audit.what_if.household import Subject
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import read_facts
from tests.vector_households import CHILD, WORKER, vector_household

POINTS: Final = load_rules("tt-07-2021")
BEST: Final = load_rules("tt-07-2021", rulings={"nonfarm_kinds": "best"})
REGIONS: Final = ("red_river_delta", "central_highlands", "southeast", "mekong_delta")


def ways(changes: Changes | None) -> dict[tuple[str, ...], set[tuple[Any, ...]]]:
    assert changes is not None
    return {change.facts: set(change.ways) for change in changes.found}


def test_an_urban_household_5_points_below_the_limit_of_175() -> None:
    """170 points. A car is 55 more, a refrigerator 5: 175, which is still within the limit."""
    found = ways(what_if(vector_household("urban"), rules=POINTS).changes)
    assert found["has_car",] == {(True,)}
    assert found["air_conditioner_count",] == {(1,)}
    assert found["motorcycle_count",] == {(3,)}
    assert found["electricity_kwh_per_month",] == {(100,)}
    assert found["floor_area_m2",] == {(160,)}  # 40 m² for each of four
    assert found["area",] == {("rural",)}  # 150 points, the limit is 140
    assert ("has_refrigerator",) not in found
    assert ("water_source",) not in found  # piped water: 5 more


def test_a_rural_household_10_points_above_the_limit_of_140() -> None:
    found = ways(what_if(vector_household("rural"), rules=POINTS, to="near_poor").changes)
    assert found["motorcycle_count",] == {(0,)}  # 15 points fewer
    assert found["electricity_kwh_per_month",] == {(49.9,)}  # 10 fewer: exactly 140
    assert ("none",) in found["toilet",]  # 10 fewer, and one deprivation more: two
    assert ("wall_durable",) not in found  # 5 fewer
    assert found["members[0].employment_status",] == {("unable_to_work",)}  # one worker fewer
    assert ("members[0].work_kind",) not in found  # the other still works for hire


def test_income_tells_the_average_living_standard_above_the_limit_only() -> None:
    above = vector_household("rural", income_per_capita=2_000_000)
    found = ways(what_if(above, rules=POINTS, to="above_average_living_standard").changes)
    assert found == {("income_per_capita",): {(2_250_001,)}}
    below = vector_household("urban", income_per_capita=2_000_000)
    found = ways(what_if(below, rules=POINTS, to="above_average_living_standard").changes)
    assert ("income_per_capita",) not in found


def test_to_be_poor_by_points_two_more_deprivations_are_needed() -> None:
    answer = what_if(vector_household("urban"), rules=POINTS, to="poor", largest=2)
    assert answer.changeable is not None
    assert ("water_source", "toilet") in ways(answer.changeable)
    assert ("floor_area_m2", "water_source") in ways(answer.changeable)


def random_points_household(rng: random.Random, unknown: float) -> dict[str, Any]:
    """A household near the limit, each of its answers unknown with some probability."""
    workers, children = rng.choice(((1, 1), (2, 1), (2, 2), (2, 3)))
    asked: dict[str, tuple[Any, ...]] = {
        "region": REGIONS,
        "central_city": (True, False),
        "wall_durable": (True, False),
        "electricity_kwh_per_month": (20, 49.9, 50, 120, 200),
        "water_source": ("piped", "drilled_well", "river_pond"),
        "toilet": ("septic", "simple_pit"),
        "motorcycle_count": (0, 1, 2, 3),
        "television_count": (0, 1, 2),
        "has_refrigerator": (True, False),
        "air_conditioner_count": (0, 1, 2),
        "floor_area_m2": (30, 90, 130),
        "income_per_capita": (1_400_000, 2_000_000, 3_100_000),
        "cattle_count": (0, 1, 3),
        "water_surface_m2": (0, 600),
    }
    drawn: dict[str, Any] = {
        name: None if rng.random() < unknown else rng.choice(values)
        for name, values in asked.items()
    }
    people = [
        {
            **WORKER,
            "wage_contract": rng.choice(("contract", "no_contract", "not_wage_work")),
            "work_kind": rng.choice(("civil_servant", "hired_by_household")),
            "monthly_benefit": rng.choice(("none", "pension")),
        }
        for _ in range(workers)
    ]
    people += [{**CHILD, "stunted": rng.random() < 0.3} for _ in range(children)]
    return {**vector_household(rng.choice(("rural", "urban"))), **drawn, "members": people}


def aims(class_: str | None) -> list[Aim]:
    if class_ is None:
        return [Aim("near_poor", value=True), Aim("average_living_standard", value=True)]
    others = [Aim(name, value=True) for name in POINTS.classes if name != class_]
    return [Aim(class_, value=False), *others]


def brute_force(subject: Subject, aim: Aim) -> set[tuple[str, ...]]:
    """Every single fact that reaches the aim with one of its values."""
    names = {name for rule in subject.rules.classes for name in subject.rules.rule(rule).facts}
    working: set[tuple[str, ...]] = set()
    for path in subject.known(names):
        for value in subject.options(path):
            change: Mapping[str, Any] = {path: value}
            facts = subject.evaluate(subject.changed(change))
            if facts is not None and aim.reached(facts):
                working.add((path,))
    return working


@pytest.mark.parametrize("rules", [POINTS, BEST], ids=["sum", "best"])
@pytest.mark.parametrize("seed", range(5))
def test_one_fact_against_brute_force(seed: int, rules: RuleSet) -> None:
    rng = random.Random(seed)
    household = random_points_household(rng, rng.choice((0.0, 0.1)))
    subject = Subject(read_facts(household), rules)
    for aim in aims(classify(household, rules=rules).class_):
        found = smallest_changes(subject, aim, 1)
        assert set(ways(found)) == brute_force(subject, aim), aim
        for change in found.found:
            decision = decided_with(subject, dict(zip(change.facts, change.ways[0], strict=True)))
            assert (aim.subject in decision.possible_classes) is aim.value


def test_a_household_far_from_the_limit_is_answered_soon() -> None:
    """Of 35 points in the country with seven people: no three answers of assets reach 140."""
    household = vector_household("rural", workers=2, children=5, income_per_capita=1_000_000)
    answer = what_if(household, rules=POINTS, to="average_living_standard", largest=2)
    assert answer.changes is not None
