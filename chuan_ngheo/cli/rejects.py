"""Report rows that cannot be used on standard error, and keep them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.write import write_rejects

_SHOWN_PROBLEMS = 20


def report_rejects(
    notices: Iterable[Problem],
    rejected: Sequence[Row],
    arguments: argparse.Namespace,
    done: str = "classified",
) -> None:
    """Print notices and the problems of rejected rows; write the rows to the rejects file.

    Args:
        done: what was not done with the rows.
    """
    for notice in notices:
        print(notice, file=sys.stderr)
    if not rejected:
        return
    shown = 0
    for row in rejected:
        for problem in row.problems:
            if shown < _SHOWN_PROBLEMS:
                print(f"{row.source}: {problem}", file=sys.stderr)
            shown += 1
    if shown > _SHOWN_PROBLEMS:
        print(f"… and {shown - _SHOWN_PROBLEMS} more problems", file=sys.stderr)
    target = Path(arguments.rejects) if arguments.rejects else _default_rejects(arguments)
    write_rejects(target, rejected)
    print(f"{len(rejected)} rejected rows were not {done}; see {target}", file=sys.stderr)


def _default_rejects(arguments: argparse.Namespace) -> Path:
    if arguments.out:
        out = Path(arguments.out)
        return out.with_name(f"{out.stem}.rejects.jsonl")
    return Path(f"{Path(arguments.input).stem}.rejects.jsonl")
