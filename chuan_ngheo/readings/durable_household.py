"""One household between the stages of durable_rules: its facts and the conclusions so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.readings.durable_leaves import FALSE, HOUSEHOLD, MEMBER, TRUE, UNKNOWN
from chuan_ngheo.readings.durable_numbers import Bounds, combined, exact, signed

Values = Mapping[str, Any]
Conclusions = dict[str, int]

RULE: Final = "RULE"
SUBJECT: Final = "SUBJECT"
"""The keys of a fact that say to which proposition and member it belongs."""
THE_HOUSEHOLD: Final = -1


class ContradictionError(Exception):
    """The engine concluded of a proposition that it holds and that it fails."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition as the process of the engine knows it, see ``durable_network``."""

    number: int
    name: str
    scope: str
    keys: Sequence[Any]


class Household:
    """The prepared facts of a household, and the conclusions about it and its members."""

    def __init__(self, values: Values, members: Sequence[Values] | None) -> None:
        self.values = values
        self.members = members
        self.conclusions: Conclusions = {}
        self.of_members: list[Conclusions] = [{} for _ in members or ()]

    def facts(self, proposition: Proposition) -> Iterable[dict[str, int]]:
        """Yield the facts of a proposition: one for the household, or one for each member."""
        if proposition.scope == HOUSEHOLD:
            yield self._fact(proposition, THE_HOUSEHOLD, self.values, self.conclusions)
            return
        pairs = zip(self.members or (), self.of_members, strict=True)
        for place, (values, conclusions) in enumerate(pairs):
            yield self._fact(proposition, place, values, conclusions)

    def conclude(
        self, stage: Sequence[Proposition], fired: Iterable[tuple[str, int, int]]
    ) -> None:
        """Keep the conclusions of a stage: proposition, member, truth. The others are unknown.

        Raises:
            ContradictionError: if two of them contradict each other.
        """
        for proposition in stage:
            for conclusions in self._subjects(proposition):
                conclusions[proposition.name] = UNKNOWN
        for name, place, truth in fired:
            conclusions = self.conclusions if place == THE_HOUSEHOLD else self.of_members[place]
            if conclusions[name] not in (UNKNOWN, truth):
                raise ContradictionError(name)
            conclusions[name] = truth

    def _subjects(self, proposition: Proposition) -> list[Conclusions]:
        return [self.conclusions] if proposition.scope == HOUSEHOLD else self.of_members

    def _fact(
        self, proposition: Proposition, place: int, values: Values, conclusions: Conclusions
    ) -> dict[str, int]:
        fact = {RULE: proposition.number, SUBJECT: place}
        for kind, names, source in proposition.keys:
            if kind == "value":
                fact[names[0]] = (values if source[1] == MEMBER else self.values)[source[0]]
            elif kind == "conclusion":
                own = conclusions if source[1] == MEMBER else self.conclusions
                fact[names[0]] = own[source[0]]
            elif kind == "tally":
                fact[names[0]], fact[names[1]], fact[names[2]] = self._tally(source[0])
            else:
                bounds = self._amount(source, values, conclusions)
                fact[names[0]], fact[names[1]] = signed(bounds)
        return fact

    def _tally(self, name: str) -> tuple[int, int, int]:
        """Return of how many members a proposition is true, unknown and false."""
        if self.members is None:
            return 0, 1, 0
        found = [conclusions[name] for conclusions in self.of_members]
        return found.count(TRUE), found.count(UNKNOWN), found.count(FALSE)

    def _amount(
        self, source: Sequence[Any], values: Values, conclusions: Conclusions
    ) -> Bounds | None:
        kind = source[0]
        if kind == "number":
            number = exact(source[1])
            return number, number
        if kind == "value":
            return _bounds((values if source[2] == MEMBER else self.values)[source[1]])
        if kind == "count":
            return _count([conclusions[name] for name in source[1]])
        if kind == "members":
            if self.members is None:
                return None
            return _count([conclusions[source[1]] for conclusions in self.of_members])
        left = self._amount(source[1], values, conclusions)
        return combined(kind, left, self._amount(source[2], values, conclusions))


def _bounds(value: Any) -> Bounds | None:
    if value is None:
        return None
    least, most = value if isinstance(value, list) else (value, value)
    return exact(least), exact(most)


def _count(conclusions: Sequence[int]) -> Bounds:
    certain = conclusions.count(TRUE)
    return certain, certain + conclusions.count(UNKNOWN)
