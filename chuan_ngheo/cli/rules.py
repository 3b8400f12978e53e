"""``chuan-ngheo rules``: check, list, show and the JSON Schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from chuan_ngheo.cli.common import print_problems, rules_of, rulings_of, write_table
from chuan_ngheo.cli.main import BAD_DATA, DONE
from chuan_ngheo.diagnostics import Problem, UnknownRuleSetError, nearest
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.describe import KINDS, describe, entries, find, kind_of, write_period
from chuan_ngheo.rulebook.loader import (
    check_rule_set,
    find_rule_set,
    report_rule_set_names,
    rule_set_names,
)
from chuan_ngheo.rulebook.procedure import (
    check_procedure,
    is_procedure,
    load_procedure,
    procedure_names,
)
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.rulebook.schema import schema_text


def run_check(arguments: argparse.Namespace) -> int:
    """Check rule sets; print every problem with file, line and column."""
    language: Language = arguments.language
    status = DONE
    shipped = (*rule_set_names(), *procedure_names(), *report_rule_set_names())
    for name in arguments.folder or shipped:
        try:
            rules, problems = _checked(name)
        except UnknownRuleSetError as error:
            rules, problems = None, error.problems
        print_problems(problems, language)
        if rules is None:
            number = _counted(len(problems), ("lỗi", "problem"), language)
            print(f"{Path(name).name}: {number}", file=sys.stderr)
            status = BAD_DATA
        else:
            counts = (
                (len(rules.rules), ("quy tắc", "rule")),
                (len(rules.parameters), ("tham số", "parameter")),
                (len(rules.rulings), ("cách hiểu", "ruling")),
            )
            parts = ", ".join(_counted(count, noun, language) for count, noun in counts)
            print(f"{rules.id}: {parts}: {pick(('không có lỗi', 'no problems'), language)}")
    return status


def _checked(name: str) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    if is_procedure(name):
        return check_procedure(name)
    return check_rule_set(find_rule_set(name).resolve())


def _counted(count: int, noun: tuple[str, str], language: Language) -> str:
    plural = "s" if language == "en" and count != 1 else ""
    return f"{count} {pick(noun, language)}{plural}"


def _rules_of(arguments: argparse.Namespace) -> RuleSet:
    if is_procedure(arguments.rules):
        return load_procedure(arguments.rules, rulings_of(arguments.ruling))
    return rules_of(arguments)


def run_list(arguments: argparse.Namespace) -> int:
    """List every rule, parameter and ruling of a rule set."""
    rules = _rules_of(arguments)
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
    period = write_period(rules.period, language)
    print(f"{rules.label.in_(language)} ({rules.id}), {period}\n")
    print(write_table(headings, rows, right=len(headings)))
    return DONE


def run_show(arguments: argparse.Namespace) -> int:
    """Print every version of a rule, parameter or ruling, in both languages."""
    rules = _rules_of(arguments)
    found = find(rules, arguments.id)
    if not found:
        names = [*rules.benefits, *rules.rules, *rules.parameters, *rules.rulings]
        advice = nearest(arguments.id, names) or "chuan-ngheo rules list shows every id."
        expected = f"the id of a rule, parameter or ruling of {rules.id}"
        problem = Problem("id-unknown", repr(arguments.id), expected, advice)
        print_problems([problem], arguments.language)
        return BAD_DATA
    print("\n\n".join(describe(entry, rules) for entry in found))
    return DONE


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of rule files."""
    print(schema_text(arguments.name), end="")
    return DONE
