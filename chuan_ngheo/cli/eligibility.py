"""``chuan-ngheo eligibility``: who receives what under a plan, and what conflicts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from chuan_ngheo.cli.common import check_outputs, print_problems, rules_of, show_progress
from chuan_ngheo.cli.eligibility_text import household_text, summary_text
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.one_household import find_row
from chuan_ngheo.cli.rejects import USED, report_rejects
from chuan_ngheo.cli.subject_text import subjects_text
from chuan_ngheo.programme.answers import (
    ANSWER_SUFFIXES,
    Answers,
    answers_of,
    to_csv,
    to_json,
    to_json_lines,
)
from chuan_ngheo.programme.other_subjects import SubjectAnswers, answer_rows, read_subjects
from chuan_ngheo.programme.register import Register, read_register
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.batch import Batch, classify_rows
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import read_input

Dicts = list[dict[str, Any]]


def run_eligibility(arguments: argparse.Namespace) -> int:
    """Print or write the answers; report rows that cannot be used."""
    rules = rules_of(arguments)
    check_outputs(arguments, ANSWER_SUFFIXES)
    if arguments.subject == "household":
        return _households(arguments, rules)
    return _other_subjects(arguments, rules)


def _households(arguments: argparse.Namespace, rules: RuleSet) -> int:
    register = read_register(Path(arguments.register), rules) if arguments.register else Register()
    found = read_input(
        Path(arguments.input), Path(arguments.members) if arguments.members else None
    )
    if arguments.household is not None:
        found.rows, found.rejected = [find_row(found, arguments.household)], []
    batch = classify_rows(found, rules, show_progress)
    answers = _answers(batch, register, arguments)
    rejected = (*batch.rejected, *register.rejected)
    report_rejects((*found.notices, *register.notices), rejected, arguments, USED)
    single = len(answers) == 1 and (found.single or arguments.household is not None)
    text = (
        household_text(answers[0], arguments.language)
        if len(answers) == 1
        else summary_text(answers, rules, arguments.language)
    )
    _print_or_write(
        arguments,
        text,
        lambda: [item.to_dict() for item in show_progress(answers)],
        lambda: [row for item in show_progress(answers) for row in item.to_rows()],
        single=single,
    )
    return _status(arguments, bool(rejected), any(item.is_open for item in answers))


def _answers(batch: Batch, register: Register, arguments: argparse.Namespace) -> list[Answers]:
    answers: list[Answers] = []
    pairs = list(zip(batch.decisions, batch.rows, strict=True))
    for decision, row in show_progress(pairs):
        answers.append(answers_of(decision, row.facts, register, arguments.area_level))
        for notice in answers[-1].notices:
            print_problems([notice], arguments.language, row.source)
    return answers


def _other_subjects(arguments: argparse.Namespace, rules: RuleSet) -> int:
    found = read_subjects(Path(arguments.input), arguments.subject)
    answers, rejected = answer_rows(arguments.subject, found.rows, rules)
    report_rejects(found.notices, rejected, arguments, USED)
    _print_or_write(
        arguments,
        subjects_text(answers, rules, arguments.language),
        lambda: [item.to_dict() for item in answers],
        lambda: [row for item in answers for row in item.to_rows()],
        single=found.single,
    )
    return _status(arguments, bool(rejected), _any_open(answers))


def _any_open(answers: Sequence[SubjectAnswers]) -> bool:
    return any(answer.value is None for item in answers for answer in item.answers)


def _print_or_write(
    arguments: argparse.Namespace,
    text: str,
    objects: Callable[[], Dicts],
    rows: Callable[[], Sequence[Mapping[str, Any]]],
    *,
    single: bool,
) -> None:
    """Write the answers to ``--out`` in the format of its ending, and print."""
    if arguments.out:
        path = Path(arguments.out)
        if path.suffix == ".csv":
            written = to_csv(rows())
        elif path.suffix == ".json":
            written = to_json(objects(), single=single)
        else:
            written = to_json_lines(objects())
        with complete_file(path) as temporary:
            temporary.write_text(written, encoding="utf-8", newline="")
    if arguments.out or arguments.format == "table":
        print(text)
    elif arguments.format == "json":
        print(to_json(objects(), single=single), end="")
    else:
        print(to_csv(rows()), end="")


def _status(arguments: argparse.Namespace, rejected: bool, is_open: bool) -> int:
    if rejected:
        return BAD_DATA
    return FINDINGS if arguments.strict and is_open else DONE
