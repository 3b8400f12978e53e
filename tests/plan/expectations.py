"""What the tables of these tests expect, in one form, so that mutants can be held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chuan_ngheo import Decision
from tests.plan.household import AVERAGE, changed
from tests.plan.test_history import MOVEMENTS, WINDOW
from tests.plan.test_policies import CASES as POLICIES
from tests.plan.test_policies import NATIONAL
from tests.plan.test_projects import CASES as PROJECTS
from tests.plan.test_rulings import RULINGS

WINDOWS = (
    ("newly_escaped_poverty", "left_poor_list_on"),
    ("newly_escaped_near_poverty", "left_near_poor_list_on"),
    ("credit_newly_escaped", "left_poor_list_on"),
    ("credit_newly_escaped", "left_near_poor_list_on"),
)


class Expectation(NamedTuple):
    """One household under some rulings, and the value that one item of its decision has."""

    household: dict[str, Any]
    rulings: Mapping[str, str]
    kind: str
    name: str
    value: Any

    def holds(self, decision: Decision) -> bool:
        """Tell whether the decision says so."""
        if self.kind == "status":
            return decision.household_statuses[self.name] is self.value
        if self.kind == "national":
            found = {
                reason.id: reason.value
                for answer in decision.eligibility.values()
                for reason in answer.national
            }
            return self.name in found and found[self.name] is self.value
        answer = decision.eligibility[self.name]
        if self.kind == "members":
            return bool(answer.members == self.value)
        return bool(answer.eligible is self.value)


def expectations() -> tuple[Expectation, ...]:
    """Return every expectation; those under the default rulings first."""
    found = [*_projects(), *_policies(), *_history()]
    return tuple(sorted(found, key=lambda one: sorted(one.rulings.items())))


def _projects() -> Iterator[Expectation]:
    for case in PROJECTS:
        household = changed(case.facts, case.people)
        for name, value in case.expected.items():
            yield Expectation(household, {}, "eligible", name, value)
        for name, members in case.members.items():
            yield Expectation(household, {}, "members", name, members)
    for ruling, option, facts, people, benefit, values in RULINGS:
        household = changed(facts, people)
        for rulings, value in zip(({}, {ruling: option}), values, strict=True):
            yield Expectation(household, rulings, "eligible", benefit, value)


def _policies() -> Iterator[Expectation]:
    for _, facts, people, expected in POLICIES:
        for name, value in expected.items():
            yield Expectation(changed(facts, people), {}, "eligible", name, value)
    for _, facts, people, _, rule, answer in NATIONAL:
        yield Expectation(changed(facts, people), {}, "national", rule, answer)


def _history() -> Iterator[Expectation]:
    for left, day, counted, not_counted in WINDOW:
        for name, event in WINDOWS:
            household = changed({**AVERAGE, "review_date": day, event: left}, {})
            yield Expectation(household, {}, "status", name, counted)
            other = {"window_last_day": "not_counted"}
            yield Expectation(household, other, "status", name, not_counted)
    for name, facts, value in MOVEMENTS:
        yield Expectation(changed(facts, {}), {}, "status", name, value)
