"""The floor: read every column of both tables, and write an output of the same shape, untouched.

No rule is applied: the columns written are columns that were read, of the types that a decision
has.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.population.files import sink

_ELIGIBILITY_IDS: Final = 18
_HOUSEHOLDS_AT_ONCE: Final = 100_000
_MEMBERS_AT_ONCE: Final = 400_000


def files(folder: Path, out: Path) -> None:
    """Read the population of a folder, and write as many columns as a decision has."""
    for part in _read(folder / "members.parquet", _MEMBERS_AT_ONCE):
        del part
    households = _read(folder / "households.parquet", _HOUSEHOLDS_AT_ONCE)
    sink((_shape(part) for part in households), out)


def _read(path: Path, rows: int) -> Iterator[pl.DataFrame]:
    return iter(pl.scan_parquet(path).collect_batches(chunk_size=rows, maintain_order=True))


def _shape(households: pl.DataFrame) -> pl.DataFrame:
    truths = [name for name, kind in households.schema.items() if kind == pl.Boolean]
    count = 12 + _ELIGIBILITY_IDS
    return households.select(
        "household_id",
        pl.col("area").alias("class"),
        pl.col("toilet").alias("possible_classes"),
        *(pl.col(truths[place % len(truths)]).alias(f"truth_{place}") for place in range(count)),
        pl.col("income_per_capita").alias("deprivations_certain"),
        pl.col("income_per_capita").alias("deprivations_possible"),
    )
