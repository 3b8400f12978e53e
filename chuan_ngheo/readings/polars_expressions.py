"""Column expressions in Polars.

Booleans of Polars follow Kleene's rules for ``&``, ``|`` and ``~``, as these expressions need.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache, reduce
from itertools import groupby, pairwise
from operator import add, and_, mul, or_, sub
from typing import Any, Final

import numpy as np
import polars as pl

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.conditions_to_columns import type_of
from chuan_ngheo.readings.interpret import OPERATORS
from chuan_ngheo.vocabulary import FACTS, ValueType

_TYPES: Final[dict[c.Type, pl.DataType]] = {
    "truth": pl.Boolean(),
    "whole": pl.Int64(),
    "decimal": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
}
DATA_TYPES: Final[dict[str, pl.DataType]] = {
    name: pl.Enum(fact.values) if fact.type is ValueType.CHOICE else _TYPES[type_of(name)]
    for name, fact in FACTS.items()
}
"""The type of the column of each fact in the tables that this reading takes."""
_ARITHMETIC: Final[dict[str, Any]] = {"+": add, "-": sub, "*": mul}


def run_steps(frame: pl.DataFrame, steps: tuple[c.Named, ...]) -> pl.DataFrame:
    """Add the columns of the steps to a table, stage by stage."""
    for _, stage in groupby(sorted(steps, key=lambda step: step.stage), lambda step: step.stage):
        frame = frame.with_columns(_named(step) for step in stage)
    return frame


@lru_cache(maxsize=4096)
def _named(step: c.Named) -> pl.Expr:
    return polars_expression(step.expression).alias(step.name)


def polars_expression(node: c.Expression) -> pl.Expr:
    """Return an expression of Polars that means the same."""
    match node:
        case c.Column(name):
            return pl.col(name)
        case c.Constant(value, type_):
            return pl.lit(value, _TYPES[type_] if value is None else None)
        case c.Every(parts):
            return reduce(and_, map(polars_expression, parts))
        case c.Some(parts):
            return reduce(or_, map(polars_expression, parts))
        case c.Opposite(part):
            return ~polars_expression(part)
        case c.Comparison(symbol, left, right):
            return _compared(symbol, left, right)
        case c.OneOf(part, values):
            text = polars_expression(part)
            return reduce(or_, (text == value for value in values))
        case c.Known(part):
            return polars_expression(part).is_not_null()
        case _:
            return _value(node)


def _compared(symbol: str, left: c.Expression, right: c.Expression) -> pl.Expr:
    found: pl.Expr = OPERATORS[symbol](polars_expression(left), polars_expression(right))  # type: ignore[assignment]
    return found


def _value(node: c.Expression) -> pl.Expr:
    match node:
        case c.Choice(cases, otherwise):
            return _choice(cases, otherwise)
        case c.FirstKnown(parts):
            return pl.coalesce(map(polars_expression, parts))
        case c.Calculation(symbol, left, right):
            found: pl.Expr = _ARITHMETIC[symbol](polars_expression(left), polars_expression(right))
            return found
        case c.Extreme(kind, parts):
            pick = pl.min_horizontal if kind == "least" else pl.max_horizontal
            return pick(map(polars_expression, parts))
        case c.NumberTrue(parts):
            truths = (polars_expression(part).fill_null(value=False) for part in parts)
            return pl.sum_horizontal(truth.cast(pl.Int8) for truth in truths).cast(pl.Int64)
        case c.TableCell():
            return _table_cell(node)
        case c.Years(months):
            return polars_expression(months) // 12
        case c.CompletedMonths(birth, day):
            return _completed_months(polars_expression(birth), polars_expression(day))
        case c.MonthsLater(day, months):
            by = pl.format("{}mo", polars_expression(months).cast(pl.Int64))
            return polars_expression(day).dt.offset_by(by)
    raise TypeError(f"not a column expression: {node!r}")


def _choice(
    cases: tuple[tuple[c.Expression, c.Expression], ...], otherwise: c.Expression
) -> pl.Expr:
    (test, value), *rest = cases
    chain: Any = pl.when(polars_expression(test)).then(polars_expression(value))
    for test, value in rest:
        chain = chain.when(polars_expression(test)).then(polars_expression(value))
    found: pl.Expr = chain.otherwise(polars_expression(otherwise))
    return found


def _table_cell(node: c.TableCell) -> pl.Expr:
    """Look numbers up by position, in the table spread over every whole row and unknown keys."""
    last = max(node.rows[-1], 0)
    spread = [number for _, numbers in node.columns for number in _spread(node.rows, numbers, last)]
    table = np.array(spread).reshape(len(node.columns), last + 1)
    pick = np.min if node.kind == "least" else np.max
    table = np.vstack([table, pick(table, axis=0)])
    table = np.hstack([table, pick(table, axis=1)[:, None]])
    width = last + 2
    start = _column_number(node) * width
    row = polars_expression(node.row).clip(0, last).cast(pl.UInt32).fill_null(last + 1)
    return pl.lit(pl.Series(table.ravel())).gather(start + row)


def _spread(rows: tuple[int, ...], numbers: tuple[float, ...], last: int) -> list[float]:
    found = [numbers[0]] * max(rows[0], 0)
    for (row, following), number in zip(pairwise(rows), numbers, strict=False):
        found += [number] * (following - row)
    return [*found, numbers[-1]][: last + 1]


def _column_number(node: c.TableCell) -> pl.Expr:
    """Return the position of the column; the one after the last where the key is unknown."""
    values = [value for value, _ in node.columns]
    if isinstance(node.key, c.Constant):
        found = values.index(str(node.key.value)) if node.key.value is not None else len(values)
        return pl.lit(found, pl.UInt32)
    key = polars_expression(node.key)
    chain: Any = pl.when(key == values[0]).then(pl.lit(0, pl.UInt32))
    for place, value in enumerate(values[1:], start=1):
        chain = chain.when(key == value).then(pl.lit(place, pl.UInt32))
    unknown: pl.Expr = chain.otherwise(pl.lit(len(values), pl.UInt32))
    return unknown


def _completed_months(birth: pl.Expr, day: pl.Expr) -> pl.Expr:
    codes = (
        part.map_batches(_month_codes, return_dtype=pl.Int32, is_elementwise=True)
        for part in (day, birth)
    )
    return (next(codes) - next(codes)).floordiv(_DAYS).clip(0)


_DAYS: Final = 32
"""More than the days of any month: a difference of codes counts a month when it is full."""


def _month_codes(days: pl.Series) -> pl.Series:
    """Return (12 * year + month) * 32 + day of each date, through a table of the days between."""
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return pl.Series(days.name, [None], pl.Int32).new_from_index(0, len(days))
    every = pl.Series([first]) if first == last else pl.date_range(first, last, eager=True)
    codes = (every.dt.year() * 12 + every.dt.month()) * _DAYS + every.dt.day()
    start = (first - date(1970, 1, 1)).days
    return codes.cast(pl.Int32).gather(days.to_physical() - start).alias(days.name)
