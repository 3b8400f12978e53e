"""From raw facts to a checked household, with every problem reported at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from chuan_ngheo.ages import completed_months
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.fact_mappings import facts_adapter
from chuan_ngheo.fact_problems import fact_problems
from chuan_ngheo.facts import Household
from chuan_ngheo.subjects import SUBJECTS, Subject

RawHousehold = Household | Mapping[str, Any] | str | bytes
"""What is accepted as a household: the model, a mapping of facts, or JSON text."""

_TOO_MANY_MONTHS = 131 * 12


Days = tuple[date, date]
"""A first and a last day."""


class Ages(NamedTuple):
    """The age of a member on the review date.

    Each is exact, or the pair (lowest, highest): of the months where only the years are known,
    of both where the birth date is known and the review date is not.
    """

    years: int | tuple[int, int] | None
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
        problems = fact_problems(error, from_text=isinstance(source, str | bytes))
        raise InvalidFactsError((*problems, *_problems_of_the_rest(source, error))) from None


def read_subject(subject: Subject, source: Mapping[str, Any] | str | bytes) -> dict[str, Any]:
    """Return the checked facts of an organisation, community, official or house.

    Raises:
        InvalidFactsError: with one problem for every fact that cannot be used.
    """
    model, from_text = SUBJECTS[subject], isinstance(source, str | bytes)
    try:
        found = (
            model.model_validate_json(source)
            if isinstance(source, str | bytes)
            else model.model_validate(source)
        )
    except ValidationError as error:
        problems = fact_problems(error, from_text=from_text, model=model)
        raise InvalidFactsError(problems) from None
    return dict(found.__dict__)


def resolve_ages(
    facts: Mapping[str, Any], days: Days | None = None
) -> tuple[tuple[Ages, ...], tuple[Problem, ...]]:
    """Return the ages of the members on the review date, and what contradicts them.

    Args:
        days: the first and the last day on which the review can have been, where its date is
            unknown.
    """
    day: date | None = facts.get("review_date")
    ages: list[Ages] = []
    problems: list[Problem] = []
    for index, member in enumerate(facts.get("members") or ()):
        birth, years, months = map(member.get, _AGE_FACTS)
        if birth is not None and day is not None:
            exact = completed_months(birth, day)
            ages.append(Ages(exact // 12, exact))
            if not 0 <= exact < _TOO_MANY_MONTHS or years is not None or months is not None:
                problems += _birth_problems(f"members[{index}]", member, day, exact)
        elif months is not None:
            ages.append(Ages(months // 12, months))
            if years is not None and months // 12 != years:
                expected = f"{12 * years} to {12 * years + 11} months for age {years}"
                problems.append(_contradiction(f"members[{index}].age_months", months, expected))
        elif years is not None:
            ages.append(Ages(years, (12 * years, 12 * years + 11)))
        elif birth is not None and days is not None:
            ages.append(_ages_within(birth, days))
        else:
            ages.append(_UNKNOWN_AGE)
    return tuple(ages), tuple(problems)


def _ages_within(birth: date, days: Days) -> Ages:
    """Return the ages on any of several days; nobody is reviewed before birth."""
    first, last = (max(completed_months(birth, day), 0) for day in days)
    return Ages((first // 12, last // 12), (first, last))


_UNKNOWN_AGE = Ages(None, None)
_AGE_FACTS = ("birth_date", "age", "age_months")


def _birth_problems(path: str, member: Mapping[str, Any], day: date, exact: int) -> list[Problem]:
    if exact < 0:
        expected = f"a date on or before the review date {day}"
        found = str(member["birth_date"])
        return [Problem("birth-after-review", found, expected, path=f"{path}.birth_date")]
    if exact >= _TOO_MANY_MONTHS:
        expected = f"a date within the 131 years before the review date {day}"
        found = str(member["birth_date"])
        return [Problem("fact-value", found, expected, path=f"{path}.birth_date")]
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


def _problems_of_the_rest(source: RawHousehold, error: ValidationError) -> tuple[Problem, ...]:
    """Check the ages of what remains when the facts already reported are left out."""
    facts = _plain(source)
    members = facts.get("members")
    if not isinstance(members, list | tuple):
        return ()
    reported = {tuple(str(step) for step in details["loc"])[:3] for details in error.errors()}
    remaining = {
        "review_date": facts.get("review_date") if ("review_date",) not in reported else None,
        "members": [
            {
                name: value
                for name, value in member.items()
                if name in _AGE_FACTS and ("members", str(index), name) not in reported
            }
            if isinstance(member, Mapping)
            else {}
            for index, member in enumerate(members)
        ],
    }
    try:
        return resolve_ages(facts_adapter().validate_python(remaining))[1]
    except ValidationError:  # text that is nearly JSON: its facts were not checked one by one
        return ()


def _plain(source: object) -> Mapping[str, Any]:
    """Return the facts of a mapping or of JSON text; empty if there are none to be read."""
    if isinstance(source, str | bytes):
        try:
            source = json.loads(source)
        except (ValueError, RecursionError):
            return {}
    return source if isinstance(source, Mapping) else {}
