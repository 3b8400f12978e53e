"""Numbers of which only bounds may be known, exact: whole numbers and fractions, no rounding.

Every comparison becomes the sign of a difference. durable_rules reads whole numbers of at most
53 bits without loss, so a difference goes to it as a whole number with the same sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, inf
from typing import Final

HOUSEHOLD: Final = "household"
MEMBER: Final = "member"
FALSE: Final = 0
TRUE: Final = 1
UNKNOWN: Final = 2
"""How a truth goes to the engine."""

Exact = int | Fraction | float
"""A whole number, a fraction, or an infinite number: no other floats."""
Bounds = tuple[Exact, Exact]
"""The least and the most that a number can be."""

FURTHEST: Final = 2**53 - 1
"""The largest whole number that goes to the engine; it stands for all beyond."""


@lru_cache(maxsize=65_536)
def exact(value: float) -> Exact:
    """Return the decimal number that is written: 0.1 is a tenth."""
    if isinstance(value, int) or value in (inf, -inf):
        return value
    return Fraction(Decimal(repr(value)))


def span(numbers: Iterable[Exact]) -> Bounds:
    """Return the bounds of several numbers."""
    every = tuple(numbers)
    return min(every), max(every)


def combined(symbol: str, left: Bounds | None, right: Bounds | None) -> Bounds | None:
    """Add, subtract or multiply; an unknown number makes the result unknown."""
    if left is None or right is None:
        return None
    if symbol == "+":
        return left[0] + right[0], left[1] + right[1]
    if symbol == "-":
        return left[0] - right[1], left[1] - right[0]
    return span(_product(one, other) for one in left for other in right)


def _product(one: Exact, other: Exact) -> Exact:
    return 0 if 0 in (one, other) else one * other


def signed(bounds: Bounds | None) -> tuple[int, int]:
    """Return bounds as whole numbers with the same signs, none of them too large."""
    if bounds is None:
        return -FURTHEST, FURTHEST
    return _whole(bounds[0]), _whole(bounds[1])


def _whole(number: Exact) -> int:
    """Round away from zero, so that only zero becomes zero."""
    if number >= FURTHEST:
        return FURTHEST
    if number <= -FURTHEST:
        return -FURTHEST
    return ceil(number) if number > 0 else floor(number)
