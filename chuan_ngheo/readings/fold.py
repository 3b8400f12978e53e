"""Build column expressions, leaving out what constants already decide."""

from __future__ import annotations

from collections.abc import Iterable

from chuan_ngheo.expression.nodes import ArithmeticOperator, ComparisonOperator
from chuan_ngheo.readings.columns import (
    FALSE,
    TRUE,
    UNKNOWN,
    Calculation,
    Choice,
    Comparison,
    Constant,
    Every,
    Expression,
    FirstKnown,
    Known,
    OneOf,
    Opposite,
    Some,
    Type,
)


def unknown(type_: Type) -> Constant:
    """Return the null of a type."""
    return Constant(None, type_)


def is_null(part: Expression) -> bool:
    """Tell whether an expression is the constant null."""
    return isinstance(part, Constant) and part.value is None


def every(parts: Iterable[Expression]) -> Expression:
    """Return "and" of the parts."""
    return _joined(parts, neutral=TRUE, final=FALSE, kind=Every)


def some(parts: Iterable[Expression]) -> Expression:
    """Return "or" of the parts."""
    return _joined(parts, neutral=FALSE, final=TRUE, kind=Some)


def _joined(
    parts: Iterable[Expression],
    *,
    neutral: Constant,
    final: Constant,
    kind: type[Every] | type[Some],
) -> Expression:
    rest: dict[Expression, None] = {}
    for part in parts:
        if part == final:
            return final
        if isinstance(part, kind):
            rest |= dict.fromkeys(part.parts)
        elif part != neutral:
            rest[part] = None
    if not rest:
        return neutral
    return next(iter(rest)) if len(rest) == 1 else kind(tuple(rest))


def opposite(part: Expression) -> Expression:
    """Return "not" of the part."""
    match part:
        case Constant(None, _):
            return UNKNOWN
        case Constant(value, _):
            return FALSE if value else TRUE
        case Opposite(inner):
            return inner
        case _:
            return Opposite(part)


def compare(symbol: ComparisonOperator, left: Expression, right: Expression) -> Expression:
    """Return a comparison."""
    return UNKNOWN if is_null(left) or is_null(right) else Comparison(symbol, left, right)


def one_of(part: Expression, values: Iterable[str]) -> Expression:
    """Return whether a text is one of ``values``."""
    return UNKNOWN if is_null(part) else OneOf(part, tuple(sorted(values)))


def known(part: Expression) -> Expression:
    """Return whether a value is known."""
    if isinstance(part, Constant):
        return FALSE if part.value is None else TRUE
    return Known(part)


def first_known(parts: Iterable[Expression]) -> Expression:
    """Return the first part that is known."""
    kept: list[Expression] = []
    null: Expression | None = None
    for part in parts:
        if is_null(part):
            null = null or part
            continue
        kept.append(part)
        if isinstance(part, Constant):
            break
    if not kept:
        return null or UNKNOWN
    return kept[0] if len(kept) == 1 else FirstKnown(tuple(kept))


def calculate(symbol: ArithmeticOperator, left: Expression, right: Expression) -> Expression:
    """Return a sum, difference or product."""
    if is_null(left):
        return left
    return right if is_null(right) else Calculation(symbol, left, right)


def choose(cases: Iterable[tuple[Expression, Expression]], otherwise: Expression) -> Expression:
    """Return the value beside the first test that is true."""
    kept: list[tuple[Expression, Expression]] = []
    for test, value in cases:
        if test == TRUE:
            otherwise = value
            break
        if test != FALSE and not is_null(test):
            kept.append((test, value))
    return Choice(tuple(kept), otherwise) if kept else otherwise
