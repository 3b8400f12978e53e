"""Write conditions as straight-line Python code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT, Versions
from chuan_ngheo.vocabulary import FACTS, Scope


@dataclass(slots=True)
class ConditionWriter:
    """Writes the code of conditions, line by line.

    Attributes:
        bounded: the facts of which only bounds may be known.
        row: the variable that holds the facts at hand: ``h`` household, ``m`` member.
        constants: the namespace of the code.
        loaded: the variables that hold facts and results, by row and name.
        collected: for each condition over members the stem of the variables that hold the
            positions of the members that decide it (d) and of the unknown ones (u).
    """

    parameters: Versions
    classes: tuple[str, ...]
    bounded: frozenset[str]
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    row: str = "h"
    variables: int = 0
    constants: dict[str, Any] = field(default_factory=dict)
    loaded: dict[tuple[str, str], str] = field(default_factory=dict)
    collected: dict[int, str] = field(default_factory=dict)

    # Lines and variables.

    def line(self, text: str) -> None:
        """Write one line at the present depth."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def indented(self) -> Iterator[None]:
        """Write what follows one level deeper."""
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

    def load(self, name: str, scope: Scope) -> str:
        """Return the variable that holds a fact or result, loading it where it is first read."""
        row = "m" if scope == "member" else "h"
        if (row, name) not in self.loaded:
            variable = self._new()
            self.line(f"{variable} = {row}[{name!r}]")
            if self.depth == (2 if row == "m" else 1):
                self.loaded[row, name] = variable
            return variable
        return self.loaded[row, name]

    # Conditions.

    def truth(self, node: nodes.Node) -> str:
        """Write the code of a condition; return the variable or constant with its truth."""
        match node:
            case nodes.Constant(value):
                return repr(value)
            case nodes.FactReference(name, scope):
                return self.load(name, scope)
            case nodes.DefinitionReference(name, scope):
                return self.load(RESULT + name, scope)
            case nodes.And(parts):
                return self._joined(parts, deciding=False)
            case nodes.Or(parts):
                return self._joined(parts, deciding=True)
            case nodes.Coalesce(parts):
                return self._first_known(parts)
        result = self._new()
        match node:
            case nodes.Not(part):
                inner = self.truth(part)
                self.line(f"{result} = None if {inner} is None else not {inner}")
            case nodes.In(fact, values):
                found = self.load(fact.name, fact.scope)
                options = self._constant(values)
                self.line(f"{result} = None if {found} is None else {found} in {options}")
            case nodes.Compare():
                self._compare(node, result)
            case nodes.ClassIn(classes):
                chosen, every = self._constant(classes), self._constant(self.classes)
                self.line(f"{result} = class_in({chosen}, {every}, h)")
            case nodes.Ever(fact):
                event = self.load(fact.name, fact.scope)
                self.line(f"{result} = {event} is not None")
            case nodes.Conditional():
                self._conditional(node, result)
            case nodes.Quantifier(kind, _):
                name = self.collected[id(node)]
                deciding = kind == "any_member"
                self.line(
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
        self.line(f"{result} = {not deciding}")
        for part in parts:
            value = self.truth(part)
            self.line(f"if {value} is {deciding}: {result} = {deciding}")
            self.line("else:")
            self.depth += 1
            self.line(f"if {value} is None: {result} = None")
        self.depth = depth
        return result

    def _first_known(self, parts: tuple[nodes.Node, ...]) -> str:
        result = self._new()
        depth = self.depth
        for part in parts:
            value = self.truth(part)
            self.line(f"{result} = {value}")
            self.line(f"if {result} is None:")
            self.depth += 1
        self.line("pass")
        self.depth = depth
        return result

    def _conditional(self, node: nodes.Conditional, result: str) -> None:
        test = self.truth(node.test)
        one, other = self.truth(node.then), self.truth(node.otherwise)
        same = f"{one} if {one} is {other} else None"
        self.line(f"{result} = ({same}) if {test} is None else {one} if {test} else {other}")

    def _compare(self, node: nodes.Compare, result: str) -> None:
        symbol = node.operator
        left = self.amount(node.left)
        depth = self.depth
        if not isinstance(node.left, nodes.Constant):
            self.line(f"if {left} is None: {result} = None")
            self.line("else:")
            self.depth += 1
        right = self.amount(node.right)
        simple = f"{left} {symbol} {right}"
        if self._is_exact(node.left) and self._is_exact(node.right):
            literal = isinstance(node.right, nodes.Constant)
            self.line(
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
            self.line(f"{result} = {simple} if {plain} else {general}")
        self.depth = depth

    # Numbers.

    def amount(self, node: nodes.Node) -> str:
        """Write the code of a number; return the variable or constant that holds it."""
        match node:
            case nodes.Constant(value):
                return self._constant(value)
            case nodes.FactReference(name, scope):
                return self.load(name, scope)
            case nodes.DefinitionReference(name, scope):
                return self.load(RESULT + name, scope)
        result = self._new()
        match node:
            case nodes.ParameterReference(name):
                self._look_up(name, result)
            case nodes.Arithmetic(symbol, left, right):
                one, other = self.amount(left), self.amount(right)
                self.line(f"{result} = combine_bounds({symbol!r}, {one}, {other})")
            case nodes.MonthsAfter(fact, months):
                event, number = self.load(fact.name, fact.scope), self.amount(months)
                self.line(f"{result} = later_by_months({event}, {number})")
            case nodes.CountTrue(parts):
                truths = ", ".join(self.truth(part) for part in parts)
                self.line(f"{result} = ({truths},)")
                self.line(f"{result} = ({result}.count(True), {result}.count(None))")
                self._bounds(result, f"{result}[0]", f"{result}[1]")
            case nodes.ChosenNumber():
                self._chosen_number(node, result)
            case nodes.Greatest(parts):
                numbers = ", ".join(self.amount(part) for part in parts)
                self.line(f"{result} = greatest(({numbers},))")
            case nodes.Quantifier():
                name = self.collected[id(node)]
                self._bounds(result, f"len({name}d)", f"len({name}u)")
                self.line(f"if not known: {result} = None")
            case _:
                raise TypeError(f"not a number: {node!r}")
        return result

    def _chosen_number(self, node: nodes.ChosenNumber, result: str) -> None:
        """Write the number of the first true test; the general way where a test is unknown."""
        cases = [(self.truth(test), self.amount(number)) for test, number in node.cases]
        otherwise = self.amount(node.otherwise)
        depth = self.depth
        pairs = ", ".join(f"({test}, {number})" for test, number in cases)
        general = f"first_that_holds(({pairs},), {otherwise})"
        for test, number in cases:
            self.line(f"if {test}: {result} = {number}")
            self.line(f"elif {test} is None: {result} = {general}")
            self.line("else:")
            self.depth += 1
        self.line(f"{result} = {otherwise}")
        self.depth = depth

    def _bounds(self, result: str, certain: str, unknown: str) -> None:
        both = f"({certain}, {certain} + {unknown})"
        self.line(f"{result} = {both} if {unknown} else {certain}")

    def _look_up(self, name: str, result: str) -> None:
        """Write the value of a parameter: directly where its keys are known."""
        versions = self.parameters[name]
        general = f"look_up_versions({self._constant(versions)}, h, {self.row})"
        parameter = versions[0]
        if len(versions) > 1 or not parameter.key:
            self.line(f"{result} = {general}")
            return
        key = self.load(parameter.key, FACTS[parameter.key].scope)
        if not parameter.row_key:
            single = {value: numbers[0] for value, numbers in parameter.columns.items()}
            direct, known = f"{self._constant(single)}[{key}]", f"{key} is not None"
        else:
            row = self.load(parameter.row_key, FACTS[parameter.row_key].scope)
            columns, rows = self._constant(dict(parameter.columns)), self._constant(parameter.rows)
            direct = f"{columns}[{key}][max(bisect_right({rows}, {row}) - 1, 0)]"
            known = f"{key} is not None and {row}.__class__ is int"
        self.line(f"{result} = {direct} if {known} else {general}")

    def _is_exact(self, node: nodes.Node) -> bool:
        """Tell whether a number is exact or unknown, never known by bounds only."""
        if isinstance(node, nodes.FactReference):
            return node.name not in self.bounded
        return isinstance(node, nodes.Constant)
