"""Households as they would be reviewed on another day.

Where a birth date is recorded, the age is worked out from it for the new day; an age that is
recorded without a birth date stays as it is. What contradicts itself on its own day is no better
on another: such a household keeps its problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import polars as pl

from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.readings.fact_tables import REVIEW
from chuan_ngheo.survey.cells import NOTHING
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.tables.stream import Part
from chuan_ngheo.validation import read_facts, resolve_ages

_BIRTH: Final = "birth_date"
_AGES: Final = ("age", "age_months")


def redated(row: Row, day: date) -> Row:
    """Return a household as reviewed on ``day``."""
    problems = (*row.problems, *_contradictions(row.facts))
    facts = {**row.facts, REVIEW: day}
    members = facts.get("members")
    if isinstance(members, list | tuple):
        facts["members"] = [
            _without_age(member) if isinstance(member, Mapping) else member for member in members
        ]
    return replace(row, facts=facts, problems=problems)


def _without_age(member: Mapping[str, Any]) -> dict[str, Any]:
    if member.get(_BIRTH) is None:
        return dict(member)
    return {name: value for name, value in member.items() if name not in _AGES}


def _contradictions(facts: Mapping[str, Any]) -> tuple[Problem, ...]:
    try:
        _, problems = resolve_ages(read_facts(facts))
    except InvalidFactsError:
        return ()
    return tuple(problem for problem in problems if problem.code == "age-contradiction")


def redated_part(part: Part, day: date) -> Part:
    """Return households and members as reviewed on ``day``."""
    if not part.households.height:
        return part
    households = part.households.with_columns(pl.lit(day).alias(REVIEW))
    return part._replace(households=households, members=_without_ages(part.members))


def _without_ages(members: pl.DataFrame) -> pl.DataFrame:
    """Return a table of members without the ages of those whose birth date is recorded."""
    ages = [name for name in _AGES if name in members.columns]
    if not ages or _BIRTH not in members.columns:
        return members
    written = pl.col(_BIRTH).cast(pl.String).str.strip_chars()
    known = pl.col(_BIRTH).is_not_null() & ~written.is_in(NOTHING)
    return members.with_columns(pl.when(~known).then(pl.col(name)).alias(name) for name in ages)
