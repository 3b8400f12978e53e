"""``chuan-ngheo report official``: the official tables 7.1 to 7.11."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.common import print_problems, rulings_of
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import Rejects, rejects_of
from chuan_ngheo.cli.report_text import report_text
from chuan_ngheo.cli.review_date import review_date_of
from chuan_ngheo.diagnostics import Problem, RuleError
from chuan_ngheo.movements.read import read_list, read_table
from chuan_ngheo.movements.rulings import RULINGS
from chuan_ngheo.reports.choices import CHOICES
from chuan_ngheo.reports.counts import Counts
from chuan_ngheo.reports.csv_tables import csv_files
from chuan_ngheo.reports.definitions import own_rulings, report_definitions
from chuan_ngheo.reports.movement import NO_MOVEMENTS, MovementNumbers
from chuan_ngheo.reports.movement_numbers import movement_numbers, movements_by_row, notes_of
from chuan_ngheo.reports.official import Heading, OfficialReport, official_report
from chuan_ngheo.reports.population import (
    NO_POPULATION,
    Population,
    read_population,
    whole_population,
)
from chuan_ngheo.reports.run import check_rules, count_parts, read_facts_of
from chuan_ngheo.reports.workbook import write_workbook
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output

_SUFFIXES: Final = (".xlsx",)


def run_official(arguments: argparse.Namespace) -> int:
    """Count, write the workbook and the CSV files, say where tables do not agree."""
    rulings = rulings_of(arguments.ruling)
    of_movements: dict[str, str] = {name: rulings.pop(name) for name in RULINGS if name in rulings}
    definitions = report_definitions(rulings)
    of_classes = {name: option for name, option in rulings.items() if name not in own_rulings()}
    rules = load_rules(arguments.rules, rulings=of_classes)
    check_rules(rules)
    choices = _choices(arguments.choice)
    _check_outputs(arguments)
    population = read_population(Path(arguments.population)) if arguments.population else None
    counts = Counts()
    parts, notices = read_facts_of(
        Path(arguments.input),
        Path(arguments.members) if arguments.members else None,
        rules,
        review_date_of(arguments),
    )
    print_problems(notices, arguments.language)
    with rejects_of(arguments) as rejects:
        rejects.add(count_parts(parts, rules, definitions, counts))
        movements = _movements(arguments, rules, of_movements, rejects)
    report = official_report(
        counts,
        rules,
        definitions,
        population=population or _population(counts, whole=arguments.whole_population),
        movements=movements,
        choices=choices,
        heading=Heading(arguments.year, arguments.province, arguments.status),
    )
    _write(report, arguments)
    print(report_text(report, arguments.language))
    if rejects.rows:
        return BAD_DATA
    return FINDINGS if report.unexplained else DONE


def _movements(
    arguments: argparse.Namespace, rules: RuleSet, rulings: Mapping[str, str], rejects: Rejects
) -> MovementNumbers:
    """Compare the list of last year with the input, if there is one."""
    if not arguments.previous:
        return NO_MOVEMENTS
    frames = []
    for name, path, members in (
        ("previous", arguments.previous, arguments.previous_members),
        ("current", arguments.input, arguments.members),
    ):
        found = read_list(Path(path), Path(members) if members else None, rules)
        frames.append(found.frame)
        if name == "previous":
            print_problems(found.notices, arguments.language)
            rejects.add(
                replace(row, source=replace(row.source, file=f"{name}: {row.source.file}"))
                for row in found.rejected
            )
    changes = read_table(Path(arguments.changes), "changes") if arguments.changes else None
    result = movements_by_row(frames[0], frames[1], changes, rulings)
    print_problems(notes_of(result), arguments.language)
    return movement_numbers(result)


def _population(counts: Counts, *, whole: bool) -> Population:
    return whole_population(counts) if whole else NO_POPULATION


def _choices(items: list[str]) -> dict[str, str]:
    """Return choices given as NAME=OPTION.

    Raises:
        RuleError: if one is written in another way, or names no choice or option.
    """
    found: dict[str, str] = {}
    for item in items:
        name, _, option = item.partition("=")
        if name not in CHOICES or option not in CHOICES[name].options:
            known = ", ".join(f"{c.id}={'|'.join(c.options)}" for c in CHOICES.values())
            problem = Problem("unknown-option", repr(item), f"one of {known}", path="--choice")
            raise RuleError((problem,))
        found[name] = option
    return found


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Check where the outputs are to be written, before any work is done.

    Raises:
        InputError: if one cannot be written.
    """
    names = ("input", "members", "population", "previous", "previous_members", "changes")
    inputs = [Path(item) for item in (getattr(arguments, name) for name in names) if item]
    out = Path(arguments.out)
    check_output(out, _SUFFIXES, inputs)
    if arguments.rejects:
        check_output(Path(arguments.rejects), ("",), [*inputs, out], "--rejects")
    folder = Path(arguments.csv) if arguments.csv else None
    if folder is not None and not folder.is_dir():
        expected = "an existing folder"
        raise InputError(Problem("file-unreadable", f"--csv {folder.name}", expected))


def _write(report: OfficialReport, arguments: argparse.Namespace) -> None:
    with complete_file(Path(arguments.out)) as temporary:
        write_workbook(temporary, report)
    for name, text in csv_files(report).items() if arguments.csv else ():
        with complete_file(Path(arguments.csv) / name) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="")
