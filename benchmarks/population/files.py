"""Write the tables of a population as Parquet, holding a few blocks in memory at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from benchmarks.population import household_table, member_table
from benchmarks.population.block import Block, blocks
from benchmarks.population.draws import with_unknowns

ROWS_IN_GROUP: Final = 180_000
_HOUSEHOLDS_IN_BUCKET: Final = 400_000

Part = Callable[[Block], pl.DataFrame]


def write_population(
    folder: Path, households: int, seed: int, *, shuffled: bool, unknowns: bool
) -> None:
    """Write ``households.parquet`` and ``members.parquet`` into ``folder``.

    Args:
        households: how many, with 3.67 members on average.
        shuffled: whether the members stand in random order, not by household.
        unknowns: whether two per cent of every fact are null.
    """

    def household_part(block: Block) -> pl.DataFrame:
        frame, never = household_table.households(block), household_table.NEVER_NULL
        return with_unknowns(frame, block.draws("unknown households"), never) if unknowns else frame

    def member_part(block: Block) -> pl.DataFrame:
        frame, never = member_table.members(block), member_table.NEVER_NULL
        return with_unknowns(frame, block.draws("unknown members"), never) if unknowns else frame

    folder.mkdir(parents=True, exist_ok=True)
    sink(_parts(household_part, households, seed), folder / "households.parquet")
    parts = _parts(member_part, households, seed)
    if not shuffled:
        sink(parts, folder / "members.parquet")
        return
    with tempfile.TemporaryDirectory(dir=folder) as name:
        sink(_in_random_order(parts, households, seed, Path(name)), folder / "members.parquet")


def sink(parts: Iterator[pl.DataFrame], path: Path) -> None:
    """Write tables one after the other into one Parquet file."""
    first = next(parts)

    def source(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        del with_columns, predicate, n_rows, batch_size  # everything is written
        yield first
        yield from parts

    table = register_io_source(io_source=source, schema=first.schema)
    table.sink_parquet(path, compression="zstd", row_group_size=ROWS_IN_GROUP)


def _parts(part: Part, households: int, seed: int) -> Iterator[pl.DataFrame]:
    return (part(block) for block in blocks(households, seed))


def _in_random_order(
    parts: Iterable[pl.DataFrame], households: int, seed: int, folder: Path
) -> Iterator[pl.DataFrame]:
    """Spread all rows over buckets at random, then yield each bucket in random order."""
    count = -(-households // _HOUSEHOLDS_IN_BUCKET)
    numbers: Any = np.random.Generator(np.random.SFC64(seed))
    for number, part in enumerate(parts):
        bucket = pl.Series("#bucket", numbers.integers(0, count, part.height, dtype=np.uint32))
        for key, rows in (
            part.with_columns(bucket)
            .partition_by("#bucket", as_dict=True, include_key=False)
            .items()
        ):
            rows.write_ipc(folder / f"{key[0]:04}-{number:06}.arrow", compression="lz4")
    for place in range(count):
        files = sorted(folder.glob(f"{place:04}-*.arrow"))
        if files:
            rows = pl.concat([pl.read_ipc(file) for file in files])
            yield rows[numbers.permutation(rows.height)]
        for file in files:
            file.unlink()
