"""Random draws for whole columns, and the columns that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import polars as pl

Array = np.ndarray[Any, Any]
"""One value for each row."""

SHARE_UNKNOWN: Final = 0.02
"""Of each fact that may be unknown, where unknowns are asked for."""


class Draws:
    """Draws of one block of rows.

    Args:
        numbers: the random numbers of the block.
        count: the number of rows.
    """

    def __init__(self, numbers: np.random.Generator, count: int) -> None:
        self._numbers = numbers
        self.count = count

    def uniform(self) -> Array:
        """Return numbers from 0 to below 1."""
        drawn: Array = self._numbers.random(self.count, dtype=np.float32)
        return drawn

    def between(self, low: Array | int, high: Array | int) -> Array:
        """Return whole numbers from ``low`` to ``high``, both included."""
        width = np.asarray(high) - np.asarray(low) + 1
        drawn: Array = low + np.floor(self._numbers.random(self.count) * width)
        return drawn.astype(np.int64)

    def chance(self, share: Array | float) -> Array:
        """Return truths, true with the probability ``share``."""
        drawn: Array = self.uniform() < share
        return drawn

    def code(self, shares: Mapping[str, float]) -> Array:
        """Return positions in ``shares``, each with its probability; they sum up to 1."""
        limits = np.cumsum(list(shares.values()), dtype=np.float64)
        if abs(limits[-1] - 1) > 1e-9:
            raise ValueError(f"the shares of {', '.join(shares)} sum up to {limits[-1]}, not to 1")
        return np.searchsorted(limits[:-1], self.uniform(), side="right").astype(np.uint8)


def texts(codes: Array, values: tuple[str, ...], unknown: Array | None = None) -> pl.Series:
    """Return the values at some positions, null where ``unknown``."""
    places = codes if unknown is None else np.where(unknown, len(values), codes)
    return pl.Series([*values, None], dtype=pl.String).gather(pl.Series(places.astype(np.uint32)))


def values_where(values: Array, known: Array) -> pl.Series:
    """Return values, null where not ``known``."""
    frame = pl.DataFrame({"value": values, "known": known})
    return frame.select(pl.when("known").then("value")).to_series()


def dates(days: Array, known: Array | None = None) -> pl.Series:
    """Return days since 1 January 1970 as dates, null where not ``known``."""
    whole = days.astype(np.int32)
    series = pl.Series(whole) if known is None else values_where(whole, known)
    return series.cast(pl.Date)


def with_unknowns(frame: pl.DataFrame, draws: Draws, never: frozenset[str]) -> pl.DataFrame:
    """Return the table with some cells of every column made null, but for those of ``never``."""
    names = [name for name in frame.columns if name not in never]
    known = pl.DataFrame({name: ~draws.chance(SHARE_UNKNOWN) for name in names})
    marked = frame.hstack(known.rename({name: f"#{name}" for name in names}))
    return marked.with_columns(pl.when(f"#{name}").then(name).alias(name) for name in names).select(
        frame.columns
    )
