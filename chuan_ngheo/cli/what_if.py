"""``chuan-ngheo what-if``: what would change a decision, and what to ask."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from chuan_ngheo.audit.what_if.answer import what_if
from chuan_ngheo.audit.what_if.text import write_what_if
from chuan_ngheo.cli.common import print_problems, rules_of
from chuan_ngheo.cli.explain import find_row
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.cli.review_date import read_review_date
from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.survey.read import read_input


def run_what_if(arguments: argparse.Namespace) -> int:
    """Print what would change the decision on one household."""
    rules = rules_of(arguments)
    day = arguments.against_review_date
    members = Path(arguments.members) if arguments.members else None
    row = find_row(read_input(Path(arguments.input), members), arguments.household)
    if row.problems:
        print_problems(row.problems, arguments.language, row.source)
        return BAD_DATA
    try:
        answer = what_if(
            row.facts,
            rules=rules,
            to=arguments.to,
            benefit=arguments.benefit,
            largest=arguments.most,
            against_rules=load_rules(arguments.against_rules) if arguments.against_rules else None,
            against_review_date=read_review_date(day, "--against-review-date") if day else None,
        )
    except InvalidFactsError as error:
        print_problems(error.problems, arguments.language, row.source)
        return BAD_DATA
    if arguments.format == "json":
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        print(write_what_if(answer, arguments.language))
    return DONE
