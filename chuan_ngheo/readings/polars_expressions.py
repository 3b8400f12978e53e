"""Column expressions in Polars.

Booleans of Polars follow Kleene's rules for ``&``, ``|`` and ``~``, as these expressions need.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import add, and_, mul, or_, sub
from typing import Any, Final

import polars as pl

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.interpret import OPERATORS

_TYPES: Final[dict[c.Type, pl.DataType]] = {
    "truth": pl.Boolean(),
    "whole": pl.Int64(),
    "decimal": pl.Float64(),
    "date": pl.Date(),
    "text": pl.String(),
}
_ARITHMETIC: Final[dict[str, Any]] = {"+": add, "-": sub, "*": mul}
_JANUARY: Final = 1


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
        case c.TableRow(key, rows, numbers):
            return _table_row(polars_expression(key), rows, numbers)
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


def _table_row(key: pl.Expr, rows: tuple[int, ...], numbers: tuple[float, ...]) -> pl.Expr:
    """Look rows up by position: the table is spread over every whole key from 0 to its last row."""
    spread = [numbers[0]] * max(rows[0], 0)
    for (row, following), value in zip(pairwise(rows), numbers, strict=False):
        spread += [value] * (following - row)
    spread.append(numbers[-1])
    return pl.lit(pl.Series(spread)).gather(key.clip(0, len(spread) - 1))


def _completed_months(birth: pl.Expr, day: pl.Expr) -> pl.Expr:
    months = (
        (day.dt.year().cast(pl.Int32) - birth.dt.year()) * 12
        + day.dt.month().cast(pl.Int32)
        - birth.dt.month()
    )
    not_full = (day.dt.day() < birth.dt.day()).cast(pl.Int32)
    return (months - not_full).clip(0)
