"""Generate straight-line Python code for all rules of a period.

The code is written from the checked, typed conditions, never from text of a rule file: names
are variables of the generator, values are constants of the code's namespace. One loop over
the members evaluates every definition on members and every condition over members.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    RESULT,
    Facts,
    Versions,
    class_in,
    combine_bounds,
    compare_bounds,
    first_that_holds,
    greatest,
    later_by_months,
    look_up_versions,
)
from chuan_ngheo.readings.write_conditions import ConditionWriter
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

DECIDING: Final = "+"
"""Prefix of the keys under which the positions of the members that decide a rule are kept."""
OPEN: Final = "?"
"""Prefix of the keys under which the positions of the unknown members are kept."""

Evaluate = Callable[[Facts], None]
"""Evaluates all rules on a household's facts and stores every result beside them."""


@dataclass(frozen=True, slots=True)
class RuleCode:
    """What the generator needs of one rule; the rulings in ``node`` are settled."""

    id: str
    scope: Scope
    type: ValueType
    node: nodes.Node


@dataclass(slots=True)
class Generated:
    """The code of a period.

    Attributes:
        over_members: ids of the rules on members or with a condition over members: the positions
            of the members that decide them, and of the unknown ones, are stored with the facts.
    """

    evaluate: Evaluate
    over_members: frozenset[str]
    source: str


def generate(
    rules: Iterable[RuleCode],
    parameters: Versions,
    classes: tuple[str, ...],
    *,
    day_is_known: bool = True,
) -> Generated:
    """Generate and compile the code for ``rules``, given in the order of evaluation.

    Args:
        day_is_known: whether the review date is; without it ages may be known by bounds only.
    """
    bounded = frozenset({"age_months", "household_size"} | (set() if day_is_known else {"age"}))
    writer = _Writer(parameters, classes, bounded)
    source = writer.write(tuple(rules))
    namespace = writer.constants
    exec(compile(source, "<rules>", "exec"), namespace)
    evaluate: Evaluate = namespace["evaluate"]
    return Generated(evaluate, frozenset(writer.slots), source)


@dataclass(slots=True)
class _Writer(ConditionWriter):
    """Writes the code of all rules of a period."""

    slots: set[str] = field(default_factory=set)

    def write(self, rules: tuple[RuleCode, ...]) -> str:
        """Return the source of ``evaluate``."""
        self.constants |= {
            "bisect_right": bisect_right,
            "compare_bounds": compare_bounds,
            "combine_bounds": combine_bounds,
            "look_up_versions": look_up_versions,
            "later_by_months": later_by_months,
            "first_that_holds": first_that_holds,
            "greatest": greatest,
            "class_in": class_in,
            "NUMBERS": frozenset({int, float, date}),
        }
        early = _early_rules(rules)
        self.line("def evaluate(h):")
        with self.indented():
            self.line(f"rows = h[{MEMBERS!r}]")
            self.line("known = rows is not None")
            self.line("rows = rows or ()")
            quantifiers = [
                (rule, node)
                for rule in rules
                for node in _quantifiers(rule)
                if _is_early(node.body, early)
            ]
            self._member_loop([rule for rule in rules if rule.id in early], quantifiers)
            for rule in rules:
                if rule.scope == "household":
                    self._household_rule(rule)
                elif rule.id not in early:
                    self._member_loop([rule], [])
        return "\n".join(self.lines) + "\n"

    # Rules.

    def _member_loop(
        self, rules: list[RuleCode], quantifiers: list[tuple[RuleCode, nodes.Quantifier]]
    ) -> None:
        """Write one loop over the members: their rules, then the conditions over members."""
        stored: list[tuple[str, str]] = []
        for rule, node in quantifiers:
            name = self.collected[id(node)] = f"q{len(self.collected)}"
            self.line(f"{name}d = {name}u = ()")
            if rule.id not in self.slots:
                self.slots.add(rule.id)
                stored.append((rule.id, name))
        for rule in rules:
            self.slots.add(rule.id)
            stored.append((rule.id, f"r{rule.id}_"))
            self.line(f"r{rule.id}_d = r{rule.id}_u = ()")
        parts = [*(rule.node for rule in rules)] + [node for _, node in quantifiers]
        facts = [fact for part in parts for fact in _facts(part, self.parameters)]
        for name in dict.fromkeys(name for name in facts if FACTS[name].scope == "household"):
            self.load(name, "household")
        self.line("for i, m in enumerate(rows):")
        self.row = "m"
        with self.indented():
            self.line("pass")
            for name in dict.fromkeys(name for name in facts if FACTS[name].scope == "member"):
                self.load(name, "member")
            for rule in rules:
                variable = self._rule_value(rule)
                self.line(f"m[{RESULT + rule.id!r}] = {variable}")
                self._note(variable, f"r{rule.id}_", deciding=True)
                self.loaded["m", RESULT + rule.id] = variable
            for _, node in quantifiers:
                self._collect(node)
        for rule_id, name in stored:
            self.line(f"h[{DECIDING + rule_id!r}] = {name}d; h[{OPEN + rule_id!r}] = {name}u")
        self.row = "h"
        self.loaded = {key: value for key, value in self.loaded.items() if key[0] == "h"}

    def _collect(self, node: nodes.Quantifier) -> None:
        name = self.collected[id(node)]
        self._note(self.truth(node.body), name, deciding=node.kind != "all_members")

    def _note(self, variable: str, name: str, *, deciding: bool) -> None:
        """Note the position of the member if it decides or is unknown."""
        self.line(f"if {variable} is {deciding}: {name}d += (i,)")
        self.line(f"elif {variable} is None: {name}u += (i,)")

    def _household_rule(self, rule: RuleCode) -> None:
        late = [node for node in _quantifiers(rule) if id(node) not in self.collected]
        if late:
            self._member_loop([], [(rule, node) for node in late])
        for name in dict.fromkeys(_facts(rule.node, self.parameters)):
            if FACTS[name].scope == "household":
                self.load(name, "household")
        variable = self._rule_value(rule)
        self.line(f"h[{RESULT + rule.id!r}] = {variable}")
        self.loaded["h", RESULT + rule.id] = variable

    def _rule_value(self, rule: RuleCode) -> str:
        counted = rule.type is ValueType.NUMBER
        return self.amount(rule.node) if counted else self.truth(rule.node)


def _quantifiers(rule: RuleCode) -> list[nodes.Quantifier]:
    return [node for node in nodes.walk(rule.node) if isinstance(node, nodes.Quantifier)]


def _early_rules(rules: tuple[RuleCode, ...]) -> frozenset[str]:
    """Return the rules on members that rest on no rule of the household."""
    early: frozenset[str] = frozenset()
    for rule in rules:
        if rule.scope == "member" and _is_early(rule.node, early):
            early |= {rule.id}
    return early


def _is_early(node: nodes.Node, early: frozenset[str]) -> bool:
    return all(
        not isinstance(part, nodes.ClassIn)
        and (not isinstance(part, nodes.DefinitionReference) or part.name in early)
        for part in nodes.walk(node)
    )


def _facts(node: nodes.Node, parameters: Versions) -> Iterator[str]:
    for part in nodes.walk(node):
        if isinstance(part, nodes.FactReference):
            yield part.name
        elif isinstance(part, nodes.ParameterReference):
            parameter = parameters[part.name][0]
            yield from filter(None, (parameter.key, parameter.row_key))
