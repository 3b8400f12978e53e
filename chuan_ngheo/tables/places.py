"""The positions of households by their ids."""

from __future__ import annotations

import numpy as np
import polars as pl

from chuan_ngheo.readings.member_sums import PLACE, Array
from chuan_ngheo.tables.stream import KEY


class Places:
    """The position of each household by its id; a repeated id stands for its first row."""

    def __init__(self, ids: pl.Series) -> None:
        self.dtype = ids.dtype
        self.order = ids.arg_sort().to_numpy()
        self.sorted = ids.gather(self.order)
        self.keys: Array | None = self.sorted.to_numpy() if ids.dtype.is_integer() else None
        if ids.null_count():
            self.keys = None

    def of(self, ids: pl.Series) -> pl.Series:
        """Return the position for each id, null where no household has it."""
        if ids.dtype != self.dtype:
            ids, known = ids.cast(pl.String), self.sorted.cast(pl.String)
            return _joined(ids, known, self.order)
        if self.keys is None or ids.null_count() or not len(self.keys):
            return _joined(ids, self.sorted, self.order)
        wanted = ids.to_numpy()
        ascending = np.argsort(wanted)
        found = np.empty(len(wanted), np.int64)
        found[ascending] = np.searchsorted(self.keys, wanted[ascending])
        found = np.minimum(found, len(self.keys) - 1)
        hit = self.keys[found] == wanted
        places = pl.Series(self.order[found]).cast(pl.UInt32)
        return pl.select(pl.when(pl.Series(hit)).then(places)).to_series()


def _joined(ids: pl.Series, known: pl.Series, order: Array) -> pl.Series:
    table = pl.DataFrame({KEY: known, PLACE: pl.Series(order).cast(pl.UInt32)})
    table = table.unique(KEY, keep="first", maintain_order=True)
    wanted = ids.alias(KEY).to_frame()
    return wanted.join(table, on=KEY, how="left", maintain_order="left")[PLACE]
