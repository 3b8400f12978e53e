"""What every reading returns: the decision on one household, with its trace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple, Protocol

from chuan_ngheo.eligibility import Eligibility
from chuan_ngheo.point_types import Answer
from chuan_ngheo.rulebook.rules import POINT_ENDS, Rule, RuleSet

Truth = bool | None
Points = tuple[int, int] | None
"""The lowest and the highest possible number of points; None where nothing is known."""


class DeprivationCount(NamedTuple):
    """How many indicators are deprived: for certain, and at most."""

    certain: int
    possible: int


class StepSource(Protocol):
    """What the steps of one trace share: the rules as compiled, and the evaluated facts."""

    def facts(self, rule_id: str) -> dict[str, Any]:
        """Return the facts that the rule's own condition reads, by path."""

    def parameters(self, rule_id: str) -> dict[str, Any]:
        """Return the numbers set by law that the condition compares with, by path."""

    def rests_on(self, rule_id: str) -> tuple[str, ...]:
        """Return the ids of the other rules that the condition refers to."""

    def rulings(self, rule_id: str) -> Mapping[str, str]:
        """Return the rulings that the rule reads, with the option in force."""

    def unconfirmed(self, rule_id: str) -> tuple[str, ...]:
        """Return what the rule uses whose legal source is not confirmed."""

    def answers(self, rule_id: str) -> tuple[Answer, ...]:
        """Return the answers of a score that the form of the area offers, and which one holds."""

    def missing(self, rule_id: str) -> tuple[str, ...]:
        """Return the paths of the unknown facts that keep a number open."""

    def with_points(self, points: Mapping[str, tuple[int, int]]) -> Mapping[str, Any]:
        """Return the results of the rules of the household if some scores were otherwise."""


