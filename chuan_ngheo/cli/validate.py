"""``chuan-ngheo validate``: check an input before it is classified, and report by column."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from chuan_ngheo.cli.common import check_outputs, rules_of
from chuan_ngheo.cli.contract_text import report_text
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import UNUSABLE, rejects_of
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.contract import Findings, Report
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input


def run_validate(arguments: argparse.Namespace) -> int:
    """Check every row, keep the rows that cannot be used, print or write the report."""
    check_outputs(arguments, (".txt", ".json"))
    rules = rules_of(arguments)
    path = Path(arguments.input)
    members = Path(arguments.members) if arguments.members else None
    check = _json if path.suffix in JSON_SUFFIXES else _tables
    report = check(path, members, rules, arguments)
    as_json = arguments.format == "json" or Path(arguments.out or "").suffix == ".json"
    text = (
        json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
        if as_json
        else report_text(report, arguments.language)
    )
    if arguments.out:
        with complete_file(Path(arguments.out)) as temporary:
            temporary.write_text(text + "\n", encoding="utf-8", newline="")
    else:
        print(text)
    if report.rejected:
        return BAD_DATA
    return FINDINGS if arguments.strict and report.warnings else DONE


def _tables(
    path: Path, members: Path | None, rules: RuleSet, arguments: argparse.Namespace
) -> Report:
    from chuan_ngheo.cli.progress import show_parts  # noqa: PLC0415  loads Polars
    from chuan_ngheo.tables.contract import Contract, validate_tables  # noqa: PLC0415
    from chuan_ngheo.tables.dated import dated  # noqa: PLC0415
    from chuan_ngheo.tables.files import tables_of  # noqa: PLC0415

    households, others, notices = tables_of(path, members)
    households = dated(households, review_date_of(arguments))
    contract = Contract(households, others, notices)
    parts = show_parts(validate_tables(contract, rules), households.count(), arguments.language)
    with rejects_of(arguments, UNUSABLE, shown=0) as rejects:
        for part in parts:
            rejects.add(part.rejected)
    return contract.report()


def _json(
    path: Path, members: Path | None, rules: RuleSet, arguments: argparse.Namespace
) -> Report:
    found = read_input(path, members)
    households = len(found.rows)
    found.rows = with_review_date(found.rows, review_date_of(arguments))
    batch = classify_rows(found, rules)
    findings = Findings()
    findings.add_rows(batch.rejected)
    with rejects_of(arguments, UNUSABLE, shown=0) as rejects:
        rejects.add(batch.rejected)
    return findings.report(households, 0)
