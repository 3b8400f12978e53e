"""What must hold of the class of every household, whatever its facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from chuan_ngheo import Decision, classify, load_rules
from tests.fact_changes import answers, having, known_facts, unknown_facts, without
from tests.generators import INCOMES
from tests.oracle.decree_07 import INDICATORS
from tests.oracle.home import OTHER_RULINGS
from tests.strategies import households, known_households
from tests.worsening import WORSENINGS, a_little_less_floor, one_dependant_more

Facts = dict[str, Any]
Change = Callable[[Facts], tuple[Facts, Facts]]

FROM_POOREST: Final = (
    "poor",
    "near_poor",
    "average_living_standard",
    "above_average_living_standard",
)
CHANGES: Final = [
    pytest.param(change.indicator, change.pair, id=str(change)) for change in WORSENINGS
] + [
    pytest.param("dependants", one_dependant_more, id="dependants"),
    pytest.param("housing_area", a_little_less_floor, id="housing_area"),
]


def ranks(decision: Decision) -> tuple[int, int]:
    """Give the places of the poorest and of the best possible class."""
    places = [FROM_POOREST.index(name) for name in decision.possible_classes]
    assert places == sorted(set(places))
    return places[0], places[-1]


def assert_no_better(worse: Decision, better: Decision) -> None:
    for one, other in zip(ranks(worse), ranks(better), strict=True):
        assert one <= other


def assert_refines(fuller: Decision, barer: Decision) -> None:
    """Check that what was certain with fewer facts stays so with more of them."""
    assert set(fuller.possible_classes) <= set(barer.possible_classes)
    for indicator, value in barer.deprivations.items():
        assert value is None or fuller.deprivations[indicator] is value
    assert fuller.deprivation_count.certain >= barer.deprivation_count.certain
    assert fuller.deprivation_count.possible <= barer.deprivation_count.possible


@given(known_households())
def test_a_fully_known_household_has_exactly_one_class(household: Facts) -> None:
    for rulings in ({}, OTHER_RULINGS):
        decision = classify(household, rules=load_rules("nd-07-2021", rulings=rulings))
        event(f"class {decision.class_}")
        assert decision.class_ in FROM_POOREST
        assert decision.possible_classes == (decision.class_,)
        assert None not in decision.deprivations.values()
        assert decision.settlement == ((), ())


@given(st.one_of(known_households(), households()), st.data())
def test_a_higher_income_never_makes_the_class_poorer(
    household: Facts, data: st.DataObject
) -> None:
    incomes = st.sampled_from(INCOMES) | st.integers(0, 10_000_000)
    lower, higher = sorted((data.draw(incomes), data.draw(incomes)))
    worse = classify({**household, "income_per_capita": lower})
    better = classify({**household, "income_per_capita": higher})
    event(f"ranks {ranks(worse)} and {ranks(better)}")
    assert_no_better(worse, better)
    assert worse.deprivations == better.deprivations


@pytest.mark.parametrize(("indicator", "change"), CHANGES)
@settings(max_examples=40)
@given(household=st.one_of(known_households(), households()))
def test_a_deprivation_more_never_improves_the_class(
    indicator: str, change: Change, household: Facts
) -> None:
    assume(household.get("members"))
    before, after = (classify(facts) for facts in change(household))
    assert before.deprivations[indicator] is False
    assert after.deprivations[indicator] is True
    assert {**before.deprivations, indicator: True} == after.deprivations
    assert after.deprivation_count.certain == before.deprivation_count.certain + 1
    assert_no_better(after, before)


def test_every_indicator_is_made_worse() -> None:
    assert {parameters.values[0] for parameters in CHANGES} == set(INDICATORS)


@given(households(), st.randoms())
def test_the_order_of_the_members_does_not_matter(household: Facts, order: Any) -> None:
    members = household.get("members")
    assume(members and len(members) > 1)
    positions = list(range(len(members or ())))
    order.shuffle(positions)
    one = classify(household)
    other = classify({**household, "members": [(members or [])[place] for place in positions]})
    assert other.possible_classes == one.possible_classes
    assert other.class_ == one.class_
    assert other.deprivations == one.deprivations
    assert other.deprivation_count == one.deprivation_count
    for name, values in one.statuses.items():
        assert other.statuses[name] == tuple(values[place] for place in positions)


@given(households((1, 2)), st.booleans())
def test_the_order_of_the_members_does_not_matter_to_what_is_missing(
    household: Facts, undetermined: bool
) -> None:
    members = household.get("members") or []
    assume(len(members) == 2)
    if undetermined:
        household = {**household, "income_per_capita": None}
    one = classify(household)
    other = classify({**household, "members": members[::-1]})
    swapped = {path: path for path in one.missing_facts} | {
        path: path.replace(old, new)
        for old, new in (("[0]", "[1]"), ("[1]", "[0]"))
        for path in one.missing_facts
        if old in path
    }
    assert {swapped[path] for path in one.missing_facts} == set(other.missing_facts)
    if len(one.settled_by) < 16:
        expected = {frozenset(swapped[path] for path in paths) for paths in one.settled_by}
        assert expected == {frozenset(paths) for paths in other.settled_by}


@given(st.one_of(known_households(), households()))
def test_a_fact_made_unknown_only_widens_the_possible_classes(household: Facts) -> None:
    decision = classify(household)
    for path in known_facts(household):
        assert_refines(decision, classify(without(household, path)))


@given(households())
def test_an_answer_lands_inside_the_possible_classes(household: Facts) -> None:
    decision = classify(household)
    for path in unknown_facts(household):
        for answer in answers(household, path):
            assert_refines(classify(having(household, path, answer)), decision)


@given(households(), st.data())
def test_all_answers_lead_to_one_of_the_possible_classes(
    household: Facts, data: st.DataObject
) -> None:
    complete = household
    while paths := list(unknown_facts(complete)):
        answer = data.draw(st.sampled_from(answers(complete, paths[0])))
        complete = having(complete, paths[0], answer)
    decision = classify(complete)
    assert decision.class_ is not None
    assert_refines(decision, classify(household))


@given(households())
def test_the_same_facts_give_the_same_decision(household: Facts) -> None:
    first = classify(household).to_dict(trace=True)
    assert classify(household).to_dict(trace=True) == first
    assert classify(dict(reversed(household.items()))).to_dict(trace=True) == first
