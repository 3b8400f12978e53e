"""Columns of raw cells as columns of checked facts.

What a whole column can settle quickly is settled here. A cell that it cannot settle makes its row
odd: the household is then read cell by cell, with the full check and its messages.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import polars as pl
from pydantic import BaseModel

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.polars_expressions import DATA_TYPES
from chuan_ngheo.tables.sources import CODE
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

IDENTIFIERS: Final = ("household_id", "member_id")
NOTHING: Final = ("", "null", "NULL", "NA", "N/A", "NaN", "nan")
_WORDS: Final = {"true": True, "false": False, "1": True, "0": False}
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
    facts: list[pl.Series] = []
    odd: list[pl.Series] = []
    if CODE in raw.columns:
        odd.append(raw[CODE].is_not_null())
    for series in raw.iter_columns():
        if series.name in ("members", "list_decisions"):
            odd.append(series.is_not_null())
            continue
        if series.name not in model.model_fields or series.name in IDENTIFIERS:
            continue
        fact = FACTS[series.name]
        found = _typed(series, fact)
        if found.null_count() > series.null_count():
            odd.append(_something(series) & found.is_null())
        outside = _outside(found, fact, model)
        if outside is not None:
            odd.append(outside)
        facts.append(found)
    frame = pl.DataFrame(facts) if facts else pl.DataFrame(height=raw.height)
    return Typed(frame, _any(odd, raw.height))


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


def _typed(series: pl.Series, fact: Fact) -> pl.Series:
    """Return the column of a fact, null where a cell cannot be read."""
    wanted: Any = DATA_TYPES[fact.name]
    if series.dtype == wanted:
        return series
    if isinstance(series.dtype, pl.Null):
        return series.cast(wanted)
    match fact.type:
        case ValueType.BOOLEAN:
            return _truths(series)
        case ValueType.NUMBER:
            return _numbers(series, whole=fact.whole)
        case ValueType.DATE:
            return _days(series)
        case ValueType.CHOICE if isinstance(series.dtype, pl.String | pl.Categorical | pl.Enum):
            return series.cast(pl.String).cast(wanted, strict=False)
        case ValueType.TEXT:
            return series.cast(pl.String, strict=False)
    return _nothing(series, wanted)


def _nothing(series: pl.Series, wanted: Any) -> pl.Series:
    return pl.Series(series.name, [None], wanted).new_from_index(0, len(series))


def _kept(series: pl.Series, condition: pl.Series) -> pl.Series:
    """Return the cells for which the condition is true, null elsewhere."""
    return pl.select(pl.when(condition).then(series)).to_series().alias(series.name)


def _truths(series: pl.Series) -> pl.Series:
    if isinstance(series.dtype, pl.String):
        words = series.str.strip_chars().str.to_lowercase()
        return words.replace_strict(_WORDS, default=None, return_dtype=pl.Boolean)
    if series.dtype.is_numeric():
        return _kept(series == 1, (series == 0) | (series == 1)).alias(series.name)
    return _nothing(series, pl.Boolean())


def _numbers(series: pl.Series, *, whole: bool) -> pl.Series:
    wanted = pl.Int64() if whole else pl.Float64()
    if isinstance(series.dtype, pl.String):
        text = series.str.strip_chars()
        text = _kept(text, text.str.contains(_WHOLE if whole else _DECIMAL))
        return text.cast(wanted, strict=False)
    if not series.dtype.is_numeric():
        return _nothing(series, wanted)
    if series.dtype.is_float() or series.dtype.is_decimal():
        series = series.cast(pl.Float64)
        fits = series.is_finite() & (series == series.floor()) if whole else series.is_finite()
        series = _kept(series, fits)
    return series.cast(wanted, strict=False)


def _days(series: pl.Series) -> pl.Series:
    if isinstance(series.dtype, pl.String):
        text = series.str.strip_chars()
        return _kept(text, text.str.contains(_DAY)).str.to_date("%Y-%m-%d", strict=False)
    if isinstance(series.dtype, pl.Datetime):
        return _kept(series.dt.date(), series == series.dt.truncate("1d"))
    return _nothing(series, pl.Date())


def _outside(found: pl.Series, fact: Fact, model: type[BaseModel]) -> pl.Series | None:
    """Tell which numbers lie outside the limits of the fact; None if none does."""
    if fact.type is not ValueType.NUMBER:
        return None
    low, high = found.min(), found.max()
    wrong: pl.Series | None = None
    for name, limit in _limits(fact.name, model).items():
        match name:
            case "minimum" if low is not None and low < limit:  # type: ignore[operator]
                part = found < limit
            case "exclusiveMinimum" if low is not None and low <= limit:  # type: ignore[operator]
                part = found <= limit
            case "maximum" if high is not None and high > limit:  # type: ignore[operator]
                part = found > limit
            case "exclusiveMaximum" if high is not None and high >= limit:  # type: ignore[operator]
                part = found >= limit
            case _:
                continue
        wrong = part if wrong is None else wrong | part
    return wrong


@cache
def _limits(name: str, model: type[BaseModel]) -> dict[str, float]:
    """Return the limits of a number as the schema of the facts tells them."""
    schema = model.model_json_schema()["properties"][name]
    numbers: list[dict[str, Any]] = [part for part in schema["anyOf"] if part["type"] != "null"]
    names = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
    return {key: numbers[0][key] for key in names if key in numbers[0]}


MODELS: Final[dict[str, type[BaseModel]]] = {"households": Household, "members": Member}
