"""Problems found in rules or facts, and the errors that carry them.

Every problem has an identifier; ``docs/diagnostics.md`` has one row for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a rule file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was found, what was expected, what to do.

    Attributes:
        code: identifier of the diagnostic, a key of ``DIAGNOSTICS``.
        found: what stands there now.
        expected: what should stand there.
        advice: what to do; the nearest valid name where one is near.
        position: file, line and column (rules), or None (facts).
        path: the fact, such as ``members[2].birth_date`` (facts), or the rule (rules).
    """

    code: str
    found: str
    expected: str
    advice: str = ""
    position: Position | None = None
    path: str = ""

    def __post_init__(self) -> None:
        if self.code not in DIAGNOSTICS:
            raise KeyError(self.code)

    def __str__(self) -> str:
        place = str(self.position) if self.position else self.path
        inside = f" ({self.path})" if self.position and self.path else ""
        advice = f" {self.advice}" if self.advice else ""
        start = f"{place}: " if place else ""
        return f"{start}[{self.code}]{inside} found {self.found}; expected {self.expected}.{advice}"

    def to_dict(self) -> dict[str, Any]:
        """Return the problem as plain values for JSON."""
        place = self.position
        return {
            "code": self.code,
            "path": self.path,
            "found": self.found,
            "expected": self.expected,
            "advice": self.advice,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
        }


class ChuanNgheoError(Exception):
    """Base of all errors of this package that a caller can act on."""


class ProblemsError(ChuanNgheoError):
    """An error that lists every problem found at once, in ``problems``."""

    heading = "problems"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        noun = "problem" if count == 1 else "problems"
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{count} {noun} in the {self.heading}:\n{lines}")


class RuleError(ProblemsError):
    """The rule files cannot be used; each problem names file, line and column."""

    heading = "rules"


class InvalidFactsError(ProblemsError):
    """The facts of a household cannot be used; each problem names the fact by its path."""

    heading = "facts"


class UnknownRuleSetError(ChuanNgheoError):
    """No rule set has the name that was asked for."""

    def __init__(self, name: str, known: tuple[str, ...], folder: Path) -> None:
        self.problem = Problem(
            "rule-set-unknown",
            repr(name),
            f"one of {', '.join(known) or 'none'} (folders with a rule_set.yaml below "
            f"{folder.name}/), or the path of such a folder",
            nearest(name, list(known)),
        )
        super().__init__(str(self.problem))


def nearest(name: str, candidates: list[str]) -> str:
    """Return advice that names the candidate nearest to ``name``, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415  only needed when something is wrong

    close = get_close_matches(name, candidates, n=1, cutoff=0.7)
    return f"Did you mean {close[0]!r}?" if close else ""
