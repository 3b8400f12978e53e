"""durable_rules against the reference reading, household by household, column by column."""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest

from chuan_ngheo import InvalidFactsError, load_rules
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import Derived, NotDerived, derive, why_unavailable
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.write import columns
from chuan_ngheo.validation import read_facts
from tests.case_files import read_cases
from tests.generators import Facts
from tests.plan.expectations import expectations

Rulings = Mapping[str, str]

needs_durable: Final = pytest.mark.skipif(
    why_unavailable() is not None, reason="durable_rules is not available"
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many households agree, and the columns in which others differ."""

    households: int
    differences: tuple[str, ...]
    restarts: int


def usable(households: Iterable[Facts], rules: RuleSet) -> Iterator[tuple[dict[str, Any], Facts]]:
    """Yield checked facts with the columns that the reference reading gives."""
    for household in households:
        try:
            facts = read_facts(household)
            yield facts, columns(decide(facts, rules))
        except InvalidFactsError:
            continue


def derived(households: Sequence[Facts], rules: RuleSet) -> list[Derived]:
    """Return what durable_rules concludes of checked facts, without a failure."""
    with Processes(1) as processes:
        found = list(derive(households, rules, processes, with_facts=True))
    answers = [item for item in found if isinstance(item, Derived)]
    assert len(answers) == len(households)
    return answers


def agreement(
    households: Iterable[Facts],
    rule_set: str,
    rulings: Rulings,
    processes: Processes,
    kill_at: frozenset[int] = frozenset(),
) -> Agreement:
    """Compare all households that can be used.

    Args:
        kill_at: after so many answers the running processes are killed from outside.
    """
    rules = load_rules(rule_set, rulings=rulings)
    expected: list[Facts] = []

    def facts() -> Iterator[Facts]:
        for household, answer in usable(households, rules):
            expected.append(answer)
            yield household

    differences: list[str] = []
    count = 0
    for place, answer in enumerate(derive(facts(), rules, processes)):
        differences += _differences(expected[place], answer)
        expected[place] = {}
        count += 1
        if count in kill_at:
            for identifier in processes.identifiers:
                os.kill(identifier, signal.SIGKILL)
    assert count == len(expected)
    return Agreement(count, tuple(differences), processes.restarts)


def _differences(expected: Facts, answer: Derived | NotDerived) -> Iterator[str]:
    if isinstance(answer, NotDerived):
        yield f"{answer.household_id}: {answer.reason}"
        return
    found = answer.columns()
    assert list(found) == list(expected)
    for name, value in expected.items():
        if found[name] is not value and found[name] != value:
            yield f"{expected['household_id']}: {name} is {value}, re-derived {found[name]}"


def by_hand() -> Iterator[tuple[str, Rulings, list[Facts]]]:
    """Yield rule set, rulings and households of all cases made by hand and of the plan."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], list[Facts]] = defaultdict(list)
    for case in read_cases():
        found["nd-07-2021", tuple(sorted(case.rulings.items()))].append(dict(case.household))
    for item in expectations():
        rulings = tuple(sorted(item.rulings.items()))
        found["kh-132-2022-can-tho", rulings].append(item.household)
    for (rule_set, rulings), households in found.items():
        numbered = [{**one, "household_id": place} for place, one in enumerate(households, 1)]
        yield rule_set, dict(rulings), numbered
