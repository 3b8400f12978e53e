"""``chuan-ngheo classify`` over tables: part by part, in constant memory."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl

from chuan_ngheo.cli.common import check_outputs, engine_line, print_problems
from chuan_ngheo.cli.contract_text import finding_lines
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.progress import show_parts
from chuan_ngheo.cli.rejects import Rejects, rejects_of
from chuan_ngheo.cli.review_date import review_date_of
from chuan_ngheo.cli.summary_text import summary_text
from chuan_ngheo.languages import Language
from chuan_ngheo.readings.polars_reading import decide_tables
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.tables.contract import Contract
from chuan_ngheo.tables.dated import dated
from chuan_ngheo.tables.files import tables_of
from chuan_ngheo.tables.part import SIZE, Decide, Decided
from chuan_ngheo.tables.run import HOUSEHOLDS_AT_ONCE, decide_all
from chuan_ngheo.tables.sinks import SUFFIXES, write_parts
from chuan_ngheo.tables.sources import ROW
from chuan_ngheo.tables.totals import Totals

ASKED: Final = 100
"""Undetermined households of which the missing facts are found out."""
_SIZES: Final = {"duckdb": 100_000}
"""Households that are read at once, by engine: DuckDB plans its long query anew for every part."""


def classify_tables(
    path: Path,
    members_path: Path | None,
    rules: RuleSet,
    engine: str,
    arguments: argparse.Namespace,
) -> int:
    """Classify, write decisions, report rejected rows, print the summary.

    Args:
        engine: ``polars``, ``duckdb`` or ``durable``.
    """
    check_outputs(arguments, SUFFIXES)
    started = time.perf_counter()
    language: Language = arguments.language
    households, members, notices = tables_of(path, members_path)
    print_problems(notices, language)
    households = dated(households, review_date_of(arguments))
    contract = Contract(households, members)
    totals = Totals(rules)
    decided = show_parts(
        decide_all(
            contract.households,
            contract.members,
            rules,
            size=_SIZES.get(engine, HOUSEHOLDS_AT_ONCE),
            asked=ASKED,
            decide=reading_of(engine),
        ),
        households.count(),
        language,
    )
    with rejects_of(arguments) as rejects:
        frames = _frames(decided, totals, rejects)
        put_out(frames, arguments)
        seconds = time.perf_counter() - started
    print_warnings(contract, language)
    summary = totals.summary()
    if arguments.out or arguments.format == "table":
        print(summary_text(summary, language))
    if not arguments.quiet:
        print(engine_line(engine, summary.households, seconds, language), file=sys.stderr)
    if rejects.rows:
        return BAD_DATA
    return FINDINGS if arguments.strict and summary.undetermined.households else DONE


def reading_of(engine: str) -> Decide:
    """Return the reading over tables of an engine: ``polars``, ``duckdb`` or ``durable``."""
    if engine == "duckdb":
        from chuan_ngheo.readings.duckdb_reading import decide_with_duckdb  # noqa: PLC0415  seldom

        return decide_with_duckdb
    if engine == "durable":
        from chuan_ngheo.readings.durable_tables import decide_with_durable  # noqa: PLC0415  seldom

        return decide_with_durable
    return decide_tables


def put_out(frames: Iterable[pl.DataFrame], arguments: argparse.Namespace) -> None:
    """Take every part: write it to ``--out``, print it as CSV, or only have it counted."""
    if arguments.out:
        write_parts(Path(arguments.out), iter(frames))
        return
    for number, frame in enumerate(frames):
        if arguments.format == "csv":
            print(frame.write_csv(include_header=number == 0), end="")


def print_warnings(contract: Contract, language: Language) -> None:
    """Print on standard error what looks wrong with a whole column."""
    for warning in contract.report().warnings:
        print("\n".join(finding_lines(warning, language)), file=sys.stderr)


def _frames(decided: Iterable[Decided], totals: Totals, rejects: Rejects) -> Iterator[pl.DataFrame]:
    """Sum the parts up, keep the rejected rows, and give the decisions."""
    for part in decided:
        rejects.add(part.rejected)
        if not part.decisions.height:
            continue
        totals.add(part.decisions, SIZE)
        totals.add_recipients(part.recipients)
        totals.ask(part.undetermined)
        yield part.decisions[[name for name in part.decisions.columns if name not in (ROW, SIZE)]]
