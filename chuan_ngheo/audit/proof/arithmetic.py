"""The arithmetic of the lines, for every amount and not only beside the lines (with z3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from chuan_ngheo.audit.proof.classes import INCOME, Fault, counts_deprivations, monotone_in
from chuan_ngheo.audit.proof.search import fact_value
from chuan_ngheo.audit.proof.space import Setting
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import RESULT
from chuan_ngheo.rulebook.rules import Parameter
from chuan_ngheo.vocabulary import FACTS, ValueType


class OutsideArithmeticError(Exception):
    """A condition has no form in arithmetic; the text names the part."""


@dataclass(frozen=True, slots=True)
class ArithmeticFault:
    """A household, by what the classes read of it, whose classes are not as they must be."""

    fault: Fault
    subject: tuple[str, ...]
    setting: Setting
    facts: Mapping[str, Any]
    rulings: Mapping[str, str]
    indicators: Mapping[str, bool]
    points: Mapping[str, int]


def is_available() -> bool:
    """Tell whether z3 is installed."""
    from importlib.util import find_spec  # noqa: PLC0415  only when it is asked

    return find_spec("z3") is not None


def prove_classes(settings: Iterable[Setting]) -> tuple[int, tuple[ArithmeticFault, ...]]:
    """Prove for every amount that one class holds, and that the class is monotone.

    Returns:
        How many statements were proved or refuted, and what was refuted, each kind once.

    Raises:
        OutsideArithmeticError: if a condition of a class has no form in arithmetic.
    """
    proved = 0
    faults: dict[tuple[str, tuple[str, ...]], ArithmeticFault] = {}
    for setting in settings:
        proof = _Proof(setting)
        for fault, subject, formula in proof.statements():
            proved += 1
            found = proof.refuted(formula)
            if found is not None:
                faults.setdefault(
                    (fault, subject), ArithmeticFault(fault, subject, setting, *found)
                )
    return proved, tuple(faults.values())


Formula = Any
"""A formula of z3, whose types are not declared."""
Counterexample = tuple[dict[str, Any], dict[str, str], dict[str, bool], dict[str, int]]
"""Facts, rulings, indicators and sums of points."""
Statement = tuple[Fault, tuple[str, ...], Formula]


class _Proof:
    """The statements about the classes in one span of days."""

    def __init__(self, setting: Setting) -> None:
        import z3  # noqa: PLC0415  an extra

        self.z3: Any = z3
        self.setting = setting
        self.names = setting.rules.classes
        self.one = _Translation(z3, setting, "")
        self.classes = [self.one.truth(setting.definitions[name]) for name in self.names]

    def statements(self) -> Iterable[Statement]:
        """Yield each statement as the formula of its opposite."""
        z3 = self.z3
        yield "proof-no-class", (), z3.Not(z3.Or(*self.classes))
        for one, other in combinations(range(len(self.names)), 2):
            subject = (self.names[one], self.names[other])
            yield "proof-two-classes", subject, z3.And(self.classes[one], self.classes[other])
        rules = self.setting.rules
        for name in (INCOME, *(RESULT + one for one in (*rules.indicators, *rules.points))):
            claim = monotone_in(name, rules)
            if name in self.one.variables and claim is not None:
                yield self._monotone(name, *claim)

    def _monotone(self, name: str, fault: Fault, more_is_poorer: bool) -> Statement:
        """A second household differs in ``name`` only, for the better, and is classed poorer."""
        z3 = self.z3
        second = _Translation(z3, self.setting, "second ", apart=frozenset({name}))
        classes = [second.truth(self.setting.definitions[one]) for one in self.names]
        mine, other = self.one.variables[name], second.variables[name]
        if z3.is_bool(mine):
            better = z3.And(mine, z3.Not(other))
        else:
            better = mine > other if more_is_poorer else mine < other
        poorer = z3.Or(
            *(
                z3.And(self.classes[rank], classes[lower])
                for rank in range(len(self.names))
                for lower in range(rank)
            )
        )
        claimed = self._default_rulings() if name == INCOME and self.setting.rules.points else ()
        statement = z3.And(better, poorer, *second.limits, *claimed)
        return fault, (name.removeprefix(RESULT),), statement

    def _default_rulings(self) -> list[Formula]:
        """Return that each ruling is at its default; see the states of the classes."""
        rulings = self.setting.rules.rulings
        return [
            variable == tuple(rulings[name].options).index(rulings[name].default)
            for name, variable in self.one.variables.items()
            if name in rulings
        ]

    def refuted(self, formula: Formula) -> Counterexample | None:
        """Return a household for which a formula holds; None if there is none.

        Raises:
            OutsideArithmeticError: if z3 can tell neither.
        """
        solver = self.z3.Solver()
        solver.add(formula, *self.one.limits)
        answer = solver.check()
        if answer == self.z3.unsat:
            return None
        if answer != self.z3.sat:
            raise OutsideArithmeticError(str(formula))
        return self.one.read(solver.model())


class _Translation:
    """Conditions of a household of which everything is known, as formulas.

    Args:
        suffix: what the names of variables begin with, for those that stand ``apart``.
    """

    def __init__(
        self, z3: Any, setting: Setting, suffix: str, apart: frozenset[str] = frozenset()
    ) -> None:
        self.z3 = z3
        self.setting = setting
        self.prefix = suffix
        self.apart = apart
        self.variables: dict[str, Formula] = {}
        self.limits: list[Formula] = []

    def truth(self, node: nodes.Node) -> Formula:
        """Return a condition as a formula."""
        z3 = self.z3
        match node:
            case nodes.Constant(bool() as value):
                return z3.BoolVal(value)
            case nodes.FactReference(name):
                return self._variable(name, z3.Bool)
            case nodes.DefinitionReference(name):
                if name in self.setting.rules.indicators:
                    return self._variable(RESULT + name, z3.Bool)
                return self.truth(self.setting.definitions[name])
            case nodes.RulingTest(ruling, option):
                options = tuple(self.setting.rules.rulings[ruling].options)
                return self._choice(ruling, options) == options.index(option)
            case nodes.In(fact, values):
                known = FACTS[fact.name].values
                chosen = self._choice(fact.name, known)
                return z3.Or(*(chosen == known.index(value) for value in sorted(values)))
            case nodes.Not(part):
                return z3.Not(self.truth(part))
            case nodes.And(parts):
                return z3.And(*map(self.truth, parts))
            case nodes.Or(parts):
                return z3.Or(*map(self.truth, parts))
            case nodes.Compare(symbol, left, right):
                return _COMPARISONS[symbol](self.amount(left), self.amount(right))
            case nodes.Conditional(test, then, otherwise):
                return z3.If(*map(self.truth, (test, then, otherwise)))
            case nodes.Coalesce(parts):
                return self.truth(parts[0])
        raise OutsideArithmeticError(type(node).__name__)

    def amount(self, node: nodes.Node) -> Formula:
        """Return a number as a term."""
        z3 = self.z3
        match node:
            case nodes.Constant(date() as day):
                return z3.IntVal(day.toordinal())
            case nodes.Constant(int() as value):
                return z3.IntVal(value)
            case nodes.Constant(value):
                return z3.RealVal(str(value))
            case nodes.FactReference(name):
                return self._number(name)
            case nodes.DefinitionReference(name) if self._is_sum(name):
                return self._points(name)
            case nodes.DefinitionReference(name):
                return self.amount(self.setting.definitions[name])
            case nodes.ParameterReference(name):
                return self._parameter(self.setting.parameters[name][0])
            case nodes.Arithmetic(symbol, left, right):
                return _COMBINATIONS[symbol](self.amount(left), self.amount(right))
            case nodes.CountTrue(parts):
                return z3.Sum(*(z3.If(self.truth(part), 1, 0) for part in parts))
        raise OutsideArithmeticError(type(node).__name__)

    def _variable(self, name: str, make: Callable[[str], Formula]) -> Formula:
        if name not in self.variables:
            self.variables[name] = make(self.prefix + name if name in self.apart else name)
        return self.variables[name]

    def _number(self, name: str) -> Formula:
        fact = FACTS[name]
        if name in self.variables:
            return self.variables[name]
        whole = fact.whole or fact.type is ValueType.DATE
        term = self._variable(name, self.z3.Int if whole else self.z3.Real)
        if fact.type is ValueType.DATE:
            period = self.setting.period
            self.limits += [term >= period.start.toordinal(), term <= period.end.toordinal()]
        else:
            self.limits.append(term >= 0)
        return term

    def _is_sum(self, name: str) -> bool:
        """Tell whether a number is a sum of points that is taken as it comes."""
        rules = self.setting.rules
        return name in rules.points and not counts_deprivations(name, rules)

    def _points(self, name: str) -> Formula:
        """Return a sum of points: any number that is not below 0."""
        if RESULT + name in self.variables:
            return self.variables[RESULT + name]
        term = self._variable(RESULT + name, self.z3.Int)
        self.limits.append(term >= 0)
        return term

    def _choice(self, name: str, options: tuple[str, ...]) -> Formula:
        if name not in self.variables:
            term = self._variable(name, self.z3.Int)
            self.limits += [term >= 0, term < len(options)]
        return self.variables[name]

    def _parameter(self, parameter: Parameter) -> Formula:
        if parameter.row_key:
            raise OutsideArithmeticError(parameter.id)
        numbers = {key: self.z3.RealVal(str(row[0])) for key, row in parameter.columns.items()}
        if not parameter.key:
            return numbers[""]
        known = FACTS[parameter.key].values
        chosen = self._choice(parameter.key, known)
        *first, last = numbers
        term = numbers[last]
        for key in first:
            term = self.z3.If(chosen == known.index(key), numbers[key], term)
        return term

    def read(self, model: Any) -> Counterexample:
        """Return what a model says of facts, rulings, indicators and points."""
        facts: dict[str, Any] = {}
        rulings: dict[str, str] = {}
        indicators: dict[str, bool] = {}
        points: dict[str, int] = {}
        rules = self.setting.rules
        for name, variable in self.variables.items():
            value = model.eval(variable, model_completion=True)
            if name in rules.rulings:
                rulings[name] = tuple(rules.rulings[name].options)[value.as_long()]
            elif name.startswith(RESULT) and self.z3.is_int(variable):
                points[name.removeprefix(RESULT)] = value.as_long()
            elif name.startswith(RESULT):
                indicators[name.removeprefix(RESULT)] = self.z3.is_true(value)
            elif FACTS[name].type is ValueType.CHOICE:
                facts[name] = FACTS[name].values[value.as_long()]
            elif FACTS[name].type is ValueType.BOOLEAN:
                facts[name] = self.z3.is_true(value)
            else:
                facts[name] = fact_value(name, _number_of(value))
        return facts, rulings, indicators, points


def _number_of(value: Any) -> float:
    """Return a number of a model; an endless fraction as the nearest number."""
    return float(value.as_long() if value.is_int() else value.as_fraction())


_COMPARISONS: Final[Mapping[str, Callable[[Formula, Formula], Formula]]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}
_COMBINATIONS: Final[Mapping[str, Callable[[Formula, Formula], Formula]]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
}
