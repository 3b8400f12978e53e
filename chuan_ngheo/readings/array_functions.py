"""What each kind of column expression does with arrays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, reduce
from typing import Any, Final

import numpy as np

from chuan_ngheo.readings import columns as c
from chuan_ngheo.readings.arrays import (
    FALSE,
    TRUE,
    UNKNOWN,
    Array,
    Codes,
    Numbers,
    Value,
    at,
    day_number,
    doubled,
    gathered,
    is_true,
)
from chuan_ngheo.readings.table_cells import table_cell

Function = Callable[..., Value]
"""Takes the values of the parts of an expression, in the order of ``parts_of``."""

_COMPARE: Final[dict[str, Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_CALCULATE: Final[dict[str, Any]] = {"+": np.add, "-": np.subtract, "*": np.multiply}
_SHIFT: Final = 5
_DAYS: Final = 1 << _SHIFT
"""More than the days of any month: a difference of codes counts a month when it is full."""
_SPAN: Final = 1 << 14
"""Days by which tables of dates grow, so that few tables serve all parts."""
_MOST_SPANS: Final = 20


def parts_of(node: c.Expression) -> tuple[c.Expression, ...]:
    """Return the expressions of which a node is made."""
    match node:
        case c.Every(parts) | c.Some(parts) | c.FirstKnown(parts) | c.NumberTrue(parts):
            return parts
        case c.Extreme(_, parts):
            return parts
        case c.Opposite(part) | c.Known(part) | c.Years(part) | c.OneOf(part, _):
            return (part,)
        case c.Comparison(_, left, c.TableCell(_, key, row)):
            return (left, key, row)
        case c.Comparison(_, left, right) | c.Calculation(_, left, right):
            return (left, right)
        case c.Choice(cases, otherwise):
            return (*(part for case in cases for part in case), otherwise)
        case c.TableCell(_, key, row):
            return (key, row)
        case c.CompletedMonths(birth, day):
            return (birth, day)
        case c.MonthsLater(day, months):
            return (day, months)
        case _:
            return ()


def function_of(node: c.Expression) -> Function:
    """Return what a node does with the values of its parts."""
    match node:
        case c.Every():
            return lambda *parts: reduce(np.minimum, parts)
        case c.Some():
            return lambda *parts: reduce(np.maximum, parts)
        case c.Opposite():
            return lambda part: TRUE - part
        case c.NumberTrue():
            return _number_true
        case c.Known():
            return _known
        case c.FirstKnown():
            return lambda *parts: reduce(_first_known, parts)
        case c.Choice():
            return _choice
        case c.OneOf(_, values):
            return lambda part: _one_of(part, values)
        case c.Comparison(symbol, _, c.TableCell() as cell):
            cells = table_cell(cell)
            return lambda number, key, row: _compare_with_cell(symbol, cells, number, key, row)
        case c.Comparison(symbol, _, _):
            return lambda left, right: _compare(symbol, left, right)
        case _:
            return _number_function(node)


def constant(node: c.Constant) -> Value:
    """Return the value of a constant."""
    if node.type == "text":
        return node.value
    if node.type == "truth":
        return UNKNOWN if node.value is None else TRUE if node.value else FALSE
    if node.value is None:
        return Numbers(0, UNKNOWN)
    if isinstance(node.value, date):
        return Numbers(day_number(node.value), 0)
    return Numbers(node.value, 0)


def _number_function(node: c.Expression) -> Function:
    match node:
        case c.Calculation(symbol, _, _):
            calculate = _CALCULATE[symbol]
            return lambda left, right: Numbers(
                calculate(_wide(left.values), _wide(right.values)),
                _either(left.unknown, right.unknown),
            )
        case c.Extreme(kind, _):
            pick: Any = np.minimum if kind == "least" else np.maximum
            return lambda *parts: Numbers(
                reduce(pick, [part.values for part in parts]),
                reduce(_either, [part.unknown for part in parts]),
            )
        case c.TableCell():
            return table_cell(node)
        case c.Years():
            return lambda months: Numbers(months.values // 12, months.unknown)
        case c.CompletedMonths():
            return completed_months
        case c.MonthsLater():
            return months_later
    raise TypeError(f"not a column expression: {node!r}")


def _either(one: Any, other: Any) -> Any:
    """Return where either is unknown; a plain 0 stays one."""
    if isinstance(one, int):
        return other
    return one if isinstance(other, int) else one | other


def _wide(values: Any) -> Any:
    """Return whole numbers with room for products."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "iu":
        return values.astype(np.int64)
    return values


def _is_known(unknown: Any) -> bool:
    return isinstance(unknown, int)


def _truth(holds: Any, unknown: Any) -> Value:
    """Return the truth of a comparison."""
    found = doubled(np.asarray(holds).view(np.uint8))
    if _is_known(unknown):
        return found
    return np.maximum(np.minimum(found, TRUE - unknown), unknown)


def _compare(symbol: str, left: Value, right: Value) -> Value:
    if isinstance(left, Codes):
        found = _one_of(left, (right,))
        return found if symbol == "==" else TRUE - found
    if isinstance(left, Numbers):
        holds = _COMPARE[symbol](left.values, right.values)
        return _truth(holds, _either(left.unknown, right.unknown))
    same = np.minimum(np.maximum(TRUE - left, right), np.maximum(left, TRUE - right))
    return same if symbol == "==" else TRUE - same