class Step(NamedTuple):
    """One rule of a trace: its value and what it rests on.

    Attributes:
        rule: the version of the rule that applied, with label, citations and confidence.
        value: True, False, None (unknown), or for a count the pair (certain, possible).
        members: positions (from 0) of the members that decide: those for whom an "any
            member" or a count is true, or for whom an "all members" is false.
        unknown_members: positions of the members for whom it is unknown.
        source: the evaluated facts, from which the properties are read.
    """

    rule: Rule
    value: Truth | tuple[int, int]
    members: tuple[int, ...]
    unknown_members: tuple[int, ...]
    source: StepSource

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the rule's own condition reads, by path; None is unknown."""
        return self.source.facts(self.rule.id)

    @property
    def parameters(self) -> dict[str, Any]:
        """The numbers set by law that the condition compares with, by path.

        A pair stands where only bounds are known, because a key of the number is unknown.
        """
        return self.source.parameters(self.rule.id)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Ids of the other rules that the condition refers to; they have steps of their own."""
        return self.source.rests_on(self.rule.id)

    @property
    def rulings(self) -> Mapping[str, str]:
        """The rulings that the rule reads, with the option in force."""
        return self.source.rulings(self.rule.id)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """What the rule uses whose legal source is not confirmed."""
        return self.source.unconfirmed(self.rule.id)

    def to_dict(self) -> dict[str, Any]:
        """Return the step as plain values for JSON."""
        return {
            "rule": self.rule.id,
            "kind": self.rule.kind,
            "value": self.value,
            "members": list(self.members),
            "unknown_members": list(self.unknown_members),
            "facts": {path: _plain(value) for path, value in self.facts.items()},
            "rests_on": list(self.rests_on),
            "parameters": dict(self.parameters),
            "rulings": dict(self.rulings),
            "unconfirmed": list(self.unconfirmed),
            "confidence": self.rule.confidence,
            "citation": [citation.write("en") for citation in self.rule.citations],
        }


class Settlement(NamedTuple):
    """What is missing for a class, and what would settle it."""

    missing_facts: tuple[str, ...]
    settled_by: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Decision:
    """The decision on one household.

    Attributes:
        class_: id of the class; None when it is undetermined.
        possible_classes: every class that some answer to the unknown facts leads to, from
            the poorest; exactly one when the class is determined.
        deprivations: for each indicator, in official order, True, False or None (unknown).
        statuses: for each status of members, the value for each member.
        household_statuses: for each status of the household, such as newly escaped poverty,
            True, False or None (unknown).
        points: for each number told beside the class, such as B1 and B2, the lowest and the
            highest that is possible; both are equal where it is known.
        notes: identifiers of diagnostics that apply to the facts.
    """

    household_id: int | str | None
    review_date: date | None
    class_: str | None
    possible_classes: tuple[str, ...]
    deprivations: Mapping[str, Truth]
    deprivation_count: DeprivationCount
    statuses: Mapping[str, tuple[Truth, ...]]
    household_statuses: Mapping[str, Truth]
    points: Mapping[str, Points]
    notes: tuple[str, ...]
    rules: RuleSet = field(repr=False)
    _again: partial[Decision] = field(repr=False, compare=False)
    _trace: Callable[[], tuple[Step, ...]] = field(repr=False, compare=False)
    _settle: Callable[[], Settlement] = field(repr=False, compare=False)
    _answer: Callable[[], Mapping[str, Eligibility]] = field(repr=False, compare=False)

    def __hash__(self) -> int:
        return hash((self.household_id, self.review_date, self.possible_classes))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as facts and rules: the other side decides again, with the same answer."""
        return self._again.func, self._again.args

    def __deepcopy__(self, memo: dict[int, Any]) -> Decision:
        return self

    @property
    def facts(self) -> Mapping[str, Any]:
        """The facts that were decided on, as they were given and checked."""
        given: Mapping[str, Any] = self._again.args[0]
        return given

    @cached_property
    def trace(self) -> tuple[Step, ...]:
        """Every rule with its value, in the order of evaluation."""
        return self._trace()

    @cached_property
    def eligibility(self) -> Mapping[str, Eligibility]:
        """The answer to every project and policy of the rule set, by id; empty if it has none."""
        return self._answer()

    @cached_property
    def settlement(self) -> Settlement:
        """The facts that are missing for the class; empty when it is determined."""
        return self._settle() if self.class_ is None else Settlement((), ())

    @property
    def missing_facts(self) -> tuple[str, ...]:
        """Paths of the unknown facts that bear on the class; empty when it is determined."""
        return self.settlement.missing_facts

    @property
    def settled_by(self) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of missing facts whose answers settle the class, whatever they are."""
        return self.settlement.settled_by

    @cached_property
    def _steps(self) -> Mapping[str, Step]:
        return {step.rule.id: step for step in self.trace}

    def step(self, rule_id: str) -> Step:
        """Return the step of one rule."""
        return self._steps[rule_id]

    def facts_behind(self, step: Step) -> dict[str, Any]:
        """Return the facts of a step and of the definitions on members that it rests on."""
        facts = dict(step.facts)
        for name in step.rests_on:
            if self.step(name).rule.scope == "member":
                facts |= self.facts_behind(self.step(name))
        return facts

    def parameters_behind(self, step: Step) -> dict[str, Any]:
        """Return the parameters of a step and of the definitions on members below it."""
        parameters = dict(step.parameters)
        for name in step.rests_on:
            if self.step(name).rule.scope == "member":
                parameters |= self.parameters_behind(self.step(name))
        return parameters

    def to_dict(self, *, trace: bool = False) -> dict[str, Any]:
        """Return the decision as plain values for JSON."""
        result: dict[str, Any] = {
            "household_id": self.household_id,
            "class": self.class_,
            "possible_classes": list(self.possible_classes),
            "deprivations": dict(self.deprivations),
            "deprivation_count": self.deprivation_count._asdict(),
            "missing_facts": list(self.missing_facts),
            "settled_by": [list(paths) for paths in self.settled_by],
            "statuses": {
                name: {
                    "true": [index for index, value in enumerate(values) if value],
                    "unknown": [index for index, value in enumerate(values) if value is None],
                }
                for name, values in self.statuses.items()
            },
            "household_statuses": dict(self.household_statuses),
            **({"points": _points(self.points)} if self.points else {}),
            "eligibility": {name: item.to_dict() for name, item in self.eligibility.items()},
            "notes": list(self.notes),
            "review_date": _plain(self.review_date),
            "rule_set": self.rules.id,
            "rule_set_hash": self.rules.hash,
            "rulings": dict(self.rules.chosen),
        }
        if trace:
            result["trace"] = [step.to_dict() for step in self.trace]
        return result

    def to_json(self, *, trace: bool = False, indent: int | None = None) -> str:
        """Return the decision as JSON text."""
        return json.dumps(self.to_dict(trace=trace), ensure_ascii=False, indent=indent)

    def __str__(self) -> str:
        from chuan_ngheo.explanation import explain  # noqa: PLC0415  only when printed

        return explain(self, "en")

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415  only in notebooks

        return f"<pre>{escape(str(self))}</pre>"


def point_columns(points: Mapping[str, Points]) -> dict[str, int | None]:
    """Return numbers of points as columns: of each the lowest and the highest."""
    return {
        f"{name}_{end}": bounds and bounds[place]
        for name, bounds in points.items()
        for place, end in enumerate(POINT_ENDS)
    }


def _points(points: Mapping[str, Points]) -> dict[str, dict[str, int] | None]:
    return {
        name: bounds and dict(zip(POINT_ENDS, bounds, strict=True))
        for name, bounds in points.items()
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
