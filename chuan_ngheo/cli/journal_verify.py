"""``chuan-ngheo journal verify``: the journal itself, and the facts that were decided on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from chuan_ngheo.audit.journal.facts import Comparison, Facts, FindRules, compare_facts
from chuan_ngheo.audit.journal.findings import Report
from chuan_ngheo.audit.journal.keys import read_public_key
from chuan_ngheo.audit.journal.receipt import Receipt, parse_receipt, read_receipt
from chuan_ngheo.audit.journal.records import read_records
from chuan_ngheo.audit.journal.verify import verify
from chuan_ngheo.cli.common import print_problems
from chuan_ngheo.cli.journal_text import comparison_text, report_text
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.diagnostics import ChuanNgheoError, InvalidFactsError
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.validation import read_facts

_UNREADABLE: Final = frozenset(
    {"file-damaged", "header-changed", "record-changed", "record-unreadable"}
)
"""Findings with which the records say nothing about facts."""


def run_verify(arguments: argparse.Namespace) -> int:
    """Verify a journal, and compare it with facts if some are given."""
    path = Path(arguments.journal)
    keys = [read_public_key(Path(name)) for name in arguments.public_key]
    report = verify(path, keys, _receipt(arguments))
    comparison, rejected = None, 0
    if arguments.facts and not any(item.kind in _UNREADABLE for item in report.findings):
        comparison, rejected = _compare(path, arguments)
    _print(report, comparison, arguments)
    if not report.sound or (comparison and comparison.findings):
        return FINDINGS
    return BAD_DATA if rejected else DONE


def _receipt(arguments: argparse.Namespace) -> Receipt | None:
    if arguments.receipt:
        return read_receipt(Path(arguments.receipt))
    return parse_receipt(arguments.expect, "--expect") if arguments.expect else None


def _compare(path: Path, arguments: argparse.Namespace) -> tuple[Comparison, int]:
    """Compare the records with the input; return also how many rows could not be read."""
    members = Path(arguments.members) if arguments.members else None
    found = read_input(Path(arguments.facts), members)
    rows = with_review_date(found.rows, review_date_of(arguments))
    rejected = list(found.rejected)
    households: list[tuple[str, Facts]] = []
    for row in rows:
        try:
            if row.problems:
                raise InvalidFactsError(row.problems)
            households.append((row.source.write(arguments.language), read_facts(row.facts)))
        except InvalidFactsError as error:
            rejected.append(Row(row.source, row.facts, error.problems))
    for row in rejected:
        print_problems(row.problems, arguments.language, row.source)
    header, records = read_records(path)
    comparison = compare_facts(header, records, households, _find_rules(arguments.rules))
    return comparison, len(rejected)


def _find_rules(folder: str | None) -> FindRules:
    """Return what loads a rule set with the rulings of a record."""
    loaded: dict[tuple[str, str], RuleSet | None] = {}

    def find(name: str, rulings: Mapping[str, str]) -> RuleSet | None:
        key = (name, json.dumps(rulings, sort_keys=True))
        if key not in loaded:
            try:
                loaded[key] = load_rules(folder or name, rulings=rulings)
            except ChuanNgheoError:
                loaded[key] = None
        return loaded[key]

    return find


def _print(report: Report, comparison: Comparison | None, arguments: argparse.Namespace) -> None:
    if arguments.format == "json":
        result = report.to_dict() | ({"facts": comparison.to_dict()} if comparison else {})
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    print(report_text(report, arguments.language))
    if comparison:
        print(comparison_text(comparison, arguments.language))
