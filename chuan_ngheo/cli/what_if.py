"""``chuan-ngheo what-if``: what would change a decision, and what to ask."""

from __future__ import annotations

import argparse
import json

from chuan_ngheo.audit.what_if.answer import WhatIf, what_if
from chuan_ngheo.audit.what_if.text import write_what_if
from chuan_ngheo.cli.common import rules_of
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.cli.one_household import on_one_household
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row


def run_what_if(arguments: argparse.Namespace) -> int:
    """Print what would change the decision on one household."""
    rules = rules_of(arguments)
    answer = on_one_household(arguments, lambda row: _answer(row, rules, arguments))
    if answer is None:
        return BAD_DATA
    if arguments.format == "json":
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(write_what_if(answer, arguments.language))
    return DONE


def _answer(row: Row, rules: RuleSet, arguments: argparse.Namespace) -> WhatIf:
    day, name = arguments.against_review_date, arguments.against_rules
    return what_if(
        row.facts,
        rules=rules,
        to=arguments.to,
        benefit=arguments.benefit,
        largest=arguments.most,
        against_rules=load_rules(name) if name else None,
        against_review_date=read_review_date(day, "--against-review-date") if day else None,
    )
