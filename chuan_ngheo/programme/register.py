"""Read a register of support already granted: one row for each grant.

Columns or keys: ``household_id``, ``benefit`` and ``content`` are needed; ``member_id``, ``area``
(the name or code of the area, by default the commune) and ``granted_on`` are unknown where they
are absent or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.fact_problems import shown_value
from chuan_ngheo.programme.conflict import Conflict
from chuan_ngheo.programme.conflicts import conflicts
from chuan_ngheo.programme.grants import Grant
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.read import JSON_SUFFIXES, TABLE_SUFFIXES, read_json
from chuan_ngheo.survey.rows import InputError, Row
from chuan_ngheo.survey.tables import table_rows

__all__ = ["Conflict", "Grant", "Register", "conflicts", "read_register"]

NEEDED: Final = ("household_id", "benefit", "content")
FIELDS: Final = (*NEEDED, "member_id", "area", "granted_on")
_DATE = "a date of the calendar written YYYY-MM-DD, or nothing"


@dataclass(frozen=True)
class Register:
    """The grants that can be used, the rows that cannot, and notices on ignored columns."""

    grants: tuple[Grant, ...] = ()
    rejected: tuple[Row, ...] = ()
    notices: tuple[Problem, ...] = ()
    _by_household: dict[str, tuple[Grant, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for grant in self.grants:
            key = str(grant.household_id)
            self._by_household[key] = (*self._by_household.get(key, ()), grant)

    def of(self, household_id: int | str | None) -> tuple[Grant, ...]:
        """Return the grants of one household; none where its id is unknown."""
        return self._by_household.get(str(household_id), ()) if household_id is not None else ()


def read_register(path: Path, rules: RuleSet) -> Register:
    """Read a register from CSV, Parquet, JSON or JSON lines.

    Args:
        path: the file; its format follows from its ending.
        rules: the rules of the plan, which name the benefits and their contents.

    Returns:
        The grants of the good rows, and the other rows with what is wrong with each.

    Raises:
        InputError: if the file cannot be read at all, or lacks a needed column.
    """
    notices: list[Problem] = []
    if path.suffix in JSON_SUFFIXES:
        found = read_json(path, "grant", "grants").rows
    elif path.suffix in TABLE_SUFFIXES:
        found = table_rows(path, FIELDS, notices, NEEDED)
    else:
        expected = f"a file ending in {', '.join((*JSON_SUFFIXES, *TABLE_SUFFIXES))}"
        raise InputError(Problem("file-unreadable", f"{path.name!r}", expected))
    grants: list[Grant] = []
    rejected: list[Row] = []
    for row in found:
        facts = {name: convert(name, value) for name, value in row.facts.items()}
        problems = row.problems or _problems(facts, rules)
        if problems:
            rejected.append(Row(row.source, row.facts, problems))
        else:
            grants.append(_grant(facts))
    return Register(tuple(grants), tuple(rejected), tuple(notices))


def _grant(facts: Mapping[str, Any]) -> Grant:
    area = facts.get("area")
    return Grant(
        facts["household_id"],
        facts.get("member_id"),
        facts["benefit"],
        facts["content"],
        None if area is None else str(area),
        _day(facts.get("granted_on")),
    )


def _problems(facts: Mapping[str, Any], rules: RuleSet) -> tuple[Problem, ...]:
    problems = [
        Problem("grant-incomplete", "nothing", f"a {name}", "Fill it in.", path=name)
        for name in NEEDED
        if facts.get(name) is None
    ]
    for name in ("household_id", "member_id"):
        if not _is_identifier(facts.get(name)):
            found, expected = shown_value(facts[name]), "text or a whole number"
            problems.append(Problem("fact-type", found, expected, path=name))
    problems += _unknown_ids(facts, rules)
    problems += _area(facts.get("area"))
    problems += _granted_on(facts.get("granted_on"))
    problems += [
        Problem(
            "fact-unknown",
            "a field that a register does not have",
            f"one of {', '.join(FIELDS)}",
            nearest(str(name), list(FIELDS)) or "Remove the field.",
        )
        for name in facts
        if name not in FIELDS
    ]
    return tuple(problems)


def _is_identifier(value: Any) -> bool:
    return value is None or (isinstance(value, int | str) and not isinstance(value, bool))


def _unknown_ids(facts: Mapping[str, Any], rules: RuleSet) -> list[Problem]:
    """Return a problem for a benefit or content that the plan does not have."""
    benefit, content = facts.get("benefit"), facts.get("content")
    known = list(rules.benefits)
    if benefit is not None and benefit not in known:
        return [_not_one_of("benefit", benefit, known, "a benefit of the plan")]
    if benefit is None or content is None or content in [*rules.benefits[benefit].content]:
        return []
    return [_not_one_of("content", content, list(rules.benefits[benefit].content), benefit)]


def _not_one_of(name: str, value: Any, known: list[str], of: str) -> Problem:
    expected = f"{of}: one of {', '.join(known) or 'none: the rule set has no benefits'}"
    advice = nearest(value, known) if isinstance(value, str) else ""
    return Problem("grant-unknown", shown_value(value, known), expected, advice, path=name)


def _area(value: Any) -> list[Problem]:
    expected = "the name or code of an area, or nothing"
    if not _is_identifier(value):
        return [Problem("fact-type", shown_value(value), expected, path="area")]
    if value in ENUMERATIONS["area"]:
        advice = "Rural and urban are kinds of area; name the commune."
        return [Problem("fact-value", repr(value), expected, advice, path="area")]
    return []


def _granted_on(value: Any) -> list[Problem]:
    if value is None or _day(value) is not None:
        return []
    return [Problem("fact-date", shown_value(value), _DATE, path="granted_on")]


def _day(value: Any) -> date | None:
    """Return the day that a cell holds; None where it holds none."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else None
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day is not None and day.isoformat() == value else None
