"""One household between the stages of durable_rules: its facts and the conclusions so far."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Final

from chuan_ngheo.readings.durable_numbers import (
    FALSE,
    HOUSEHOLD,
    MEMBER,
    TRUE,
    UNKNOWN,
    Bounds,
    combined,
    exact,
    signed,
    span,
)

Values = Mapping[str, Any]
Conclusions = dict[str, int]

RULE: Final = "RULE"
SUBJECT: Final = "SUBJECT"
"""The keys of a fact that say to which proposition and member it belongs."""
THE_HOUSEHOLD: Final = -1


class ContradictionError(Exception):
    """The engine concluded of a proposition that it holds and that it fails."""


@dataclass(slots=True)
class Subject:
    """The household, or a member of it.

    Attributes:
        place: the position of the member; -1 for the household.
        values: the prepared facts.
        members: the members of the household; None where its composition is unknown.
    """

    place: int
    values: Values
    household: Subject | None
    members: list[Subject] | None
    conclusions: Conclusions = field(default_factory=dict)


Fill = Callable[[Subject], Iterable[int]]
Amount = Callable[[Subject], Bounds | None]


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition as the process of the engine knows it, see ``durable_network``.

    Attributes:
        template: its fact as JSON, with places for sid, id, subject and each number.
        fills: what gives the numbers, in order.
    """

    name: str
    scope: str
    template: str
    fills: tuple[Fill, ...]

    def fact(self, sid: str, identifier: int, subject: Subject) -> str:
        """Return the fact of a subject as JSON."""
        numbers = chain.from_iterable(fill(subject) for fill in self.fills)
        return self.template % (sid, identifier, subject.place, *numbers)


class Household:
    """A household with its members."""

    def __init__(self, values: Values, members: Sequence[Values] | None) -> None:
        self.itself = Subject(THE_HOUSEHOLD, values, None, None)
        self.itself.household = self.itself
        self.members = [
            Subject(place, own, self.itself, None) for place, own in enumerate(members or ())
        ]
        if members is not None:
            self.itself.members = self.members

    def subjects(self, proposition: Proposition) -> list[Subject]:
        """Return those whom a proposition is about."""
        return [self.itself] if proposition.scope == HOUSEHOLD else self.members

    def points(self, number: Amount) -> list[int] | None:
        """Return the bounds of a number of points; None if nothing is known of it."""
        bounds = number(self.itself)
        return None if bounds is None else [int(end) for end in bounds]

    def conclude(self, stage: Sequence[Proposition], fired: Iterable[tuple[str, int, int]]) -> None:
        """Keep the conclusions of a stage: proposition, member, truth. The others are unknown.

        Raises:
            ContradictionError: if two of them contradict each other.
        """
        for proposition in stage:
            for subject in self.subjects(proposition):
                subject.conclusions[proposition.name] = UNKNOWN
        for name, place, truth in fired:
            subject = self.itself if place == THE_HOUSEHOLD else self.members[place]
            if subject.conclusions[name] not in (UNKNOWN, truth):
                raise ContradictionError(name)
            subject.conclusions[name] = truth


def proposition_of(number: int, name: str, scope: str, keys: Sequence[Any]) -> Proposition:
    """Return a proposition from the plain values of ``Key.to_json``."""
    names = [name for _, group, _ in keys for name in group]
    places = "".join(f', "{name}": %d' for name in names)
    template = f'{{"sid": "%s", "id": %d, "{RULE}": {number}, "{SUBJECT}": %d{places}}}'
    return Proposition(
        name, scope, template, tuple(_fill(kind, source) for kind, _, source in keys)
    )


def numbers_of(fact: str) -> dict[str, int]:
    """Return the numbers of a fact by key, without what says where it belongs."""
    return {
        name: number
        for name, number in json.loads(fact).items()
        if name not in ("sid", "id", RULE, SUBJECT)
    }


def _fill(kind: str, source: Sequence[Any]) -> Fill:
    if kind == "difference":
        return partial(_signs, amount_of(source))
    if kind == "tally":
        return partial(_tally, source[0])
    name, scope = source
    if kind == "value":
        return partial(_own_value if scope == MEMBER else _value_of_household, name)
    return partial(_own_conclusion if scope == MEMBER else _conclusion_of_household, name)


