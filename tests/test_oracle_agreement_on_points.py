"""The package and the independent oracle give the same points, and the same class by points."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any, Final

import pytest

from chuan_ngheo import classify, load_rules
from tests.oracle.form_3_3 import (
    BANDS,
    DEFAULT_POINT_RULINGS,
    OTHER_POINT_RULINGS,
    OWNED,
)
from tests.oracle.home import OTHER_RULINGS
from tests.oracle.points import PointVerdict, judge_by_points
from tests.tables.population import generated

Facts = dict[str, Any]

HOUSEHOLDS: Final = 3_000
PER_RULING: Final = 500
OF_FORM_B1: Final = frozenset(
    {"region", "central_city", "work_kind", "nonfarm_work_3_months", "monthly_benefit"}
    | {"serious_illness", *(name for name, _ in BANDS), *OWNED}
)
"""What form B1 asks beside form B2; the other facts stay as ``tests.generators`` has them."""


def households(number: int, seed: int) -> list[Facts]:
    return generated(number, seed, completed=OF_FORM_B1)


def compare(some: list[Facts], rulings: dict[str, str]) -> list[PointVerdict]:
    """Judge every household twice; fail with the first households judged differently."""
    rules = load_rules("tt-07-2021", rulings=rulings)
    verdicts = []
    differing = []
    for household in some:
        verdict = judge_by_points(household, rulings)
        verdicts.append(verdict)
        found = classify(household, rules=rules)
        package = (
            *(found.class_, found.possible_classes),
            *(found.points["b1_points"], found.points["b2_points"]),
            found.household_statuses["not_poor"],
        )
        oracle = (
            *(verdict.household_class, verdict.possible_classes),
            *(verdict.b1, verdict.b2),
            verdict.not_poor,
        )
        if package != oracle:
            differing.append(f"{household}\npackage {package}\noracle {oracle}")
    if differing:
        under = f"of {len(some)} households differ under {rulings or 'the default rulings'}:"
        pytest.fail("\n".join([f"{len(differing)} {under}", *differing[:3]]), pytrace=False)
    return verdicts


def test_three_thousand_households() -> None:
    verdicts = compare(households(HOUSEHOLDS, seed=33), {})
    classes = Counter(verdict.household_class for verdict in verdicts)
    assert len(classes) == 5
    assert min(classes.values()) > HOUSEHOLDS // 100
    exact = sum(verdict.b1.low == verdict.b1.high for verdict in verdicts)
    assert HOUSEHOLDS // 10 < exact < HOUSEHOLDS * 9 // 10
    answers = Counter(verdict.not_poor for verdict in verdicts)
    assert all(answers[answer] > HOUSEHOLDS // 20 for answer in (True, False, None))


@pytest.mark.parametrize(
    ("ruling", "option"), [*OTHER_POINT_RULINGS.items(), ("working_age", "fifteen_and_over")]
)
def test_every_option_of_every_ruling_on_points(ruling: str, option: str) -> None:
    some = households(PER_RULING, seed=34)
    verdicts = compare(some, {ruling: option})
    default = [judge_by_points(household) for household in some]
    changed = sum(one != other for one, other in zip(verdicts, default, strict=True))
    assert changed >= 3


def test_rulings_combined() -> None:
    rng = random.Random(2_2022)
    some = households(500, seed=35)
    every = OTHER_POINT_RULINGS | OTHER_RULINGS
    for start in range(0, len(some), 50):
        rulings = {name: option for name, option in every.items() if rng.random() < 0.5}
        compare(some[start : start + 50], rulings)


def test_the_rulings_of_the_oracle_are_those_that_points_and_classes_read() -> None:
    rules, decree = load_rules("tt-07-2021"), load_rules("nd-07-2021")
    own = {name: option for name, option in rules.chosen.items() if name not in decree.rulings}
    assert own == {**DEFAULT_POINT_RULINGS, "form_a_labour_contract": "any_contract"}
    for name, option in OTHER_POINT_RULINGS.items():
        assert {*rules.rulings[name].options} == {option, DEFAULT_POINT_RULINGS[name]}


def test_forgetting_facts_only_widens_what_is_possible() -> None:
    """What a household is with all facts stays possible when some of them are unknown."""
    rng = random.Random(1_2022)
    widened = 0
    for household in households(800, seed=36):
        whole = classify(household, rules="tt-07-2021")
        less = forget(household, rng)
        open_ = classify(less, rules="tt-07-2021")
        assert {*whole.possible_classes} <= {*open_.possible_classes}, less
        for name, bounds in whole.points.items():
            wider = open_.points[name]
            assert bounds is not None
            assert wider is not None
            assert wider[0] <= bounds[0] <= bounds[1] <= wider[1], (name, less)
            widened += wider != bounds
    assert widened > 300


def forget(household: Facts, rng: random.Random) -> Facts:
    """Return a household without some of its facts and of those of its members.

    Whatever tells an age stays, as does the review date: ages are told apart elsewhere. So do two
    answers that are not asked of children: their absence is a no.
    """
    kept = {"household_id", "member_id", "review_date", "birth_date", "age", "age_months"}
    kept |= {"vocational_training", "monthly_benefit"}
    share = rng.choice((0.03, 0.2))

    def less(facts: Facts) -> Facts:
        return {
            name: value
            for name, value in facts.items()
            if name in kept or name == "members" or rng.random() >= share
        }

    found = less(household)
    if found.get("members"):
        found["members"] = [less(member) for member in found["members"]]
    return found
