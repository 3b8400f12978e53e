"""``chuan-ngheo classify --method both``: measured income and points side by side."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from chuan_ngheo.cli.common import check_outputs, engine_line, rulings_of, show_progress
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.methods_text import Pair, methods_text
from chuan_ngheo.cli.rejects import report_rejects
from chuan_ngheo.cli.review_date import review_date_of, with_review_date
from chuan_ngheo.languages import Language
from chuan_ngheo.methods import BothMethods, rules_of_methods
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.read import JSON_SUFFIXES, read_input
from chuan_ngheo.survey.rows import Input


def run_both(engine: str, arguments: argparse.Namespace) -> int:
    """Classify by both methods, write both decisions, report rejected rows, print how they agree.

    Args:
        engine: ``reference`` for JSON in or out, else a reading over tables.
    """
    path = Path(arguments.input)
    members = Path(arguments.members) if arguments.members else None
    if engine != "reference":
        from chuan_ngheo.cli.classify_both_tables import both_tables  # noqa: PLC0415  loads Polars

        return both_tables(path, members, engine, arguments)
    check_outputs(arguments, JSON_SUFFIXES)
    language: Language = arguments.language
    started = time.perf_counter()
    rules = rules_of_methods(rulings_of(arguments.ruling))
    found = read_input(path, members)
    found.rows = with_review_date(found.rows, review_date_of(arguments))
    income = classify_rows(found, rules["income"], show_progress)
    points = classify_rows(Input(list(income.rows)), rules["points"], show_progress)
    decisions = [
        BothMethods(*pair) for pair in zip(income.decisions, points.decisions, strict=True)
    ]
    seconds = time.perf_counter() - started
    report_rejects(found.notices, income.rejected, arguments)
    if arguments.out:
        with complete_file(Path(arguments.out)) as temporary:
            lines = Path(arguments.out).suffix != ".json"
            text = _json(decisions, arguments, single=found.single, lines=lines)
            temporary.write_text(text, encoding="utf-8", newline="")
    if arguments.format == "json" and not arguments.out:
        print(_json(decisions, arguments, single=found.single), end="")
    else:
        print(methods_text(_pairs(decisions, income.sizes), rules["income"], language))
    if not arguments.quiet:
        print(engine_line("reference", len(decisions), seconds, language), file=sys.stderr)
    if income.rejected:
        return BAD_DATA
    open_ = any(item.agree is not True for item in decisions)
    return FINDINGS if arguments.strict and open_ else DONE


def _pairs(decisions: Sequence[BothMethods], sizes: Sequence[int]) -> Counter[Pair]:
    """Count households and persons by the possible classes of each method."""
    counts: Counter[Pair] = Counter()
    for item, size in zip(decisions, sizes, strict=True):
        key = item.income.possible_classes, item.points.possible_classes
        counts[*key, "households"] += 1
        counts[*key, "persons"] += size
    return counts


def _json(
    decisions: Sequence[BothMethods],
    arguments: argparse.Namespace,
    *,
    single: bool,
    lines: bool = False,
) -> str:
    if single and len(decisions) == 1:
        return decisions[0].to_json(trace=arguments.trace, indent=2) + "\n"
    texts = [item.to_json(trace=arguments.trace) for item in decisions]
    if lines:
        return "".join(text + "\n" for text in texts)
    return "[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n"
