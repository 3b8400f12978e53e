"""Turn cells of tables into facts: text of CSV files, and typed values of Parquet files."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

WORDS: Final = {"true": True, "false": False, "1": True, "0": False}
_WHOLE: Final = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+", re.ASCII)
NOTHING: Final = ("", "null", "NULL", "NA", "N/A", "NaN", "nan")
"""What an empty cell may hold."""
IDENTIFIERS: Final = ("household_id", "member_id")


def convert(name: str, value: Any) -> Any:
    """Return the fact that a cell holds; None where it is empty.

    A cell that does not hold what the fact needs is returned as it is: the check of the
    household reports it with its path, what was found and what was expected.
    """
    if isinstance(value, str):
        value = value.strip()
        if value in NOTHING:
            return None
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if name in ("members", "list_decisions"):
        return _nested(value)
    fact = FACTS.get(name)
    if fact is None:
        return value
    if name in IDENTIFIERS:
        return _identifier(value)
    return _of_type(fact, value)


def _nested(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return value
    if isinstance(value, list):
        return [
            {name: convert(name, cell) for name, cell in member.items()}
            if isinstance(member, dict)
            else member
            for member in value
        ]
    return value


def _identifier(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _of_type(fact: Fact, value: Any) -> Any:
    match fact.type:
        case ValueType.BOOLEAN:
            if isinstance(value, str):
                return WORDS.get(value.lower(), value)
            if isinstance(value, int | float) and value in (0, 1):
                return bool(value)
        case ValueType.NUMBER:
            return _number(fact, value)
        case ValueType.DATE:
            if isinstance(value, datetime):
                return value.date() if value.time() == datetime.min.time() else value
            if isinstance(value, date):
                return value
        case ValueType.TEXT:
            return value if isinstance(value, str) else str(value)
    return value


def _number(fact: Fact, value: Any) -> Any:
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, str):
        value = _written_number(fact, value)
    if fact.whole and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _written_number(fact: Fact, text: str) -> Any:
    """Read a number; what may be meant in two ways stays text, and is reported.

    ``2.000`` is two thousand in Viet Nam and two elsewhere.
    """
    if _WHOLE.fullmatch(text):
        return int(text) if fact.whole else float(text)
    if not _DECIMAL.fullmatch(text) or (fact.whole and _THOUSANDS.fullmatch(text)):
        return text
    return float(text)
