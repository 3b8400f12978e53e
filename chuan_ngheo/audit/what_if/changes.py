"""The smallest changes of facts that reach an aim: all of them, and no larger one.

A change that works must change at least one fact of every set of facts that stands in the way. So
the search takes one such set after the other and tries each of its facts, fewest first. Where none
is found although no value works, the set is that of all values together; so nothing is missed, and
every change that is returned has been tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from chuan_ngheo.audit.what_if.aims import Aim
from chuan_ngheo.audit.what_if.household import UNCHANGEABLE, Subject, as_number
from chuan_ngheo.audit.what_if.obstacles import Obstacles
from chuan_ngheo.labels import split_path

LARGEST: Final = 3
"""How many facts are changed at most, unless asked for more."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One smallest set of facts with every way to change them that reaches the aim.

    Attributes:
        facts: the paths of the facts.
        unchangeable: those of them that can only have been recorded wrongly.
        ways: the new values, in the order of ``facts``; ages in completed months. Of a number, the
            nearest ones.
    """

    facts: tuple[str, ...]
    unchangeable: tuple[str, ...]
    ways: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The smallest changes that reach an aim.

    Attributes:
        size: how many facts each changes; 0 if no change of up to ``largest`` facts reaches it.
    """

    aim: Aim
    size: int
    largest: int
    found: tuple[Change, ...]


def smallest_changes(
    subject: Subject, aim: Aim, largest: int = LARGEST, *, changeable: bool = False
) -> Changes:
    """Return all changes of the fewest known facts that reach an aim.

    Unknown facts are left unknown: they are asked, not changed.

    Args:
        changeable: whether facts are left alone that nobody can change.
    """
    search = _Search(subject, aim, changeable=changeable)
    for size in range(1, largest + 1):
        found = [*search.of_size(size)]
        if found:
            return Changes(aim, size, largest, tuple(found))
    return Changes(aim, 0, largest, ())


class _Search:
    """Searches the sets of facts of one size after the other."""

    def __init__(self, subject: Subject, aim: Aim, *, changeable: bool) -> None:
        self._subject = subject
        self._aim = aim
        self._paths = tuple(
            path
            for path in subject.known(aim.facts(subject.rules))
            if not (changeable and split_path(path)[1] in UNCHANGEABLE)
        )
        self._order = {path: place for place, path in enumerate(self._paths)}
        self._none_free: Obstacles | None = None
        self._in_the_way: dict[frozenset[str], frozenset[str]] = {}

    def of_size(self, size: int) -> Iterator[Change]:
        """Yield every set of this size that reaches the aim, given that no smaller one does."""
        level = {frozenset[str]()}
        for _ in range(size):
            level = {chosen | {path} for chosen in level for path in self._needed(chosen)}
        for chosen in sorted(level, key=self._places):
            facts = self._ordered(chosen)
            ways = self._tried(chosen)
            if ways:
                unchangeable = tuple(path for path in facts if split_path(path)[1] in UNCHANGEABLE)
                yield Change(facts, unchangeable, _nearest(self._subject, facts, ways))

    def _places(self, chosen: frozenset[str]) -> list[int]:
        return sorted(self._order[path] for path in chosen)

    def _ordered(self, chosen: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(chosen, key=self._order.__getitem__))

    def _needed(self, chosen: frozenset[str]) -> frozenset[str]:
        """Return facts of which any larger change that works changes at least one."""
        if chosen not in self._in_the_way:
            self._in_the_way[chosen] = self._find_needed(chosen)
        return self._in_the_way[chosen]

    def _find_needed(self, chosen: frozenset[str]) -> frozenset[str]:
        in_the_way = self._obstacles(self._subject, chosen)
        if in_the_way is not None:
            return in_the_way - chosen
        found: set[str] = set()
        for values in self._assignments(chosen):
            subject = Subject(self._subject.changed(values), self._subject.rules)
            in_the_way = self._obstacles(subject, frozenset())
            if in_the_way is None:
                return frozenset(self._paths) - chosen
            found |= in_the_way - chosen
        return frozenset(found)

    def _obstacles(self, subject: Subject, free: frozenset[str]) -> frozenset[str] | None:
        """Return facts that keep the aim away while some are free; none may be found."""
        if subject.facts is None:
            return frozenset()
        if self._none_free is None and self._subject.facts is not None:
            facts = self._subject.facts
            self._none_free = Obstacles(self._subject.program, facts, frozenset())
        none_free = self._none_free if subject is self._subject else None
        obstacles = Obstacles(subject.program, subject.facts, free, none_free)
        found = obstacles.against(self._aim.subject, value=self._aim.value)
        return None if found is None else found & frozenset(self._paths)

    def _assignments(self, chosen: frozenset[str]) -> Iterator[Values]:
        facts = self._ordered(chosen)
        for values in product(*(self._subject.options(path) for path in facts)):
            yield dict(zip(facts, values, strict=True))

    def _tried(self, chosen: frozenset[str]) -> tuple[tuple[Any, ...], ...]:
        """Return every new value, or combination of them, with which the aim is reached.

        Of the number that is tried last only the nearest values are returned.
        """
        facts = self._ordered(chosen)
        last = [path for path in facts if self._subject.number(path) is not None]
        order = [path for path in facts if path not in last] + last
        ways = self._reaching({}, order)
        return tuple(tuple(way[path] for path in facts) for way in ways)

    def _reaching(self, values: Values, rest: list[str]) -> Iterator[Values]:
        """Yield the ways to change the rest of the facts beside some that have new values."""
        given = self._subject.changed(values)
        if not rest:
            facts = self._subject.evaluate(given)
            if facts is not None and self._aim.reached(facts):
                yield values
            return
        subject = Subject(given, self._subject.rules) if values else self._subject
        if self._obstacles(subject, frozenset(rest)) is not None:
            return
        path, *others = rest
        for options in self._sides(path):
            for value in options:
                reached = False
                for way in self._reaching({**values, path: value}, others):
                    reached = True
                    yield way
                if reached and not others:
                    break

    def _sides(self, path: str) -> tuple[Sequence[Any], ...]:
        """Return the other values of a fact; of a number those below and above, nearest first."""
        options, now = self._subject.options(path), self._subject.number(path)
        if now is None:
            return tuple((value,) for value in options)
        numbers = [(as_number(value), value) for value in options]
        below = [
            (now - number, value)
            for number, value in numbers
            if number is not None and number < now
        ]
        above = [
            (number - now, value)
            for number, value in numbers
            if number is not None and number > now
        ]
        never = [value for number, value in numbers if number is None]
        sides = [[value for _, value in sorted(side, key=_distance)] for side in (below, above)]
        return (*sides, *((value,) for value in never))


def _distance(pair: tuple[float, Any]) -> float:
    return pair[0]


def _nearest(
    subject: Subject, facts: Sequence[str], ways: Sequence[tuple[Any, ...]]
) -> tuple[tuple[Any, ...], ...]:
    """Return the ways without those that move a number further than another does."""
    return tuple(
        way
        for way in ways
        if not any(_is_nearer(subject, facts, other, way) for other in ways if other != way)
    )


def _is_nearer(
    subject: Subject, facts: Sequence[str], one: tuple[Any, ...], other: tuple[Any, ...]
) -> bool:
    """Tell whether one way differs from another in numbers only, moved less and the same way."""
    for path, mine, theirs in zip(facts, one, other, strict=True):
        if mine == theirs:
            continue
        now, here, there = subject.number(path), as_number(mine), as_number(theirs)
        if now is None or here is None or there is None:
            return False
        if not (now < here < there or now > here > there):
            return False
    return True
