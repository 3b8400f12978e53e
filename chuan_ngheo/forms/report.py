"""Everything that is to be looked at in a workbook of form 3.1, in the order of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.forms.form import Form, link_problems
from chuan_ngheo.forms.places import CellPosition
from chuan_ngheo.forms.version import HOUSEHOLD_SHEET

Level = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One thing to be looked at.

    Attributes:
        level: ``error``: the household is not classified. ``warning``: it is. ``notice``: about a
            whole column.
        place: the cell.
    """

    level: Level
    problem: Problem
    place: CellPosition

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        problem, place = self.problem, self.place
        vi, en = DIAGNOSTICS[problem.code]
        return {
            "level": self.level,
            "code": problem.code,
            "sheet": place.file,
            "row": place.line,
            "column": place.letters,
            "heading": place.heading,
            "found": problem.found,
            "expected": problem.expected,
            "advice": problem.advice,
            "meaning": {"vi": vi, "en": en},
        }


@dataclass(frozen=True, slots=True)
class FormReport:
    """What was checked and found.

    Attributes:
        households: rows of the sheet of households.
        members: rows of the sheet of members.
    """

    households: int
    members: int
    findings: tuple[FormFinding, ...]

    @property
    def errors(self) -> int:
        """How many findings keep a household from being classified."""
        return sum(item.level == "error" for item in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "households": self.households,
            "members": self.members,
            "errors": self.errors,
            "findings": [item.to_dict() for item in self.findings],
        }


def report_of(form: Form) -> FormReport:
    """Return everything that is to be looked at in a form, by sheet, row and column."""
    found: list[tuple[Level, Problem]] = [("notice", problem) for problem in form.notices]
    for problem in link_problems(form):
        found.append(("warning" if problem.code == "no-members" else "error", problem))
    for row in (*form.households, *form.members):
        found += [("error", problem) for problem in row.errors]
        found += [("warning", problem) for problem in row.warnings]
    findings = [
        FormFinding(level, problem, problem.position)
        for level, problem in found
        if isinstance(problem.position, CellPosition)
    ]
    findings.sort(key=_order)
    return FormReport(len(form.households), len(form.members), tuple(findings))


def _order(finding: FormFinding) -> tuple[bool, int, int, str]:
    place = finding.place
    return place.file != HOUSEHOLD_SHEET, place.line, place.column, finding.problem.code
