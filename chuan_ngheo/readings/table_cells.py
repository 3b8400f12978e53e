"""Numbers looked up in a table by a text and a whole number, for arrays."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.arrays import Codes, Numbers, Value


def table_cell(node: c.TableCell) -> Callable[[Value, Numbers], Numbers]:
    """Return what looks cells up: by position, in the table spread over every whole row.

    A further column stands for unknown rows, a further row for unknown keys.
    """
    last = max(node.rows[-1], 0)
    spread = [_spread(node.rows, numbers, last) for _, numbers in node.columns]
    pick = np.min if node.kind == "least" else np.max
    table = np.vstack([np.array(spread), pick(np.array(spread), axis=0)])
    table = np.hstack([table, pick(table, axis=1)[:, None]])
    width = last + 2
    flat = table.ravel()
    names = [value for value, _ in node.columns]

    def cells(key: Value, row: Numbers) -> Numbers:
        if isinstance(key, Codes):
            starts = [names.index(value) if value in names else len(names) for value in key.values]
            starts_of = np.array([*starts, len(names)], np.int32) * np.int32(width)
            start: Any = starts_of.take(key.positions, mode="clip")
        else:
            start = np.int32((names.index(key) if key in names else len(names)) * width)
        place = np.clip(row.values, 0, last).astype(np.int32)
        if not isinstance(row.unknown, int):
            place = np.where(np.asarray(row.unknown, np.bool_), np.int32(last + 1), place)
        return Numbers(flat.take(start + place, mode="clip"), 0)

    return cells


def _spread(rows: tuple[int, ...], numbers: tuple[float, ...], last: int) -> list[float]:
    found = [numbers[0]] * max(rows[0], 0)
    for (row, following), number in zip(pairwise(rows), numbers, strict=False):
        found += [number] * (following - row)
    return [*found, numbers[-1]][: last + 1]
