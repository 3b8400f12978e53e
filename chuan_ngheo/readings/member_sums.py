"""What is kept of the members of each household: the conditions over members, and how many.

A condition that any member may meet takes two bits: 00 false, 01 unknown, 11 true; so that "or"
over the members gives the answer of the household. A word of 64 bits holds 32 conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from chuan_ngheo.readings.arrays import (
    FALSE,
    TRUE,
    Array,
    Numbers,
    Value,
    as_truths,
    doubled,
    is_true,
)
from chuan_ngheo.readings.columns import Aggregate
from chuan_ngheo.readings.conditions_to_columns import SIZE, UPPER

_IN_BYTE: Final = 4
_IN_WORD: Final = 8
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
        words = -(-len(self.some) // (_IN_BYTE * _IN_WORD))
        self.sizes: Array = np.zeros(count, np.int32)
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
        groups = _Groups(places)
        at = groups.places
        self.sizes[at] += groups.sizes
        for number, word in enumerate(self.words):
            first = number * _IN_BYTE * _IN_WORD
            names = self.some[first : first + _IN_BYTE * _IN_WORD]
            packed = groups.ordered(_packed([as_truths(truths[name], count) for name in names]))
            word[at] |= np.bitwise_or.reduceat(packed, groups.starts)
        for name, numbers in zip(self.counts, self.numbers, strict=True):
            found = as_truths(truths[name], count)
            both = is_true(found).astype(np.uint64)
            both |= (found != FALSE).astype(np.uint64) << np.uint64(_HALF)
            numbers[at] += np.add.reduceat(groups.ordered(both), groups.starts)

    def columns(self, start: int, stop: int) -> dict[str, Value]:
        """Return the aggregates of the households from ``start`` on; unknown without members."""
        sizes = self.sizes[start:stop]
        none = (sizes == 0).view(np.uint8)
        unknown = none if none.any() else 0
        found: dict[str, Value] = {SIZE: Numbers(sizes, unknown)}
        for place, name in enumerate(self.some):
            word, rest = divmod(place, _IN_BYTE * _IN_WORD)
            lane, shift = divmod(rest, _IN_BYTE)
            lanes = self.words[word][start:stop].view(np.uint8).reshape(-1, _IN_WORD)
            bits = (lanes[:, lane] >> np.uint8(2 * shift)) & np.uint8(3)
            found[name] = np.minimum(bits, TRUE) | none
        for name, numbers in zip(self.counts, self.numbers, strict=True):
            part = numbers[start:stop]
            found[name] = Numbers((part & _LOW_HALF).astype(np.int64), unknown)
            found[name + UPPER] = Numbers((part >> np.uint64(_HALF)).astype(np.int64), unknown)
        return found


class _Groups:
    """Members by household: where those of each begin.

    Attributes:
        order: the order of the members by household; None if they are in order.
        starts: the position of the first of each household.
        places: the households, ascending.
        sizes: how many members each has.
    """

    def __init__(self, places: Array) -> None:
        self.order: Array | None = None
        if not (places[1:] >= places[:-1]).all():
            self.order = np.argsort(places, kind="stable")
            places = places[self.order]
        starts = np.flatnonzero(places[1:] != places[:-1]) + 1
        self.starts: Array = np.concatenate([np.zeros(1, starts.dtype), starts])
        self.places: Array = places[self.starts]
        self.sizes: Array = np.diff(self.starts, append=len(places)).astype(np.int32)

    def ordered(self, values: Array) -> Array:
        """Return values in the order of the households."""
        return values if self.order is None else values[self.order]


def _packed(truths: list[Array]) -> Array:
    """Return up to 32 truths of each member as one number."""
    lanes = np.zeros((len(truths[0]), _IN_WORD), np.uint8)
    for lane, first in enumerate(range(0, len(truths), _IN_BYTE)):
        byte = np.zeros(len(lanes), np.uint8)
        for truth in reversed(truths[first : first + _IN_BYTE]):
            byte = doubled(doubled(byte)) | truth | is_true(truth)
        lanes[:, lane] = byte
    packed: Array = lanes.view(np.uint64).ravel()
    return packed
