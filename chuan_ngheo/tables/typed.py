"""Columns of raw cells as columns of checked facts.

What a whole column can settle quickly is settled here. A cell that it cannot settle makes its row
odd: the household is then read cell by cell, with the full check and its messages.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import polars as pl
from pydantic import BaseModel

from chuan_ngheo.readings.fact_tables import DATA_TYPES
from chuan_ngheo.survey.cells import IDENTIFIERS, NOTHING, WORDS
from chuan_ngheo.tables.row_problems import PROBLEMS
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

_FEW: Final = 4
_NESTED: Final = ("members", "list_decisions")
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_WHOLE: Final = r"^\d{1,18}$"
_DECIMAL: Final = r"^\d{1,15}(\.\d{1,15})?$"


class Typed(NamedTuple):
    """Checked facts, and which rows are odd: what they hold there is not to be used."""

    facts: pl.DataFrame
    odd: pl.Series


def typed_facts(raw: pl.DataFrame, model: type[BaseModel]) -> Typed:
    """Return the facts of a table of households or members.

    Args:
        raw: columns named as facts, in any type; others are left out.
        model: ``Household`` or ``Member``.
    """
    names = [
        name
        for name in raw.columns
        if name in model.model_fields and name not in (*IDENTIFIERS, *_NESTED)
    ]
    kinds = raw.schema
    facts = raw.select(_all_typed(tuple((name, kinds[name]) for name in names)))
    odd = [_something(raw[name]) & facts[name].is_null() for name in _lossy(raw, facts)]
    odd += [raw[name].is_not_null() for name in _NESTED if name in raw.columns]
    if PROBLEMS in raw.columns:
        odd.append(raw[PROBLEMS].is_not_null())
    odd += _outside(facts, model)
    return Typed(facts if names else pl.DataFrame(height=raw.height), _any(odd, raw.height))


@lru_cache(maxsize=256)
def _all_typed(kinds: tuple[tuple[str, pl.DataType], ...]) -> list[pl.Expr]:
    """Return the columns of facts for cells of some types."""
    return [_typed(pl.col(name), kind, FACTS[name]) for name, kind in kinds]


def _lossy(raw: pl.DataFrame, facts: pl.DataFrame) -> list[str]:
    """Return the columns that have more nulls as facts than as cells."""
    return [
        found.name
        for found in facts.iter_columns()
        if found.null_count() > raw[found.name].null_count()
    ]


def _any(parts: list[pl.Series], height: int) -> pl.Series:
    total = pl.Series([False]).new_from_index(0, height)
    for part in parts:
        if part.any():
            total = total | part.fill_null(value=False)
    return total.alias("odd")


def _something(series: pl.Series) -> pl.Series:
    """Tell which cells hold something."""
    if isinstance(series.dtype, pl.String):
        return ~series.str.strip_chars().is_in(NOTHING) & series.is_not_null()
    if series.dtype.is_float():
        return series.is_not_nan() & series.is_not_null()
    return series.is_not_null()


def _typed(cells: pl.Expr, kind: pl.DataType, fact: Fact) -> pl.Expr:
    """Return the column of a fact, null where a cell cannot be read."""
    wanted: Any = DATA_TYPES[fact.name]
    if kind == wanted:
        return cells.fill_nan(None) if kind.is_float() else cells
    if isinstance(kind, pl.Null):
        return cells.cast(wanted)
    match fact.type:
        case ValueType.BOOLEAN:
            return _truths(cells, kind)
        case ValueType.NUMBER:
            return _numbers(cells, kind, whole=fact.whole)
        case ValueType.DATE:
            return _days(cells, kind)
        case ValueType.CHOICE if isinstance(kind, pl.String):
            few = len(fact.values) <= _FEW
            return _choice(cells, fact.values) if few else cells.cast(wanted, strict=False)
        case ValueType.CHOICE if isinstance(kind, pl.Categorical | pl.Enum):
            return cells.cast(pl.String).cast(wanted, strict=False)
        case ValueType.TEXT:
            return cells.cast(pl.String, strict=False)
    return _nothing(cells, wanted)


def _choice(cells: pl.Expr, values: tuple[str, ...]) -> pl.Expr:
    """Compare with each value in turn: for few values two to four times faster than a cast."""
    codes: Any = pl
    for code, value in enumerate(values):
        codes = codes.when(cells == value).then(pl.lit(code, pl.UInt8))
    found: pl.Expr = codes.cat.to(pl.Enum(values)).alias(cells.meta.output_name())
    return found


def _nothing(cells: pl.Expr, wanted: Any) -> pl.Expr:
    return (
        pl.when(cells.is_null() & False).then(pl.lit(None, wanted)).alias(cells.meta.output_name())
    )


def _kept(cells: pl.Expr, condition: pl.Expr) -> pl.Expr:
    """Return the cells for which the condition is true, null elsewhere."""
    return pl.when(condition).then(cells).alias(cells.meta.output_name())


def _truths(cells: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.String):
        words = cells.str.strip_chars().str.to_lowercase()
        return words.replace_strict(WORDS, default=None, return_dtype=pl.Boolean)
    if kind.is_numeric():
        return _kept(cells == 1, (cells == 0) | (cells == 1))
    return _nothing(cells, pl.Boolean())


def _numbers(cells: pl.Expr, kind: pl.DataType, *, whole: bool) -> pl.Expr:
    wanted = pl.Int64() if whole else pl.Float64()
    if isinstance(kind, pl.String):
        text = cells.str.strip_chars()
        text = _kept(text, text.str.contains(_WHOLE if whole else _DECIMAL))
        return text.cast(wanted, strict=False)
    if not kind.is_numeric():
        return _nothing(cells, wanted)
    if kind.is_float() or kind.is_decimal():
        cells = cells.cast(pl.Float64)
        fits = cells.is_finite() & (cells == cells.floor()) if whole else cells.is_finite()
        cells = _kept(cells, fits)
    return cells.cast(wanted, strict=False)


def _days(cells: pl.Expr, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.String):
        text = cells.str.strip_chars()
        return _kept(text, text.str.contains(_DAY)).str.to_date("%Y-%m-%d", strict=False)
    if isinstance(kind, pl.Datetime):
        return _kept(cells.dt.date(), cells == cells.dt.truncate("1d"))
    return _nothing(cells, pl.Date())


def _outside(facts: pl.DataFrame, model: type[BaseModel]) -> list[pl.Series]:
    """Tell which numbers and dates lie outside the limits of their facts, where some do."""
    tests = _limit_tests(tuple(facts.columns), model)
    if not tests:
        return []
    some = facts.select(test.any() for test in tests).row(0, named=True)
    wrong = [test for test in tests if some[test.meta.output_name()]]
    return facts.select(wrong).get_columns()


@lru_cache(maxsize=256)
def _limit_tests(names: tuple[str, ...], model: type[BaseModel]) -> list[pl.Expr]:
    """Return for each limit of each fact where it is passed."""
    return [
        _BEYOND[sign](pl.col(name), limit).alias(f"{name} {sign}")
        for name in names
        for sign, limit in _limits(name, model).items()
    ]


_BEYOND: Final[dict[str, Callable[[pl.Expr, Any], pl.Expr]]] = {
    "minimum": operator.lt,
    "exclusiveMinimum": operator.le,
    "maximum": operator.gt,
    "exclusiveMaximum": operator.ge,
}


@cache
def _limits(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """Return the limits of a number as the schema of the facts tells them, or of a date.

    No number is infinite.
    """
    if FACTS[name].type is ValueType.DATE:
        return {"minimum": date.min, "maximum": date.max}
    if FACTS[name].type is not ValueType.NUMBER:
        return {}
    schema = model.model_json_schema()["properties"][name]
    numbers: list[dict[str, Any]] = [part for part in schema["anyOf"] if part["type"] != "null"]
    found: dict[str, Any] = {sign: numbers[0][sign] for sign in _BEYOND if sign in numbers[0]}
    if not FACTS[name].whole and not {"maximum", "exclusiveMaximum"} & {*found}:
        found["exclusiveMaximum"] = float("inf")
    return found
