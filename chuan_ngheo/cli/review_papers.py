"""``chuan-ngheo review lists`` and ``review certificates``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from chuan_ngheo.cli.common import print_problems
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.cli.rejects import USED, rejects_of
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.review.certificates import (
    CERTIFICATE_FIELDS,
    MEMBER_FIELDS,
    SUFFIXES,
    Certificates,
    certificates_of,
    write_certificates,
)
from chuan_ngheo.review.lists import HOUSEHOLD_FIELDS, LIST_FIELDS, Lists, is_folder, lists_of
from chuan_ngheo.review.read_rows import Rows, read_rows, rejected_of
from chuan_ngheo.review.write_lists import write_lists
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output

_INCOMPLETE = "review-incomplete"


def run_lists(arguments: argparse.Namespace) -> int:
    """Write lists 6.1 and 6.2; say what is not known, report rejected rows."""
    language: Language = arguments.language
    source, out = Path(arguments.input), Path(arguments.out)
    previous, households = (
        Path(name) if name else None for name in (arguments.previous, arguments.households)
    )
    inputs = [source, *(path for path in (previous, households) if path)]
    if is_folder(out):
        _check_folder(out)
    else:
        check_output(out, (".xlsx",), inputs)
    _check_rejects(arguments, inputs)
    this = read_rows(source, LIST_FIELDS, strict=False)
    last = read_rows(previous, LIST_FIELDS, strict=False) if previous else None
    places = read_rows(households, HOUSEHOLD_FIELDS, strict=False) if households else None
    lists = lists_of(this, last, places)
    print_problems(_of_lists(lists), language)
    rejected = _report(arguments, *(rows for rows in (this, last, places) if rows))
    write_lists(out, lists, arguments.year)
    left = None if lists.left is None else len(lists.left)
    shown = (f"6.1: {len(lists.after)} hộ", f"6.1: {len(lists.after)} households")
    if left is not None:
        shown = (f"{shown[0]}; 6.2: {left} hộ", f"{shown[1]}; 6.2: {left} households")
    print(pick(shown, language))
    return BAD_DATA if rejected else DONE


def run_certificates(arguments: argparse.Namespace) -> int:
    """Write the data of certificates; say what is left blank, report rejected rows."""
    language: Language = arguments.language
    source, out = Path(arguments.input), Path(arguments.out)
    members, households = (
        Path(name) if name else None for name in (arguments.members, arguments.households)
    )
    inputs = [source, *(path for path in (members, households) if path)]
    check_output(out, SUFFIXES, inputs)
    _check_rejects(arguments, inputs)
    day = read_review_date(arguments.decision_date, "--decision-date")
    decisions = read_rows(source, CERTIFICATE_FIELDS, strict=False)
    people = read_rows(members, MEMBER_FIELDS, strict=False, unique=False) if members else None
    places = read_rows(households, HOUSEHOLD_FIELDS, strict=False) if households else None
    found = certificates_of(
        decisions,
        people,
        places,
        review_year=arguments.year,
        decision_number=arguments.decision_number,
        decision_date=day,
    )
    print_problems(_of_certificates(found), language)
    rejected = _report(arguments, *(rows for rows in (decisions, people, places) if rows))
    write_certificates(out, found)
    count = len(found.rows)
    texts = (f"{count} giấy chứng nhận", f"{count} certificate{'' if count == 1 else 's'}")
    print(pick(texts, language))
    return BAD_DATA if rejected else DONE


def _check_folder(out: Path) -> None:
    if (out.exists() and not out.is_dir()) or not out.parent.is_dir():
        expected = "a folder, or a file ending in .xlsx, in an existing folder"
        raise InputError(Problem("file-unreadable", f"--out {out.name}", expected))


def _check_rejects(arguments: argparse.Namespace, inputs: list[Path]) -> None:
    if arguments.rejects:
        others = [*inputs, Path(arguments.out)]
        check_output(Path(arguments.rejects), ("",), others, "--rejects")


def _report(arguments: argparse.Namespace, *sources: Rows) -> int:
    with rejects_of(arguments, USED) as rejects:
        rejects.add(rejected_of(*sources))
    return rejects.rows


def _of_lists(lists: Lists) -> Iterator[Problem]:
    if lists.undetermined:
        found = f"households without a known class: {lists.undetermined}"
        expected = "a class for each household"
        yield Problem(_INCOMPLETE, found, expected, "They are on neither list.")
    if lists.left is None:
        found = "no previous decisions and no column on_list"
        expected = "one of them for list 6.2"
        yield Problem(_INCOMPLETE, found, expected, "List 6.2 is not written.")
    if lists.unknown_before:
        found = f"households of which the list before is not known: {lists.unknown_before}"
        expected = "the list on which each household was"
        yield Problem(_INCOMPLETE, found, expected, "They may belong on list 6.2.")
    if lists.not_found:
        found = f"households of the lists before without a decision now: {lists.not_found}"
        expected = "a decision for each household of the lists before"
        advice = "They are on neither list: dissolved, moved, split, merged or forgotten."
        yield Problem(_INCOMPLETE, found, expected, advice)


def _of_certificates(found: Certificates) -> Iterator[Problem]:
    if found.undetermined:
        what = f"households without a known class: {found.undetermined}"
        expected = "a class for each household"
        yield Problem(_INCOMPLETE, what, expected, "They have no certificate.")
    for name, count in found.blank().items():
        what, expected = f"certificates without it: {count}", "a value for each certificate"
        yield Problem(_INCOMPLETE, what, expected, "It is left blank.", path=name)
