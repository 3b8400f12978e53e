"""Count the households of an input for the official tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from chuan_ngheo.diagnostics import Problem, RuleError
from chuan_ngheo.readings.fact_tables import REVIEW
from chuan_ngheo.reports.counts import CLASSES, Counts
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input
from chuan_ngheo.survey.rows import Input, Row
from chuan_ngheo.tables.clean import CleanFacts, clean_rows, clean_tables
from chuan_ngheo.tables.dated import dated
from chuan_ngheo.tables.files import tables_of


def read_facts_of(
    path: Path, members: Path | None, rules: RuleSet, day: date | None = None
) -> tuple[Iterable[CleanFacts], list[Problem]]:
    """Return the checked facts of an input part by part, and notices about it.

    Args:
        path: JSON, JSON lines, a table or a folder, as ``classify`` takes them.
        day: the review date of households that have none.

    Raises:
        InputError: if a file cannot be read at all.
    """
    if path.suffix in JSON_SUFFIXES:
        found = read_input(path, members)
        rows = [_dated(row, day) for row in found.rows]
        return [clean_rows(Input(rows, found.rejected), rules)], found.notices
    households, of_members, notices = tables_of(path, members)
    return clean_tables(dated(households, day), of_members, rules), notices


def _dated(row: Row, day: date | None) -> Row:
    if day is None or row.facts.get(REVIEW) is not None:
        return row
    return replace(row, facts={**row.facts, REVIEW: day})


def count_parts(
    parts: Iterable[CleanFacts], rules: RuleSet, definitions: RuleSet, counts: Counts
) -> Iterator[Row]:
    """Add all parts to ``counts``; yield the rows that could not be used.

    Args:
        rules: a rule set that ``check_rules`` accepts.
        definitions: what has the groups of the forms.
    """
    for part in parts:
        counts.rejected += len(part.rejected)
        yield from part.rejected
        counts.add(part.facts, rules, definitions)


def check_rules(rules: RuleSet) -> None:
    """Check that a rule set has the classes that the official tables count by.

    Raises:
        RuleError: if it lacks one.
    """
    absent = [name for name in CLASSES if name not in rules.classes]
    if absent:
        expected = f"classes named {', '.join(absent)}, as nd-07-2021 has them"
        found = f"the rule set {rules.id} without them"
        advice = "Use nd-07-2021, or a rule set that extends it."
        raise RuleError((Problem("report-rules", found, expected, advice),))
