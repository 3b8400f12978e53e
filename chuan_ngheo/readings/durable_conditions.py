"""From a condition of the rules to what the engine compares: keys of a fact, and two formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.durable_formula import (
    ALWAYS,
    NEVER,
    Comparison,
    Formula,
    all_of,
    any_of,
    opposite,
)
from chuan_ngheo.readings.durable_labels import label
from chuan_ngheo.readings.durable_leaves import Leaf, choices, scope_of
from chuan_ngheo.readings.durable_numbers import FALSE, HOUSEHOLD, MEMBER, TRUE
from chuan_ngheo.rulebook.rules import Parameter
from chuan_ngheo.vocabulary import Scope

_ENGINE_KEYS: Final = frozenset({"id", "sid"})

Pair = tuple[Formula, Formula]
"""When a condition holds, and when it fails."""
Amount = list[Any]
"""How a number is worked out: ``[kind, ...]``, see ``durable_household``."""


@dataclass(frozen=True, slots=True)
class Key:
    """One or two keys of a fact, and where their numbers come from.

    Attributes:
        kind: ``value`` (a prepared fact), ``conclusion`` (of a proposition), ``tally`` (how many
            members a proposition is true of, unknown, false), or ``difference`` (its bounds).
        source: name of the fact or proposition with its scope, or how a number is worked out.
        needs: the propositions whose conclusions it rests on.
    """

    kind: str
    names: tuple[str, ...]
    source: Amount
    needs: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """Return the key as plain values."""
        return [self.kind, self.names, self.source]


class Compiler(Protocol):
    """What adds the propositions that a condition refers to."""

    def rule(self, name: str) -> None:
        """Add a rule, unless it is there."""

    def number(self, name: str) -> nodes.Node | None:
        """Return the condition of a rule that counts."""

    def part(self, owner: str, scope: Scope, node: nodes.Node) -> str:
        """Return the proposition of a part of a condition."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the rule set."""

    @property
    def parameters(self) -> Mapping[str, tuple[Parameter, ...]]:
        """The versions of each parameter that may apply."""