def _compare_with_cell(
    symbol: str, cells: Function, number: Numbers, key: Value, row: Numbers
) -> Value:
    """Compare a number with a cell of a table; only known numbers are looked up."""
    if not isinstance(number.unknown, np.ndarray):
        return _compare(symbol, number, cells(key, row))
    known = np.flatnonzero(number.unknown == 0)
    few = [gathered(value, known) for value in (number, key, row)]
    found = np.full(len(number.unknown), UNKNOWN)
    found[known] = _compare(symbol, Numbers(few[0].values, 0), cells(*few[1:]))
    return found


def _one_of(part: Codes, values: tuple[str, ...]) -> Array:
    places = [part.values.index(value) for value in values if value in part.values]
    unknown = (part.positions >= len(part.values)).view(np.uint8)
    if not places:
        return unknown
    found = reduce(np.logical_or, [part.positions == place for place in places])
    truths: Array = doubled(found.view(np.uint8)) | unknown
    return truths


def _number_true(*parts: Value) -> Numbers:
    total = reduce(np.add, [is_true(part) for part in parts])
    return Numbers(np.asarray(total, np.int64), 0)


def _known(part: Value) -> Value:
    match part:
        case Numbers(_, unknown):
            return TRUE if _is_known(unknown) else doubled(unknown ^ np.uint8(1))
        case Codes(positions, values):
            return doubled((positions < len(values)).view(np.uint8))
    return TRUE - doubled(part & UNKNOWN)


def _first_known(one: Value, other: Value) -> Value:
    match one, other:
        case Numbers(values, unknown), Numbers(values_of_other, unknown_of_other):
            if _is_known(unknown):
                return one
            taken = np.where(np.asarray(unknown, np.bool_), values_of_other, values)
            still = 0 if _is_known(unknown_of_other) else unknown & unknown_of_other
            return Numbers(taken, still)
        case Codes(positions, values), Codes(positions_of_other, _):
            return Codes(np.where(positions < len(values), positions, positions_of_other), values)
    # Bytes wrap around, so that the sum below is exact: 1 + (other - 1) where one is unknown.
    return one + (one & UNKNOWN) * (other - UNKNOWN)


def _choice(*parts: Value) -> Value:
    """Return the value beside the first test that is true: from the last to the first."""
    found = parts[-1]
    for place in range(len(parts) - 3, -1, -2):
        test, value = parts[place], parts[place + 1]
        if isinstance(value, Numbers):
            holds = np.asarray(test == TRUE)
            known = _is_known(value.unknown) and _is_known(found.unknown)
            unknown: Any = 0 if known else np.where(holds, value.unknown, found.unknown)
            found = Numbers(np.where(holds, value.values, found.values), unknown)
        else:
            found = found + is_true(test) * (value - found)
    return found


def completed_months(birth: Numbers, day: Numbers) -> Numbers:
    """Return the completed months between birth dates and days, never below zero."""
    unknown = _either(birth.unknown, day.unknown)
    months = (_month_codes(day.values) - _month_codes(birth.values)) >> _SHIFT
    return Numbers(np.maximum(months, 0), unknown)


def _month_codes(days: Any) -> Any:
    """Return (12 * year + month) * 32 + day of each date, through a table of the days between."""
    first = int(np.min(days, initial=0)) // _SPAN
    last = int(np.max(days, initial=0)) // _SPAN
    if last - first > _MOST_SPANS:
        return _codes_of(np.asarray(days).astype("datetime64[D]"))
    places = np.subtract(days, first * _SPAN, dtype=np.int64)
    return _code_table(first, last).take(places, mode="clip")


@lru_cache(maxsize=16)
def _code_table(first: int, last: int) -> Array:
    """Return the codes of the dates of some spans."""
    return _codes_of(np.arange(first * _SPAN, (last + 1) * _SPAN).astype("datetime64[D]"))


def _codes_of(dates: Array) -> Array:
    months = dates.astype("datetime64[M]")
    past = (dates - months.astype("datetime64[D]")).astype(np.int64)
    codes: Array = (months.astype(np.int64) * _DAYS + past).astype(np.int32)
    return codes


def months_later(day: Numbers, months: Numbers) -> Numbers:
    """Return the days a number of months later, the last day of a shorter month."""
    unknown = _either(day.unknown, months.unknown)
    if not isinstance(unknown, np.ndarray):
        return Numbers(_months_later(day.values, months.values), unknown)
    known = np.flatnonzero(unknown == 0)
    found = np.zeros(len(unknown), np.int64)
    found[known] = _months_later(at(day.values, known), at(months.values, known))
    return Numbers(found, unknown)


def _months_later(days: Any, months: Any) -> Array:
    dates = np.asarray(days).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    past = dates - month.astype("datetime64[D]")
    target = month + np.asarray(months, np.int64)
    begins = target.astype("datetime64[D]")
    longest = (target + 1).astype("datetime64[D]") - begins - np.timedelta64(1, "D")
    found: Array = (begins + np.minimum(past, longest)).astype(np.int64)
    return found
