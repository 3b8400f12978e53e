"""A household whose facts can be changed, with what the rules make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from chuan_ngheo.ages import months_after
from chuan_ngheo.audit.proof.axes import Axis
from chuan_ngheo.audit.proof.search import fact_value
from chuan_ngheo.audit.proof.space import Setting, settings, space_of
from chuan_ngheo.facts import NEVER_UNKNOWN
from chuan_ngheo.labels import split_path
from chuan_ngheo.readings.interpret import MEMBERS, Facts
from chuan_ngheo.readings.program import Program, program_for
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import resolve_ages
from chuan_ngheo.vocabulary import FACTS

AGE: Final = "birth_date"
"""Stands for everything that tells an age: birth date, age, age in months."""
TELL_AGE: Final = (AGE, "age", "age_months")
"""The facts that tell an age."""
UNCHANGEABLE: Final = frozenset(
    {
        AGE,
        "sex",
        "ethnic_minority",
        "head_or_spouse_ethnic_minority",
        "husband_ethnic_minority",
        "meritorious",
        "meritorious_monthly",
        "gave_birth_within_policy",
        "previous_list_status",
        *NEVER_UNKNOWN,
    }
)
"""Facts that nobody can change: they can only have been recorded wrongly."""

Given = Mapping[str, Any]
"""The checked facts of a household, as ``read_facts`` gives them."""


@dataclass(frozen=True)
class Subject:
    """One household under one rule set."""

    given: Given
    rules: RuleSet

    @cached_property
    def program(self) -> Program:
        """The rules in force on the review date."""
        return program_for(self.rules, self.given.get("review_date"))

    @cached_property
    def facts(self) -> Facts | None:
        """The household as it is, with the result of every rule; see ``evaluate``."""
        return self.evaluate(self.given)

    def evaluate(self, given: Given) -> Facts | None:
        """Return the facts with the result of every rule; None if the facts are contradictory."""
        ages, problems = resolve_ages(given, (self.rules.period.start, self.rules.period.end))
        return None if problems else self.program.evaluate(given, ages)

    def known(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of the known facts among ``names``, in the order of the vocabulary."""
        wanted = {AGE if name in TELL_AGE else name for name in names} - {"household_size"}
        ordered = [name for name in FACTS if name in wanted and name != "review_date"]
        found = [
            name
            for name in ordered
            if FACTS[name].scope == "household"
            and (self.given.get(name) is not None or name in NEVER_UNKNOWN)
        ]
        for place, member in enumerate(self.given.get("members") or ()):
            found += [
                f"members[{place}].{name}"
                for name in ordered
                if FACTS[name].scope == "member" and _value(member, name) is not None
            ]
        return tuple(found)

    def value(self, path: str) -> Any:
        """Return the fact at a path; of an age what tells it best."""
        place, name = split_path(path)
        return _value(self.given if place is None else self.given["members"][place], name)

    @cached_property
    def _axes(self) -> dict[str, Axis]:
        """The values of every fact at which an answer can change, for a household of this size."""
        day = self.given.get("review_date")
        every = settings(self.rules, sizes=(max(len(self.given.get("members") or ()), 1),))
        setting: Setting = next((one for one in every if day and day in one.period), every[-1])
        if day:
            setting = replace(setting, period=Period(day, day))
        conditions = tuple(setting.definitions.values())
        return {axis.name: axis for axis in space_of(conditions, setting, frozenset())}

    def options(self, path: str) -> tuple[Any, ...]:
        """Return every other value of a fact at which an answer can change.

        Ages are given in completed months; of an event, None is "never".
        """
        _, name = split_path(path)
        axis = self._axes.get("age_months" if name == AGE else name)
        if axis is None:
            return ()
        values: list[Any] = [value for value in axis.values if value is not None]
        if name == AGE:
            return tuple(int(value) for value in values)
        if axis.kind == "number":
            values = [fact_value(name, value) for value in values]
        if name in NEVER_UNKNOWN:
            values.append(None)
        now = self.value(path)
        return tuple(value for value in values if value != now)

    def number(self, path: str) -> float | None:
        """Return a fact that can be more or less: an age in completed months, a date as ordinal."""
        place, name = split_path(path)
        if name != AGE or place is None:
            return as_number(self.value(path))
        months = self.facts[MEMBERS][place]["age_months"] if self.facts else None
        return months[0] if isinstance(months, tuple) else months

    def changed(self, changes: Mapping[str, Any]) -> Given:
        """Return the facts with some changed; an age by its completed months."""
        result = dict(self.given)
        members = [dict(member) for member in self.given.get("members") or ()]
        for path, value in changes.items():
            place, name = split_path(path)
            row = result if place is None else members[place]
            if name == AGE:
                self._set_age(row, value)
            else:
                row[name] = value
        if members:
            result["members"] = members
        return result

    def _set_age(self, row: dict[str, Any], months: int | None) -> None:
        born, day = row.get(AGE), self.given.get("review_date")
        for name in TELL_AGE:
            row[name] = None
        if months is None:
            return
        if born is not None and day is not None:
            row[AGE] = months_after(day, -months)
        else:
            row["age_months"] = months


def as_number(value: Any) -> float | None:
    """Return a number, or a date as its ordinal; None for what is neither."""
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _value(row: Mapping[str, Any], name: str) -> Any:
    if name != AGE:
        return row.get(name)
    found: date | int | None = next(
        (row[one] for one in TELL_AGE if row.get(one) is not None), None
    )
    return found
