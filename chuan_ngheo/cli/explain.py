"""``chuan-ngheo explain``: the reasoned decision on one household."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Final

from chuan_ngheo.api import classify
from chuan_ngheo.audit.explain.build import explain_in_full
from chuan_ngheo.audit.explain.origins import origins_of
from chuan_ngheo.audit.explain.write import Format, write_explanation
from chuan_ngheo.cli.arguments import BOTH
from chuan_ngheo.cli.common import rules_of, rulings_of
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.cli.one_household import on_one_household
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.explanation import explain
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.method_names import METHODS
from chuan_ngheo.methods import (
    METHOD_LABELS,
    BothMethods,
    classify_by_both,
    rules_of_methods,
)
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError, Row
from chuan_ngheo.survey.write import check_output
from chuan_ngheo.validation import read_facts

_BY_SUFFIX: Final[dict[str, Format]] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".json": "json",
}
_ALWAYS_FULL: Final = ("markdown", "html")


def run_explain(arguments: argparse.Namespace) -> int:
    """Print or write the decision on one household with its reasons."""
    issued = read_review_date(arguments.date, "--date")
    inputs = [Path(item) for item in (arguments.input, arguments.members) if item]
    if arguments.out:
        check_output(Path(arguments.out), tuple(_BY_SUFFIX), inputs)
    if arguments.method == BOTH:
        text = on_one_household(arguments, lambda row: _by_both(row, issued, arguments))
    else:
        rules = rules_of(arguments)
        text = on_one_household(arguments, lambda row: _explained(row, rules, issued, arguments))
    if text is None:
        return BAD_DATA
    if not arguments.out:
        print(text, end="")
        return DONE
    with complete_file(Path(arguments.out)) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")
    return DONE


def _by_both(row: Row, issued: date | None, arguments: argparse.Namespace) -> str:
    """Return how the methods agree, then the explanation by each.

    Raises:
        InputError: for a format other than text and JSON, which have one document for each.
    """
    chosen = _format(arguments)
    language: Language = arguments.language
    rulings = rulings_of(arguments.ruling)
    both = classify_by_both(row.facts, rulings=rulings)
    if chosen == "json":
        return both.to_json(trace=True, indent=2) + "\n"
    if chosen != "text":
        advice = "Write one page for each: --method income, then --method points."
        found, expected = f"--method both with {chosen}", "text or JSON"
        raise InputError(Problem("file-unreadable", found, expected, advice))
    rules = rules_of_methods(rulings)
    parts = [
        f"{pick(METHOD_LABELS[method], language).upper()}\n"
        + _explained(row, rules[method], issued, arguments)
        for method in METHODS
    ]
    return "\n".join([_agreement(both, language) + "\n", *parts])


def _agreement(both: BothMethods, language: Language) -> str:
    if both.agree is False:
        return both.disagreement(language)
    texts = (
        ("Hai cách cho cùng kết quả.", "Both methods give the same class.")
        if both.agree
        else (
            "Chưa biết hai cách có khớp nhau không, vì ít nhất một cách chưa xác định được.",
            "Whether the methods agree is not known: at least one of them is undetermined.",
        )
    )
    return pick(texts, language)


def _format(arguments: argparse.Namespace) -> Format:
    if arguments.out and not arguments.format:
        return _BY_SUFFIX[Path(arguments.out).suffix]
    chosen: Format = arguments.format or "text"
    return chosen


def _explained(row: Row, rules: RuleSet, issued: date | None, arguments: argparse.Namespace) -> str:
    chosen = _format(arguments)
    if arguments.full or chosen in _ALWAYS_FULL:
        given = read_facts(row.facts)
        document = explain_in_full(
            row.facts,
            rules=rules,
            language=arguments.language,
            origins=origins_of(row, given),
            issued=issued,
        )
        return write_explanation(document, chosen)
    decision = classify(row.facts, rules=rules)
    if chosen == "json":
        return decision.to_json(trace=True, indent=2) + "\n"
    return explain(decision, arguments.language) + "\n"