class Conditions:
    """The keys and formulas of one proposition."""

    def __init__(self, compiler: Compiler, owner: str, scope: Scope) -> None:
        self.compiler = compiler
        self.owner = owner
        self.scope = scope
        self.leaves: list[Leaf] = []
        self._keys: dict[Any, Key] = {}

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that the formulas read."""
        return tuple(self._keys.values())

    @property
    def width(self) -> int:
        """How many keys the fact has."""
        return sum(len(key.names) for key in self.keys)

    def truth(self, node: nodes.Node) -> Pair:
        """Return when a condition holds and when it fails."""
        match node:
            case nodes.Constant(value):
                return (ALWAYS, NEVER) if value else (NEVER, ALWAYS)
            case nodes.FactReference(name, scope):
                return _known(self._value(Leaf(name, scope, node)))
            case nodes.DefinitionReference(name, scope):
                self.compiler.rule(name)
                return _known(self._conclusion(name, scope))
            case nodes.In(fact, values):
                return self._choice(fact, values)
            case nodes.Not(part):
                holds, fails = self.truth(part)
                return fails, holds
            case nodes.And(parts):
                pairs = [self.truth(part) for part in parts]
                return all_of(*(one for one, _ in pairs)), any_of(*(other for _, other in pairs))
            case nodes.Or(parts):
                pairs = [self.truth(part) for part in parts]
                return any_of(*(one for one, _ in pairs)), all_of(*(other for _, other in pairs))
            case nodes.Compare(symbol, left, right):
                return _compared(symbol, *self._difference(left, right))
            case nodes.ClassIn(classes):
                return self._class_in(classes)
            case nodes.Coalesce(parts):
                return self._first_known(parts)
            case nodes.Ever(fact):
                return _known(self._value(Leaf(f"ever {fact.name}", fact.scope, node)))
            case nodes.Conditional(test, then, otherwise):
                return self._chosen(test, then, otherwise)
            case nodes.Quantifier(kind, body):
                return self._over_members(kind, body)
        raise TypeError(f"not a condition: {node!r}")

    def _choice(self, fact: nodes.FactReference, values: frozenset[str]) -> Pair:
        key = self._value(Leaf(fact.name, fact.scope, fact))
        numbers = choices(fact.name).items()
        listed = [Comparison(key, "==", number) for value, number in numbers if value in values]
        others = [Comparison(key, "==", number) for value, number in numbers if value not in values]
        return any_of(*listed), any_of(*others)

    def _class_in(self, classes: frozenset[str]) -> Pair:
        """Every other class fails; or every class of these fails."""
        fails = {}
        for name in self.compiler.classes:
            self.compiler.rule(name)
            fails[name] = Comparison(self._conclusion(name, HOUSEHOLD), "==", FALSE)
        others = [part for name, part in fails.items() if name not in classes]
        own = [part for name, part in fails.items() if name in classes]
        return all_of(*others), all_of(*own)

    def _first_known(self, parts: tuple[nodes.Node, ...]) -> Pair:
        holds: Formula = NEVER
        fails: Formula = NEVER
        unknown: Formula = ALWAYS
        for part in parts:
            one, other = self.truth(part)
            holds = any_of(holds, all_of(unknown, one))
            fails = any_of(fails, all_of(unknown, other))
            unknown = all_of(unknown, opposite(one), opposite(other))
        return holds, fails

    def _chosen(self, test: nodes.Node, then: nodes.Node, otherwise: nodes.Node) -> Pair:
        yes, no = self.truth(test)
        one, other = self.truth(then), self.truth(otherwise)
        holds, fails = (
            any_of(all_of(yes, one[way]), all_of(no, other[way]), all_of(one[way], other[way]))
            for way in (0, 1)
        )
        return holds, fails

    def _over_members(self, kind: str, body: nodes.Node) -> Pair:
        name = self.compiler.part(self.owner, MEMBER, body)
        yes, unknown, no = self._tally(name)
        some = Comparison(yes, ">", 0)
        all_ = all_of(Comparison(unknown, "==", 0), Comparison(no, "==", 0))
        if kind == "all_members":
            return all_, Comparison(no, ">", 0)
        return some, all_of(Comparison(unknown, "==", 0), Comparison(yes, "==", 0))

    def _value(self, leaf: Leaf) -> str:
        """Return the key of a prepared fact."""
        self.leaves.append(leaf)
        key = Key("value", (_named(leaf.name),), [leaf.name, leaf.scope])
        return self._key(("value", leaf.name), key)

    def _conclusion(self, name: str, scope: Scope) -> str:
        found = Key("conclusion", (_named(name),), [name, scope], (name,))
        return self._key(("conclusion", name), found)

    def _tally(self, name: str) -> tuple[str, str, str]:
        names = (f"{name}: yes", f"{name}: unknown", f"{name}: no")
        self._key(("tally", name), Key("tally", names, [name], (name,)))
        return names

    def _difference(self, left: nodes.Node, right: nodes.Node) -> tuple[str, str]:
        """Return the keys of the least and the most of a difference."""
        identity = ("difference", left, right)
        if identity not in self._keys:
            needs: list[str] = []
            amount = ["-", self.amount(left, needs), self.amount(right, needs)]
            text = f"{label(left)} - {label(right)}"
            same = sum(key.names[0].startswith(f"{text} ") for key in self.keys)
            text = f"{text} ({same + 1})" if same else text
            names = (f"{text} least", f"{text} most")
            self._keys[identity] = Key("difference", names, amount, tuple(needs))
        least, most = self._keys[identity].names
        return least, most

    def amount(self, node: nodes.Node, needs: list[str], owner: str = "") -> Amount:
        """Return how a number or a date is worked out; dates are numbers of days.

        Args:
            needs: takes the propositions whose conclusions it rests on.
            owner: the rule that names the parts of it; the proposition itself if empty.
        """
        owner = owner or self.owner
        match node:
            case nodes.Constant(date() as day):
                return ["number", day.toordinal()]
            case nodes.Constant(value):
                return ["number", value]
            case nodes.FactReference() | nodes.ParameterReference() | nodes.MonthsAfter():
                leaf = Leaf(label(node), scope_of(node, self.compiler.parameters), node)
                self.leaves.append(leaf)
                return ["value", leaf.name, leaf.scope]
            case nodes.Arithmetic(symbol, left, right):
                return [symbol, self.amount(left, needs, owner), self.amount(right, needs, owner)]
            case nodes.CountTrue(parts):
                return ["count", [self._part(part, self.scope, needs, owner) for part in parts]]
            case nodes.Quantifier(_, body):
                return ["members", self._part(body, MEMBER, needs, owner)]
            case nodes.ChosenNumber(cases, otherwise):
                numbers = [
                    [self._part(test, self.scope, needs, owner), self.amount(one, needs, owner)]
                    for test, one in cases
                ]
                return ["chosen", numbers, self.amount(otherwise, needs, owner)]
            case nodes.Greatest(parts):
                return ["greatest", [self.amount(part, needs, owner) for part in parts]]
            case nodes.DefinitionReference(name):
                counted = self.compiler.number(name)
                if counted is not None:
                    return self.amount(counted, needs, name)
        raise TypeError(f"not a number: {node!r}")

    def _part(self, node: nodes.Node, scope: Scope, needs: list[str], owner: str) -> str:
        """Return the proposition of a part of a number, which rests on it."""
        name = self.compiler.part(owner, scope, node)
        needs.append(name)
        return name

    def _key(self, identity: Any, key: Key) -> str:
        return self._keys.setdefault(identity, key).names[0]


def _named(name: str) -> str:
    """Return a name that is no key of the engine itself."""
    return f"{name}_" if name in _ENGINE_KEYS else name


def _known(key: str) -> Pair:
    return Comparison(key, "==", TRUE), Comparison(key, "==", FALSE)


def _compared(symbol: str, least: str, most: str) -> Pair:
    """Compare a difference, of which the bounds are known, with zero."""
    equal = all_of(Comparison(least, "==", 0), Comparison(most, "==", 0))
    apart = any_of(Comparison(least, ">", 0), Comparison(most, "<", 0))
    pairs: Mapping[str, Pair] = {
        "<": (Comparison(most, "<", 0), Comparison(least, ">=", 0)),
        "<=": (Comparison(most, "<=", 0), Comparison(least, ">", 0)),
        ">": (Comparison(least, ">", 0), Comparison(most, "<=", 0)),
        ">=": (Comparison(least, ">=", 0), Comparison(most, "<", 0)),
        "==": (equal, apart),
        "!=": (apart, equal),
    }
    return pairs[symbol]
