"""Join a household table and a member table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.survey.cells import convert
from chuan_ngheo.survey.rows import Input, InputError, Row, Source
from chuan_ngheo.survey.table_files import read_table

KEY = "household_id"


def read_tables(households: Path, members: Path | None) -> Input:
    """Read households and, from a second table, their members.

    A household keeps the problems of the rows of its members, so that it is rejected as a
    whole: a household is never classified without one of its members.

    Raises:
        InputError: if a file cannot be read at all.
    """
    notices: list[Problem] = []
    rows = table_rows(households, (*Household.model_fields,), notices)
    found = Input(rows, notices=notices)
    if members is not None:
        join(found, table_rows(members, (KEY, *Member.model_fields), notices))
    return found


def table_rows(
    path: Path, names: tuple[str, ...], notices: list[Problem], needed: tuple[str, ...] = (KEY,)
) -> list[Row]:
    """Read the rows of a table, each cell as the fact that it holds.

    Args:
        names: the columns that are read; others are ignored and added to ``notices``.
        needed: the columns that must be there.

    Raises:
        InputError: if the file cannot be read at all, or lacks a needed column.
    """
    table = read_table(path)
    check_columns(table.columns, path.name, needed)
    notices += unknown_columns(table.columns, path.name, names)
    places = [(place, name) for place, name in enumerate(table.columns) if name in names]
    return [
        Row(
            Source(path.name, cells.number),
            {
                name: convert(name, cells.values[place])
                for place, name in places
                if place < len(cells.values) and cells.values[place] is not None
            },
            (cells.problem,) if cells.problem else (),
        )
        for cells in table.rows
    ]


def unknown_columns(columns: Iterable[str], file: str, names: tuple[str, ...]) -> list[Problem]:
    """Return a notice for each column whose name is none of ``names``."""
    return [
        Problem(
            "column-unknown",
            f"the column {name!r}",
            "a name of the vocabulary",
            nearest(name, list(names)) or "It is ignored.",
            path=file,
        )
        for name in columns
        if name not in names
    ]


def check_columns(columns: Sequence[str], file: str, needed: tuple[str, ...] = (KEY,)) -> None:
    """Check that the needed columns are there.

    Raises:
        InputError: if one is absent.
    """
    for name in needed:
        if name not in columns:
            advice, expected = nearest(name, list(columns)), f"a column {name}"
            raise InputError(
                Problem("column-missing", "no such column", expected, advice, path=file)
            )


def join(found: Input, members: list[Row]) -> None:
    """Give households the members with their id; members of none are rejected."""
    by_household: dict[str, list[Row]] = {}
    for row in members:
        by_household.setdefault(key_of(row), []).append(row)
    orphans = by_household.pop("", [])
    joined: list[Row] = []
    for row in found.rows:
        joined.append(with_members(row, by_household.pop(key_of(row), [])))
    found.rows = joined
    orphans += [row for rows in by_household.values() for row in rows]
    found.rejected += [orphan(row) for row in sorted(orphans, key=lambda row: row.source.row)]


def key_of(row: Row) -> str:
    """Return the household_id as text, so that 7 and "7" are the same; empty if unknown."""
    value = row.facts.get(KEY)
    return "" if value is None else str(value)


def with_members(row: Row, own: list[Row]) -> Row:
    """Return a household with its members; their problems become those of the household."""
    if not own:
        return row
    facts = dict(row.facts)
    facts["members"] = [
        {name: value for name, value in member.facts.items() if name != KEY} for member in own
    ]
    counts = Counter(
        repr(member.facts["member_id"]) for member in own if "member_id" in member.facts
    )
    problems = [*row.problems]
    for index, member in enumerate(own):
        problems += [_of_member(problem, index, member.source) for problem in member.problems]
        if counts[repr(member.facts.get("member_id"))] > 1:
            problems.append(
                Problem(
                    "duplicate-member",
                    f"the same member_id again ({member.source})",
                    "each member once",
                    path=f"members[{index}].member_id",
                )
            )
    sources = tuple(member.source for member in own)
    return replace(row, facts=facts, problems=tuple(problems), member_sources=sources)


def _of_member(problem: Problem, index: int, source: Source) -> Problem:
    """Return a problem of the row of a member as one of its household."""
    found = problem.found if problem.position else f"{problem.found} in {source}"
    path = f"members[{index}].{problem.path}" if problem.path else f"members[{index}]"
    return replace(problem, found=found, path=path)


def orphan(row: Row) -> Row:
    """Return a member of no household as a rejected row."""
    problem = Problem(
        "orphan-member",
        "a member whose household_id is in no household row",
        "a household row with this household_id",
        "Add the household, or correct the id.",
        path=KEY,
    )
    return Row(row.source, row.facts, (*row.problems, problem))
