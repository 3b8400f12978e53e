"""What is kept of the members of each household: the conditions over members, and how many.

A condition that any member may meet takes two bits: 00 false, 01 unknown, 11 true; so that "or"
over the members gives the answer of the household. A word of 64 bits holds 32 conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from chuan_ngheo.readings.arrays import (
    TRUE,
    Array,
    Numbers,
    Value,
    as_truths,
)
from chuan_ngheo.readings.cells import count_at, or_at
from chuan_ngheo.readings.columns import Aggregate
from chuan_ngheo.readings.conditions_to_columns import SIZE, UPPER

_IN_WORD: Final = 32
_HALF: Final = 32
_LOW_HALF: Final = np.uint64((1 << _HALF) - 1)


class MemberSums:
    """Sums over members that come in any order and in any number of parts.

    Args:
        aggregates: what is kept.
        count: the number of households.
    """

    def __init__(self, aggregates: tuple[Aggregate, ...], count: int) -> None:
        self.some = tuple(item.name for item in aggregates if item.kind == "any")
        self.counts = tuple(item.name for item in aggregates if item.kind == "count")
        words = -(-len(self.some) // _IN_WORD)
        self._sizes: Array = np.zeros(count, np.uint64)
        self.words = [np.zeros(count, np.uint64) for _ in range(words)]
        self.numbers = [np.zeros(count, np.uint64) for _ in self.counts]

    def add(self, places: Array, truths: Mapping[str, Value]) -> None:
        """Add members.

        Args:
            places: the position of the household of each.
            truths: for each aggregate whether its condition holds of them.
        """
        count = len(places)
        if not count:
            return
        places = np.ascontiguousarray(places, np.int64)
        count_at(self._sizes, places, np.full(count, TRUE))
        for number, word in enumerate(self.words):
            names = self.some[number * _IN_WORD : (number + 1) * _IN_WORD]
            or_at(word, places, tuple(as_truths(truths[name], count) for name in names))
        for name, numbers in zip(self.counts, self.numbers, strict=True):
            count_at(numbers, places, as_truths(truths[name], count))

    def sizes(self, start: int, stop: int) -> Array:
        """Return the number of members of the households from ``start`` on."""
        found: Array = (self._sizes[start:stop] & _LOW_HALF).astype(np.int64)
        return found

    def columns(self, start: int, stop: int) -> dict[str, Value]:
        """Return the aggregates of the households from ``start`` on; unknown without members."""
        sizes = self.sizes(start, stop)
        none = (sizes == 0).view(np.uint8)
        unknown = none if none.any() else 0
        found: dict[str, Value] = {SIZE: Numbers(sizes, unknown)}
        for place, name in enumerate(self.some):
            word, shift = divmod(place, _IN_WORD)
            bits = (self.words[word][start:stop] >> np.uint64(2 * shift)).astype(np.uint8)
            bits &= np.uint8(3)
            found[name] = np.minimum(bits, TRUE) | none
        for name, numbers in zip(self.counts, self.numbers, strict=True):
            part = numbers[start:stop]
            found[name] = Numbers((part & _LOW_HALF).astype(np.int64), unknown)
            found[name + UPPER] = Numbers((part >> np.uint64(_HALF)).astype(np.int64), unknown)
        return found
