"""Problems found in rules or facts, and the errors that carry them.

Every problem has an identifier; ``docs/diagnostics.md`` has one row for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.diagnostic_phrases import in_vietnamese
from chuan_ngheo.languages import Language, pick


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
        return self.write("en")

    def write(self, language: Language) -> str:
        """Write the problem in one line; in Vietnamese with the meaning of its identifier."""
        place = str(self.position) if self.position else self.path
        inside = f" ({self.path})" if self.position and self.path else ""
        start = f"{place}: " if place else ""
        found, expected, advice = self.found, self.expected, self.advice
        if language == "vi":
            found, expected, advice = map(in_vietnamese, (found, expected, advice))
            meaning, _ = DIAGNOSTICS[self.code]
            what = f"{meaning} Tìm thấy: {found}; cần: {expected}."
        else:
            what = f"found {found}; expected {expected}."
        return f"{start}[{self.code}]{inside} {what} {advice}".rstrip()

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
    """Base of all errors of this package that a caller can act on, with ``problems``."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return self.write("en")

    def write(self, language: Language) -> str:
        """Write the error in ``language``, one line for each problem."""
        return "\n".join(problem.write(language) for problem in self.problems)


class ProblemError(ChuanNgheoError):
    """An error with a single problem, in ``problem``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.problems = (problem,)
        super().__init__(problem)


class ProblemsError(ChuanNgheoError):
    """An error that lists every problem found at once, in ``problems``."""

    heading: tuple[str, str]

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def write(self, language: Language) -> str:
        """Write the number of problems, and each problem on a line of its own."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        where = pick(self.heading, language)
        heading = pick((f"{count} lỗi trong {where}", f"{count} {noun} in the {where}"), language)
        lines = "\n".join(f"  {problem.write(language)}" for problem in self.problems)
        return f"{heading}:\n{lines}"


class RuleError(ProblemsError):
    """The rule files cannot be used; each problem names file, line and column."""

    heading = ("quy tắc", "rules")


class InvalidFactsError(ProblemsError):
    """The facts of a household cannot be used; each problem names the fact by its path."""

    heading = ("thông tin của hộ", "facts")


class UnknownRuleSetError(ProblemError):
    """No rule set has the name that was asked for."""


def extra_absent(extra: str, found: str, code: str, path: str = "") -> Problem:
    """Return the problem that an optional part of the package is not installed.

    Args:
        found: what is absent, such as ``no matplotlib``.
    """
    expected = f"the optional extra {extra!r}"
    return Problem(
        code, found, expected, f"Install it: pip install 'chuan-ngheo[{extra}]'.", path=path
    )


def nearest(name: str, candidates: list[str]) -> str:
    """Return advice that names the candidate nearest to ``name``, or an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415  only needed when something is wrong

    close = get_close_matches(name, candidates, n=1, cutoff=0.7)
    return f"Did you mean {close[0]!r}?" if close else ""
