"""``chuan-ngheo classify``: decide every household of an input and print a summary."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from chuan_ngheo.cli.common import print_problems, rules_of, show_progress
from chuan_ngheo.cli.main import BAD_DATA, DONE, FINDINGS
from chuan_ngheo.cli.summary_text import summary_text
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.batch import Batch, classify_rows
from chuan_ngheo.survey.read import read_input
from chuan_ngheo.survey.rows import Input
from chuan_ngheo.survey.summary import summarise
from chuan_ngheo.survey.write import check_output, to_csv, to_json, write_decisions, write_rejects

_SHOWN_PROBLEMS = 20


def run_classify(arguments: argparse.Namespace) -> int:
    """Classify, write decisions, report rejected rows, print the summary."""
    rules = rules_of(arguments)
    language: Language = arguments.language
    path = Path(arguments.input)
    if arguments.out:
        check_output(Path(arguments.out))
    started = time.perf_counter()
    found = read_input(path, Path(arguments.members) if arguments.members else None)
    batch = classify_rows(found, rules, show_progress)
    seconds = time.perf_counter() - started
    _report(found, batch, arguments)
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
    if sys.stderr.isatty():
        done = pick(("hộ", "households"), language)
        print(f"reference: {len(batch.decisions):,} {done}, {seconds:.1f} s", file=sys.stderr)
    if batch.rejected:
        return BAD_DATA
    undetermined = any(decision.class_ is None for decision in batch.decisions)
    return FINDINGS if arguments.strict and undetermined else DONE


def _report(found: Input, batch: Batch, arguments: argparse.Namespace) -> None:
    """Report notices and rejected rows on standard error, and keep the rejected rows."""
    language: Language = arguments.language
    print_problems(found.notices, language)
    if not batch.rejected:
        return
    problems = [(row.source, problem) for row in batch.rejected for problem in row.problems]
    for source, problem in problems[:_SHOWN_PROBLEMS]:
        print_problems([problem], language, source)
    more = len(problems) - _SHOWN_PROBLEMS
    if more > 0:
        noun = "problem" if more == 1 else "problems"
        texts = (f"… và {more} lỗi nữa", f"… and {more} more {noun}")
        print(pick(texts, language), file=sys.stderr)
    target = Path(arguments.rejects) if arguments.rejects else _default_rejects(arguments)
    write_rejects(target, batch.rejected)
    count = len(batch.rejected)
    rows = "rejected row was" if count == 1 else "rejected rows were"
    texts = (
        f"{count} dòng bị loại, không được phân loại; xem {target}",
        f"{count} {rows} not classified; see {target}",
    )
    print(pick(texts, language), file=sys.stderr)


def _default_rejects(arguments: argparse.Namespace) -> Path:
    if arguments.out:
        out = Path(arguments.out)
        return out.with_name(f"{out.stem}.rejects.jsonl")
    return Path(f"{Path(arguments.input).stem}.rejects.jsonl")
