"""Truths and numbers over all states: what is certain, what is possible, and bounds of numbers."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from chuan_ngheo.audit.proof.axes import Booleans, Floats


class Truths(NamedTuple):
    """Where a condition certainly holds, and where it possibly holds."""

    certain: Booleans
    possible: Booleans

    def __invert__(self) -> Truths:
        return Truths(~self.possible, ~self.certain)

    def both(self, other: Truths) -> Truths:
        """Return where this and the other hold."""
        return Truths(self.certain & other.certain, self.possible & other.possible)

    def either(self, other: Truths) -> Truths:
        """Return where this or the other holds."""
        return Truths(self.certain | other.certain, self.possible | other.possible)

    @property
    def known(self) -> Booleans:
        """Where it is known whether the condition holds."""
        return self.certain | ~self.possible


class Bounds(NamedTuple):
    """The lowest and the highest value of a number."""

    low: Floats
    high: Floats


def exactly(value: float) -> Bounds:
    """Return a number that is the same in every state."""
    number = np.array(float(value))
    return Bounds(number, number)


def count(truth: Truths) -> Bounds:
    """Return 1 where a condition holds and 0 where it does not."""
    return Bounds(truth.certain.astype(float), truth.possible.astype(float))


def compare(symbol: str, left: Bounds, right: Bounds) -> Truths:
    """Compare two numbers by their bounds."""
    if symbol in (">", ">="):
        left, right = right, left
        symbol = "<" if symbol == ">" else "<="
    if symbol == "<":
        return Truths(left.high < right.low, left.low < right.high)
    if symbol == "<=":
        return Truths(left.high <= right.low, left.low <= right.high)
    apart = (left.low > right.high) | (left.high < right.low)
    same = (left.low == left.high) & (right.low == right.high) & (left.low == right.low)
    equal = Truths(same, ~apart)
    return equal if symbol == "==" else ~equal


def combine(symbol: str, left: Bounds, right: Bounds) -> Bounds:
    """Add, subtract or multiply two numbers by their bounds; 0 times any number is 0."""
    if symbol == "+":
        return Bounds(left.low + right.low, left.high + right.high)
    if symbol == "-":
        return Bounds(left.low - right.high, left.high - right.low)
    with np.errstate(invalid="ignore"):
        products = [
            np.nan_to_num(one * other, posinf=np.inf, neginf=-np.inf)
            for one in left
            for other in right
        ]
    return Bounds(reduce(np.minimum, products), reduce(np.maximum, products))


def chosen(test: Truths, one: Bounds, rest: Bounds) -> Bounds:
    """Return one number where a test holds, the rest where it does not; else around both."""
    low, high = np.minimum(one.low, rest.low), np.maximum(one.high, rest.high)
    return Bounds(
        np.where(test.certain, one.low, np.where(test.possible, low, rest.low)),
        np.where(test.certain, one.high, np.where(test.possible, high, rest.high)),
    )


def greatest(one: Bounds, other: Bounds) -> Bounds:
    """Return the greater of two numbers."""
    return Bounds(np.maximum(one.low, other.low), np.maximum(one.high, other.high))
