"""``chuan-ngheo review deadlines`` and ``review path``."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.common import print_problems, rulings_of
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import USED, rejects_of
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.cli.review_text import deadlines_text, holidays_text, paths_text
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language
from chuan_ngheo.review.deadlines import deadlines
from chuan_ngheo.review.path import path_of
from chuan_ngheo.review.path_table import SUFFIXES, to_csv, to_json, write_paths
from chuan_ngheo.review.procedure import Procedure, load_review
from chuan_ngheo.review.read_cases import read_cases
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output

_LAST_YEAR: Final = 9999


def run_deadlines(arguments: argparse.Namespace) -> int:
    """Print the days by which each step of a review is due."""
    language: Language = arguments.language
    procedure = _procedure(arguments)
    days_off = _days_off(arguments)
    found = deadlines(arguments.kind, _start(arguments), procedure=procedure, days_off=days_off)
    if arguments.format == "json":
        print(json.dumps([item.to_dict() for item in found], ensure_ascii=False, indent=2))
        return DONE
    print(deadlines_text(found, procedure, language))
    if not days_off and arguments.kind != "annual":
        print(holidays_text(language), file=sys.stderr)
    return DONE


def run_path(arguments: argparse.Namespace) -> int:
    """Say how far each household is; write what is asked for, report rejected rows."""
    language: Language = arguments.language
    source = Path(arguments.input)
    decisions = Path(arguments.decisions) if arguments.decisions else None
    _check_outputs(arguments, [source, *([decisions] if decisions else [])])
    procedure, days_off = _procedure(arguments), _days_off(arguments)
    today = read_review_date(arguments.date, "--date")
    cases = read_cases(source, decisions, kind=arguments.kind, review_year=arguments.year)
    print_problems(cases.notices, language)
    paths = [path_of(case, procedure, days_off=days_off, today=today) for case in cases.cases]
    with rejects_of(arguments, USED) as rejects:
        rejects.add(cases.rejected)
    if arguments.out:
        write_paths(Path(arguments.out), paths)
    if arguments.format == "table":
        print(paths_text(paths, procedure, language, dated=today is not None))
    else:
        print(to_csv(paths) if arguments.format == "csv" else to_json(paths), end="")
    if rejects.rows:
        return BAD_DATA
    return FINDINGS if arguments.strict and any(path.overdue for path in paths) else DONE


def _check_outputs(arguments: argparse.Namespace, inputs: list[Path]) -> None:
    if arguments.out:
        check_output(Path(arguments.out), SUFFIXES, inputs)
        inputs = [*inputs, Path(arguments.out)]
    if arguments.rejects:
        check_output(Path(arguments.rejects), ("",), inputs, "--rejects")


def _procedure(arguments: argparse.Namespace) -> Procedure:
    return load_review(arguments.rules, rulings=rulings_of(arguments.ruling))


def _days_off(arguments: argparse.Namespace) -> frozenset[date]:
    days = (read_review_date(item, "--day-off") for item in arguments.day_off)
    return frozenset(day for day in days if day is not None)


def _start(arguments: argparse.Namespace) -> date:
    """Return the day from which the deadlines run.

    Raises:
        InputError: if it is not given, or no day of the calendar.
    """
    start = read_review_date(arguments.start, "--start")
    if start is not None:
        return start
    if arguments.kind == "annual" and arguments.year and arguments.year <= _LAST_YEAR:
        return date(arguments.year, 9, 1)
    option = "--year" if arguments.kind == "annual" else "--start"
    expected = "a year, YYYY" if option == "--year" else "a day written YYYY-MM-DD"
    raise InputError(Problem("fact-date", "nothing", expected, path=option))
