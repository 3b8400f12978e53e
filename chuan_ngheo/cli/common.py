"""What several commands share: rule sets with rulings, progress, tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from chuan_ngheo.diagnostics import Problem, RuleError
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Source
from chuan_ngheo.survey.write import check_output

T = TypeVar("T")


def rules_of(arguments: argparse.Namespace) -> RuleSet:
    """Load the rule set that the arguments name, with their rulings."""
    return load_rules(arguments.rules, rulings=rulings_of(arguments.ruling))


def rulings_of(items: Iterable[str], option: str = "--ruling") -> dict[str, str]:
    """Return rulings given as NAME=OPTION.

    Args:
        option: how the command line names them.

    Raises:
        RuleError: if one is written in another way.
    """
    rulings: dict[str, str] = {}
    for item in items:
        name, equals, chosen = item.partition("=")
        if not equals:
            problem = Problem("unknown-option", repr(item), "NAME=OPTION", path=option)
            raise RuleError((problem,))
        rulings[name] = chosen
    return rulings


def check_outputs(arguments: argparse.Namespace, suffixes: tuple[str, ...]) -> None:
    """Check where decisions and rejected rows are to be written, before any work is done.

    Raises:
        InputError: see ``check_output``.
    """
    inputs = [Path(item) for item in (arguments.input, arguments.members) if item]
    if arguments.out:
        check_output(Path(arguments.out), suffixes, inputs)
    if arguments.rejects:
        others = [*inputs, Path(arguments.out)] if arguments.out else inputs
        check_output(Path(arguments.rejects), ("",), others, "--rejects")


def engine_line(engine: str, households: int, seconds: float, language: Language) -> str:
    """Say which engine decided how many households, in what time."""
    count = write_number(households, language)
    rate = write_number(round(households / max(seconds, 1e-9)), language)
    time = f"{seconds:.1f}"
    if language == "vi":
        return f"{engine}: {count} hộ, {time.replace('.', ',')} giây ({rate} hộ/giây)"
    noun = "household" if households == 1 else "households"
    return f"{engine}: {count} {noun}, {time} s ({rate}/s)"


def print_problems(
    problems: Iterable[Problem], language: Language, source: Source | None = None
) -> None:
    """Print problems on standard error, each with the row that it stands in, if any."""
    start = f"{source.write(language)}: " if source else ""
    for problem in problems:
        print(f"{start}{problem.write(language)}", file=sys.stderr)


def show_progress(rows: Iterable[T]) -> Iterator[T]:
    """Show a progress bar on a terminal; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield from rows
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import track  # noqa: PLC0415  only on a terminal

    yield from track(rows, description="", console=Console(stderr=True), transient=True)


def write_table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: int = 1) -> str:
    """Write a table in plain text; columns from ``right`` on are aligned to the right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if place >= right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (headings, *rows)
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)
