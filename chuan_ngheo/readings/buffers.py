"""The memory of the columns of a table as NumPy arrays, without a copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from nanoarrow import c_array_stream

from chuan_ngheo.readings.arrays import Array

_FIRST_TEXT: Final = 2
"""The buffers of a column of texts: known, views, any number of texts, their sizes."""


class Buffers(NamedTuple):
    """Cells of a column in the layout of Apache Arrow.

    Attributes:
        height: the number of cells.
        offset: how many cells stand before the first in ``data`` and ``bits``.
        bits: a bit for each cell, 1 where it is known; None if all are.
        data: bytes: a bit for each truth, or the numbers, or the views of texts.
        texts: bytes of texts that are too long for their view.
    """

    height: int
    offset: int
    bits: Array | None
    data: Array
    texts: tuple[Array, ...]

    def known(self) -> Array | None:
        """Return a byte for each cell, 1 where it is known, else 0; None if all are known."""
        return None if self.bits is None else unpacked(self.bits, self)

    def numbers(self, kind: type[Any]) -> Array:
        """Return the numbers; anything where they are not known."""
        found: Array = self.data.view(kind)[self.offset : self.offset + self.height]
        return found


def unpacked(bits: Array, cells: Buffers) -> Array:
    """Return a byte for each cell from a bit for each."""
    stop = cells.offset + cells.height
    return np.unpackbits(bits, count=stop, bitorder="little")[cells.offset :]


def buffers_of(frame: pl.DataFrame) -> dict[str, list[Buffers]]:
    """Return the cells of each column, in one piece or several."""
    found: dict[str, list[Buffers]] = {name: [] for name in frame.columns}
    if not frame.height:
        return found
    with c_array_stream(frame) as stream:
        for piece in stream:
            for place, name in enumerate(frame.columns):
                found[name].append(_cells(piece.child(place).view()))
    return found


def _cells(view: Any) -> Buffers:
    bits: Array | None = np.frombuffer(view.buffer(0), np.uint8)
    if not view.null_count or bits is None or not len(bits):
        bits = None
    data = np.frombuffer(view.buffer(1), np.uint8)
    return Buffers(len(view), view.offset, bits, data, tuple(_texts(view)))


def _texts(view: Any) -> Iterator[Array]:
    for place in range(_FIRST_TEXT, view.n_buffers - 1):
        yield np.frombuffer(view.buffer(place), np.uint8)
