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
from chuan_ngheo.cli.common import rules_of
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.cli.one_household import on_one_household
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.explanation import explain
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import Row
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
    rules = rules_of(arguments)
    issued = read_review_date(arguments.date, "--date")
    inputs = [Path(item) for item in (arguments.input, arguments.members) if item]
    if arguments.out:
        check_output(Path(arguments.out), tuple(_BY_SUFFIX), inputs)
    text = on_one_household(arguments, lambda row: _explained(row, rules, issued, arguments))
    if text is None:
        return BAD_DATA
    if not arguments.out:
        print(text, end="")
        return DONE
    with complete_file(Path(arguments.out)) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")
    return DONE


def _explained(row: Row, rules: RuleSet, issued: date | None, arguments: argparse.Namespace) -> str:
    chosen: Format = arguments.format or "text"
    if arguments.out and not arguments.format:
        chosen = _BY_SUFFIX[Path(arguments.out).suffix]
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
