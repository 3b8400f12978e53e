"""The positions of households by their ids."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array

NOWHERE: Final = -1
"""The place of a member whose id no household has."""


class Places:
    """The position of each household by its id; a repeated id stands for its first row."""

    def __init__(self, ids: pl.Series) -> None:
        self.dtype = ids.dtype
        self.order: Array = ids.arg_sort().cast(pl.Int64).to_numpy()
        self.sorted = ids.gather(self.order)
        whole = ids.dtype.is_integer() and not ids.null_count()
        self.keys: Array | None = self.sorted.to_numpy() if whole else None

    def of(self, ids: pl.Series) -> Array:
        """Return the position for each id, ``NOWHERE`` where no household has it."""
        if ids.dtype != self.dtype:
            return place_of_each(ids.cast(pl.String), self.sorted.cast(pl.String), self.order)
        if self.keys is None or ids.null_count() or not len(self.keys):
            return place_of_each(ids, self.sorted, self.order)
        wanted = ids.to_numpy()
        ascending = np.argsort(wanted)
        found = np.empty(len(wanted), np.int64)
        found[ascending] = np.searchsorted(self.keys, wanted[ascending])
        found = np.minimum(found, len(self.keys) - 1)
        return np.where(self.keys[found] == wanted, self.order[found], NOWHERE)


def place_of_each(ids: pl.Series, known: pl.Series, places: Array) -> Array:
    """Return for each id the place that stands beside it, ``NOWHERE`` if it is not known.

    Args:
        known: ids of households; of a repeated one the first counts.
        places: the place of each of them.
    """
    table = pl.DataFrame([known.alias("id"), pl.Series("place", places, pl.Int64)])
    table = table.unique("id", keep="first", maintain_order=True)
    wanted = ids.alias("id").to_frame()
    found = wanted.join(table, on="id", how="left", maintain_order="left")["place"]
    return found.fill_null(NOWHERE).to_numpy()
