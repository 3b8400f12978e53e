"""One cell of the workbook as a fact: a code becomes its value, never a guess."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_problems import shown_value
from chuan_ngheo.forms.columns import Column
from chuan_ngheo.forms.grid import Cell

_WHOLE: Final = re.compile(r"\d{1,18}", re.ASCII)
_DECIMAL: Final = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)
_THOUSANDS: Final = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)( 00:00:00)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", re.ASCII)
_COMMA: Final = re.compile(r"\d+,\d+", re.ASCII)
_DIGITS_ONLY: Final = "Write digits only: no unit and no separator of thousands."
_DECIMAL_COMMA: Final = (
    "A comma may stand for decimals or for thousands: let Excel take it as a number, or write a "
    "point before decimals."
)


def read_cell(column: Column, cell: Cell) -> Any:
    """Return what a cell says: a value, or a :class:`Problem` without a place.

    Args:
        cell: with text.
    """
    text = (cell.text or "").strip()
    match column.kind:
        case "identifier" | "text":
            return text
        case "date":
            return _date(column, text)
        case "code" | "yes_no":
            return _code(column, text)
        case "whole":
            return _number(text, cell, whole=True)
        case "decimal":
            return _number(text, cell, whole=False)


def _code(column: Column, text: str) -> Any:
    code = int(text) if _WHOLE.fullmatch(text) else -1
    if code in column.values:
        # Codes without a meaning in the vocabulary stay codes.
        return code if not column.is_fact else column.values[code]
    expected = ", ".join(
        f"{code} {meaning}".strip() for code, meaning in sorted(column.meanings.items())
    )
    advice = "Leave the cell empty if the answer is unknown."
    return Problem("form-code", shown_value(text), f"one of the codes: {expected}", advice)


def _number(text: str, cell: Cell, *, whole: bool) -> Any:
    """Read a number. ``2.000`` as text is two thousand in Viet Nam, and two elsewhere."""
    pattern = _WHOLE if whole else _DECIMAL
    if not pattern.fullmatch(text) or (_THOUSANDS.fullmatch(text) and not cell.number):
        expected = "a whole number, 0 or more" if whole else "a number, 0 or more"
        comma = not whole and _COMMA.fullmatch(text)
        advice = _DECIMAL_COMMA if comma else _DIGITS_ONLY
        return Problem("form-number", shown_value(text), expected, advice)
    return int(text) if whole else float(text)


def _date(column: Column, text: str) -> Any:
    """Read a date: a cell of Excel, or text written day/month/year as the form says."""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = (iso[1], iso[2], iso[3]) if iso else day_first and day_first.groups()[::-1]
    if parts:
        try:
            year, month, day = map(int, parts)
            return date(year, month, day)
        except ValueError:
            pass
    expected = "a date written day/month/year, the year in four digits"
    advice = ""
    if column.name == "birth_date":
        advice = (
            "Where only the year is known, leave the cell empty and write the age in its column."
        )
    return Problem("form-date", shown_value(text), expected, advice)
