"""The rules of one period as propositions for durable_rules, in stages.

A proposition is a condition on the household or on a member: a rule, the body of a quantifier, a
part of a count. The engine gets one small fact for each proposition and subject, and concludes
from it that the proposition holds (is true whatever the unknown facts are), or that it fails (is
false whatever they are); from an unknown one it concludes nothing. Conclusions of one stage are
keys of the facts of the next. Conditions are those of ``Program.rules``: read, never run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.durable_conditions import Amount, Conditions, Key
from chuan_ngheo.readings.durable_formula import ALWAYS, NEVER, Formula, written
from chuan_ngheo.readings.durable_leaves import Leaf, Reader, reader_of
from chuan_ngheo.readings.durable_numbers import HOUSEHOLD, MEMBER
from chuan_ngheo.readings.program import Program, program_for
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import Parameter, RuleSet
from chuan_ngheo.vocabulary import Scope, ValueType

MOST_KEYS: Final = 20
"""A fact of more than about 28 keys crashes the engine; four say where the fact belongs."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """A condition on the household or on a member, as the engine reads it.

    Attributes:
        holds: when it is certainly true.
        fails: when it is certainly false.
        keys: what its fact holds.
        needs: the propositions whose conclusions are among them.
        stage: from 0; one more than that of every proposition that it needs.
    """

    name: str
    scope: Scope
    holds: Formula
    fails: Formula
    keys: tuple[Key, ...]
    needs: tuple[str, ...]
    stage: int


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The propositions of the rules of one period.

    Attributes:
        propositions: in the order of their stages.
        name: unlike that of any other network.
        readers: what is worked out of the facts of a household before the engine sees it.
        outputs: the propositions that make up a decision: indicators, classes and benefits.
        points: how each number of points of a decision is worked out, by its id.
    """

    name: str
    propositions: tuple[Proposition, ...]
    readers: tuple[Reader, ...]
    outputs: tuple[str, ...]
    points: Mapping[str, Amount]

    def to_json(self) -> dict[str, Any]:
        """Return what the process of the engine has to know, as plain values."""
        return {
            "network": self.name,
            "propositions": [
                [item.name, item.scope, item.stage, [key.to_json() for key in item.keys]]
                for item in self.propositions
            ],
            "rules": [
                [number, truth, conditions]
                for number, item in enumerate(self.propositions)
                for truth, conditions in _engine_rules(item)
            ],
            "outputs": self.outputs,
            "points": [*self.points.values()],
        }


def _engine_rules(item: Proposition) -> Iterator[tuple[bool, list[dict[str, Any]]]]:
    """Yield the conditions of the one or two rules of a proposition, beside its number."""
    for truth, formula in ((True, item.holds), (False, item.fails)):
        if formula != NEVER:
            yield truth, [] if formula == ALWAYS else [written(formula)]


def network_for(rules: RuleSet, day: date | None) -> Network:
    """Return the network in force on ``day``; for None the one for an unknown day.

    Raises:
        KeyError: if the rule set is not in force on ``day``.
    """
    return _network(rules, program_for(rules, day).period)


@lru_cache(maxsize=64)
def _network(rules: RuleSet, period: Period | None) -> Network:
    """Return the network of all rules behind indicators, classes and benefits."""
    program = program_for(rules, period.start if period else None)
    compiler = _Compiler(program)
    named = (*rules.indicators, *rules.classes, *rules.benefits)
    outputs = tuple(name for name in named if name in program.by_id)
    for name in outputs:
        compiler.rule(name)
    points = {name: compiler.points(name) for name in rules.points}
    in_order = sorted(compiler.propositions.values(), key=lambda item: item.stage)
    leaves = {leaf.name: leaf for leaf in compiler.leaves}
    readers = tuple(reader_of(leaf, program.parameters) for leaf in leaves.values())
    return Network(f"{rules.hash} {period}", tuple(in_order), readers, outputs, points)


@dataclass(slots=True)
class _Compiler:
    program: Program
    propositions: dict[str, Proposition] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    parts: dict[tuple[Scope, nodes.Node], str] = field(default_factory=dict)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the rule set."""
        return self.program.rule_set.classes

    @property
    def parameters(self) -> Mapping[str, tuple[Parameter, ...]]:
        """The versions of each parameter that may apply."""
        return self.program.parameters

    def rule(self, name: str) -> None:
        """Add a rule, unless it is there."""
        if name not in self.propositions and name in self.program.by_id:
            compiled = self.program.by_id[name]
            scope: Scope = MEMBER if compiled.of_member else HOUSEHOLD
            self._add(name, scope, compiled.node)

    def number(self, name: str) -> nodes.Node | None:
        """Return the condition of a rule that counts; None of one that is true or false."""
        compiled = self.program.by_id.get(name)
        if compiled is None or compiled.rule.type is not ValueType.NUMBER:
            return None
        return compiled.node

    def points(self, name: str) -> Amount:
        """Return how a number of points is worked out; add the propositions that it rests on."""
        conditions = Conditions(self, name, HOUSEHOLD)
        amount = conditions.amount(nodes.DefinitionReference(name, HOUSEHOLD), [])
        self.leaves += conditions.leaves
        return amount

    def part(self, owner: str, scope: Scope, node: nodes.Node) -> str:
        """Return the proposition of a part of a condition; add one where there is none."""
        if isinstance(node, nodes.DefinitionReference) and node.scope == scope:
            self.rule(node.name)
            return node.name
        if (scope, node) not in self.parts:
            taken = sum(name.startswith(f"{owner} part ") for name in self.parts.values())
            name = f"{owner} part {taken + 1}"
            self.parts[scope, node] = name
            self._add(name, scope, node)
        return self.parts[scope, node]

    def _add(self, name: str, scope: Scope, node: nodes.Node) -> None:
        conditions = Conditions(self, name, scope)
        holds, fails = conditions.truth(node)
        if conditions.width > MOST_KEYS:
            conditions = Conditions(self, name, scope)
            holds, fails = conditions.truth(self._in_parts(name, scope, node))
        needs = tuple(dict.fromkeys(need for key in conditions.keys for need in key.needs))
        stage = max((self.propositions[need].stage + 1 for need in needs), default=0)
        keys = tuple(conditions.keys)
        self.leaves += conditions.leaves
        self.propositions[name] = Proposition(name, scope, holds, fails, keys, needs, stage)

    def _in_parts(self, owner: str, scope: Scope, node: nodes.Node) -> nodes.Node:
        """Return a condition over propositions of its parts, as few as a fact can hold."""
        parts: Iterable[nodes.Node] = nodes.children(node)
        if isinstance(node, nodes.And | nodes.Or) and len(node.parts) > MOST_KEYS:
            groups = range(0, len(node.parts), MOST_KEYS)
            parts = [type(node)(node.parts[start : start + MOST_KEYS]) for start in groups]
        found = tuple(
            nodes.DefinitionReference(self.part(owner, scope, part), scope) for part in parts
        )
        match node:
            case nodes.And() | nodes.Or() | nodes.Coalesce():
                return type(node)(found)
            case nodes.Not():
                return nodes.Not(*found)
            case nodes.Conditional():
                return nodes.Conditional(*found)
        raise TypeError(f"a condition of too many keys that has no parts: {node!r}")
