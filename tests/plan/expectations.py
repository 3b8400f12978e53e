"""What the tables of these tests expect, in one form, so that mutants can be held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from chuan_ngheo import Decision
from tests.plan.household import AVERAGE, changed
from tests.plan.test_history import LOOK_BACK, MOVEMENTS, RELAPSES, WINDOW, WINDOWS
from tests.plan.test_members import MEMBERS
from tests.plan.test_national import NATIONAL
from tests.plan.test_policies import CASES as POLICIES
from tests.plan.test_priorities import GIVES_WAY, PRIORITIES
from tests.plan.test_projects import CASES as PROJECTS
from tests.plan.test_rulings import RULINGS


class Expectation(NamedTuple):
    """One household under some rulings, and the value that one item of its decision has.

    Attributes:
        kind: ``status``, or which part of the answer to a benefit: ``eligible``, ``members``,
            ``perhaps`` (members for whom it is unknown), ``national`` (a rule and its value),
            ``priority`` or ``gives_way_to`` (ids with members, best first).
        name: the status or the benefit.
    """

    household: dict[str, Any]
    rulings: Mapping[str, str]
    kind: str
    name: str
    value: Any

    def holds(self, decision: Decision) -> bool:
        """Tell whether the decision says so."""
        return bool(self._found(decision) == self.value)

    def _found(self, decision: Decision) -> Any:
        if self.kind == "status":
            return decision.household_statuses[self.name]
        answer = decision.eligibility[self.name]
        match self.kind:
            case "eligible":
                return answer.eligible
            case "members":
                return answer.members
            case "perhaps":
                return answer.unknown_members
            case "national":
                wanted, _ = self.value
                return next(
                    ((wanted, one.value) for one in answer.national if one.id == wanted), None
                )
            case "priority":
                return tuple((reason.id, reason.members) for reason in answer.priority)
            case "gives_way_to":
                return tuple((reason.id, reason.members) for reason in answer.gives_way_to)
        raise ValueError(self.kind)


@cache
def expectations() -> tuple[Expectation, ...]:
    """Return every expectation of the tables."""
    return (*_projects(), *_policies(), *_members(), *_reasons(), *_history())


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
    for _, facts, people, benefit, rule, answer in NATIONAL:
        yield Expectation(changed(facts, people), {}, "national", benefit, (rule, answer))


def _members() -> Iterator[Expectation]:
    for _, facts, people, benefit, certain, perhaps in MEMBERS:
        household = changed(facts, people)
        yield Expectation(household, {}, "members", benefit, certain)
        yield Expectation(household, {}, "perhaps", benefit, perhaps)


def _reasons() -> Iterator[Expectation]:
    for kind, table in (("priority", PRIORITIES), ("gives_way_to", GIVES_WAY)):
        for _, facts, people, benefit, ranked in table:
            yield Expectation(changed(facts, people), {}, kind, benefit, ranked)


def _history() -> Iterator[Expectation]:
    for left, day, counted, not_counted in WINDOW:
        for name, event in WINDOWS:
            household = changed({**AVERAGE, "review_date": day, event: left}, {})
            yield Expectation(household, {}, "status", name, counted)
            other = {"window_last_day": "not_counted"}
            yield Expectation(household, other, "status", name, not_counted)
    for name, facts, value in MOVEMENTS:
        yield Expectation(changed(facts, {}), {}, "status", name, value)
    for name, facts, event in RELAPSES:
        for left, limited in LOOK_BACK:
            household = changed({**facts, event: left, "previous_list_status": "none"}, {})
            yield Expectation(household, {}, "status", name, True)
            other = {"relapse_look_back": "thirty_six_months"}
            yield Expectation(household, other, "status", name, limited)
