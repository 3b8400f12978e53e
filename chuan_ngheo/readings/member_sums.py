"""What is kept of the members of each household: the conditions over members, and how many."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from chuan_ngheo.readings.conditions_to_columns import SIZE, UPPER
from chuan_ngheo.readings.lower import TableProgram
from chuan_ngheo.readings.polars_expressions import polars_expression, run_steps

Array = np.ndarray[Any, Any]

PLACE = "#place"
"""Column of the members: the position of their household in its table, from 0."""


class MemberSums:
    """Sums over members that come in any order and in any number of parts.

    Args:
        count: the number of households.
    """

    def __init__(self, program: TableProgram, count: int) -> None:
        self.program = program
        self.sizes: Array = np.zeros(count, np.int64)
        self.certain: dict[str, Array] = {}
        self.open: dict[str, Array] = {}
        for item in program.aggregates:
            kind = np.bool_ if item.kind == "any" else np.int64
            self.certain[item.name] = np.zeros(count, kind)
            self.open[item.name] = np.zeros(count, kind)

    def add(self, members: pl.DataFrame) -> pl.DataFrame:
        """Add members: rows of checked facts with ``PLACE`` and ``review_date``.

        Returns:
            the members with the results of the rules on members.
        """
        places = members[PLACE].to_numpy()
        self.sizes += np.bincount(places, minlength=len(self.sizes))
        members = run_steps(members, self.program.member_steps)
        found = members.select(
            polars_expression(item.body).alias(item.name) for item in self.program.aggregates
        )
        for item in self.program.aggregates:
            truth = found[item.name]
            certain = _places(truth.fill_null(value=False), places)
            unknown = _places(truth.is_null(), places) if truth.null_count() else places[:0]
            if item.kind == "any":
                self.certain[item.name][certain] = True
                self.open[item.name][unknown] = True
            else:
                count = len(self.sizes)
                self.certain[item.name] += np.bincount(certain, minlength=count)
                self.open[item.name] += np.bincount(unknown, minlength=count)
        return members

    def columns(self, start: int, stop: int) -> pl.DataFrame:
        """Return a row for each household from ``start`` on; null where it has no member."""
        data: dict[str, Array] = {SIZE: self.sizes[start:stop]}
        for item in self.program.aggregates:
            data[item.name] = self.certain[item.name][start:stop]
            data[item.name + UPPER] = self.open[item.name][start:stop]
        frame = pl.DataFrame(data)
        some = pl.col(SIZE) > 0
        found = [pl.when(some).then(SIZE).alias(SIZE)]
        for item in self.program.aggregates:
            certain, unknown = pl.col(item.name), pl.col(item.name + UPPER)
            if item.kind == "any":
                open_ = (unknown | ~some) & pl.lit(None, pl.Boolean)
                found.append((certain | open_).alias(item.name))
            else:
                found.append(pl.when(some).then(certain).alias(item.name))
                found.append(pl.when(some).then(certain + unknown).alias(item.name + UPPER))
        return frame.select(found)


def _places(chosen: pl.Series, places: Array) -> Array:
    """Return the places of the households of the chosen members."""
    found: Array = places[np.flatnonzero(chosen.to_numpy())]
    return found
