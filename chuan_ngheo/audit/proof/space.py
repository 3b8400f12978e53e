"""Which axes a condition needs, with every value at which an answer can change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final

from chuan_ngheo.ages import months_after
from chuan_ngheo.audit.divisors import divisor
from chuan_ngheo.audit.proof.axes import (
    Axis,
    choice_axis,
    class_axis,
    date_axis,
    number_axis,
    ruling_axis,
    truth_axis,
)
from chuan_ngheo.expression import nodes
from chuan_ngheo.facts import NEVER_UNKNOWN
from chuan_ngheo.readings.interpret import RESULT, Versions
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, ValueType

SIZES: Final = (1, 2, 3)
_TENTH: Final = 0.1
_YEAR: Final = 12
_ABOVE_ZERO: Final = ("cm", "kg")
"""Units of measurements that are never 0."""

Definitions = Mapping[str, nodes.Node]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is in force in one span of days.

    Attributes:
        definitions: the condition of each rule as written, rulings not settled.
        parameters: the version of each parameter.
        sizes: the sizes of households, where no condition over members is read beside them.
    """

    rules: RuleSet
    period: Period
    definitions: Definitions
    parameters: Versions
    sizes: tuple[int, ...] = SIZES


def settings(rules: RuleSet, sizes: tuple[int, ...] = SIZES) -> tuple[Setting, ...]:
    """Return what is in force in each span of days within which no version changes.

    Args:
        sizes: the sizes of households to look at.
    """
    found = []
    for period in rules.epochs():
        day = period.start
        definitions = {
            name: rule.node
            for name, versions in rules.rules.items()
            for rule in versions
            if day in rule.period and rule.kind != "subject_rule"
        }
        parameters = {
            name: tuple(item for item in versions if day in item.period)
            for name, versions in rules.parameters.items()
        }
        found.append(Setting(rules, period, definitions, parameters, sizes))
    return tuple(found)


def parts_of(node: nodes.Node, setting: Setting, given: frozenset[str]) -> tuple[nodes.Node, ...]:
    """Return every node that a condition consists of, the rules that it refers to written out.

    Args:
        given: ids of rules that are not written out: they are axes themselves.
    """
    found: dict[int, nodes.Node] = {}
    open_ = [node]
    while open_:
        part = open_.pop()
        if id(part) in found:
            continue
        found[id(part)] = part
        open_ += nodes.children(part)
        if isinstance(part, nodes.DefinitionReference) and part.name not in given:
            open_.append(setting.definitions[part.name])
    return tuple(found.values())


def given_to_classes(rules: RuleSet) -> frozenset[str]:
    """Return the rules that the classes take as they come: the indicators, and sums of points."""
    return frozenset((*rules.indicators, *rules.points))


def versions_in(parts: Iterable[nodes.Node], setting: Setting) -> tuple[int, ...]:
    """Return what differs between spans of days for some parts: numbers of law, and the days."""
    found: set[int] = set()
    for part in parts:
        if isinstance(part, nodes.ParameterReference):
            found.add(id(setting.parameters[part.name][0]))
        elif isinstance(part, nodes.FactReference) and part.name == "review_date":
            found.add(setting.period.start.toordinal())
    return tuple(sorted(found))


def space_of(
    condition: nodes.Node | Sequence[nodes.Node], setting: Setting, given: frozenset[str]
) -> tuple[Axis, ...]:
    """Return the axes of the states of a condition or of several, in a fixed order."""
    wanted = (condition,) if not isinstance(condition, Sequence) else tuple(condition)
    parts = {id(part): part for node in wanted for part in parts_of(node, setting, given)}
    return _Space(tuple(parts.values()), setting, given).axes()


def facts_in(parts: Iterable[nodes.Node], setting: Setting) -> set[str]:
    """Return the names of the facts that some parts read; an age is one in months."""
    found = set()
    for part in parts:
        if isinstance(part, nodes.FactReference):
            found.add(part.name)
        elif isinstance(part, nodes.ParameterReference):
            parameter = setting.parameters[part.name][0]
            found |= {name for name in (parameter.key, parameter.row_key) if name}
    return found - {"age"} | {"age_months"} if "age" in found else found


