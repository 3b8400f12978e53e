"""``chuan-ngheo verify``: decide households again, and report every difference."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chuan_ngheo.audit.verify.compare import Listen, verify
from chuan_ngheo.audit.verify.engines import (
    DurableSource,
    EngineName,
    Rederived,
    ReferenceSource,
    Source,
    label_of,
)
from chuan_ngheo.audit.verify.recorded import read_decisions
from chuan_ngheo.audit.verify.report import Report
from chuan_ngheo.cli.common import print_problems, rules_of, show_progress
from chuan_ngheo.cli.main import DONE, FINDINGS
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.cli.verify_text import engine_text, report_text
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.readings.durable_reading import why_unavailable
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output

_REPORTS = (".json", ".csv")


def run_verify(arguments: argparse.Namespace) -> int:
    """Verify, print or write the report; 1 where anything differs."""
    rules = rules_of(arguments)
    engine = engine_of(arguments)
    _check_outputs(arguments, engine)
    decisions = read_decisions(Path(arguments.decisions), rules)
    source = _source(arguments, rules, engine)
    with _evidence(arguments) as listen:
        report = verify(
            decisions,
            source,
            rules,
            label_of(engine),
            size=arguments.sample,
            seed=arguments.seed,
            listen=listen,
        )
    _show(report, arguments)
    return DONE if report.agrees else FINDINGS


def engine_of(arguments: argparse.Namespace) -> EngineName:
    """Return the engine: the one asked for; else durable, or reference where it is not available.

    Raises:
        InputError: if the engine asked for is not available.
    """
    problem = why_unavailable()
    chosen: EngineName | None = arguments.engine
    if chosen == "durable" and problem is not None:
        raise InputError(problem)
    if chosen is None and problem is not None:
        print(engine_text(problem, arguments.language), file=sys.stderr)
        return "reference"
    return chosen or "durable"


def _check_outputs(arguments: argparse.Namespace, engine: EngineName) -> None:
    """Check what is to be written, before any work is done."""
    names = (arguments.decisions, arguments.input, arguments.members)
    inputs = [Path(name) for name in names if name]
    if arguments.out:
        check_output(Path(arguments.out), _REPORTS, inputs)
    if not arguments.evidence:
        return
    if engine != "durable":
        expected = "--engine durable, the engine that tells what it fired"
        found = f"--evidence with --engine {engine}"
        raise InputError(Problem("engine-unavailable", found, expected))
    check_output(Path(arguments.evidence), (".jsonl",), inputs, "--evidence")


def _source(arguments: argparse.Namespace, rules: RuleSet, engine: EngineName) -> Source:
    path = Path(arguments.input)
    members = Path(arguments.members) if arguments.members else None
    day = review_date_of(arguments)
    if engine == "duckdb":
        if path.suffix in JSON_SUFFIXES:
            advice = "Use --engine reference for JSON."
            found = "--engine duckdb"
            raise InputError(Problem("engine-unavailable", found, "tables in", advice))
        from chuan_ngheo.audit.verify.duckdb_source import (  # noqa: PLC0415  loads Polars
            duckdb_source,
        )
        from chuan_ngheo.tables.dated import dated  # noqa: PLC0415  loads Polars
        from chuan_ngheo.tables.files import tables_of  # noqa: PLC0415  loads Polars

        households, table_of_members, notices = tables_of(path, members)
        print_problems(notices, arguments.language)
        return duckdb_source(dated(households, day), table_of_members, rules)
    found_rows = read_input(path, members)
    print_problems(found_rows.notices, arguments.language)
    rows = with_review_date(found_rows.rows, day)
    if engine == "reference":
        return ReferenceSource(rows, rules, show_progress)
    return DurableSource(rows, rules, show_progress, with_facts=bool(arguments.evidence))


@contextmanager
def _evidence(arguments: argparse.Namespace) -> Iterator[Listen]:
    """Give what writes the firings of each household, complete when all went well."""
    if not arguments.evidence:
        yield lambda _: None
        return
    with (
        complete_file(Path(arguments.evidence)) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):

        def write(item: Rederived) -> None:
            if item.columns is not None:
                fired = [firing.to_dict() for firing in item.fired]
                line = {"household_id": item.household_id, "fired": fired}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

        yield write


def _show(report: Report, arguments: argparse.Namespace) -> None:
    if arguments.out:
        path = Path(arguments.out)
        text = report.to_csv() if path.suffix == ".csv" else report.to_json()
        with complete_file(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="")
    if arguments.format == "json":
        print(report.to_json(), end="")
    elif arguments.format == "csv":
        print(report.to_csv(), end="")
    else:
        print(report_text(report, arguments.language))
