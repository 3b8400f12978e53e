"""Numbers and dates over columns, of which only bounds may be known."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import inf
from typing import Final, Literal, NamedTuple

from chuan_ngheo.expression.nodes import ArithmeticOperator, ComparisonOperator
from chuan_ngheo.readings import fold
from chuan_ngheo.readings.columns import (
    FALSE,
    TRUE,
    UNKNOWN,
    Calculation,
    Choice,
    Constant,
    Expression,
    Extreme,
    TableCell,
    Type,
)
from chuan_ngheo.rulebook.rules import Parameter

_LARGE: Final = 2**53


class Bounds(NamedTuple):
    """The lowest and the highest value of a number; the same expression where it is exact."""

    low: Expression
    high: Expression

    @property
    def exact(self) -> bool:
        """Whether the number is known exactly or not at all."""
        return self.low == self.high


def exactly(value: Expression) -> Bounds:
    """Return an exact number."""
    return Bounds(value, value)


def number(value: float) -> Constant:
    """Return the constant of a number."""
    type_: Type = "whole" if isinstance(value, int) else "decimal"
    return Constant(value, type_)


_NEVER_LEAST = number(_LARGE)
_NEVER_GREATEST = number(-_LARGE)
"""Numbers beyond any that a rule has, for what is not possible."""
AT_LEAST_ONE = Bounds(number(1), number(inf))
"""The size of a household whose composition is unknown."""


def compare_bounds(symbol: ComparisonOperator, left: Bounds, right: Bounds) -> Expression:
    """Return the truth of a comparison: unknown where the bounds leave both answers open."""
    if left.exact and right.exact:
        return fold.compare(symbol, left.low, right.low)
    if symbol in (">", ">="):
        left, right = right, left
        symbol = "<" if symbol == ">" else "<="
    if symbol in ("<", "<="):
        certain = fold.compare(symbol, left.high, right.low)
        possible = fold.compare(symbol, left.low, right.high)
        return fold.some((certain, fold.every((possible, UNKNOWN))))
    apart = fold.some(
        (fold.compare(">", left.low, right.high), fold.compare("<", left.high, right.low))
    )
    # Two numbers that are known exactly and not apart are equal.
    same = fold.every(
        fold.compare("==", bounds.low, bounds.high) for bounds in (left, right) if not bounds.exact
    )
    equal = fold.choose(((apart, FALSE), (same, TRUE)), UNKNOWN)
    return equal if symbol == "==" else fold.opposite(equal)


def combine_bounds(symbol: ArithmeticOperator, left: Bounds, right: Bounds) -> Bounds:
    """Return the bounds of a sum, difference or product."""
    if left.exact and right.exact:
        return exactly(fold.calculate(symbol, left.low, right.low))
    if any(fold.is_null(part) for part in (*left, *right)):
        return exactly(fold.unknown("decimal"))
    results = dict.fromkeys(fold.calculate(symbol, one, other) for one in left for other in right)
    ends = _ordered(symbol, left, right) or (
        Extreme("least", tuple(results)),
        Extreme("greatest", tuple(results)),
    )
    return Bounds(*ends)


def first_that_holds(cases: tuple[tuple[Expression, Bounds], ...], otherwise: Bounds) -> Bounds:
    """Return the number of the first true test, over every number that unknown tests leave."""
    low, high = otherwise
    if any(fold.is_null(end) for _, bounds in cases for end in bounds) or fold.is_null(low):
        return exactly(fold.unknown("decimal"))
    for test, number in reversed(cases):
        low = _one_or_rest("least", test, number.low, low)
        high = _one_or_rest("greatest", test, number.high, high)
    return Bounds(low, high)


def _one_or_rest(
    kind: Literal["least", "greatest"], test: Expression, one: Expression, rest: Expression
) -> Expression:
    """Return one number if the test is true, the rest if it is false, else the more extreme."""
    first = _is_always_first(kind, one, rest)
    if first is not None:
        case = (fold.opposite(test), rest) if first else (test, one)
        return fold.choose((case,), one if first else rest)
    never = _NEVER_LEAST if kind == "least" else _NEVER_GREATEST
    held = fold.choose(((fold.opposite(test), never),), one)
    other = fold.choose(((test, never),), rest)
    if held == never:
        return other
    return held if other == never else _extreme(kind, (held, other))


def _is_always_first(
    kind: Literal["least", "greatest"], one: Expression, rest: Expression
) -> bool | None:
    """Tell which of two numbers is the more extreme, if it is always the same."""
    own, other = _span(one), _span(rest)
    if own is None or other is None:
        return None
    (low, high), (bottom, top) = own, other
    if kind == "greatest":
        low, high, bottom, top = -high, -low, -top, -bottom
    if high <= bottom:
        return True
    return False if top <= low else None


def _span(part: Expression) -> tuple[float, float] | None:
    """Return between which numbers a known number always lies; None where it is not known."""
    match part:
        case Constant(int() | float() as value, _):
            return value, value
        case Choice(cases, otherwise):
            parts = (*(value for _, value in cases), otherwise)
        case Extreme(_, inner):
            parts = inner
        case _:
            return None
    spans = [_span(item) for item in parts]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _extreme(kind: Literal["least", "greatest"], parts: tuple[Expression, ...]) -> Expression:
    """Return the least or greatest of some numbers; null if one of them is."""
    known = fold.every(fold.known(part) for part in parts if not _never_null(part))
    return fold.choose(((known, Extreme(kind, parts)),), fold.unknown("decimal"))


def _never_null(part: Expression) -> bool:
    match part:
        case Constant(value, _):
            return value is not None
        case Choice(cases, otherwise):
            return _never_null(otherwise) and all(_never_null(value) for _, value in cases)
        case Extreme(_, parts):
            return all(map(_never_null, parts))
        case _:
            return isinstance(part, TableCell)


def greatest(numbers: tuple[Bounds, ...]) -> Bounds:
    """Return the greatest of some numbers; unknown if one of them is."""
    low, high = (
        _extreme("greatest", tuple(dict.fromkeys(bounds[end] for bounds in numbers)))
        for end in (0, 1)
    )
    return Bounds(low, high)


def _ordered(
    symbol: ArithmeticOperator, left: Bounds, right: Bounds
) -> tuple[Expression, Expression] | None:
    """Return the ends where it is plain which bounds give them."""
    if symbol == "+":
        return Calculation("+", left.low, right.low), Calculation("+", left.high, right.high)
    if symbol == "-":
        return Calculation("-", left.low, right.high), Calculation("-", left.high, right.low)
    for one, other in ((left, right), (right, left)):
        if one.exact and isinstance(one.low, Constant) and _at_least_zero(one.low):
            return Calculation("*", one.low, other.low), Calculation("*", one.low, other.high)
    return None


def _at_least_zero(constant: Constant) -> bool:
    return isinstance(constant.value, int | float) and constant.value >= 0


def look_up(parameter: Parameter, key: Expression | None, row: Bounds | None) -> Bounds:
    """Return the value of a parameter; unknown keys give the bounds of what is possible.

    Args:
        key: the fact that chooses the column, if the parameter has several.
        row: the fact that chooses the row, if it has several.

    Raises:
        NotImplementedError: if the bounds over a table whose numbers do not rise are asked for.
    """
    if row is not None:
        return _cell(parameter, key or Constant("", "text"), row)
    numbers = {value: column[0] for value, column in parameter.columns.items()}
    if key is None:
        return exactly(number(next(iter(numbers.values()))))
    return Bounds(*(_by_key(key, numbers, pick(numbers.values())) for pick in (min, max)))


def _by_key(key: Expression, numbers: Mapping[str, float], otherwise: float) -> Expression:
    """Return the number of the key; only those that differ from the last one are asked for."""
    return fold.choose(
        (
            (fold.compare("==", key, Constant(value, "text")), number(found))
            for value, found in numbers.items()
            if found != otherwise
        ),
        number(otherwise),
    )


def _cell(parameter: Parameter, key: Expression, row: Bounds) -> Bounds:
    for numbers in parameter.columns.values():
        if not all(one <= other for one, other in pairwise(numbers)):
            message = f"{parameter.id}: bounds over a table whose numbers do not rise"
            raise NotImplementedError(message)
    rows = tuple(int(row_key) for row_key in parameter.rows)
    columns = tuple(
        (value, tuple(map(float, numbers))) for value, numbers in parameter.columns.items()
    )
    return Bounds(
        TableCell("least", key, row.low, rows, columns),
        TableCell("greatest", key, row.high, rows, columns),
    )


def by_period(versions: tuple[tuple[Parameter, Bounds], ...], review_date: Expression) -> Bounds:
    """Return the value of a parameter in force on the review date; all versions if unknown."""
    if len(versions) == 1:
        return versions[0][1]
    ends: list[Expression] = []
    for end, kind in ((0, "least"), (1, "greatest")):
        parts = tuple(bounds[end] for _, bounds in versions)
        otherwise = Extreme("least" if kind == "least" else "greatest", parts)
        cases = ((_within(parameter, review_date), bounds[end]) for parameter, bounds in versions)
        ends.append(fold.choose(cases, otherwise))
    return Bounds(*ends)


def _within(parameter: Parameter, review_date: Expression) -> Expression:
    first = Constant(parameter.period.start, "date")
    last = Constant(parameter.period.end, "date")
    return fold.every(
        (fold.compare(">=", review_date, first), fold.compare("<=", review_date, last))
    )
