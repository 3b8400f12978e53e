"""Find a household for which conditions hold: one unknown fact after the other is answered.

Only facts that keep a condition open are answered, with the values at which answers can change; a
condition that has become false ends a branch. What is found is read by the reference reading.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from chuan_ngheo.audit.proof.axes import Axis
from chuan_ngheo.expression import nodes
from chuan_ngheo.facts import NEVER_UNKNOWN
from chuan_ngheo.readings.interpret import Facts, Interpreter
from chuan_ngheo.readings.open_facts import OpenFacts
from chuan_ngheo.readings.program import Program
from chuan_ngheo.validation import resolve_ages
from chuan_ngheo.vocabulary import FACTS, ValueType

LARGEST: Final = 4
"""The most members that a household is tried with."""
_TRIES: Final = 3
_MOST_EVALUATED: Final = 4_000

Household = dict[str, Any]
Accept = Callable[[Facts], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a household must be.

    Attributes:
        facts: facts that are given, those of members under ``members``.
        conditions: what must certainly hold, with the references to rules that a program has.
        accept: what must hold beyond, once the conditions do.
    """

    facts: Household
    conditions: tuple[nodes.Node, ...]
    accept: Accept = lambda _: True


class Search:
    """Searches among the values of some axes, on one review date."""

    def __init__(self, program: Program, axes: Mapping[str, Axis], day: date) -> None:
        self._program = program
        self._axes = axes
        self._day = day
        self._left = 0

    def find(self, wanted: Wanted) -> Household | None:
        """Return a household as wanted, as small as it is found; None if none is found."""
        given = len(wanted.facts.get("members") or ())
        for size in range(max(given, 1), LARGEST + 1):
            for attempt in range(_TRIES):
                self._left = _MOST_EVALUATED
                chance = random.Random(attempt) if attempt else None
                for start in self._starts(wanted, size):
                    found = self._answer(start, wanted, chance)
                    if found is not None:
                        return found
        return None

    def _starts(self, wanted: Wanted, size: int) -> Iterator[Household]:
        """Yield households with some facts given: each event has never been, or was on a day."""
        members = [dict(member) for member in wanted.facts.get("members") or ()]
        members += [{} for _ in range(size - len(members))]
        read = self._facts_of(wanted)
        events = [name for name in sorted(NEVER_UNKNOWN & read) if name not in wanted.facts]
        days = [self._options(name) for name in events]
        for chosen in product(*([None, *some] for some in days)):
            told = {name: day for name, day in zip(events, chosen, strict=True) if day is not None}
            yield {
                "review_date": self._day,
                **wanted.facts,
                **told,
                "members": [dict(member) for member in members],
            }

    def _facts_of(self, wanted: Wanted) -> set[str]:
        """Return the names of the facts that the conditions read through the rules they name."""
        rules = self._program.rule_set
        return {
            name
            for condition in wanted.conditions
            for part in nodes.walk(condition)
            if isinstance(part, nodes.DefinitionReference)
            for name in rules.rule(part.name, self._day).facts
        }

    def _answer(
        self, household: Household, wanted: Wanted, chance: random.Random | None
    ) -> Household | None:
        if self._left <= 0:
            return None
        self._left -= 1
        ages, problems = resolve_ages(household, self._period)
        if problems:
            return None
        facts = self._program.evaluate(household, ages)
        reader = Interpreter(self._program.parameters, self._program.rule_set.classes, facts)
        truths = [reader.truth(condition, facts) for condition in wanted.conditions]
        if False in truths:
            return None
        if all(truths):
            return household if wanted.accept(facts) else None
        open_ = OpenFacts(self._program, facts)
        condition = wanted.conditions[truths.index(None)]
        path = self._next(open_.blamed(condition, facts, -1), chance)
        for value in self._values(path, chance):
            found = self._answer(_with(household, path, value), wanted, chance)
            if found is not None:
                return found
        return None

    @property
    def _period(self) -> tuple[date, date]:
        period = self._program.rule_set.period
        return period.start, period.end

    def _next(self, paths: frozenset[str], chance: random.Random | None) -> str:
        ordered = sorted(paths)
        return ordered[0] if chance is None else chance.choice(ordered)

    def _values(self, path: str, chance: random.Random | None) -> Sequence[Any]:
        values = list(self._options(path.rpartition(".")[2]))
        if chance is not None:
            chance.shuffle(values)
        return values

    def _options(self, name: str) -> tuple[Any, ...]:
        """Return the values to try; of numbers the ends first, then what lies between."""
        axis = self._axes["age_months" if name in ("birth_date", "age") else name]
        values = tuple(value for value in axis.values if value is not None)
        if axis.kind != "number":
            return values
        return tuple(fact_value(name, value) for value in _spread(values))


def fact_value(name: str, value: float) -> Any:
    """Return a number of an axis as the value of a fact; an age stands for a birth date too."""
    fact = FACTS["age_months" if name == "birth_date" else name]
    if fact.type is ValueType.DATE:
        return date.fromordinal(int(value))
    return int(value) if fact.whole else float(value)


def _spread(values: Sequence[float]) -> Iterator[float]:
    """Yield the ends, then the middles of what lies between."""
    if not values:
        return
    yield values[0]
    if len(values) > 1:
        yield values[-1]
    spans = [(0, len(values) - 1)]
    while spans:
        low, high = spans.pop(0)
        middle = (low + high) // 2
        if low < middle < high:
            yield values[middle]
            spans += [(low, middle), (middle, high)]


def _with(household: Household, path: str, value: Any) -> Household:
    if not path.startswith("members["):
        return {**household, path: value}
    position, _, name = path.removeprefix("members[").partition("].")
    members = [dict(member) for member in household["members"]]
    members[int(position)]["age_months" if name == "birth_date" else name] = value
    return {**household, "members": members}
