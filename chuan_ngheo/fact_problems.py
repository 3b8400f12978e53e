"""What is wrong with facts, in plain words that show nothing of a person.

A wrong value is shown only if it is short and can be no name and no number of a person: a word
of the vocabulary or near one, or fewer than nine digits. So is the name of an unknown field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.subjects import IDENTIFIERS

_VALUE_ERRORS: Final = frozenset(
    {
        "literal_error",
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "finite_number",
    }
)
_IDENTIFIERS: Final = frozenset({"household_id", "member_id", *IDENTIFIERS.values()})
_EXPECTED: Final = {
    "bool_type": "true, false or null",
    "int_type": "a whole number or null",
    "float_type": "a number or null",
    "string_type": "text or null",
    "finite_number": "a finite number",
    "tuple_type": "a list of members or null",
    "list_type": "a list of members or null",
    "dict_type": "an object of facts",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number from {ge} on",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number up to {le}",
    "fact_date": "a date of the calendar written YYYY-MM-DD, or null",
}
_NUMBER_OR_DATE = re.compile(r"[-+0-9.,/: _]*")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "null", "none", "nan", "inf", "unknown"})
_VOCABULARY: Final = _WORDS.union(*ENUMERATIONS.values())
_FIELD = re.compile(r"\S{1,40}")
_MOST_DIGITS: Final = 8


def fact_problems(
    error: ValidationError, *, from_text: bool, model: type[BaseModel] = Household
) -> tuple[Problem, ...]:
    """Return one problem for every fact that an error reports.

    Args:
        from_text: whether the facts were given as JSON text.
        model: what the facts belong to.
    """
    problems: list[Problem] = []
    for details in error.errors():
        problem = _problem(details, model, from_text=from_text)
        if problem.code == "fact-unknown" or problem not in problems:
            problems.append(problem)
    return tuple(problems)


def fact_path(location: Sequence[int | str]) -> str:
    """Write a location as a path, such as ``members[2].birth_date``."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else step
    return path


def _problem(details: ErrorDetails, model: type[BaseModel], *, from_text: bool) -> Problem:
    kind, location = details["type"], details["loc"]
    if kind.startswith("json_") or (from_text and not location):
        found = details["msg"] if kind.startswith("json_") else shown_value(details["input"])
        subject = model.__name__.lower()
        return Problem("fact-json", found, f"the JSON object of one {subject}")
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown_field(location, model)
    if location[-2:-1] and location[-2] in _IDENTIFIERS:  # one error for each of its two types
        location = location[:-1]
    path, found = fact_path(location), shown_value(details["input"], _options(details))
    if kind == "fact_date":
        return Problem("fact-date", found, _EXPECTED[kind], _date_advice(details), path=path)
    code = "fact-value" if kind in _VALUE_ERRORS else "fact-type"
    expected = _expected(details)
    if location and location[-1] in _IDENTIFIERS:
        expected = "text, a whole number or null"
    return Problem(code, found, expected, _advice(details), path=path)


def _unknown_field(location: tuple[int | str, ...], model: type[BaseModel]) -> Problem:
    name = location[-1]
    advice = "Remove the field, or use a name of the vocabulary."
    if isinstance(name, str) and _FIELD.fullmatch(name) and not _private(name):
        advice = _near_field(name, location, model) or advice
    else:
        name, advice = "<a field>", f"Its name is not shown here. {advice}"
    return Problem(
        "fact-unknown",
        "a field that is not in the vocabulary",
        "a field of the vocabulary",
        advice,
        path=fact_path((*location[:-1], name)),
    )


def _near_field(name: str, location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    own = Member if location[0] == "members" else model
    other = Household if own is Member else Member
    if model is Household and name in other.model_fields:
        return "It is a fact of the household." if own is Member else "It is a fact of a member."
    return nearest(name, list(own.model_fields))


def _options(details: ErrorDetails) -> list[str]:
    """Return the values of the list that a value is not in; empty for other errors."""
    if details["type"] != "literal_error":
        return []
    return re.findall(r"'([^']*)'", details["ctx"]["expected"])


def _expected(details: ErrorDetails) -> str:
    options = _options(details)
    if options:
        return f"one of {', '.join(options)}, or null"
    text = _EXPECTED.get(details["type"])
    if text is None:
        return details["msg"].removeprefix("Input should be ")
    limits = details.get("ctx", {})
    return text.format(**{name: _whole(limit) for name, limit in limits.items()})


def _whole(limit: Any) -> Any:
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def _advice(details: ErrorDetails) -> str:
    if details["loc"][-1:] == ("income_per_capita",):
        return "Give whole dong per person per month, such as 1500000."
    value = details["input"]
    return nearest(value, _options(details)) if isinstance(value, str) else ""


def _date_advice(details: ErrorDetails) -> str:
    value = details["input"]
    if isinstance(value, datetime):
        return "Give the date without the time."
    day = (
        re.fullmatch(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", value) if isinstance(value, str) else None
    )
    return f"Did you mean '{day[3]}-{int(day[2]):02}-{int(day[1]):02}'?" if day else ""


def shown_value(value: Any, options: Sequence[str] = ()) -> str:
    """Show a wrong value where it can be nothing of a person.

    Args:
        options: the values of which it should be one; a word near one of them is shown.
    """
    match value:
        case None | bool():
            return repr(value)
        case int() | float():
            digits = sum(character.isdigit() for character in repr(value))
            return f"a number of {digits} digits" if digits > _MOST_DIGITS else repr(value)
        case str():
            plain = _NUMBER_OR_DATE.fullmatch(value) is not None and not _private(value)
            word = value.lower() in _VOCABULARY or bool(
                value.islower() and nearest(value, [*options])
            )
            return repr(value) if plain or word else _length(value)
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
    return f"a {type(value).__name__}"


def _length(text: str) -> str:
    return "text of 1 character" if len(text) == 1 else f"text of {len(text)} characters"


def _private(text: str) -> bool:
    """Tell whether a text has as many digits as the number of a person."""
    return sum(character.isdigit() for character in text) > _MOST_DIGITS
