"""Column expressions as SQL text.

Only forms that every database reads alike: three-valued AND, OR and NOT, CASE, COALESCE. Functions
that pass over nulls (MAX, LEAST, GREATEST, CONCAT_WS) never get one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from textwrap import fill, indent
from typing import Final

from chuan_ngheo.expression.nodes import ComparisonOperator
from chuan_ngheo.readings.columns import (
    Calculation,
    Choice,
    Column,
    Comparison,
    CompletedMonths,
    Constant,
    Every,
    Expression,
    Extreme,
    FirstKnown,
    Known,
    MonthsLater,
    NumberTrue,
    OneOf,
    Opposite,
    Some,
    TableCell,
    Years,
)
from chuan_ngheo.readings.sql_dialects import Dialect

_WIDTH: Final = 92
_STEP: Final = "  "
_TOGETHER: Final = "\N{NO-BREAK SPACE}"
_COMPARISONS: Final[dict[ComparisonOperator, str]] = {"==": "=", "!=": "<>"}


def quote_text(text: str) -> str:
    """Return a text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def case(cases: Iterable[tuple[str, str]], otherwise: str) -> str:
    """Return CASE over pairs of test and value."""
    lines = [*(f"WHEN {test} THEN {value}" for test, value in cases), f"ELSE {otherwise}"]
    line = f"CASE {' '.join(lines)} END"
    return line if _fits(line) else block("CASE", "\n".join(lines), "END")


def joined(parts: Sequence[str], word: str) -> str:
    """Return parts in brackets with a word between them, over several lines if they are long."""
    line = f"({f' {word} '.join(parts)})"
    return line if _fits(line) else block("(", f"\n{word} ".join(parts), ")")


def block(head: str, body: str, tail: str) -> str:
    """Return text on lines of its own, further in than what stands before and after it."""
    return f"{head}\n{indent(body, _STEP)}\n{tail}"


def _fits(line: str) -> bool:
    return len(line) <= _WIDTH and "\n" not in line


@dataclass(frozen=True, slots=True)
class SqlWriter:
    """Writes expressions for one database."""

    dialect: Dialect

    def write(self, part: Expression) -> str:
        """Return the text of an expression."""
        match part:
            case Column(name):
                return self.dialect.column(name)
            case Constant():
                return self._constant(part)
            case Every(parts):
                return joined([self.write(item) for item in parts], "AND")
            case Some(parts):
                return joined([self.write(item) for item in parts], "OR")
            case Opposite(inner):
                return f"(NOT {self._apart(inner)})"
            case Comparison(symbol, left, right):
                sign = _COMPARISONS.get(symbol, symbol)
                return f"{self.write(left)} {sign} {self.write(right)}"
            case OneOf(inner, values):
                return f"{self._apart(inner)} IN ({', '.join(map(quote_text, values))})"
            case Known(inner):
                return f"({self._apart(inner)} IS NOT NULL)"
            case Choice(cases, otherwise):
                pairs = [(self.write(test), self.write(value)) for test, value in cases]
                return case(pairs, self.write(otherwise))
            case FirstKnown(parts):
                return self._call("COALESCE", parts)
            case Extreme(kind, parts):
                return self._call(kind.upper(), parts)
        return self._number(part)

    def _number(self, part: Expression) -> str:
        match part:
            case Calculation(symbol, left, right):
                return f"({self._operand(left)} {symbol} {self._operand(right)})"
            case NumberTrue(parts):
                ones = [case([(self.write(item), "1")], "0") for item in parts]
                return joined(ones, "+")
            case TableCell():
                return self._table_cell(part)
            case Years(months):
                decimal = self.dialect.types["decimal"]
                return f"FLOOR(CAST({self.write(months)} AS {decimal}) / 12)"
            case CompletedMonths(birth, day):
                return self._completed_months(self.write(birth), self.write(day))
            case MonthsLater(day, months):
                return self.dialect.months_later.format(
                    day=self.write(day), months=self.write(months)
                )
        raise TypeError(f"not an expression: {part!r}")

    def _call(self, function: str, parts: Iterable[Expression]) -> str:
        texts = [self.write(item) for item in parts]
        line = f"{function}({', '.join(texts)})"
        return line if _fits(line) else block(f"{function}(", ",\n".join(texts), ")")

    def _apart(self, part: Expression) -> str:
        """Write an expression so that an operator beside it cannot take it apart."""
        text = self.write(part)
        return f"({text})" if isinstance(part, Comparison | OneOf) else text

    def _operand(self, part: Expression) -> str:
        """Write a number to calculate with; a small whole type would overflow."""
        text = self.write(part)
        whole = isinstance(part, Constant) and part.type == "whole"
        return f"CAST({text} AS {self.dialect.types['whole']})" if whole else text

    def _constant(self, constant: Constant) -> str:
        match constant.value:
            case None:
                return f"CAST(NULL AS {self.dialect.types[constant.type]})"
            case bool(value):
                return "TRUE" if value else "FALSE"
            case date() as day:
                return f"DATE '{day.isoformat()}'"
            case str(text):
                return quote_text(text)
            case float(number) if isinf(number):
                sign = "-" if number < 0 else ""
                return f"CAST('{sign}Infinity' AS {self.dialect.types['decimal']})"
            case float(number):
                text = repr(number)
                return text if "e" in text else f"{text}E0"
            case int(number):
                return str(number)

    def _table_cell(self, part: TableCell) -> str:
        columns = [numbers for _, numbers in part.columns]
        pick = min if part.kind == "least" else max
        of_all = tuple(map(pick, zip(*columns, strict=True)))
        if isinstance(part.key, Constant):
            found = dict(part.columns).get(str(part.key.value), of_all)
            return self._table_column(part, found)
        key = self.write(part.key)
        return case(
            [
                (f"{key} = {quote_text(value)}", self._table_column(part, numbers))
                for value, numbers in part.columns
            ],
            self._table_column(part, of_all),
        )

    def _table_column(self, part: TableCell, numbers: tuple[float, ...]) -> str:
        """Look from the last row on: most people are older than a table of children."""
        row = self.write(part.row)
        texts = [self._constant(Constant(number, "decimal")) for number in numbers]
        downwards = [
            f"WHEN {row} >= {key} THEN {number}"
            for key, number in zip(part.rows[:0:-1], texts[:0:-1], strict=True)
        ]
        open_ = min(numbers) if part.kind == "least" else max(numbers)
        first = f"WHEN {row} IS NULL THEN {self._constant(Constant(open_, 'decimal'))}"
        pairs = [first, *downwards, f"ELSE {texts[0]}"]
        text = fill(" ".join(pair.replace(" ", _TOGETHER) for pair in pairs), _WIDTH)
        return block("CASE", text.replace(_TOGETHER, " "), "END")

    def _completed_months(self, birth: str, day: str) -> str:
        """Months between two days, less one if the day of the month is not reached."""
        whole = self.dialect.types["whole"]
        years, months, days = (
            f"EXTRACT({field} FROM {day}) - EXTRACT({field} FROM {birth})"
            for field in ("YEAR", "MONTH", "DAY")
        )
        full = f"12 * ({years})\n+ {months}\n- CASE WHEN {days} < 0 THEN 1 ELSE 0 END"
        count = block("CAST(", full, f"AS {whole})")
        return case([(f"{day} < {birth}", "0")], count)