def _own_value(name: str, subject: Subject) -> Iterable[int]:
    return (subject.values[name],)


def _value_of_household(name: str, subject: Subject) -> Iterable[int]:
    return (_household(subject).values[name],)


def _own_conclusion(name: str, subject: Subject) -> Iterable[int]:
    return (subject.conclusions[name],)


def _conclusion_of_household(name: str, subject: Subject) -> Iterable[int]:
    return (_household(subject).conclusions[name],)


def _signs(amount: Amount, subject: Subject) -> Iterable[int]:
    return signed(amount(subject))


def _tally(name: str, subject: Subject) -> Iterable[int]:
    """Give of how many members a proposition is true, unknown and false."""
    members = _household(subject).members
    if members is None:
        return 0, 1, 0
    found = [member.conclusions[name] for member in members]
    return found.count(TRUE), found.count(UNKNOWN), found.count(FALSE)


def _household(subject: Subject) -> Subject:
    assert subject.household is not None
    return subject.household


def amount_of(source: Sequence[Any]) -> Amount:
    """Return what works out a number from the plain values of ``Conditions``."""
    kind = source[0]
    if kind == "number":
        number = exact(source[1])
        return lambda _: (number, number)
    if kind == "value":
        return partial(_bounds, source[1], source[2] == MEMBER)
    if kind == "count":
        return partial(_count_true, source[1])
    if kind == "members":
        return partial(_count_members, source[1])
    if kind == "chosen":
        cases = tuple((name, amount_of(number)) for name, number in source[1])
        return partial(_chosen, cases, amount_of(source[2]))
    if kind == "greatest":
        return partial(_greatest, tuple(map(amount_of, source[1])))
    left, right = amount_of(source[1]), amount_of(source[2])
    return lambda subject: combined(kind, left(subject), right(subject))


def _chosen(
    cases: Sequence[tuple[str, Amount]], otherwise: Amount, subject: Subject
) -> Bounds | None:
    """Give the number of the first proposition that is true, or bounds over all possible ones."""
    possible: list[Bounds | None] = []
    for name, amount in cases:
        conclusion = subject.conclusions[name]
        if conclusion != FALSE:
            possible.append(amount(subject))
        if conclusion == TRUE:
            break
    else:
        possible.append(otherwise(subject))
    known = [bounds for bounds in possible if bounds is not None]
    return span(chain.from_iterable(known)) if len(known) == len(possible) else None


def _greatest(amounts: Sequence[Amount], subject: Subject) -> Bounds | None:
    found = [amount(subject) for amount in amounts]
    known = [bounds for bounds in found if bounds is not None]
    if len(known) < len(found):
        return None
    return max(least for least, _ in known), max(most for _, most in known)


def _bounds(name: str, own: bool, subject: Subject) -> Bounds | None:
    value = (subject if own else _household(subject)).values[name]
    if isinstance(value, int):
        return value, value
    if value is None:
        return None
    least, most = value if isinstance(value, list) else (value, value)
    return exact(least), exact(most)


def _count_true(names: Sequence[str], subject: Subject) -> Bounds:
    return _count(subject.conclusions[name] for name in names)


def _count_members(name: str, subject: Subject) -> Bounds | None:
    members = _household(subject).members
    return None if members is None else _count(member.conclusions[name] for member in members)


def _count(conclusions: Iterable[int]) -> Bounds:
    """Return how many are true for certain, and at most; true is 1 and unknown 2."""
    found = list(conclusions)
    certain = found.count(TRUE)
    return certain, certain + found.count(UNKNOWN)


def stages_of(propositions: Iterable[Sequence[Any]]) -> Iterator[list[Proposition]]:
    """Yield the propositions of a network, stage by stage."""
    stages: dict[int, list[Proposition]] = {}
    for number, (name, scope, stage, keys) in enumerate(propositions):
        stages.setdefault(stage, []).append(proposition_of(number, name, scope, keys))
    for stage in sorted(stages):
        yield stages[stage]
