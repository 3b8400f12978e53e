"""``chuan-ngheo classify``: decide every household of an input and print a summary."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from chuan_ngheo.cli.arguments import BOTH
from chuan_ngheo.cli.common import check_outputs, engine_line, rules_of, show_progress
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.rejects import report_rejects
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.cli.summary_text import summary_text
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.languages import Language
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.summary import summarise
from chuan_ngheo.survey.write import (
    OUTPUT_SUFFIXES,
    to_csv,
    to_json,
    write_decisions,
)


def engine_of(path: Path, arguments: argparse.Namespace) -> str:
    """Return the engine: the one asked for; else Polars for tables, the reference for JSON.

    Decisions as JSON carry reasons, which the reference reading alone gives.

    Raises:
        InputError: if the engine asked for cannot do it.
    """
    out = Path(arguments.out).suffix if arguments.out else ""
    json = out in JSON_SUFFIXES or (not out and arguments.format == "json") or arguments.trace
    if path.suffix in JSON_SUFFIXES or json:
        if arguments.engine not in (None, "reference"):
            found, expected = f"--engine {arguments.engine}", "tables in, and a table out"
            advice = "Use --engine reference for JSON."
            raise InputError(Problem("engine-unavailable", found, expected, advice))
        return "reference"
    return arguments.engine or "polars"


def run_classify(arguments: argparse.Namespace) -> int:
    """Classify, write decisions, report rejected rows, print the summary."""
    if arguments.method == BOTH:
        from chuan_ngheo.cli.classify_both import run_both  # noqa: PLC0415  only for this method

        return run_both(engine_of(Path(arguments.input), arguments), arguments)
    rules = rules_of(arguments)
    language: Language = arguments.language
    path = Path(arguments.input)
    members = Path(arguments.members) if arguments.members else None
    engine = engine_of(path, arguments)
    if engine != "reference":
        from chuan_ngheo.cli.classify_tables import classify_tables  # noqa: PLC0415  loads Polars

        return classify_tables(path, members, rules, engine, arguments)
    check_outputs(arguments, OUTPUT_SUFFIXES)
    started = time.perf_counter()
    found = read_input(path, members)
    found.rows = with_review_date(found.rows, review_date_of(arguments))
    batch = classify_rows(found, rules, show_progress)
    seconds = time.perf_counter() - started
    report_rejects(found.notices, batch.rejected, arguments)
    text = summary_text(summarise(batch.decisions, batch.sizes, rules), language)
    if arguments.out:
        write_decisions(
            Path(arguments.out), batch.decisions, single=found.single, trace=arguments.trace
        )
    if arguments.format == "table" or arguments.out:
        print(text)
    elif arguments.format == "json":
        print(to_json(batch.decisions, single=found.single, trace=arguments.trace), end="")
    else:
        print(to_csv(batch.decisions), end="")
    if not arguments.quiet:
        print(engine_line("reference", len(batch.decisions), seconds, language), file=sys.stderr)
    if batch.rejected:
        return BAD_DATA
    undetermined = any(decision.class_ is None for decision in batch.decisions)
    return FINDINGS if arguments.strict and undetermined else DONE
