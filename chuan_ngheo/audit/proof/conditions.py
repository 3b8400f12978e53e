"""What holds of each rule by itself.

It can be true and false, every part of it can decide, and its three-valued answer is exact. The
states know one member of a household: what holds for one holds for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np

from chuan_ngheo.audit.proof.axes import Axis, Booleans
from chuan_ngheo.audit.proof.bounds import Truths
from chuan_ngheo.audit.proof.evaluate import Evaluation
from chuan_ngheo.audit.proof.exactness import Exactness, State, examine, first, known_part
from chuan_ngheo.audit.proof.space import Setting, parts_of, space_of, versions_in
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.rules import Rule
from chuan_ngheo.vocabulary import ValueType

MOST_STATES: Final = 4_000_000
"""Beyond, the rules that a condition names are taken as true, false or unknown by themselves."""


@dataclass(frozen=True, slots=True)
class Place:
    """A state with the axes that it stands on, and what was in force."""

    state: State
    axes: tuple[Axis, ...]
    setting: Setting


@dataclass(slots=True)
class RuleExamined:
    """What was found of one version of a rule, over all spans of days in which it is in force.

    Attributes:
        states: how many states were looked at.
        true, false: a state in which it holds, and in which it does not; None if there is none.
        parts: for each part of an "and" or an "or", in the order of the text, a state in which it
            alone decides; None if there is none.
        beside: for each part, a state in which it is reached but another decides as well.
        given: rules that were taken as they come, because there are too many states otherwise.
    """

    rule: Rule
    states: int = 0
    true: Place | None = None
    false: Place | None = None
    parts: dict[tuple[int, int], Place | None] = field(default_factory=dict)
    beside: dict[tuple[int, int], Place | None] = field(default_factory=dict)
    undecided: Place | None = None
    too_narrow: Place | None = None
    too_wide: Place | None = None
    given: frozenset[str] = frozenset()


def examine_rules(
    settings: Iterable[Setting], proven: frozenset[int] = frozenset()
) -> tuple[RuleExamined, ...]:
    """Examine every version of every rule that is a condition, other than the classes.

    Args:
        proven: identities of rules to leave out: they are proven with the rule set that is
            extended.
    """
    found: dict[int, RuleExamined] = {}
    seen: set[tuple[int, ...]] = set()
    for setting in settings:
        for name, node in setting.definitions.items():
            rule = setting.rules.rule(name, setting.period.start)
            if rule.type is not ValueType.BOOLEAN or rule.kind == "class" or id(rule) in proven:
                continue
            examined = found.setdefault(id(rule), RuleExamined(rule))
            given = _given(node, setting)
            key = _in_force(node, setting, given)
            if key not in seen:
                seen.add(key)
                _examine(examined, node, setting, given)
    return tuple(found.values())


def _given(node: nodes.Node, setting: Setting) -> frozenset[str]:
    """Return no rule, or where there are too many states those that the condition names."""
    if prod(len(axis) for axis in space_of(node, setting, frozenset())) <= MOST_STATES:
        return frozenset()
    return frozenset(
        part.name for part in nodes.walk(node) if isinstance(part, nodes.DefinitionReference)
    )


def _in_force(node: nodes.Node, setting: Setting, given: frozenset[str]) -> tuple[int, ...]:
    """Return what tells one span of days from another for a condition."""
    parts = parts_of(node, setting, given)
    return (id(node), *sorted(map(id, parts)), *versions_in(parts, setting))


def _examine(
    examined: RuleExamined, node: nodes.Node, setting: Setting, given: frozenset[str]
) -> None:
    axes = space_of(node, setting, given)
    evaluation = Evaluation(axes, setting.definitions, setting.parameters)
    answer = evaluation.truth(node)
    consistent = evaluation.consistent()
    (exact,) = examine([answer], consistent, axes)

    def place(state: State | None) -> Place | None:
        return None if state is None else Place(state, axes, setting)

    examined.states += prod(len(axis) for axis in axes)
    examined.given |= given
    for name in ("undecided", "too_narrow", "too_wide"):
        if getattr(examined, name) is None:
            setattr(examined, name, place(_state(exact, name)))
    known = _Known(evaluation, consistent)
    holds = known.truth(node)
    examined.true = examined.true or place(first(holds.certain & known.valid))
    examined.false = examined.false or place(first(~holds.possible & known.valid))
    for key, alone, beside in known.deciding(node):
        examined.parts[key] = examined.parts.get(key) or place(first(alone))
        examined.beside[key] = examined.beside.get(key) or place(first(beside))


def _state(exact: Exactness, name: str) -> State | None:
    found: Mapping[str, State | None] = {
        "undecided": exact.undecided,
        "too_narrow": exact.too_narrow,
        "too_wide": exact.too_wide,
    }
    return found[name]


class _Known:
    """The states in which everything is known."""

    def __init__(self, evaluation: Evaluation, consistent: Booleans) -> None:
        self._evaluation = evaluation
        self.valid = self._part(consistent)

    def _part(self, array: Booleans) -> Booleans:
        whole = np.broadcast_to(array, self._evaluation.shape)
        return known_part(whole, self._evaluation.axes)

    def truth(self, node: nodes.Node) -> Truths:
        certain, possible = self._evaluation.truth(node)
        return Truths(self._part(certain), self._part(possible))

    def deciding(self, node: nodes.Node) -> Iterator[tuple[tuple[int, int], Booleans, Booleans]]:
        """Yield each part of an "and" or "or" by number: where it alone decides, where not."""
        number = 0
        for part in nodes.walk(node):
            if isinstance(part, nodes.And | nodes.Or):
                truths = [self.truth(one) for one in part.parts]
                if isinstance(part, nodes.And):
                    truths = [~one for one in truths]
                for place, one in enumerate(truths):
                    others = [other for other in truths if other is not one]
                    free = np.logical_and.reduce([~other.certain for other in others])
                    reached = one.certain & self.valid
                    yield (number, place), reached & free, reached
                number += 1
