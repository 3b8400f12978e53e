"""Sets of what conditions and numbers can become, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import Truth
from chuan_ngheo.rulebook.rules import Parameter

Bounds = tuple[float, float]
WholeBounds = tuple[int, int]
Outcome = Bounds | str
UNKNOWN: Final[Bounds] = (-inf, inf)
SETTLED: Final = "settled"
"""Stands for a number that will be known, whatever it is."""
_SMALL: Final = 10_000
"""Sums of numbers below this are listed, which for amounts of dong would be too many."""


def terms_of(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the terms of a sum, from left to right."""
    match node:
        case nodes.Arithmetic("+", left, right):
            yield from terms_of(left)
            yield from terms_of(right)
        case _:
            yield node


def sums(terms: Sequence[Iterable[WholeBounds]]) -> frozenset[WholeBounds]:
    """Return every pair of bounds that the sum can have.

    A form's points are a sum of some thirty items. Every way to choose one outcome of each is too
    many; but the sums of whole numbers are few, and a set of them is one number, bit by bit.

    Args:
        terms: for each term the bounds that it can have, whole and finite.
    """
    lows = {0: 1}  # by the width of the bounds: the lowest values above the base, as bits
    base = 0
    for term in terms:
        found = tuple(term)
        least = min(low for low, _ in found)
        base += least
        wider: dict[int, int] = {}
        for low, high in found:
            for width, bits in lows.items():
                together = width + high - low
                wider[together] = wider.get(together, 0) | bits << (low - least)
        lows = wider
    return frozenset(
        (base + place, base + place + width)
        for width, bits in lows.items()
        for place in _ones(bits)
    )


def _ones(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def whole_bounds(outcomes: frozenset[Outcome]) -> list[tuple[int, int]] | None:
    """Return outcomes as pairs of small whole numbers; None if one is something else."""
    found: list[tuple[int, int]] = []
    for outcome in outcomes:
        if isinstance(outcome, str) or not all(
            abs(end) < _SMALL and end == int(end) for end in outcome
        ):
            return None
        found.append((int(outcome[0]), int(outcome[1])))
    return found


def both(one: Outcome, other: Outcome) -> Outcome:
    """Return the bounds within which one of two numbers lies."""
    if isinstance(one, str) or isinstance(other, str):
        return UNKNOWN
    return min(one[0], other[0]), max(one[1], other[1])


def fold(parts: Iterable[frozenset[Truth]], *, deciding: bool) -> frozenset[Truth]:
    """Combine outcomes of the parts of an Or (deciding True) or And (deciding False)."""
    outcomes: frozenset[Truth] = frozenset({not deciding})
    for part in parts:
        outcomes = frozenset(
            deciding
            if deciding in (one, other)
            else (None if None in (one, other) else not deciding)
            for one in outcomes
            for other in part
        )
    return outcomes


def counts(parts: Iterable[frozenset[Truth]]) -> frozenset[Outcome]:
    """Return every pair (certain, possible) that a count can become."""
    found: set[tuple[int, int]] = {(0, 0)}
    for part in parts:
        found = {
            (certain + (value is True), possible + (value is not False))
            for certain, possible in found
            for value in part
        }
    return frozenset((float(certain), float(possible)) for certain, possible in found)


def rows_within(parameter: Parameter, bounds: tuple[Any, Any] | None) -> tuple[Any, ...]:
    """Return the row keys that lie within bounds, and the one that holds the lower bound."""
    if bounds is None:
        return parameter.rows
    inside = [key for key in parameter.rows if bounds[0] <= key <= bounds[1]]
    return (bounds[0], *inside)
