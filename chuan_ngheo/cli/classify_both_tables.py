"""``chuan-ngheo classify --method both`` over tables: both methods, part by part."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from chuan_ngheo.cli.classify_tables import print_warnings, put_out, reading_of
from chuan_ngheo.cli.common import check_outputs, engine_line, print_problems, rulings_of
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.methods_text import Pair, methods_text
from chuan_ngheo.cli.progress import show_parts
from chuan_ngheo.cli.rejects import Rejects, rejects_of
from chuan_ngheo.cli.review_date import review_date_of
from chuan_ngheo.languages import Language
from chuan_ngheo.methods import agreement, rules_of_methods
from chuan_ngheo.readings.polars_reading import SEPARATOR
from chuan_ngheo.tables.both_methods import BY_INCOME, BY_POINTS, decide_both
from chuan_ngheo.tables.contract import Contract
from chuan_ngheo.tables.dated import dated
from chuan_ngheo.tables.files import tables_of
from chuan_ngheo.tables.part import SIZE, Decided
from chuan_ngheo.tables.sinks import SUFFIXES
from chuan_ngheo.tables.sources import ROW


def both_tables(
    path: Path, members_path: Path | None, engine: str, arguments: argparse.Namespace
) -> int:
    """Classify by both methods, write decisions, report rejected rows, print how they agree."""
    check_outputs(arguments, SUFFIXES)
    started = time.perf_counter()
    language: Language = arguments.language
    rules = rules_of_methods(rulings_of(arguments.ruling))
    households, members, notices = tables_of(path, members_path)
    print_problems(notices, language)
    households = dated(households, review_date_of(arguments))
    contract = Contract(households, members)
    decided = show_parts(
        decide_both(contract.households, contract.members, rules, decide=reading_of(engine)),
        households.count(),
        language,
    )
    counts: Counter[Pair] = Counter()
    with rejects_of(arguments) as rejects:
        frames = _frames(decided, counts, rejects)
        put_out(frames, arguments)
        seconds = time.perf_counter() - started
    print_warnings(contract, language)
    if arguments.out or arguments.format == "table":
        print(methods_text(counts, rules["income"], language))
    total = sum(number for key, number in counts.items() if key[2] == "households")
    if not arguments.quiet:
        print(engine_line(engine, total, seconds, language), file=sys.stderr)
    if rejects.rows:
        return BAD_DATA
    open_ = any(agreement(*key[:2]) is not True for key in counts)
    return FINDINGS if arguments.strict and open_ else DONE


def _frames(
    decided: Iterable[Decided], counts: Counter[Pair], rejects: Rejects
) -> Iterator[pl.DataFrame]:
    """Count how the methods agree, keep the rejected rows, and give the decisions."""
    for part in decided:
        rejects.add(part.rejected)
        if not part.decisions.height:
            continue
        _count(part.decisions, counts)
        yield part.decisions.drop(ROW, SIZE)


def _count(decisions: pl.DataFrame, counts: Counter[Pair]) -> None:
    found = decisions.group_by(BY_INCOME, BY_POINTS).agg(
        pl.len().alias("households"), pl.col(SIZE).sum().alias("persons")
    )
    for income, points, households, persons in found.iter_rows():
        key = tuple(income.split(SEPARATOR)), tuple(points.split(SEPARATOR))
        counts[*key, "households"] += households
        counts[*key, "persons"] += persons
