"""What is wrong with an input, by column: counts, and a few rows as examples.

Neither names nor identifiers stand in a report, only numbers of rows; the rejects file has the
rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.rows import Row

Level = Literal["rejected", "warning", "notice"]
"""``rejected``: the rows cannot be used. ``warning``: a whole column looks wrong. ``notice``: the
rows are used, and something is to be known about them."""

EXAMPLES: Final = 3
_OF_MEMBER: Final = re.compile(r"members\[\d+\]\.?(.*)")


@dataclass(frozen=True, slots=True)
class Example:
    """One row with a problem.

    Attributes:
        row: its number in the table, from 1 without the heading; for a member that of the
            household, 0 for a whole column.
        path: the fact, such as ``members[2].birth_date``.
        found: what stands there; text that could be personal is described, not shown.
    """

    row: int
    path: str
    found: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of problem in one column.

    Attributes:
        table: the file or sheet.
        column: the column; empty for whole rows.
        code: the identifier of the diagnostic.
        rows: how many cells or rows have it.
        share: of the rows of the table, from 0 to 1.
    """

    level: Level
    table: str
    column: str
    code: str
    rows: int
    share: float
    expected: str
    advice: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and found.

    Attributes:
        households: rows of the table of households.
        members: rows of the table of members; 0 where they stand inside the households.
        rejected: rows that cannot be used.
        findings: by table, column and identifier; warnings and notices last.
    """

    households: int
    members: int
    rejected: int
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what looks wrong with whole columns."""
        return tuple(item for item in self.findings if item.level == "warning")

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values for JSON, with meanings in both languages."""
        findings = [
            {
                **asdict(item),
                "meaning": dict(zip(("vi", "en"), DIAGNOSTICS[item.code], strict=True)),
            }
            for item in self.findings
        ]
        return {
            "households": self.households,
            "members": self.members,
            "rejected": self.rejected,
            "findings": findings,
        }


class Findings:
    """Counts problems as they come.

    Args:
        members: the name of the table of members, if there is one.
    """

    def __init__(self, members: str = "") -> None:
        self.members = members
        self.rejected = 0
        self._found: dict[tuple[Level, str, str, str], list[Any]] = {}

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Count the problems of rejected rows."""
        for row in rows:
            self.rejected += 1
            for problem in row.problems:
                table, column = self._place(row, problem)
                self.add("rejected", table, column, problem, 1, row.source.row)

    def add(
        self, level: Level, table: str, column: str, problem: Problem, rows: int, row: int = 0
    ) -> None:
        """Count a problem of some rows, of which ``row`` is one."""
        key = (level, table, column, problem.code)
        count, examples, expected, advice = self._found.get(
            key, (0, (), problem.expected, problem.advice)
        )
        if len(examples) < EXAMPLES:
            examples = (*examples, Example(row, problem.path, problem.found))
        # Where expectations differ from row to row, as with dates, none of them is shown for all.
        expected = expected if expected == problem.expected else ""
        advice = advice if advice == problem.advice else ""
        self._found[key] = [count + rows, examples, expected, advice]

    def _place(self, row: Row, problem: Problem) -> tuple[str, str]:
        inside = _OF_MEMBER.fullmatch(problem.path)
        if inside is None:
            return row.source.file, problem.path
        if self.members:
            return self.members, inside[1]
        return row.source.file, f"members.{inside[1]}"

    def report(self, households: int, members: int) -> Report:
        """Return everything that was counted.

        Args:
            households: rows of the table of households.
            members: rows of the table of members.
        """
        order: tuple[Level, ...] = ("rejected", "warning", "notice")
        found = sorted(self._found.items(), key=lambda item: (order.index(item[0][0]), item[0][1:]))
        sizes = {self.members: members} if self.members else {}
        return Report(
            households,
            members,
            self.rejected,
            tuple(
                Finding(
                    *key,
                    count,
                    count / max(sizes.get(key[1], households), 1),
                    expected,
                    advice,
                    examples,
                )
                for key, (count, examples, expected, advice) in found
            ),
        )
