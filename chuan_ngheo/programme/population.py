"""Households as the programme counts them, and counts that keep what is unknown apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from chuan_ngheo.decision import Decision

BELOW_THE_LINE: Final = frozenset({"poor", "near_poor"})
"""The two classes that the plan's targets speak of: poor (hộ nghèo), near-poor (hộ cận nghèo)."""

Truth = bool | None


class Range(NamedTuple):
    """A count between what is certain and what is possible."""

    certain: int
    possible: int

    def plus(self, certain: int, possible: int) -> Range:
        """Return the range with more that is certain, and more that is possible."""
        return Range(self.certain + certain, self.possible + possible)

    @property
    def unknown(self) -> int:
        """How many may or may not belong."""
        return self.possible - self.certain


NONE: Final = Range(0, 0)


@dataclass(frozen=True, slots=True)
class Case:
    """One household: its checked facts and the decision on it.

    Attributes:
        facts: as :func:`chuan_ngheo.validation.read_facts` returns them.
    """

    facts: Mapping[str, Any]
    decision: Decision

    @property
    def members(self) -> tuple[Mapping[str, Any], ...]:
        """The recorded members; empty where the composition is unknown."""
        return tuple(self.facts.get("members") or ())

    def of_classes(self, classes: frozenset[str]) -> Truth:
        """Tell whether the household belongs to one of some classes; None if unknown."""
        possible = set(self.decision.possible_classes)
        if possible <= classes:
            return True
        return None if possible & classes else False


def cases_of(population: Iterable[tuple[Mapping[str, Any], Decision]]) -> tuple[Case, ...]:
    """Return the households of a population of pairs of facts and decision."""
    return tuple(Case(facts, decision) for facts, decision in population)


def count_class(cases: Iterable[Case], class_: str) -> Range:
    """Return how many households are of a class, for certain and at most."""
    values = [case.of_classes(frozenset({class_})) for case in cases]
    certain = sum(value is True for value in values)
    return Range(certain, certain + sum(value is None for value in values))
