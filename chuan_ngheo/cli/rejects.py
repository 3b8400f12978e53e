"""Report rows that cannot be used on standard error, and keep them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.common import print_problems
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.write import write_rejects

CLASSIFIED: Final = ("không được phân loại", "not classified")
USED: Final = ("không được dùng", "not used")
_SHOWN_PROBLEMS = 20


def report_rejects(
    notices: Iterable[Problem],
    rejected: Sequence[Row],
    arguments: argparse.Namespace,
    done: tuple[str, str] = CLASSIFIED,
) -> None:
    """Print notices and the problems of rejected rows; write the rows to the rejects file.

    Args:
        done: what was not done with the rows, in Vietnamese and English.
    """
    language: Language = arguments.language
    print_problems(notices, language)
    if not rejected:
        return
    problems = [(row.source, problem) for row in rejected for problem in row.problems]
    for source, problem in problems[:_SHOWN_PROBLEMS]:
        print_problems([problem], language, source)
    more = len(problems) - _SHOWN_PROBLEMS
    if more > 0:
        noun = "problem" if more == 1 else "problems"
        texts = (f"… và {more} lỗi nữa", f"… and {more} more {noun}")
        print(pick(texts, language), file=sys.stderr)
    target = Path(arguments.rejects) if arguments.rejects else _default_rejects(arguments)
    write_rejects(target, rejected)
    count = len(rejected)
    rows = "rejected row was" if count == 1 else "rejected rows were"
    texts = (
        f"{count} dòng bị loại, {done[0]}; xem {target}",
        f"{count} {rows} {done[1]}; see {target}",
    )
    print(pick(texts, language), file=sys.stderr)


def _default_rejects(arguments: argparse.Namespace) -> Path:
    if arguments.out:
        out = Path(arguments.out)
        return out.with_name(f"{out.stem}.rejects.jsonl")
    return Path(f"{Path(arguments.input).stem}.rejects.jsonl")
