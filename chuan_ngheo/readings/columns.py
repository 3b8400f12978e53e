"""A small language of column expressions, which every reading over tables writes in its own way.

Truth is a nullable Boolean: null is unknown, and "and", "or", "not" follow Kleene's rules, as in
SQL. A comparison with null is null. All meaning that is particular to rules (bounds of numbers,
tables of parameters, counts, classes) is put into these few forms by ``lower``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from chuan_ngheo.expression.nodes import ArithmeticOperator, ComparisonOperator

Type = Literal["truth", "whole", "decimal", "date", "text"]
Value = bool | int | float | str | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table at hand."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant; null needs its type."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True)
class Every:
    """True if all parts are true, false if any is false, else null."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """True if any part is true, false if all are false, else null."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """The opposite of a truth; null stays null."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison; null if either side is null."""

    operator: ComparisonOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a text is one of some; null if it is null."""

    part: Expression
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a value is not null; never null itself."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Choice:
    """The value beside the first test that is true, else the last value."""

    cases: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class FirstKnown:
    """The first part that is not null."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Calculation:
    """A sum, difference or product; null if either side is null."""

    operator: ArithmeticOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of some numbers, none of which is null."""

    kind: Literal["least", "greatest"]
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class NumberTrue:
    """How many of the parts are true; null counts as not true."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A number of a table: the least or the greatest of those that are possible; never null.

    Attributes:
        key: a text that chooses the column; all columns are possible where it is null.
        row: a whole number that chooses the last row whose key is not above it, the first row if
            all are; all rows are possible where it is null.
        rows: the keys of the rows, ascending.
        columns: the numbers of each column by the value of ``key``, one for each row.
    """

    kind: Literal["least", "greatest"]
    key: Expression
    row: Expression
    rows: tuple[int, ...]
    columns: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Completed years of a number of completed months."""

    months: Expression


@dataclass(frozen=True, slots=True)
class CompletedMonths:
    """Completed months between a birth date and a day, never below zero."""

    birth: Expression
    day: Expression


@dataclass(frozen=True, slots=True)
class MonthsLater:
    """The day that lies a number of months later, the last of a shorter month."""

    day: Expression
    months: Expression


Expression = (
    Column
    | Constant
    | Every
    | Some
    | Opposite
    | Comparison
    | OneOf
    | Known
    | Choice
    | FirstKnown
    | Calculation
    | Extreme
    | NumberTrue
    | TableCell
    | Years
    | CompletedMonths
    | MonthsLater
)

TRUE = Constant(value=True, type="truth")
FALSE = Constant(value=False, type="truth")
UNKNOWN = Constant(None, "truth")


@dataclass(frozen=True, slots=True)
class Named:
    """An expression under a name. ``stage`` is 1 above the stages that it reads; facts are at 0."""

    name: str
    expression: Expression
    stage: int


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What is kept of a condition over the members of a household.

    Of kind ``any``: true if it is true of any member, else null if it is null of any, else false.
    Of kind ``count``: two columns, the certain number and, with the suffix of upper bounds, the
    possible one.
    """

    name: str
    kind: Literal["any", "count"]
    body: Expression
