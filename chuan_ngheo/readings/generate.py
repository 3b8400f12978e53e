"""Generate straight-line Python code for all rules of a period.

The code is written from the checked, typed conditions, never from text of a rule file: names
are variables of the generator, values are constants of the code's namespace. One loop over
the members evaluates every definition on members and every condition over members.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    RESULT,
    Facts,
    Versions,
    class_in,
    combine_bounds,
    compare_bounds,
    look_up_versions,
)
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
    rules: Iterable[RuleCode], parameters: Versions, classes: tuple[str, ...]
) -> Generated:
    """Generate and compile the code for ``rules``, given in the order of evaluation."""
    writer = _Writer(parameters, classes)
    source = writer.write(tuple(rules))
    namespace = writer.constants
    exec(compile(source, "<rules>", "exec"), namespace)
    evaluate: Evaluate = namespace["evaluate"]
    return Generated(evaluate, frozenset(writer.slots), source)


@dataclass(slots=True)
class _Writer:
    parameters: Versions
    classes: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    row: str = "h"
    variables: int = 0
    constants: dict[str, Any] = field(default_factory=dict)
    slots: set[str] = field(default_factory=set)
    loaded: dict[tuple[str, str], str] = field(default_factory=dict)
    collected: dict[int, str] = field(default_factory=dict)

    def write(self, rules: tuple[RuleCode, ...]) -> str:
        """Return the source of ``evaluate``."""
        self.constants |= {
            "bisect_right": bisect_right,
            "compare_bounds": compare_bounds,
            "combine_bounds": combine_bounds,
            "look_up_versions": look_up_versions,
            "class_in": class_in,
            "NUMBERS": frozenset({int, float}),
        }
        early = _early_rules(rules)
        self._line("def evaluate(h):")
        with self._indented():
            self._line(f"rows = h[{MEMBERS!r}]")
            self._line("known = rows is not None")
            self._line("rows = rows or ()")
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

    # Lines and variables.

    def _line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def _indented(self) -> Iterator[None]:
        self.depth += 1
        yield
        self.depth -= 1

    def _new(self) -> str:
        self.variables += 1
        return f"v{self.variables}"

    def _constant(self, value: Any) -> str:
        if value is None or isinstance(value, bool | int | float | str):
            return repr(value)
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def _load(self, name: str, scope: Scope) -> str:
        """Return the variable that holds a fact or result, loading it where it is first read."""
        row = "m" if scope == "member" else "h"
        if (row, name) not in self.loaded:
            variable = self._new()
            self._line(f"{variable} = {row}[{name!r}]")
            if self.depth == (2 if row == "m" else 1):
                self.loaded[row, name] = variable
            return variable
        return self.loaded[row, name]

    # Rules.

    def _member_loop(
        self, rules: list[RuleCode], quantifiers: list[tuple[RuleCode, nodes.Quantifier]]
    ) -> None:
        """Write one loop over the members: their rules, then the conditions over members."""
        stored: list[tuple[str, str]] = []
        for rule, node in quantifiers:
            name = self.collected[id(node)] = f"q{len(self.collected)}"
            self._line(f"{name}d = {name}u = ()")
            if rule.id not in self.slots:
                self.slots.add(rule.id)
                stored.append((rule.id, name))
        for rule in rules:
            self.slots.add(rule.id)
            stored.append((rule.id, f"r{rule.id}_"))
            self._line(f"r{rule.id}_d = r{rule.id}_u = ()")
        parts = [*(rule.node for rule in rules)] + [node for _, node in quantifiers]
        facts = [fact for part in parts for fact in _facts(part, self.parameters)]
        for name in dict.fromkeys(name for name in facts if FACTS[name].scope == "household"):
            self._load(name, "household")
        self._line("for i, m in enumerate(rows):")
        self.row = "m"
        with self._indented():
            self._line("pass")
            for name in dict.fromkeys(name for name in facts if FACTS[name].scope == "member"):
                self._load(name, "member")
            for rule in rules:
                variable = self._rule_value(rule)
                self._line(f"m[{RESULT + rule.id!r}] = {variable}")
                self._note(variable, f"r{rule.id}_", deciding=True)
                self.loaded["m", RESULT + rule.id] = variable
            for _, node in quantifiers:
                self._collect(node)
        for rule_id, name in stored:
            self._line(f"h[{DECIDING + rule_id!r}] = {name}d; h[{OPEN + rule_id!r}] = {name}u")
        self.row = "h"
        self.loaded = {key: value for key, value in self.loaded.items() if key[0] == "h"}

    def _collect(self, node: nodes.Quantifier) -> None:
        name = self.collected[id(node)]
        self._note(self._truth(node.body), name, deciding=node.kind != "all_members")

    def _note(self, variable: str, name: str, *, deciding: bool) -> None:
        """Note the position of the member if it decides or is unknown."""
        self._line(f"if {variable} is {deciding}: {name}d += (i,)")
        self._line(f"elif {variable} is None: {name}u += (i,)")

    def _household_rule(self, rule: RuleCode) -> None:
        late = [node for node in _quantifiers(rule) if id(node) not in self.collected]
        if late:
            self._member_loop([], [(rule, node) for node in late])
        for name in dict.fromkeys(_facts(rule.node, self.parameters)):
            if FACTS[name].scope == "household":
                self._load(name, "household")
        variable = self._rule_value(rule)
        self._line(f"h[{RESULT + rule.id!r}] = {variable}")
        self.loaded["h", RESULT + rule.id] = variable

    def _rule_value(self, rule: RuleCode) -> str:
        counted = rule.type is ValueType.NUMBER
        return self._amount(rule.node) if counted else self._truth(rule.node)

    # Conditions.

    def _truth(self, node: nodes.Node) -> str:
        """Write the code of a condition; return the variable or constant with its truth."""
        match node:
            case nodes.Constant(value):
                return repr(value)
            case nodes.FactReference(name, scope):
                return self._load(name, scope)
            case nodes.DefinitionReference(name, scope):
                return self._load(RESULT + name, scope)
            case nodes.And(parts):
                return self._joined(parts, deciding=False)
            case nodes.Or(parts):
                return self._joined(parts, deciding=True)
            case nodes.Coalesce(parts):
                return self._first_known(parts)
        result = self._new()
        match node:
            case nodes.Not(part):
                inner = self._truth(part)
                self._line(f"{result} = None if {inner} is None else not {inner}")
            case nodes.In(fact, values):
                found = self._load(fact.name, fact.scope)
                options = self._constant(values)
                self._line(f"{result} = None if {found} is None else {found} in {options}")
            case nodes.Compare():
                self._compare(node, result)
            case nodes.ClassIn(classes):
                chosen, every = self._constant(classes), self._constant(self.classes)
                self._line(f"{result} = class_in({chosen}, {every}, h)")
            case nodes.Conditional():
                self._conditional(node, result)
            case nodes.Quantifier(kind, _):
                name = self.collected[id(node)]
                deciding = kind == "any_member"
                self._line(
                    f"{result} = None if not known else {deciding} if {name}d "
                    f"else None if {name}u else {not deciding}"
                )
            case _:
                raise TypeError(f"not a condition: {node!r}")
        return result

    def _joined(self, parts: tuple[nodes.Node, ...], *, deciding: bool) -> str:
        """Write "and" (deciding False) or "or" (deciding True); stop when it is decided."""
        result = self._new()
        depth = self.depth
        self._line(f"{result} = {not deciding}")
        for part in parts:
            value = self._truth(part)
            self._line(f"if {value} is {deciding}: {result} = {deciding}")
            self._line("else:")
            self.depth += 1
            self._line(f"if {value} is None: {result} = None")
        self.depth = depth
        return result

    def _first_known(self, parts: tuple[nodes.Node, ...]) -> str:
        result = self._new()
        depth = self.depth
        for part in parts:
            value = self._truth(part)
            self._line(f"{result} = {value}")
            self._line(f"if {result} is None:")
            self.depth += 1
        self._line("pass")
        self.depth = depth
        return result

    def _conditional(self, node: nodes.Conditional, result: str) -> None:
        test = self._truth(node.test)
        one, other = self._truth(node.then), self._truth(node.otherwise)
        same = f"{one} if {one} is {other} else None"
        self._line(f"{result} = ({same}) if {test} is None else {one} if {test} else {other}")

    def _compare(self, node: nodes.Compare, result: str) -> None:
        symbol = node.operator
        left = self._amount(node.left)
        depth = self.depth
        if not isinstance(node.left, nodes.Constant):
            self._line(f"if {left} is None: {result} = None")
            self._line("else:")
            self.depth += 1
        right = self._amount(node.right)
        simple = f"{left} {symbol} {right}"
        if _is_exact(node.left) and _is_exact(node.right):
            literal = isinstance(node.right, nodes.Constant)
            self._line(
                f"{result} = {simple}"
                if literal
                else f"{result} = None if {right} is None else {simple}"
            )
        else:
            plain = " and ".join(
                f"{name}.__class__ in NUMBERS"
                for name, side in ((left, node.left), (right, node.right))
                if not isinstance(side, nodes.Constant)
            )
            general = f"compare_bounds({symbol!r}, {left}, {right})"
            self._line(f"{result} = {simple} if {plain} else {general}")
        self.depth = depth

    # Numbers.

    def _amount(self, node: nodes.Node) -> str:
        """Write the code of a number; return the variable or constant that holds it."""
        match node:
            case nodes.Constant(value):
                return self._constant(value)
            case nodes.FactReference(name, scope):
                return self._load(name, scope)
            case nodes.DefinitionReference(name, scope):
                return self._load(RESULT + name, scope)
        result = self._new()
        match node:
            case nodes.ParameterReference(name):
                self._look_up(name, result)
            case nodes.Arithmetic(symbol, left, right):
                one, other = self._amount(left), self._amount(right)
                self._line(f"{result} = combine_bounds({symbol!r}, {one}, {other})")
            case nodes.CountTrue(parts):
                truths = ", ".join(self._truth(part) for part in parts)
                self._line(f"{result} = ({truths},)")
                self._line(f"{result} = ({result}.count(True), {result}.count(None))")
                self._bounds(result, f"{result}[0]", f"{result}[1]")
            case nodes.Quantifier():
                name = self.collected[id(node)]
                self._bounds(result, f"len({name}d)", f"len({name}u)")
                self._line(f"if not known: {result} = None")
            case _:
                raise TypeError(f"not a number: {node!r}")
        return result

    def _bounds(self, result: str, certain: str, unknown: str) -> None:
        both = f"({certain}, {certain} + {unknown})"
        self._line(f"{result} = {both} if {unknown} else {certain}")

    def _look_up(self, name: str, result: str) -> None:
        """Write the value of a parameter: directly where its keys are known."""
        versions = self.parameters[name]
        general = f"look_up_versions({self._constant(versions)}, h, {self.row})"
        parameter = versions[0]
        if len(versions) > 1 or not parameter.key:
            self._line(f"{result} = {general}")
            return
        key = self._load(parameter.key, FACTS[parameter.key].scope)
        if not parameter.row_key:
            single = {value: numbers[0] for value, numbers in parameter.columns.items()}
            direct, known = f"{self._constant(single)}[{key}]", f"{key} is not None"
        else:
            row = self._load(parameter.row_key, FACTS[parameter.row_key].scope)
            columns, rows = self._constant(dict(parameter.columns)), self._constant(parameter.rows)
            direct = f"{columns}[{key}][max(bisect_right({rows}, {row}) - 1, 0)]"
            known = f"{key} is not None and {row}.__class__ is int"
        self._line(f"{result} = {direct} if {known} else {general}")


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


def _is_exact(node: nodes.Node) -> bool:
    """Tell whether a number is exact or unknown, never known by bounds only."""
    if isinstance(node, nodes.FactReference):
        return node.name != "age_months"
    return isinstance(node, nodes.Constant)
