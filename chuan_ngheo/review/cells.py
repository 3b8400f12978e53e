"""What a cell of a table of the review may hold, by column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.fact_problems import shown_value
from chuan_ngheo.survey.cells import NOTHING, WORDS

Parse = Callable[[Any], Any]
"""Returns the value of a cell that is not empty.

Raises:
    CellError: if it holds something else.
"""

_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)


class CellError(ValueError):
    """A cell does not hold what its column needs."""

    def __init__(self, code: str, expected: str, advice: str = "", shown: str = "") -> None:
        super().__init__(expected)
        self.code = code
        self.expected = expected
        self.advice = advice
        self.shown = shown


def read_cell(name: str, value: Any, parse: Parse) -> tuple[Any, Problem | None]:
    """Return the value of a cell (None if it is empty), or what is wrong with it."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value in NOTHING or (isinstance(value, float) and math.isnan(value)):
        return None, None
    try:
        return parse(value), None
    except CellError as error:
        found = error.shown or shown_value(value)
        return None, Problem(error.code, found, error.expected, error.advice, path=name)


def identifier(value: Any) -> str:
    """Read an identifier: text or a whole number, kept as text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise CellError("fact-type", "text or a whole number")
    return str(value)


def text(value: Any) -> str:
    """Read a text."""
    return identifier(value)


def whole(value: Any) -> int:
    """Read a whole number that is not negative."""
    expected = "a whole number from 0, or nothing"
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CellError("fact-type", expected)
    if value < 0:
        raise CellError("fact-value", expected)
    return value


def truth(value: Any) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in WORDS:
        return WORDS[value.lower()]
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    raise CellError("fact-type", "true, false or nothing")


def day(value: Any) -> date:
    """Read a day written YYYY-MM-DD, or the date of a typed table."""
    if isinstance(value, datetime):
        if value.time() == datetime.min.time():
            return value.date()
    elif isinstance(value, date):
        return value
    elif isinstance(value, str):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is not None and found.isoformat() == value:
            return found
    raise CellError("fact-date", "a date of the calendar written YYYY-MM-DD, or nothing")


def one_of(*values: str) -> Parse:
    """Return what reads one of some words."""

    def parse(value: Any) -> str:
        if value in values:
            return str(value)
        advice = nearest(value, [*values]) if isinstance(value, str) else ""
        shown = shown_value(value, values)
        expected = f"one of {', '.join(values)}, or nothing"
        raise CellError("fact-value", expected, advice, shown)

    return parse


def words(value: Any) -> tuple[str, ...]:
    """Read a list of words separated by ``|``."""
    return tuple(part for part in str(value).split("|") if part)
