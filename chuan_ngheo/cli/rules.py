"""``chuan-ngheo rules``: check, list, show and the JSON Schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from chuan_ngheo.cli.common import rules_of, write_table
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.diagnostics import nearest
from chuan_ngheo.labels import Language, pick
from chuan_ngheo.rulebook.describe import KINDS, describe, entries, find, kind_of
from chuan_ngheo.rulebook.loader import check_rule_set, find_rule_set, rule_set_names
from chuan_ngheo.rulebook.schema import schema_text


def run_check(arguments: argparse.Namespace) -> int:
    """Check rule sets; print every problem with file, line and column."""
    status = DONE
    for name in arguments.folder or rule_set_names():
        rules, problems = check_rule_set(find_rule_set(name).resolve())
        for problem in problems:
            print(problem, file=sys.stderr)
        if rules is None:
            noun = "problem" if len(problems) == 1 else "problems"
            print(f"{Path(name).name}: {len(problems)} {noun}", file=sys.stderr)
            status = BAD_DATA
        else:
            print(
                f"{rules.id}: {len(rules.rules)} rules, {len(rules.parameters)} parameters, "
                f"{len(rules.rulings)} rulings: no problems"
            )
    return status


def run_list(arguments: argparse.Namespace) -> int:
    """List every rule, parameter and ruling of a rule set."""
    rules = rules_of(arguments)
    language: Language = arguments.language
    rows = [
        [
            entry.id,
            pick(KINDS[kind_of(entry)], language),
            entry.label.in_(language),
            entry.citations[0].write(language),
        ]
        for entry in entries(rules)
    ]
    pairs = (("mã", "id"), ("loại", "kind"), ("tên", "label"), ("căn cứ", "citation"))
    headings = [pick(pair, language) for pair in pairs]
    print(f"{rules.label.in_(language)} ({rules.id}), {rules.period}\n")
    print(write_table(headings, rows, right=len(headings)))
    return DONE


def run_show(arguments: argparse.Namespace) -> int:
    """Print every version of a rule, parameter or ruling, in both languages."""
    rules = rules_of(arguments)
    found = find(rules, arguments.id)
    if not found:
        names = [*rules.benefits, *rules.rules, *rules.parameters, *rules.rulings]
        advice = nearest(arguments.id, names) or "chuan-ngheo rules list shows every id."
        print(
            f"[unknown-name] found {arguments.id!r}; expected the id of a rule, parameter or "
            f"ruling of {rules.id}. {advice}",
            file=sys.stderr,
        )
        return BAD_DATA
    print("\n\n".join(describe(entry, rules) for entry in found))
    return DONE


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of rule files."""
    print(schema_text(arguments.name), end="")
    return DONE
