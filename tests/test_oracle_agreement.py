"""The package and the independent oracle judge the same households alike."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from typing import Any, Final

import pytest

from chuan_ngheo import Decision, classify, load_rules
from tests.generators import random_household
from tests.oracle.decree_07 import INDICATORS, Verdict, judge
from tests.oracle.home import DEFAULT_RULINGS, OTHER_RULINGS

Facts = dict[str, Any]

HOUSEHOLDS: Final = 20_000
HOUSEHOLDS_PER_RULING: Final = 1_000
_UNKNOWN_SHARES: Final = (0, 0.02, 0.05, 0.15, 0.4)


@cache
def households() -> tuple[Facts, ...]:
    rng = random.Random(7_2021)
    shares = (_UNKNOWN_SHARES[index % len(_UNKNOWN_SHARES)] for index in range(HOUSEHOLDS))
    return tuple(random_household(rng, share) for share in shares)


def said_by_the_package(decision: Decision) -> Facts:
    workers = decision.statuses.get("low_income_worker", ())
    return {
        "class": decision.class_,
        "possible_classes": decision.possible_classes,
        **decision.deprivations,
        "certain": decision.deprivation_count.certain,
        "possible": decision.deprivation_count.possible,
        "low_income_workers": dict(enumerate(workers)),
    }


def said_by_the_oracle(verdict: Verdict) -> Facts:
    return {
        "class": verdict.household_class,
        "possible_classes": verdict.possible_classes,
        **verdict.deprivations,
        "certain": verdict.certain,
        "possible": verdict.possible,
        "low_income_workers": verdict.low_income_workers,
    }


def compare(facts: tuple[Facts, ...], rulings: dict[str, str]) -> list[Verdict]:
    """Judge every household twice; fail with the first households judged differently."""
    rules = load_rules("nd-07-2021", rulings=rulings)
    verdicts = []
    differing = []
    for household in facts:
        verdict = judge(household, rulings)
        verdicts.append(verdict)
        package = said_by_the_package(classify(household, rules=rules))
        oracle = said_by_the_oracle(verdict)
        if package != oracle:
            differing.append(describe_difference(household, package, oracle))
    if differing:
        under = f"of {len(facts)} households differ under {rulings or 'the default rulings'}:"
        pytest.fail("\n".join([f"{len(differing)} {under}", *differing[:3]]), pytrace=False)
    return verdicts


def describe_difference(household: Facts, package: Facts, oracle: Facts) -> str:
    lines = [json.dumps(household, default=str, indent=1)]
    for name, answer in oracle.items():
        if package[name] != answer:
            lines.append(f"{name}: package {package[name]}, oracle {answer}")
    return "\n".join(lines)


def test_twenty_thousand_households() -> None:
    verdicts = compare(households(), {})
    classes = Counter(verdict.household_class for verdict in verdicts)
    assert len(classes) == 5
    assert min(classes.values()) > HOUSEHOLDS // 20
    for indicator in INDICATORS:
        answers = Counter(verdict.deprivations[indicator] for verdict in verdicts)
        assert all(answers[answer] > HOUSEHOLDS // 100 for answer in (True, False, None)), answers
    workers = Counter(answer for one in verdicts for answer in one.low_income_workers.values())
    assert all(workers[answer] > HOUSEHOLDS // 20 for answer in (True, False, None))


@pytest.mark.parametrize(("ruling", "option"), OTHER_RULINGS.items())
def test_every_option_of_every_ruling(ruling: str, option: str) -> None:
    facts = households()[:HOUSEHOLDS_PER_RULING]
    verdicts = compare(facts, {ruling: option})
    changed = sum(
        verdict != judge(household) for verdict, household in zip(verdicts, facts, strict=True)
    )
    assert changed >= 5


def test_rulings_combined() -> None:
    rng = random.Random(30_2025)
    for start in range(0, 5_000, 100):
        rulings = {
            name: rng.choice((default, OTHER_RULINGS[name]))
            for name, default in DEFAULT_RULINGS.items()
        }
        compare(households()[start : start + 100], rulings)


def test_the_rulings_of_the_oracle_are_those_of_the_package() -> None:
    assert load_rules("nd-07-2021").chosen == DEFAULT_RULINGS
    assert load_rules("nd-07-2021", rulings=OTHER_RULINGS).chosen == OTHER_RULINGS


def test_json_says_the_same() -> None:
    for household in households()[:200]:
        verdict = judge(household)
        said = json.loads(classify(json.dumps(household, default=str)).to_json())
        workers = verdict.low_income_workers.items()
        assert said["class"] == verdict.household_class
        assert said["possible_classes"] == list(verdict.possible_classes)
        assert said["deprivations"] == verdict.deprivations
        assert list(said["deprivations"]) == list(INDICATORS)
        assert said["deprivation_count"] == {
            "certain": verdict.certain,
            "possible": verdict.possible,
        }
        status = said["statuses"].get("low_income_worker", {"true": [], "unknown": []})
        assert status == {
            "true": [index for index, answer in workers if answer is True],
            "unknown": [index for index, answer in workers if answer is None],
        }
