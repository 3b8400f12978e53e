"""Columns of raw cells as columns of checked facts.

What a whole column can settle quickly is settled here. A cell that it cannot settle makes its row
odd: the household is then read cell by cell, with the full check and its messages.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from pydantic import BaseModel

from chuan_ngheo.readings.arrays import Array, Codes, day_number
from chuan_ngheo.readings.buffers import buffers_of
from chuan_ngheo.readings.encode import joined
from chuan_ngheo.readings.fact_tables import DATA_TYPES, FactTable
from chuan_ngheo.readings.words import look_up, words_for
from chuan_ngheo.survey.cells import IDENTIFIERS, NOTHING, WORDS
from chuan_ngheo.tables.sources import CODE
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

_NESTED: Final = ("members", "list_decisions")
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_WHOLE: Final = r"^\d{1,18}$"
_DECIMAL: Final = r"^\d{1,15}(\.\d{1,15})?$"


class Typed(NamedTuple):
    """Checked facts, and which rows are odd: what they hold there is not to be used."""

    facts: FactTable
    odd: Array


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
    odd: Array = np.zeros(raw.height, np.bool_)
    codes = {name: _looked_up(raw[name], odd) for name in names if _is_listed(raw[name])}
    cells = _cells(raw, [name for name in names if name not in codes])
    for name in _lossy(raw, cells):
        _mark(odd, _something(raw[name]) & cells[name].is_null())
    for name in (*_NESTED, CODE):
        if name in raw.columns:
            _mark(odd, raw[name].is_not_null())
    for outside in _outside(cells, model):
        _mark(odd, outside)
    return Typed(FactTable(cells, codes), odd)


def _mark(odd: Array, flags: pl.Series) -> None:
    if flags.any():
        odd |= flags.fill_null(value=False).to_numpy()


def _is_listed(cells: pl.Series) -> bool:
    """Tell whether a column holds texts that are looked up in the list of a fact."""
    fact = FACTS[cells.name]
    listed = fact.type is ValueType.CHOICE and isinstance(cells.dtype, pl.String)
    return listed and words_for(fact.values) is not None


def _looked_up(cells: pl.Series, odd: Array) -> Codes:
    """Return the positions of texts in the list of their fact; mark the rows of other texts."""
    values = FACTS[cells.name].values
    words, none = words_for(values), len(values)
    assert words is not None  # noqa: S101  as _is_listed says
    pieces = buffers_of(cells.to_frame())[cells.name]
    found = joined([look_up(piece, words) for piece in pieces], np.uint8)
    rest = np.flatnonzero((found == none) & cells.is_not_null().to_numpy())
    if len(rest):
        others = cells.gather(rest)
        again = others.cast(pl.Enum(values), strict=False)
        found[rest] = again.to_physical().fill_null(none).to_numpy()
        odd[rest] |= (_something(others) & again.is_null()).to_numpy()
    return Codes(found, values)


def _cells(raw: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Return columns in the types of facts; most of a usual table are so already."""
    if not names:
        return pl.DataFrame(height=raw.height)
    kinds = raw.schema
    changed = tuple((name, kinds[name]) for name in names if kinds[name] != DATA_TYPES[name])
    cells = raw.select(names)
    return cells.with_columns(_all_typed(changed)) if changed else cells


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
            return cells.cast(wanted, strict=False)
        case ValueType.CHOICE if isinstance(kind, pl.Categorical | pl.Enum):
            return cells.cast(pl.String).cast(wanted, strict=False)
        case ValueType.TEXT:
            return cells.cast(pl.String, strict=False)
    return _nothing(cells, wanted)


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


def _outside(facts: pl.DataFrame, model: type[BaseModel]) -> Iterator[pl.Series]:
    """Yield where numbers and dates lie outside the limits of their facts."""
    for column in facts.iter_columns():
        limits = _limits(column.name, model)
        numbers = column.to_physical() if limits else column
        for sign, limit in limits.items():
            beyond = _BEYOND[sign]
            end = numbers.max() if sign in _UPPER else numbers.min()
            if end is not None and beyond(end, limit):
                yield beyond(numbers.fill_nan(None) if numbers.dtype.is_float() else numbers, limit)


_UPPER: Final = ("maximum", "exclusiveMaximum")
_BEYOND: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "minimum": operator.lt,
    "exclusiveMinimum": operator.le,
    "maximum": operator.gt,
    "exclusiveMaximum": operator.ge,
}


@cache
def _limits(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """Return the limits of a number as the schema of the facts tells them, or of days of a date.

    No number is infinite; no date is one that Python cannot hold.
    """
    if FACTS[name].type is ValueType.DATE:
        return {"minimum": day_number(date.min), "maximum": day_number(date.max)}
    if FACTS[name].type is not ValueType.NUMBER:
        return {}
    schema = model.model_json_schema()["properties"][name]
    numbers: list[dict[str, Any]] = [part for part in schema["anyOf"] if part["type"] != "null"]
    found: dict[str, Any] = {sign: numbers[0][sign] for sign in _BEYOND if sign in numbers[0]}
    if not FACTS[name].whole and not {"maximum", "exclusiveMaximum"} & {*found}:
        found["exclusiveMaximum"] = float("inf")
    return found
