"""Households one by one, as plain values: what engines for single decisions take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.peers import law

Facts = dict[str, Any]


def read(folder: Path, *, without_nulls: bool = False) -> list[Facts]:
    """Return the households of a population with their members, every column a fact.

    Args:
        without_nulls: whether dates are text, and absent heights and weights above every limit.
            Who was born on a 31st is then said to be born on the next day, which makes no
            difference at a review on a 30th: zen-engine would count a month too many.
    """
    members: dict[int, list[Facts]] = {}
    for row in _rows(folder / "members.parquet", without_nulls):
        members.setdefault(row.pop("household_id"), []).append(row)
    households = _rows(folder / "households.parquet", without_nulls)
    return [{**row, "members": members.get(row["household_id"])} for row in households]


def _rows(path: Path, without_nulls: bool) -> list[Facts]:
    table = pl.read_parquet(path)
    if without_nulls:
        measures = pl.col("^height_cm|weight_kg$").fill_null(law.NOT_MEASURED)
        table = table.with_columns(measures)
        if "birth_date" in table.columns:
            born = pl.col("birth_date")
            on_31st = (born.dt.day() == 31).cast(pl.Int32)
            table = table.with_columns(born.dt.offset_by(pl.format("{}d", on_31st)))
        table = table.with_columns(pl.col(pl.Date).cast(pl.String))
    return table.to_dicts()


def frame(rows: list[Facts]) -> pl.DataFrame:
    """Return answers, a mapping for each household, as a table."""
    kinds = dict.fromkeys(law.INDICATORS, pl.Boolean)
    schema = {"household_id": pl.Int64, "class": pl.String, **kinds}
    return pl.DataFrame(rows, schema=schema, orient="row").select(law.COLUMNS)
