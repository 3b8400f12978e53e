"""Where the cases of a rule set stand, and those of the rule set that it extends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from chuan_ngheo.audit.cases.files import Case, read_cases
from chuan_ngheo.audit.cases.strict import CaseFileError
from chuan_ngheo.audit.cover.exceptions import Impossible, read_exceptions
from chuan_ngheo.audit.cover.inherited import changed_rules, still_expected
from chuan_ngheo.audit.cover.measure import Coverage, measure
from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.rulebook.extension import extended_by
from chuan_ngheo.rulebook.loader import HEADER, find_base, find_rule_set, load_rules, rules_folder
from chuan_ngheo.rulebook.rules import RuleSet

_CASES: Final = Path("datasets") / "cases"
Watch = Callable[[Iterable[Case]], Iterable[Case]]
"""Passes cases on, and may show how far they are."""


def cases_folder(given: Path | None) -> Path:
    """Return the folder with the cases of all rule sets.

    Raises:
        CaseFileError: if none is given, and none is at hand.
    """
    if given is not None:
        return given
    for root in (Path(), rules_folder().parent):
        if (root / _CASES).is_dir():
            return root / _CASES
    expected = "the repository, with datasets/cases, as the current folder"
    advice = "Name the folder with --cases FOLDER."
    raise CaseFileError(Problem("case-file", "no folder datasets/cases", expected, advice))


def measure_folder(name: str | Path, folder: Path, watch: Watch = iter) -> Coverage:
    """Measure the cases of one rule set, together with those of the rule set that it extends.

    Args:
        name: a shipped rule set, or the folder of one.
        folder: holds a folder of cases for each rule set, with the id of the rule set as its name.

    Raises:
        CaseFileError: if a case file cannot be used.
        UnknownRuleSetError, RuleError: if the rules cannot be.
    """
    rules = load_rules(name)
    inherited: tuple[Impossible, ...] = ()
    own = read_exceptions(folder / rules.id)
    cases = read_cases(folder / rules.id, rules)
    place = find_rule_set(name).resolve()
    extended = extended_by(place, HEADER)
    if extended is not None:
        base = load_rules(find_base(extended, place))
        cases = (*cases, *cases_within(rules, folder, base))
        inherited = read_exceptions(folder / extended)
    return measure(lambda rulings: load_rules(name, rulings=rulings), watch(cases), own, inherited)


def cases_within(rules: RuleSet, folder: Path, base: RuleSet) -> tuple[Case, ...]:
    """Return the cases of the rule set that is extended, on days on which both are in force.

    What they expect holds under the rule set that extends it too, since its rules are part of it;
    what concerns rules that are replaced there is left out. Where the review date is unknown, what
    is possible depends on the period: such cases stay out.
    """
    if not (folder / base.id).is_dir():
        return ()
    changed = changed_rules(rules, base)
    kept = (still_expected(case, rules, changed) for case in read_cases(folder / base.id, rules))
    return tuple(
        case for case in kept if case and case.day is not None and case.day in rules.period
    )
