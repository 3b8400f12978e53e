"""From raw facts to a checked household, with every problem reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chuan_ngheo.ages import completed_months
from chuan_ngheo.diagnostics import InvalidFactsError, Problem, nearest
from chuan_ngheo.fact_mappings import facts_adapter
from chuan_ngheo.facts import Household, Member

RawHousehold = Household | Mapping[str, Any] | str | bytes
"""What is accepted as a household: the model, a mapping of facts, or JSON text."""

_VALUE_ERRORS = frozenset(
    {
        "literal_error",
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "finite_number",
    }
)
_EXPECTED = {
    "bool_type": "true, false or null",
    "int_type": "a whole number or null",
    "float_type": "a number or null",
    "string_type": "text or null",
    "finite_number": "a finite number",
    "model_type": "an object of facts",
    "tuple_type": "a list",
}


class Ages(NamedTuple):
    """The age of a member on the review date.

    ``months`` is exact, or the pair (lowest, highest) when only the years are known.
    """

    years: int | None
    months: int | tuple[int, int] | None


def read_facts(source: RawHousehold) -> dict[str, Any]:
    """Return the checked facts of one household by name, ``members`` as a list of the same.

    Raises:
        InvalidFactsError: with one problem for every fact that cannot be used.
    """
    if isinstance(source, Household):
        facts = dict(source.__dict__)
        if source.members:
            facts["members"] = [member.__dict__ for member in source.members]
        return facts
    validator = facts_adapter().validator
    try:
        found: dict[str, Any] = (
            validator.validate_json(source)
            if isinstance(source, str | bytes)
            else validator.validate_python(source)
        )
        return found
    except ValidationError as error:
        problems = [_problem(details) for details in error.errors()]
        if not isinstance(source, str | bytes):
            problems += _problems_of_the_rest(source, error.errors())
        raise InvalidFactsError(tuple(problems)) from None


def resolve_ages(facts: Mapping[str, Any]) -> tuple[tuple[Ages, ...], tuple[Problem, ...]]:
    """Return the ages of the members on the review date, and what contradicts them."""
    day: date | None = facts.get("review_date")
    ages: list[Ages] = []
    problems: list[Problem] = []
    for index, member in enumerate(facts.get("members") or ()):
        birth, years, months = map(member.get, _AGE_FACTS)
        if birth is not None and day is not None:
            exact = completed_months(birth, day)
            ages.append(Ages(exact // 12, exact))
            if exact < 0 or years is not None or months is not None:
                problems += _birth_problems(f"members[{index}]", member, day, exact)
        elif months is not None:
            ages.append(Ages(months // 12, months))
            if years is not None and months // 12 != years:
                expected = f"{12 * years} to {12 * years + 11} months for age {years}"
                problems.append(_contradiction(f"members[{index}].age_months", months, expected))
        elif years is not None:
            ages.append(Ages(years, (12 * years, 12 * years + 11)))
        else:
            ages.append(_UNKNOWN_AGE)
    return tuple(ages), tuple(problems)


_UNKNOWN_AGE = Ages(None, None)
_AGE_FACTS = ("birth_date", "age", "age_months")


def _birth_problems(path: str, member: Mapping[str, Any], day: date, exact: int) -> list[Problem]:
    if exact < 0:
        expected = f"a date on or before the review date {day}"
        found = str(member["birth_date"])
        return [Problem("birth-after-review", found, expected, path=f"{path}.birth_date")]
    return [
        _contradiction(f"{path}.{name}", given, str(computed))
        for name, given, computed in (
            ("age", member.get("age"), exact // 12),
            ("age_months", member.get("age_months"), exact),
        )
        if given is not None and given != computed
    ]


def _contradiction(path: str, found: int, expected: str) -> Problem:
    advice = "Correct one of the two, or leave out the age and give the birth date."
    return Problem("age-contradiction", str(found), expected, advice, path=path)


def _problems_of_the_rest(
    source: Mapping[str, Any], errors: list[ErrorDetails]
) -> tuple[Problem, ...]:
    """Check the ages of what remains when the facts already reported are left out."""
    reported = {tuple(str(step) for step in details["loc"]) for details in errors}
    members = source.get("members")
    if not isinstance(members, list | tuple):
        return ()
    remaining = {
        "review_date": source.get("review_date") if ("review_date",) not in reported else None,
        "members": [
            {
                name: value
                for name, value in member.items()
                if ("members", str(index), str(name)) not in reported
            }
            if isinstance(member, Mapping)
            else {}
            for index, member in enumerate(members)
        ],
    }
    try:
        return resolve_ages(facts_adapter().validate_python(remaining))[1]
    except ValidationError:
        return ()


def fact_path(location: tuple[int | str, ...]) -> str:
    """Write a location as a path, such as ``members[2].birth_date``."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else step
    return path


def _problem(details: ErrorDetails) -> Problem:
    kind = details["type"]
    location = details["loc"]
    path = fact_path(location)
    if kind == "extra_forbidden":
        model = Member if location[0] == "members" else Household
        advice = nearest(str(location[-1]), list(model.model_fields))
        return Problem(
            "fact-unknown",
            "a field that is not in the vocabulary",
            "a field of the vocabulary",
            advice or "Remove the field, or use a name of the vocabulary.",
            path=path,
        )
    if kind.startswith("json_"):
        return Problem("fact-json", details["msg"], "the JSON object of one household")
    if kind == "fact_date":
        return Problem("fact-date", _shown(details["input"]), details["msg"], path=path)
    code = "fact-value" if kind in _VALUE_ERRORS else "fact-type"
    return Problem(code, _shown(details["input"]), _expected(details), _advice(details), path=path)


def _expected(details: ErrorDetails) -> str:
    kind = details["type"]
    if kind == "literal_error":
        return f"one of {details['ctx']['expected']}"
    message = details["msg"].removeprefix("Input should be ")
    return _EXPECTED.get(kind, message)


def _advice(details: ErrorDetails) -> str:
    if details["loc"][-1:] == ("income_per_capita",):
        return "Give whole dong per person per month, such as 1500000."
    value = details["input"]
    if details["type"] == "literal_error" and isinstance(value, str):
        expected = str(details["ctx"]["expected"]).replace(" or ", ", ")
        return nearest(value, [option.strip("'") for option in expected.split(", ")])
    return ""


def _shown(value: object) -> str:
    """Show a wrong value briefly; texts that could be a name or a number of a person are not."""
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, str):
        short = len(value) <= 24 and not (value.isdigit() and len(value) >= 9)
        plain = value.isascii() and " " not in value
        return repr(value) if short and plain else f"text of {len(value)} characters"
    return f"a {type(value).__name__}"
