"""Columns of Polars as the arrays of bytes and numbers that conditions are worked out on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl

from chuan_ngheo.readings.arrays import Array, Codes, Numbers, Value, doubled
from chuan_ngheo.readings.buffers import Buffers, buffers_of, unpacked


def encode(frame: pl.DataFrame, names: Iterable[str]) -> dict[str, Value]:
    """Return some columns of a table as values.

    Args:
        frame: columns of truths, 64-bit numbers, dates, enumerations or texts.
    """
    columns = [frame[name] for name in names]
    plain = [column for column in columns if not isinstance(column.dtype, pl.Enum | pl.String)]
    cells = buffers_of(pl.DataFrame(plain))
    found = {column.name: _value(column.dtype, cells[column.name]) for column in plain}
    return found | {column.name: _codes(column) for column in columns if column.name not in found}


def _value(kind: pl.DataType, pieces: list[Buffers]) -> Value:
    if isinstance(kind, pl.Boolean):
        return joined([_truths(piece) for piece in pieces], np.uint8)
    number: type[Any] = np.float64 if kind.is_float() else np.int64
    if isinstance(kind, pl.Date):
        number = np.int32
    values = joined([piece.numbers(number) for piece in pieces], number)
    unknown = _unknown(pieces)
    if kind.is_float():
        no_number = np.isnan(values)
        if no_number.any():
            unknown = no_number.view(np.uint8) | unknown
    return Numbers(values, unknown)


def joined(pieces: list[Array], kind: type[Any]) -> Array:
    """Return pieces of a column as one array."""
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.empty(0, kind)


def _truths(cells: Buffers) -> Array:
    """Return the truths of cells: what is certain and what is possible, a bit each, added."""
    if cells.bits is None:
        certain: Array = doubled(unpacked(cells.data, cells))
        return certain
    truths, known = cells.data, cells.bits
    size = min(len(truths), len(known))
    truths, known = truths[:size], known[:size]
    return unpacked(truths & known, cells) + unpacked(truths | ~known, cells)


def _unknown(pieces: list[Buffers]) -> Any:
    """Return 1 where a number is unknown, else 0; the plain 0 if all are known."""
    if all(piece.bits is None for piece in pieces):
        return 0
    return joined([_unknown_in(piece) for piece in pieces], np.uint8)


def _unknown_in(cells: Buffers) -> Array:
    if cells.bits is None:
        return np.zeros(cells.height, np.uint8)
    return unpacked(~cells.bits, cells)


def _codes(column: pl.Series) -> Codes:
    kind = column.dtype
    if isinstance(kind, pl.Enum):
        known = tuple(kind.categories)
    else:
        known = tuple(column.drop_nulls().unique().sort())
        column = column.cast(pl.Enum(known))
    codes = column.to_physical().cast(pl.UInt32)
    return Codes(codes.fill_null(len(known)).to_numpy(), known)
