"""Rows of input: where each household comes from, and why a row was rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chuan_ngheo.diagnostics import Problem, ProblemError
from chuan_ngheo.languages import Language, pick


class InputError(ProblemError):
    """An input file cannot be used at all."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: the file and the number of the row, from 1 without the heading."""

    file: str
    row: int

    def __str__(self) -> str:
        return self.write("en")

    def write(self, language: Language) -> str:
        """Write the place: the file, and the row by its number."""
        return f"{self.file}, {pick(('dòng', 'row'), language)} {self.row}"


@dataclass(frozen=True, slots=True)
class Row:
    """One household as it was read: its facts, its place, and what is wrong with it.

    Attributes:
        member_sources: where the row of each member stands, if members have a table of their own.
        titles: what the columns of facts are called, where it is not the name of the fact.
    """

    source: Source
    facts: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    member_sources: tuple[Source, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the rejected row with the reasons, as plain values for JSON."""
        return {
            "file": self.source.file,
            "row": self.source.row,
            "household_id": self.facts.get("household_id"),
            "problems": [problem.to_dict() for problem in self.problems],
            "facts": {name: _plain(value) for name, value in self.facts.items()},
        }


@dataclass(slots=True)
class Input:
    """What was read: the rows, rejected rows that are no household, and notices."""

    rows: list[Row]
    rejected: list[Row] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    single: bool = False
    """Whether the input is one household by itself, not a list of one."""


def reject_duplicates(rows: Iterable[Row], repeated: Mapping[Any, int] | None = None) -> list[Row]:
    """Mark every household whose id stands in more than one row: none can be preferred.

    Args:
        repeated: in how many rows an id stands, for ids that also stand in other rows than these.
    """
    found = list(rows)
    counts = Counter(_identity(row) for row in found)
    for name, count in (repeated or {}).items():
        counts[repr(name)] = count
    return [
        row
        if row.facts.get("household_id") is None or counts[_identity(row)] == 1
        else replace(row, problems=(*row.problems, _duplicate(counts[_identity(row)])))
        for row in found
    ]


def _identity(row: Row) -> str:
    return repr(row.facts.get("household_id"))


def _duplicate(count: int) -> Problem:
    return Problem(
        "duplicate-household",
        f"this household_id in {count} rows",
        "one row for each household",
        "Remove the rows that do not belong, or give each household its own id.",
        path="household_id",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
