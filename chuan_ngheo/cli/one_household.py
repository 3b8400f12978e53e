"""Commands on one household of an input: which one, and what is wrong with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from chuan_ngheo.cli.common import print_problems
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.rows import Input, InputError, Row

T = TypeVar("T")


def on_one_household(arguments: argparse.Namespace, answer: Callable[[Row], T]) -> T | None:
    """Return the answer on the household that the arguments name.

    Returns:
        None if its facts cannot be used; the problems are printed.

    Raises:
        InputError: see ``find_row``.
    """
    members = Path(arguments.members) if arguments.members else None
    row = find_row(read_input(Path(arguments.input), members), arguments.household)
    problems = row.problems
    if not problems:
        try:
            return answer(row)
        except InvalidFactsError as error:
            problems = error.problems
    print_problems(problems, arguments.language, row.source)
    return None


def find_row(found: Input, household: str | None) -> Row:
    """Return the row of one household: the one named, or the only one.

    Raises:
        InputError: if there is no such row, or several and none was named.
    """
    rows = found.rows
    if household is not None:
        rows = [row for row in rows if str(row.facts.get("household_id")) == household]
    elif len(rows) > 1:
        raise InputError(
            Problem(
                "household-unknown",
                f"{len(rows)} households and no --household",
                "one household",
                "Add --household ID.",
            )
        )
    if not rows:
        raise InputError(
            Problem(
                "household-unknown",
                "no row with this household_id",
                "the household_id of a row",
                path="--household",
            )
        )
    return rows[0]
