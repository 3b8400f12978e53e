"""What is drawn first of neighbouring households, and shapes both of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

import numpy as np

from benchmarks.population.draws import Array, Draws

HOUSEHOLDS_IN_BLOCK: Final = 50_000
REVIEW_DATE: Final = date(2022, 9, 30)

SIZES: Final = {
    "1": 0.071,
    "2": 0.166,
    "3": 0.23,
    "4": 0.277,
    "5": 0.146,
    "6": 0.066,
    "7": 0.024,
    "8": 0.011,
    "9": 0.005,
    "10": 0.002,
    "11": 0.001,
    "12": 0.001,
}
"""Members of a household, 3.67 on average."""

SHARE_LOW_INCOME: Final = 0.092
"""Of households at or below the income line: poor and near-poor together."""

Stream = Literal["shape", "households", "members", "unknown households", "unknown members"]
_STREAMS: Final[tuple[Stream, ...]] = get_args(Stream)


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring households.

    Attributes:
        first: the ``household_id`` of the first; the others follow by one.
        sizes: members of each household.
        low_income: whether it is at or below the income line of its area.
        rural: whether it lives in a rural area.
        minority: whether it belongs to an ethnic minority.
    """

    seed: int
    number: int
    first: int
    sizes: Array
    low_income: Array
    rural: Array
    minority: Array

    def draws(self, stream: Stream) -> Draws:
        """Return the draws for a table of this block, the same at every call."""
        of_members = stream in ("members", "unknown members")
        count = int(self.sizes.sum()) if of_members else len(self.sizes)
        return _draws(self.seed, self.number, stream, count)

    def household_ids(self) -> Array:
        """Return the id of each household."""
        return np.arange(self.first, self.first + len(self.sizes), dtype=np.int64)


def blocks(households: int, seed: int) -> Iterator[Block]:
    """Yield the blocks of a population, in the order of ``household_id``, which begins at 1."""
    for number, start in enumerate(range(0, households, HOUSEHOLDS_IN_BLOCK)):
        count = min(HOUSEHOLDS_IN_BLOCK, households - start)
        draws = _draws(seed, number, "shape", count)
        sizes = draws.code(SIZES).astype(np.int64) + 1
        low_income = draws.chance(SHARE_LOW_INCOME)
        minority = draws.chance(np.where(low_income, 0.45, 0.11))
        rural = draws.chance(np.where(low_income, 0.8, 0.62))
        yield Block(seed, number, start + 1, sizes, low_income, rural, minority)


def _draws(seed: int, block: int, stream: Stream, count: int) -> Draws:
    entropy = np.random.SeedSequence((seed, block, _STREAMS.index(stream)))
    return Draws(np.random.Generator(np.random.SFC64(entropy)), count)
