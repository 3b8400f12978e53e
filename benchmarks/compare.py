"""Compare class and indicators of two outputs: ``python -m benchmarks.compare OURS THEIRS``.

Prints one line for each column that differs, and nothing if all are equal. Column by column, so
that outputs of any size fit into memory; each may have its rows in its own order.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from benchmarks.peers.law import COLUMNS


def differences(ours: Path, theirs: Path) -> list[str]:
    """Return, for each column that differs, its name and in how many households."""
    ids, orders = [], []
    ours, theirs = _files(ours), _files(theirs)
    for path in (ours, theirs):
        found = pl.read_parquet(path, columns=["household_id"]).to_series()
        order = None if found.is_sorted() else found.arg_sort()
        ids.append(found if order is None else found.gather(order))
        orders.append(order)
    if len(ids[0]) != len(ids[1]) or not (ids[0] == ids[1]).all():
        return ["household_id: not the same households"]
    lines: list[str] = []
    for name in COLUMNS[1:]:
        first, second = (
            column if order is None else column.gather(order)
            for column, order in (
                (pl.read_parquet(path, columns=[name]).to_series(), order)
                for path, order in zip((ours, theirs), orders, strict=True)
            )
        )
        unequal = first.ne_missing(second.cast(first.dtype)).sum()
        if unequal:
            lines.append(f"{name}: {unequal} households")
    return lines


def _files(path: Path) -> Path:
    """Return a pattern for the files of a folder, as Spark writes one."""
    return path / "*.parquet" if path.is_dir() else path


if __name__ == "__main__":
    for line in differences(Path(sys.argv[1]), Path(sys.argv[2])):
        print(line)
