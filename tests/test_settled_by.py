"""What settles an undetermined class, tried out with every answer to every set of facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from math import prod
from typing import Any, Final

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from chuan_ngheo import classify
from tests.fact_changes import (
    AGE,
    answers,
    grown,
    having,
    known_facts,
    split,
    unknown_facts,
    without,
)
from tests.strategies import known_households

Facts = dict[str, Any]

READ_BY_SEVERAL_CONDITIONS: Final = ("review_date", "members", AGE, "sex")
"""Of these the decision does not promise the smallest set: see docs/decisions.md."""

MOST: Final = 20_000
"""The most combinations of answers that are tried for one set."""

TWICE_DEPRIVED: Final[Facts] = {
    "area": "rural",
    "income_per_capita": 1_500_000,
    "wall_durable": True,
    "column_durable": True,
    "roof_durable": True,
    "floor_area_m2": 40.0,
    "water_source": "other",
    "toilet": "none",
    "has_television": True,
}

_FINDINGS: Final = ("stunted", "underweight")


def is_settled(household: Facts, paths: Sequence[str]) -> bool:
    """Tell whether every combination of answers to these facts gives a class."""
    if classify(household).class_ is not None:
        return True
    if not paths:
        return False
    first, *rest = paths
    # A finding settles the matter also where a measurement has left it open.
    finding = split(first)[1] in _FINDINGS
    options = (True, False) if finding else answers(household, first)
    if not options:
        return is_settled(household, rest)
    return all(is_settled(having(household, first, answer), rest) for answer in options)


def combinations_of(household: Facts, paths: Sequence[str]) -> int:
    """Return how many combinations of answers there are to try, at most."""
    return prod(max(len(answers(household, path)), 2) for path in paths)


@st.composite
def undetermined(draw: st.DrawFn, may_be_unknown: Callable[[str], bool]) -> Facts:
    """Draw small households whose class is open because of one to five unknown facts."""
    household = {**draw(known_households((1, 2))), "area": "rural"}
    household["income_per_capita"] = draw(st.sampled_from((1_500_000, 0, 1_500_001)))
    paths = [path for path in known_facts(household) if may_be_unknown(split(path)[1])]
    for path in draw(st.lists(st.sampled_from(paths), min_size=1, max_size=5, unique=True)):
        if split(path)[0] is None or "members" in household:
            household = without(household, path)
    assume(classify(household).class_ is None)
    return household


@given(undetermined(lambda _: True))
def test_every_listed_set_settles_the_class_whatever_the_answers(household: Facts) -> None:
    decision = classify(household)
    event(f"sets of {len(decision.settled_by[0])}")
    assert decision.settled_by
    assume(all(combinations_of(household, paths) <= MOST for paths in decision.settled_by))
    for paths in decision.settled_by:
        assert set(paths) <= set(decision.missing_facts)
        assert is_settled(household, paths)


@settings(max_examples=75)
@given(undetermined(lambda name: name not in READ_BY_SEVERAL_CONDITIONS))
def test_the_listed_sets_are_all_the_smallest_ones(household: Facts) -> None:
    decision = classify(household)
    unknown = list(unknown_facts(household))
    size = len(decision.settled_by[0])
    event(f"sets of {size} of {len(unknown)} unknown facts")
    for smaller in combinations(unknown, size - 1):
        assert not is_settled(household, smaller)
    smallest = {
        frozenset(paths) for paths in combinations(unknown, size) if is_settled(household, paths)
    }
    listed = {frozenset(paths) for paths in decision.settled_by if set(paths) <= set(unknown)}
    assert smallest == listed


@given(undetermined(lambda _: True))
def test_only_unknown_facts_are_missing(household: Facts) -> None:
    known = set(known_facts(household))
    for path in classify(household).missing_facts:
        index, name = split(path)
        assert path not in known or (index is not None and name == AGE)


def test_an_adult_is_of_age_on_every_day_of_the_decree() -> None:
    uninsured = {**grown(480), "has_health_insurance": False}
    household = without({**TWICE_DEPRIVED, "members": [uninsured]}, f"members[0].{AGE}")
    born = having(household, f"members[0].{AGE}", {"birth_date": date(1980, 5, 17)})
    assert classify(born).class_ == "poor"


def test_a_birth_date_is_no_age_without_a_review_date() -> None:
    uninsured = {**grown(480), "has_health_insurance": False}
    household = without({**TWICE_DEPRIVED, "members": [uninsured]}, f"members[0].{AGE}")
    decision = classify(household)
    assert decision.possible_classes == ("poor", "near_poor")
    # At school age from 1 January 2024: some days of the decree lie before, some after.
    born = {"birth_date": date(2021, 1, 1), "studying": False, "has_health_insurance": True}
    small = {**{key: fact for key, fact in grown(0).items() if key != "age_months"}, **born}
    with_child = {**TWICE_DEPRIVED, "members": [grown(480), small]}
    assert classify(with_child).settled_by == (("review_date",),)
    assert decision.settled_by == (("review_date", f"members[0].{AGE}"),)


@pytest.mark.parametrize("income", [1_500_001, 2_250_001])
def test_a_class_that_income_alone_decides_needs_nothing_else(income: int) -> None:
    decision = classify({"area": "rural", "income_per_capita": income})
    assert decision.class_ is not None
    assert decision.settlement == ((), ())
