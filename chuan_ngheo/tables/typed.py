"""Columns of raw cells as columns of checked facts.

What a whole column can settle quickly is settled here. A cell that it cannot settle makes its row
odd: the household is then read cell by cell, with the full check and its messages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, get_args

import numpy as np
import polars as pl
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chuan_ngheo.readings.arrays import Array, Codes, day_number
from chuan_ngheo.readings.cells import read_cells
from chuan_ngheo.readings.cells.kinds import OTHER, UNKNOWN_WORD, Column, Limits
from chuan_ngheo.readings.fact_tables import DATA_TYPES, FactTable, column_of
from chuan_ngheo.survey.cells import IDENTIFIERS, NOTHING, WORDS
from chuan_ngheo.tables.row_problems import PROBLEMS
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

_NESTED: Final = ("members", "list_decisions")
_BOUNDS: Final = ("ge", "gt", "le", "lt")
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
    kinds = raw.schema
    changed = _changed(tuple((name, kinds[name]) for name in names))
    facts = _readable(raw, names, changed)
    columns, texts = _columns(tuple(facts.schema.items()), model)
    cells = read_cells(facts, columns)
    odd = cells.odd
    for name in cells.others:
        _mark_other_texts(cells.values[name], facts[name], odd)
    for name in _lossy(raw, facts, changed):
        _mark(odd, _something(raw[name]) & facts[name].is_null())
    for name in (*_NESTED, PROBLEMS):
        if name in raw.columns:
            _mark(odd, raw[name].is_not_null())
    unknown = {name: facts[name].null_count() for name in texts} | dict(cells.unknown)
    return Typed(FactTable(raw.height, unknown, lambda: _in_data_types(facts), cells.values), odd)


def _mark(odd: Array, flags: pl.Series) -> None:
    if flags.any():
        odd |= flags.fill_null(value=False).to_numpy()


def _mark_other_texts(found: Codes, cells: pl.Series, odd: Array) -> None:
    """Mark the rows of texts that are not in their list; they are unknown."""
    rest = np.flatnonzero(found.positions == OTHER)
    found.positions[rest] = UNKNOWN_WORD
    odd[rest] |= _something(cells.gather(rest)).to_numpy()


_Kinds = tuple[tuple[str, pl.DataType], ...]


@lru_cache(maxsize=256)
def _changed(kinds: _Kinds) -> _Kinds:
    """Return the columns of facts whose cells are to be converted before they can be read."""
    return tuple((name, kind) for name, kind in kinds if not column_of(name, kind))


def _readable(raw: pl.DataFrame, names: list[str], changed: _Kinds) -> pl.DataFrame:
    """Return columns of facts in types that can be read; most of a usual table are so already."""
    facts = raw[names] if names else pl.DataFrame(height=raw.height)
    return facts.with_columns(_all_typed(changed)) if changed else facts


@lru_cache(maxsize=256)
def _all_typed(kinds: _Kinds) -> list[pl.Expr]:
    """Return the columns of facts for cells of some types."""
    return [_typed(pl.col(name), kind, FACTS[name]) for name, kind in kinds]


@lru_cache(maxsize=256)
def _columns(kinds: _Kinds, model: type[BaseModel]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return how the columns of facts are read, and the names of texts, which are not."""
    found = {name: column_of(name, kind, _limits(name, model)) for name, kind in kinds}
    columns = tuple(column for column in found.values() if column)
    return columns, tuple(name for name, column in found.items() if not column)


def _in_data_types(facts: pl.DataFrame) -> pl.DataFrame:
    """Return columns that can be read in the types of ``DATA_TYPES``."""
    choices = [
        pl.col(name).cast(DATA_TYPES[name], strict=False)
        for name, kind in facts.schema.items()
        if kind != DATA_TYPES[name]
    ]
    return facts.with_columns(pl.col(pl.Float64).fill_nan(None), *choices)


def _lossy(raw: pl.DataFrame, facts: pl.DataFrame, changed: _Kinds) -> list[str]:
    """Return the converted columns that have more nulls as facts than as cells."""
    return [name for name, _ in changed if facts[name].null_count() > raw[name].null_count()]


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
    if fact.type is ValueType.CHOICE:
        listed = isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Null)
        return cells.cast(pl.String) if listed else _nothing(cells, pl.String())
    if kind == wanted:
        return cells
    if isinstance(kind, pl.Null):
        return cells.cast(wanted)
    match fact.type:
        case ValueType.BOOLEAN:
            return _truths(cells, kind)
        case ValueType.NUMBER:
            return _numbers(cells, kind, whole=fact.whole)
        case ValueType.DATE:
            return _days(cells, kind)
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


@cache
def _limits(name: str, model: type[BaseModel]) -> Limits | None:
    """Return the limits of a number as the type of the fact tells them, or of days of a date.

    No number is infinite; no date is one that Python cannot hold.
    """
    fact = FACTS[name]
    if fact.type is ValueType.DATE:
        return Limits(day_number(date.min), day_number(date.max))
    if fact.type is not ValueType.NUMBER:
        return None
    field = model.model_fields[name]
    stated = dict(_bounds([*field.metadata, field.annotation]))
    least, greatest = stated.get("ge", -math.inf), stated.get("le", math.inf)
    above, below = stated.get("gt", -math.inf), stated.get("lt", math.inf)
    if fact.whole:
        return Limits(max(least, above + 1), min(greatest, below - 1))
    return Limits(
        max(least, math.nextafter(above, math.inf)), min(greatest, math.nextafter(below, -math.inf))
    )


def _bounds(parts: Iterable[Any]) -> Iterator[tuple[str, float]]:
    """Yield what the parts of a type demand of a number: ``ge``, ``gt``, ``le`` or ``lt`` what."""
    for part in parts:
        inner = part.metadata if isinstance(part, FieldInfo) else get_args(part)
        yield from _bounds(inner)
        yield from ((name, getattr(part, name)) for name in _BOUNDS if hasattr(part, name))
