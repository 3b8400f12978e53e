"""``chuan-ngheo review movements``: what became of households between two lists."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.common import print_problems, rulings_of
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import rejects_of
from chuan_ngheo.cli.review_movements_text import more_text, movements_text
from chuan_ngheo.languages import Language
from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.read import read_list, read_table
from chuan_ngheo.movements.result import Movements
from chuan_ngheo.movements.rulings import RULINGS
from chuan_ngheo.movements.terms import LEVELS
from chuan_ngheo.movements.words import imbalance_problem
from chuan_ngheo.movements.write import (
    SUFFIXES,
    to_csv,
    to_json,
    write_households,
    write_movements,
)
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.survey.write import check_output
from chuan_ngheo.tables.sinks import SUFFIXES as TABLE_SUFFIXES

_SHOWN: Final = 20


def run_movements(arguments: argparse.Namespace) -> int:
    """Read both lists, write what is asked for, report what does not balance."""
    language: Language = arguments.language
    _check(arguments)
    rulings = rulings_of(arguments.ruling)
    own: dict[str, str] = {name: rulings.pop(name) for name in RULINGS if name in rulings}
    rules = load_rules(arguments.rules, rulings=rulings)
    frames = []
    with rejects_of(arguments) as rejects:
        for name, path in (("previous", arguments.input), ("current", arguments.current)):
            members = getattr(arguments, f"{name}_members")
            found = read_list(Path(path), Path(members) if members else None, rules)
            print_problems(found.notices, language)
            rejects.add(
                replace(row, source=replace(row.source, file=f"{name}: {row.source.file}"))
                for row in found.rejected
            )
            frames.append(found.frame)
    given = {"changes": arguments.changes, "earlier": arguments.earlier}
    others = [read_table(Path(path), name) if path else None for name, path in given.items()]
    levels = (*LEVELS, "commune") if arguments.commune else LEVELS
    result = movements(*frames, *others, rulings=own, levels=levels)
    _write(result, arguments)
    problems = [*result.notes, *map(imbalance_problem, result.imbalances)]
    print_problems(problems[:_SHOWN], language)
    more_text(len(problems) - _SHOWN, language)
    if rejects.rows:
        return BAD_DATA
    return FINDINGS if result.imbalances else DONE


def _check(arguments: argparse.Namespace) -> None:
    """Check where the outputs are to be written, before any work is done.

    Raises:
        InputError: see ``check_output``.
    """
    names = ("input", "current", "previous_members", "current_members", "changes", "earlier")
    read = [Path(value) for value in (getattr(arguments, name) for name in names) if value]
    outputs = (("out", SUFFIXES), ("households", TABLE_SUFFIXES), ("rejects", ("",)))
    for name, suffixes in outputs:
        if getattr(arguments, name):
            path = Path(getattr(arguments, name))
            check_output(path, suffixes, read, f"--{name}")
            read.append(path)


def _write(result: Movements, arguments: argparse.Namespace) -> None:
    if arguments.out:
        write_movements(Path(arguments.out), result)
    if arguments.households:
        write_households(Path(arguments.households), result)
    if arguments.format == "json":
        print(to_json(result), end="")
    elif arguments.format == "csv":
        print(to_csv(result), end="")
    else:
        print(movements_text(result, arguments.language))
