"""Whether a decision is as a case expects it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chuan_ngheo.api import classify, classify_subject
from chuan_ngheo.audit.cases.expectation import NOT_IN_FORCE, REASONS, Members
from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.eligibility import Eligibility, Reason
from chuan_ngheo.rulebook.rules import RuleSet

Wanted = tuple[str, object, object]
"""What is compared, what is expected, what was found."""


def outcome(case: Case, rules: RuleSet) -> list[str]:
    """Return, one a line, where the decision differs from the law as the case states it.

    Args:
        rules: the rule set under the rulings of the case.
    """
    try:
        if case.subject is not None:
            answers = classify_subject(case.subject, case.household, rules=rules)
            found = {answer.rule.id: answer.value for answer in answers}
            wanted = case.expect["answers"].items()
            return _lines((name, value, found[name]) for name, value in wanted)
        decision = classify({**case.household, "household_id": case.name}, rules=rules)
    except InvalidFactsError as error:
        refused = [problem.path for problem in error.problems]
        expected = case.expect.get("refused", "a decision")
        return [] if refused == expected else [f"expected {expected!r}, refused for {refused!r}"]
    if "refused" in case.expect:
        return [f"expected a refusal for {case.expect['refused']!r}, found {decision.class_!r}"]
    return differences(case, decision)


def differences(case: Case, decision: Decision) -> list[str]:
    """Return, one a line, where the decision on a household is not as expected."""
    expect = case.expect
    return _lines(
        [
            *_classes(expect, decision),
            *_deprivations(expect, decision),
            *_missing(expect, decision),
            *_workers(expect, decision),
            *_plan(expect, decision),
            *_points(expect, decision),
        ]
    )


def _lines(wanted: Iterable[Wanted]) -> list[str]:
    return [
        f"{what}: expected {value!r}, found {other!r}"
        for what, value, other in wanted
        if value != other
    ]


def _classes(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    possible = list(decision.possible_classes)
    if "class" in expect:
        yield "class", expect["class"], decision.class_
        yield "possible_classes", [expect["class"]], possible
        yield "missing_facts", [], list(decision.missing_facts)
        yield "settled_by", [], list(decision.settled_by)
    if "possible_classes" in expect:
        yield "class", None, decision.class_
        yield "possible_classes", expect["possible_classes"], possible


def _deprivations(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    for indicator, value in expect.get("deprivations", {}).items():
        yield indicator, value, decision.deprivations[indicator]
    if "deprivation_count" in expect:
        count = decision.deprivation_count._asdict()
        yield "deprivation_count", dict(expect["deprivation_count"]), count


def _missing(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    if "missing_facts" in expect:
        yield "missing_facts", sorted(expect["missing_facts"]), sorted(decision.missing_facts)
    if "settled_by" in expect:
        sets = sorted(map(sorted, decision.settled_by))
        yield "settled_by", sorted(map(sorted, expect["settled_by"])), sets


def _workers(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    workers = expect.get("low_income_workers")
    if workers is None:
        return
    status = decision.statuses.get("low_income_worker")
    if workers == NOT_IN_FORCE or status is None:
        yield "low_income_workers", workers, NOT_IN_FORCE if status is None else status
        return
    for key, truth in (("low_income_workers", True), ("possible_low_income_workers", None)):
        found = [place for place, value in enumerate(status) if value is truth]
        yield key, expect.get(key, []), found


def _plan(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    for name, value in expect.get("household_statuses", {}).items():
        yield name, value, decision.household_statuses[name]
    for name, value in expect.get("eligibility", {}).items():
        yield name, value, decision.eligibility[name].eligible
    possible = expect.get("possible_members", {})
    for name, members in expect.get("eligible_members", {}).items():
        answer = decision.eligibility[name]
        yield f"members of {name}", members, answer.members
        yield f"possible members of {name}", possible.get(name, ()), answer.unknown_members
    for kind in REASONS:
        for name, reasons in expect.get(kind, {}).items():
            yield from _reasons(kind, reasons, decision.eligibility[name])
    for name, amount in expect.get("amounts", {}).items():
        parameter = decision.rules.parameter(name, decision.review_date)
        yield name, amount, parameter.columns[""][0]


def _points(expect: Mapping[str, Any], decision: Decision) -> Iterator[Wanted]:
    for name, wanted in expect.get("points", {}).items():
        found = decision.step(name).value
        yield name, wanted, found if isinstance(found, tuple | None) else (found, found)


def _reasons(kind: str, reasons: Mapping[str, Any], answer: Eligibility) -> Iterator[Wanted]:
    """Compare the reasons named, in their order; one that is absent from the answer is false."""
    found = {reason.id: reason for reason in getattr(answer, kind)}
    values = {name: _value(found.get(name), wanted) for name, wanted in reasons.items()}
    yield f"{kind} of {answer.id}", dict(reasons), values
    order = [name for name in found if name in reasons]
    yield f"order of {kind} of {answer.id}", [name for name in reasons if name in found], order


def _value(reason: Reason | None, wanted: object) -> object:
    if isinstance(wanted, Members):
        return Members(reason.members, reason.unknown_members) if reason else Members((), ())
    return reason.value if reason else False