class _Space:
    """The axes of the parts of conditions."""

    def __init__(
        self, parts: tuple[nodes.Node, ...], setting: Setting, given: frozenset[str]
    ) -> None:
        self.parts = parts
        self.setting = setting
        self.given = given
        self.spare = self._spare_facts()

    def axes(self) -> tuple[Axis, ...]:
        rules = self.setting.rules
        rulings = {part.ruling for part in self.parts if isinstance(part, nodes.RulingTest)}
        found = [
            ruling_axis(name, ruling.options)
            for name, ruling in rules.rulings.items()
            if name in rulings
        ]
        if any(isinstance(part, nodes.ClassIn) for part in self.parts):
            found.append(class_axis(rules.classes))
        found += [self._result(name) for name in rules.rules if name in self._named()]
        names = facts_in(self.parts, self.setting)
        over_members = any(isinstance(part, nodes.Quantifier) for part in self.parts)
        for name in FACTS:
            if name in names and not (name == "household_size" and over_members):
                found.append(self._fact(name))
        return tuple(found)

    def _named(self) -> set[str]:
        references = (part for part in self.parts if isinstance(part, nodes.DefinitionReference))
        return {part.name for part in references if part.name in self.given}

    def _result(self, name: str) -> Axis:
        """Return the axis of a rule that is taken as it comes; of a number every span too."""
        rule = self.setting.rules.rule(name, self.setting.period.start)
        if rule.type is ValueType.BOOLEAN:
            return truth_axis(RESULT + name)
        step = divisor(rule.node, self.setting.rules) or 1
        limits = self._limits(name, nodes.DefinitionReference)
        values = {limit + move * step for limit in limits for move in (-1, 0, 1)}
        known = sorted(value for value in values if value >= 0)
        return number_axis(RESULT + name, known, spans=combinations(known, 2))

    def _spare_facts(self) -> frozenset[str]:
        """Return the facts that are asked for only where another answer is missing."""
        found: set[str] = set()
        for part in self.parts:
            if isinstance(part, nodes.Coalesce):
                for other in part.parts[1:]:
                    inside = parts_of(other, self.setting, self.given)
                    found |= facts_in(inside, self.setting)
        return frozenset(found)

    def _fact(self, name: str) -> Axis:
        fact, spare = FACTS[name], name in self.spare
        if fact.type is ValueType.BOOLEAN:
            return truth_axis(name, may_be_left_out=spare)
        if fact.type is ValueType.CHOICE:
            return choice_axis(name, fact.values, may_be_left_out=spare)
        if name == "review_date":
            return date_axis(name, self._review_days(), unknown=False)
        if fact.type is ValueType.DATE:
            never = name in NEVER_UNKNOWN
            return date_axis(name, self._days(name), never=never, unknown=not never)
        if name == "household_size":
            return Axis(name, "number", self.setting.sizes)
        if name == "age_months":
            return self._ages(spare)
        return number_axis(name, self._numbers(name), may_be_left_out=spare)

    def _numbers(self, name: str) -> set[float]:
        """Return a number at, below and above every number that it is compared with."""
        step = 1 if FACTS[name].whole else _TENTH
        lowest = _TENTH if FACTS[name].unit in _ABOVE_ZERO else 0.0
        found = {lowest}
        for limit in self._limits(name):
            found |= {round(limit + move * step, 6) for move in (-1, 0, 1)}
        return {value for value in found if value >= lowest}

    def _ages(self, spare: bool) -> Axis:
        limits = {*self._limits("age_months")}
        limits |= {_YEAR * years for years in self._limits("age")}
        for part in self.parts:
            if isinstance(part, nodes.ParameterReference):
                parameter = self.setting.parameters[part.name][0]
                rows = {"age": _YEAR, "age_months": 1}.get(parameter.row_key, 0)
                limits |= {row * rows for row in parameter.rows if rows}
        months = {0.0} | {limit + move for limit in limits for move in (-1, 0)}
        months = {month for month in months if month >= 0}
        years = sorted({month // _YEAR for month in months})
        spans = [(_YEAR * year, _YEAR * year + _YEAR - 1) for year in years]
        months |= {end for span in spans for end in span}
        return number_axis("age_months", months, spans=spans, may_be_left_out=spare)

    def _review_days(self) -> set[int]:
        period = self.setting.period
        around = {ordinal + move for ordinal in self._limits("review_date") for move in (-1, 0, 1)}
        start, end = period.start.toordinal(), period.end.toordinal()
        return {start, end, *(int(day) for day in around if start <= day <= end)}

    def _days(self, name: str) -> set[int]:
        """Return days beside every review date and every end of a period counted in months."""
        months = {0}
        for part in self.parts:
            if isinstance(part, nodes.MonthsAfter) and part.fact.name == name:
                months |= {int(value) for value in self._values(part.months)}
        found = set()
        for ordinal in self._review_days():
            for back in months:
                day = months_after(date.fromordinal(ordinal), -back).toordinal()
                found |= {day + move for move in (-1, 0, 1)}
        return found

    def _limits(
        self,
        name: str,
        kind: type[nodes.FactReference | nodes.DefinitionReference] = nodes.FactReference,
    ) -> set[float]:
        """Return every number that a fact, or a rule that is a number, is compared with."""
        found: set[float] = set()
        for part in self.parts:
            if isinstance(part, nodes.Compare):
                for one, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(one, kind) and one.name == name:
                        found |= self._values(other)
        return found

    def _values(self, node: nodes.Node) -> set[float]:
        """Return every number that a part can be; none where it depends on another fact."""
        match node:
            case nodes.Constant(date() as day):
                return {float(day.toordinal())}
            case nodes.Constant(int() | float() as value):
                return {float(value)}
            case nodes.ParameterReference(name):
                columns = self.setting.parameters[name][0].columns.values()
                return {float(number) for column in columns for number in column}
            case nodes.FactReference("household_size"):
                return {float(size) for size in self.setting.sizes}
            case nodes.Quantifier():
                return {0.0, 1.0}
            case nodes.CountTrue(parts):
                return {float(number) for number in range(len(parts) + 1)}
            case nodes.DefinitionReference(name) if name not in self.given:
                return self._values(self.setting.definitions[name])
            case nodes.ChosenNumber(cases, otherwise):
                numbers = (*(number for _, number in cases), otherwise)
                return set().union(*map(self._values, numbers))
            case nodes.Greatest(parts):
                return set().union(*map(self._values, parts))
            case nodes.Arithmetic(symbol, left, right):
                pairs = product(self._values(left), self._values(right))
                return {_ARITHMETIC[symbol](one, other) for one, other in pairs}
        return set()


_ARITHMETIC: Final = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
}
