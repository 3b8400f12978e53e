"""What notices a mutant of the plan: the tables of hand cases, those that cost least first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from chuan_ngheo import Decision, RuleSet, classify, classify_subject
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.loader import check_rule_set
from tests.mutation.mutations import Mutant
from tests.plan.expectations import Expectation, expectations
from tests.plan.test_policies import STATED
from tests.programme.subject_vectors import subject_vectors

CHECK: Final = "the check of the rules"
_START: Final = "  - id: "
_OF_SUBJECT: Final = "\n    subject: "


def plan_killers(folder: Path, rules: RuleSet, mutant: Mutant | None) -> Iterator[str]:
    """Yield each hand case that comes out differently with the rules in ``folder``.

    Args:
        rules: the rules of the folder under the default rulings.
        mutant: what was changed there; it sets which cases come first, never which are tried.
    """
    changed = _entry_of(folder, mutant) if mutant else ""
    yield from _amounts(rules)
    tables = [_households(folder, rules, changed), _subjects(rules)]
    for table in reversed(tables) if _OF_SUBJECT in changed else tables:
        yield from table


def _households(folder: Path, rules: RuleSet, changed: str) -> Iterator[str]:
    decide = _decider(folder, rules)
    for one in sorted(expectations(), key=lambda one: _distance(one, changed)):
        decision = decide(one)
        if decision is None:
            yield f"{CHECK} (under {dict(one.rulings)})"
            return
        if not one.holds(decision):
            yield f"{one.kind}/{one.name}"


def _amounts(rules: RuleSet) -> Iterator[str]:
    for name, value in STATED.items():
        if rules.parameter(name).columns[""][0] != value:
            yield f"stated amounts/{name}"


def _subjects(rules: RuleSet) -> Iterator[str]:
    for one in subject_vectors():
        answers = classify_subject(one.subject, one.facts, rules=rules)
        if {answer.rule.id: answer.value for answer in answers}[one.rule] is not one.value:
            yield f"other subjects/{one.rule}"


def _entry_of(folder: Path, mutant: Mutant) -> str:
    """Return the text of the rule, ruling or parameter that was changed."""
    lines = (folder / mutant.file).read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(_START)]
    first = max((number for number in starts if number <= mutant.line), default=0)
    end = min((number for number in starts if number > first), default=len(lines))
    return "\n".join(lines[first:end])


def _distance(one: Expectation, changed: str) -> tuple[bool, bool, str]:
    """Return a key that puts first what needs no further rule set and what names the change."""
    identifier = changed.partition("\n")[0].removeprefix(_START)
    name = one.value[0] if one.kind == "national" else one.name
    near = one.name in identifier or name == identifier or any(r in changed for r in one.rulings)
    return bool(one.rulings), not near, repr(one.rulings)


def _decider(folder: Path, rules: RuleSet) -> Callable[[Expectation], Decision | None]:
    """Return what decides a case; it gives None where the rules do not allow its rulings.

    A rule set is compiled for each span of days between its changes. The cases need few of these
    spans, so each is cut out as a rule set of its own.
    """
    loaded: dict[str, RuleSet | None] = {repr({}): rules}
    spans: dict[tuple[str, date | None], RuleSet] = {}

    def rules_under(rulings: Mapping[str, str]) -> RuleSet | None:
        key = repr(dict(rulings))
        if key not in loaded:
            loaded[key], _ = check_rule_set(folder, rulings)
        return loaded[key]

    def decide(one: Expectation) -> Decision | None:
        whole = rules_under(one.rulings)
        if whole is None:
            return None
        day = one.household["review_date"]
        if day is None:
            return classify(one.household, rules=whole)
        span = next(span for span in whole.epochs() if day in span)
        key = (repr(dict(one.rulings)), span.start)
        if key not in spans:
            spans[key] = _within(whole, span)
        return classify(one.household, rules=spans[key])

    return decide


def _within(rules: RuleSet, span: Period) -> RuleSet:
    """Return the rule set as it stands on the days of a span within which nothing changes.

    Rule sets with the same hash are equal and share what is compiled, so it gets one of its own.
    """
    in_force = {
        name: tuple(replace(rule, period=span) for rule in versions if span.start in rule.period)
        for name, versions in rules.rules.items()
    }
    parameters = {
        name: tuple(item for item in versions if span.start in item.period)
        for name, versions in rules.parameters.items()
    }
    return replace(
        rules,
        hash=f"{rules.hash} {span}",
        period=span,
        rules=MappingProxyType({name: found for name, found in in_force.items() if found}),
        parameters=MappingProxyType({name: found for name, found in parameters.items() if found}),
    )
