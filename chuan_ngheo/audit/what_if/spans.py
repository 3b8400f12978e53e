"""What a number can be while some facts stay as they are, and which facts hold it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from chuan_ngheo.readings.interpret import combine_bounds

Paths = frozenset[str]
NOTHING: Paths = frozenset()


class Span(NamedTuple):
    """What a number can be: at least and at most, each with the facts that hold it there.

    Of a number of which only bounds are known, one of them reaches ``low``, and one ``high``.

    Attributes:
        floor: what it is at least whatever the facts are; None where that is not known.
        ceiling: likewise at most.
        terms: the parts of a sum; empty for what is no sum.
    """

    low: Any
    high: Any
    at_least: Paths
    at_most: Paths
    floor: Any = None
    ceiling: Any = None
    terms: tuple[Span, ...] = ()


ANYTHING = Span(None, None, NOTHING, NOTHING)


class Way(NamedTuple):
    """One number of a choice.

    Attributes:
        never: the facts that keep its test from being true; None if nothing does.
        sure: the facts that keep its test from being false; None if nothing does.
    """

    never: Paths | None
    sure: Paths | None
    number: Span


def fewest(found: Iterable[Paths | None]) -> Paths | None:
    """Return the smallest set that was found, if any."""
    known = [held for held in found if held is not None]
    return min(known, key=lambda held: (len(held), sorted(held))) if known else None


def union(found: Iterable[Paths | None]) -> Paths | None:
    """Return all sets together; None if one was not found."""
    together: Paths = NOTHING
    for held in found:
        if held is None:
            return None
        together |= held
    return together


def below(left: Span, right: Span, *, strictly: bool) -> Paths | None:
    """Return facts that keep one number from lying below another; None if none are found.

    Of a sum that lies further away than it need, the terms that could not bring it back by
    themselves are left out, so that few facts are named.

    Args:
        strictly: whether it is to lie below; else equal numbers are enough.
    """
    if left.low is None or right.high is None:
        return None

    def apart(low: Any, high: Any) -> bool:
        return bool(low >= high if strictly else low > high)

    if not apart(left.low, right.high):
        return None
    if left.terms:
        return _holding(left, lambda low: apart(low, right.high)) | right.at_most
    if right.terms:
        return left.at_least | _holding(_negated(right), lambda low: apart(left.low, -low))
    return left.at_least | right.at_most


def _holding(span: Span, enough: Callable[[Any], bool]) -> Paths:
    """Return facts that keep a sum high enough: those of the terms that must not fall."""
    low, held = span.low, NOTHING
    falls = [
        (float("inf") if term.floor is None else term.low - term.floor, place, term)
        for place, term in enumerate(span.terms)
    ]
    for fall, _, term in sorted(falls, key=lambda item: item[:2]):
        if enough(low - fall):
            low -= fall
        else:
            held |= term.at_least
    return held


def _negated(span: Span) -> Span:
    low, high, floor, ceiling = (
        None if end is None else -end for end in (span.high, span.low, span.ceiling, span.floor)
    )
    terms = tuple(_negated(term) for term in span.terms)
    return Span(low, high, span.at_most, span.at_least, floor, ceiling, terms)


def equal(left: Span, right: Span, *, value: bool) -> Paths | None:
    """Return facts that keep two numbers from being equal, or (``value`` false) from differing."""
    if None in (left.low, left.high, right.low, right.high):
        return None
    held = left.at_least | left.at_most | right.at_least | right.at_most
    if value:
        return held if left.low > right.high or left.high < right.low else None
    return held if left.low == left.high == right.low == right.high else None


def chosen(ways: Sequence[Way]) -> Span:
    """Return the bounds of the number beside the first test that is true.

    The choice is at least as great as the number of a test that is never false, unless the test
    of a smaller one before it can be true.
    """
    low, at_least = _best(ways)
    negated = [way._replace(number=_negated(way.number)) for way in ways]
    high, at_most = _best(negated)
    numbers = [way.number for way in ways]
    return Span(
        low,
        None if high is None else -high,
        at_least,
        at_most,
        _known(min, [number.floor for number in numbers]),
        _known(max, [number.ceiling for number in numbers]),
    )


def _best(ways: Sequence[Way]) -> tuple[Any, Paths]:
    """Return the greatest lower bound that is found for a choice, and the facts that hold it."""
    found: list[tuple[Any, Paths]] = []
    for place, way in enumerate(ways):
        if way.sure is None or way.number.low is None:
            continue
        low, paths = way.number.low, way.sure | way.number.at_least
        for earlier in ways[:place]:
            other = earlier.number.low
            if other is not None and other >= low:
                paths |= earlier.number.at_least
            elif earlier.never is not None:
                paths |= earlier.never
            elif other is None:
                break
            else:
                low, paths = other, paths | earlier.number.at_least
        else:
            found.append((low, paths))
    if not found:
        return None, NOTHING
    return max(found, key=lambda way: (way[0], -len(way[1]), sorted(way[1])))


def greatest(parts: Sequence[Span]) -> Span:
    """Return the bounds of the greatest of some numbers."""
    lows = [part for part in parts if part.low is not None]
    best = max(lows, key=lambda part: part.low, default=ANYTHING)
    high = _known(max, [part.high for part in parts])
    held = NOTHING if high is None else NOTHING.union(*(part.at_most for part in parts))
    floors = [part.floor for part in parts if part.floor is not None]
    return Span(
        best.low,
        high,
        best.at_least,
        held,
        max(floors, default=None),
        _known(max, [part.ceiling for part in parts]),
    )


def combined(symbol: str, left: Span, right: Span) -> Span:
    """Return the bounds of a sum, difference or product of two numbers."""
    if symbol == "+":
        return _sum(left, right)
    if None in (left.low, left.high, right.low, right.high):
        return ANYTHING
    amount: Any = combine_bounds(symbol, (left.low, left.high), (right.low, right.high))
    held = left.at_least | left.at_most | right.at_least | right.at_most
    return Span(amount[0], amount[1], held, held)


def _sum(left: Span, right: Span) -> Span:
    return Span(
        _known(sum, [left.low, right.low]),
        _known(sum, [left.high, right.high]),
        left.at_least | right.at_least,
        left.at_most | right.at_most,
        _known(sum, [left.floor, right.floor]),
        _known(sum, [left.ceiling, right.ceiling]),
        (*(left.terms or (left,)), *(right.terms or (right,))),
    )


def _known(join: Callable[[list[Any]], Any], ends: list[Any]) -> Any:
    return None if None in ends else join(ends)
