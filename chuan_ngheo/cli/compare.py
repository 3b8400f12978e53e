"""``chuan-ngheo compare``: two rule sets, rulings, dates, or two years' data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from chuan_ngheo.audit.compare.chart import SUFFIXES as CHART_SUFFIXES
from chuan_ngheo.audit.compare.chart import check_charts, draw
from chuan_ngheo.audit.compare.comparison import Comparison
from chuan_ngheo.audit.compare.csv_tables import to_csv
from chuan_ngheo.audit.compare.inputs import Households, ListedHouseholds, tabled
from chuan_ngheo.audit.compare.run import MOST, Side, compare_sides
from chuan_ngheo.cli.common import print_problems, rulings_of, show_progress
from chuan_ngheo.cli.compare_text import comparison_text
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS, USAGE
from chuan_ngheo.cli.rejects import rejects_of
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.write import check_output
from chuan_ngheo.tables.files import tables_of

_OUT_SUFFIXES: Final = (".json", ".csv")
_SHOWN: Final = 20


def run_compare(arguments: argparse.Namespace) -> int:
    """Compare, write what is asked for, report rejected rows."""
    language: Language = arguments.language
    problem = _missing_side(arguments)
    if problem is not None:
        print_problems([problem], language)
        return USAGE
    _check(arguments)
    before, after = _sides(arguments)
    written = arguments.format != "table" or arguments.out is not None
    most = arguments.most or (MOST if written else _SHOWN)
    comparison = compare_sides(before, after, most=most, progress=show_progress)
    with rejects_of(arguments) as rejects:
        rejects.add(_rejected(comparison))
    if arguments.out:
        out = Path(arguments.out)
        with complete_file(out) as temporary:
            text = _written(comparison, arguments, out.suffix.removeprefix("."))
            temporary.write_text(text, encoding="utf-8", newline="")
    if arguments.chart:
        draw(comparison, Path(arguments.chart), language)
    if arguments.format == "table":
        print(comparison_text(comparison, language, arguments.most or _SHOWN))
    else:
        print(_written(comparison, arguments, arguments.format), end="")
    if written and comparison.not_listed:
        _say_not_listed(comparison, language)
    if rejects.rows:
        return BAD_DATA
    return FINDINGS if arguments.strict and comparison.changed else DONE


def _missing_side(arguments: argparse.Namespace) -> Problem | None:
    """Return the problem if nothing makes the two sides differ."""
    differing = ("against", "against_rules", "against_ruling", "against_review_date")
    if not any(getattr(arguments, name) for name in differing):
        found = "one input with one set of options"
        expected = "a second input, or --against-rules, --against-ruling or --against-review-date"
        return Problem("nothing-to-compare", found, expected)
    if arguments.against_members and not arguments.against:
        found, expected = "--against-members without a second input", "INPUT AGAINST"
        return Problem("nothing-to-compare", found, expected)
    return None


def _check(arguments: argparse.Namespace) -> None:
    """Check where the outputs are to be written, before any work is done.

    Raises:
        InputError: if one cannot be written, or charts cannot be drawn.
    """
    names = ("input", "members", "against", "against_members")
    read = [Path(value) for value in (getattr(arguments, name) for name in names) if value]
    outputs = (
        ("out", "--out", _OUT_SUFFIXES),
        ("chart", "--chart", CHART_SUFFIXES),
        ("rejects", "--rejects", ("",)),
    )
    for name, option, suffixes in outputs:
        if getattr(arguments, name):
            path = Path(getattr(arguments, name))
            check_output(path, suffixes, read, option)
            read.append(path)
    if arguments.chart:
        check_charts()


def _sides(arguments: argparse.Namespace) -> tuple[Side, Side]:
    language: Language = arguments.language
    rules, against_rules = _rule_sets(arguments)
    day = read_review_date(arguments.review_date, "--review-date")
    against_day: date | None = day
    if arguments.against_review_date:
        against_day = read_review_date(arguments.against_review_date, "--against-review-date")
    own = _read(arguments.input, arguments.members, language)
    before = Side(arguments.input, own, rules, day)
    if not arguments.against:
        return before, Side(arguments.input, own, against_rules, against_day)
    other = _read(arguments.against, arguments.against_members, language)
    return before, Side(arguments.against, other, against_rules, against_day)


def _rule_sets(arguments: argparse.Namespace) -> tuple[RuleSet, RuleSet]:
    """Load both rule sets: side B takes over the rulings of side A that its rule set has."""
    rulings = rulings_of(arguments.ruling, "--ruling")
    rules = load_rules(arguments.rules, rulings=rulings)
    name = arguments.against_rules or arguments.rules
    known = load_rules(name).rulings
    inherited = {ruling: option for ruling, option in rulings.items() if ruling in known}
    own = rulings_of(arguments.against_ruling, "--against-ruling")
    return rules, load_rules(name, rulings={**inherited, **own})


def _read(name: str, members: str | None, language: Language) -> Households:
    path, members_path = Path(name), Path(members) if members else None
    if path.suffix in JSON_SUFFIXES:
        found = read_input(path, members_path)
        print_problems(found.notices, language)
        return ListedHouseholds(found.rows, tuple(found.rejected))
    households, rows, notices = tables_of(path, members_path)
    print_problems(notices, language)
    return tabled(households, rows)


def _rejected(comparison: Comparison) -> Iterator[Row]:
    """Yield the rejected rows of both sides; those that are the same on both once."""
    sides = (comparison.before.rejected, comparison.after.rejected)
    keys = [{(row.source, row.problems) for row in rows} for rows in sides]
    both = keys[0] & keys[1] if comparison.one_input else set()
    for name, rows in zip("AB", sides, strict=True):
        for row in rows:
            if (row.source, row.problems) not in both:
                yield replace(row, source=replace(row.source, file=f"{name}: {row.source.file}"))
            elif name == "A":
                yield row


def _written(comparison: Comparison, arguments: argparse.Namespace, kind: str) -> str:
    if kind == "json":
        return comparison.to_json()
    return to_csv(comparison, arguments.table, arguments.language)


def _say_not_listed(comparison: Comparison, language: Language) -> None:
    texts = (
        f"{comparison.not_listed} trong {comparison.changed} hộ thay đổi không được liệt kê; "
        "dùng --most N để liệt kê nhiều hơn",
        f"{comparison.not_listed} of {comparison.changed} households that change are not listed; "
        "use --most N to list more",
    )
    print(pick(texts, language), file=sys.stderr)
