"""``chuan-ngheo explain``: the reasoned decision on one household."""

from __future__ import annotations

import argparse
from pathlib import Path

from chuan_ngheo.api import classify
from chuan_ngheo.cli.common import print_problems, rules_of
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.explanation import explain
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.rows import Input, InputError, Row


def run_explain(arguments: argparse.Namespace) -> int:
    """Print the decision on one household with its reasons."""
    rules = rules_of(arguments)
    found = read_input(
        Path(arguments.input), Path(arguments.members) if arguments.members else None
    )
    row = find_row(found, arguments.household)
    if row.problems:
        print_problems(row.problems, arguments.language, row.source)
        return BAD_DATA
    try:
        decision = classify(row.facts, rules=rules)
    except InvalidFactsError as error:
        print_problems(error.problems, arguments.language, row.source)
        return BAD_DATA
    if arguments.format == "json":
        print(decision.to_json(trace=True, indent=2))
    else:
        print(explain(decision, arguments.language))
    return DONE


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
