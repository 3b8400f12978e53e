"""The error of a journal, a key or a receipt that cannot be used at all."""

from __future__ import annotations

from chuan_ngheo.diagnostics import Problem, ProblemError


class JournalError(ProblemError):
    """A journal, a key or a receipt cannot be used; ``problem`` says why."""


def unusable(
    code: str, found: str, expected: str, advice: str = "", path: str = ""
) -> JournalError:
    """Return the error with one problem."""
    return JournalError(Problem(code, found, expected, advice, path=path))
