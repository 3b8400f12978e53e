"""The durable_rules reading: forward chaining from facts to a decision, for a second opinion.

The engine gets the conditions of the rule files as they are read and drawn together for a period
(``Program.rules``), and shares nothing with the readings that run them: what it takes from them is
no truth of any condition. Before it sees a household, texts, dates, ages and limits of tables
become whole numbers (``durable_leaves``); every comparison, every "and", "or" and "not", every
condition over members, the class and the eligibility are conclusions of its rules. Between two
stages conclusions are counted here (how many members, how many indicators), and points are chosen
and added: which answer of a form holds is a conclusion, the sum of its points is worked out here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from math import inf
from typing import Any, Final

from chuan_ngheo.decision import DeprivationCount, Points, Truth, point_columns
from chuan_ngheo.diagnostics import Problem, extra_absent
from chuan_ngheo.history import resolve_history
from chuan_ngheo.readings.durable_leaves import household_values, with_ages
from chuan_ngheo.readings.durable_network import Network, network_for
from chuan_ngheo.readings.durable_numbers import FALSE, TRUE
from chuan_ngheo.readings.durable_processes import Answer, GivenUp, Processes, Question
from chuan_ngheo.rulebook.rules import RuleSet

RELEASE: Final = "2.0.28"
LAST_PYTHON: Final = (3, 12)
_TRUTHS: Final[Mapping[int, Truth]] = {FALSE: False, TRUE: True}


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule of the engine that fired.

    Attributes:
        proposition: id of the rule, or of a part of it.
        member: position of the member (from 0); None for the household.
        value: whether it was concluded to be true or false.
        facts: the fact that it fired on, if it was asked for.
    """

    proposition: str
    member: int | None
    value: bool
    facts: Mapping[str, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the firing as plain values for JSON."""
        place = {} if self.member is None else {"member": self.member}
        facts = {} if self.facts is None else {"facts": dict(self.facts)}
        return {"rule": self.proposition, **place, "value": self.value, **facts}


@dataclass(frozen=True, slots=True)
class Derived:
    """What the engine concluded of one household."""

    household_id: int | str | None
    class_: str | None
    possible_classes: tuple[str, ...]
    deprivations: Mapping[str, Truth]
    deprivation_count: DeprivationCount
    points: Mapping[str, Points]
    eligibility: Mapping[str, Truth]
    _fired: str

    def columns(self) -> dict[str, Any]:
        """Return its columns as those of a decision: one row for each household."""
        return {
            "household_id": self.household_id,
            "class": self.class_,
            "possible_classes": "|".join(self.possible_classes),
            **self.deprivations,
            "deprivations_certain": self.deprivation_count.certain,
            "deprivations_possible": self.deprivation_count.possible,
            **point_columns(self.points),
            **self.eligibility,
        }

    @property
    def fired(self) -> tuple[Firing, ...]:
        """What fired, in order: the evidence for the conclusions."""
        return tuple(
            Firing(name, None if place < 0 else place, truth == TRUE, *facts)
            for name, place, truth, *facts in json.loads(self._fired)
        )


@dataclass(frozen=True, slots=True)
class NotDerived:
    """A household on which the engine failed every time."""

    household_id: int | str | None
    reason: str


def why_unavailable(python: tuple[int, ...] = sys.version_info[:2]) -> Problem | None:
    """Tell why this reading cannot be used here; None where it can."""
    if python[:2] > LAST_PYTHON:
        expected = f"Python 3.11 or 3.12 for durable_rules {RELEASE}"
        advice = "Use --engine reference or --engine duckdb."
        found = f"Python {python[0]}.{python[1]}"
        return Problem("engine-unavailable", found, expected, advice, path="--engine durable")
    if find_spec("durable") is None:
        return extra_absent("durable", "no durable_rules", "engine-unavailable", "--engine durable")
    return None


def derive(
    households: Iterable[Mapping[str, Any]],
    rules: RuleSet,
    processes: Processes,
    *,
    with_facts: bool = False,
) -> Iterator[Derived | NotDerived]:
    """Decide households by their checked facts, in their order.

    Args:
        households: facts that ``decide`` of the reference reading accepts, each on a day within
            the period of the rule set.
        with_facts: whether each firing keeps the fact that it fired on.
    """
    asked: list[tuple[Any, Network]] = []

    def questions() -> Iterator[Question]:
        for facts in households:
            network = network_for(rules, facts.get("review_date"))
            asked.append((facts.get("household_id"), network))
            values, members = _prepared(facts, network, rules)
            household = {"values": values, "members": members, "with_facts": with_facts}
            yield Question(network.name, network.to_json, household)

    for answer in processes.ask(questions()):
        identifier, network = asked.pop(0)
        if isinstance(answer, GivenUp):
            yield NotDerived(identifier, answer.reason)
        else:
            yield _derived(identifier, network, answer, rules)


def _prepared(
    given: Mapping[str, Any], network: Network, rules: RuleSet
) -> tuple[Mapping[str, Any], list[dict[str, Any]] | None]:
    """Return the values of a household and its members; None where the members are unknown."""
    period = rules.period.start, rules.period.end
    history = resolve_history(given)[0] if given.get("list_decisions") else {}
    day: date | None = given.get("review_date")
    members = [with_ages(member, day, period) for member in given.get("members") or ()]
    facts = {**given, **history, "household_size": len(members) or (1, inf)}
    values, of_members = household_values(network.readers, facts, members)
    return values, of_members if members else None


def _derived(identifier: Any, network: Network, answer: Answer, rules: RuleSet) -> Derived:
    count = len(network.outputs)
    truths = {
        name: _TRUTHS.get(number)
        for name, number in zip(network.outputs, answer.conclusions[:count], strict=True)
    }
    points = zip(network.points, answer.conclusions[count:], strict=True)
    possible = tuple(name for name in rules.classes if truths[name] is not False)
    deprivations = {name: truths[name] for name in rules.indicators}
    found = list(deprivations.values())
    certain = found.count(True)
    return Derived(
        identifier,
        possible[0] if len(possible) == 1 else None,
        possible,
        deprivations,
        DeprivationCount(certain, certain + found.count(None)),
        {name: bounds and (bounds[0], bounds[1]) for name, bounds in points},
        {name: truths.get(name, False) for name in rules.benefits},
        answer.fired,
    )
