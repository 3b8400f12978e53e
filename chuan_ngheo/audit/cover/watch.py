"""What one evaluated household, member or other subject shows of a condition.

A part counts only where it decides: where its opposite would give the rule another answer. So a
case in which a limit is reached, but something else settles the rule, shows nothing of the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from chuan_ngheo.audit.cover.nearest import step_of
from chuan_ngheo.audit.cover.parts import Path, column_label, parameter_of
from chuan_ngheo.audit.cover.wanted import (
    GIVEN,
    KEY_UNKNOWN,
    WORDS_OF_TRUTH,
    oriented,
    stated,
)
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    RESULT,
    Facts,
    Interpreter,
    Truth,
    all_true,
    any_true,
    combine_bounds,
    compare_bounds,
    count_true,
    first_that_holds,
    greatest,
)
from chuan_ngheo.rulebook.rules import Parameter, Rule, RuleSet
from chuan_ngheo.vocabulary import ValueType

Seen = tuple[Path, str]
"""A part of the condition, and the state that it was seen in."""
Outcome = Callable[[Any], Any]
"""What the rule's answer becomes if a part had this value."""
_NEAR: Final = 1e-9
_NO_POINTS: Final = -1
"""A number that no table of points holds: it comes out only where it is certainly what is given."""


class Watcher(Interpreter):
    """Tells which states of the parts of conditions are seen in one evaluated subject.

    Args:
        rules: the rule set, with the rulings under which the facts were evaluated.
        parameters: the versions in force: several only where the review date is unknown.
        h: the facts of the household, or of another subject, with the results of the rules.
    """

    def __init__(
        self, rules: RuleSet, parameters: Mapping[str, tuple[Parameter, ...]], h: Facts
    ) -> None:
        super().__init__(parameters, rules.classes, h)
        self.rules = rules
        self._truths: dict[tuple[int, int], Truth] = {}

    def truth(self, node: nodes.Node, m: Facts) -> Truth:
        """Return the truth of a condition as it is written, tests of rulings included."""
        if isinstance(node, nodes.RulingTest):
            return self.rules.chosen[node.ruling] == node.option
        key = id(node), id(m)
        if key not in self._truths:
            self._truths[key] = super().truth(node, m)
        return self._truths[key]

    def seen(self, rule: Rule) -> Iterator[Seen]:
        """Yield what is seen of the parts of a rule, over all members where it is about them."""
        subjects: Iterable[Facts] = self.h[MEMBERS] or () if rule.scope == "member" else (self.h,)
        for m in subjects:
            if rule.type is ValueType.BOOLEAN:
                yield from self._truth(rule.node, (), m, _itself)
            else:
                yield from self._amount(rule.node, (), m, _itself)

    def _truth(self, node: nodes.Node, path: Path, m: Facts, outcome: Outcome) -> Iterator[Seen]:
        """Yield what is seen of a condition that stands at ``path``."""
        value = self.truth(node, m)
        if outcome(True) == outcome(False):
            return
        match node:
            case nodes.Compare():
                for state in self._comparison(node, value, m):
                    yield path, state
                yield from self._below_comparison(node, path, m, outcome)
            case nodes.In(fact, _):
                found = self._value(fact, m)
                yield path, "unknown" if found is None else found
            case nodes.ClassIn():
                yield from ((path, state) for state in self._class(value))
            case _:
                yield path, WORDS_OF_TRUTH[value]
                yield from self._below(node, path, m, outcome)

    def _below(self, node: nodes.Node, path: Path, m: Facts, outcome: Outcome) -> Iterator[Seen]:
        """Yield what is seen of the parts that a condition combines."""
        match node:
            case nodes.And(parts):
                yield from self._each(parts, path, m, lambda values: outcome(all_true(values)))
            case nodes.Or(parts):
                yield from self._each(parts, path, m, lambda values: outcome(any_true(values)))
            case nodes.Coalesce(parts):
                yield from self._each(parts, path, m, lambda values: outcome(_first(values)))
            case nodes.Not(part):
                yield from self._truth(part, (*path, 0), m, lambda value: outcome(_not(value)))
            case nodes.Conditional(test, then, otherwise):
                parts = (test, then, otherwise)
                yield from self._each(parts, path, m, lambda values: outcome(_chosen(values)))
            case nodes.Quantifier(kind, body):
                combine = any_true if kind == "any_member" else all_true
                yield from self._members(body, path, lambda values: outcome(combine(values)))

    def _each(
        self,
        parts: tuple[nodes.Node, ...],
        path: Path,
        m: Facts,
        outcome: Callable[[list[Truth]], Any],
    ) -> Iterator[Seen]:
        values = [self.truth(part, m) for part in parts]
        for number, part in enumerate(parts):
            yield from self._truth(part, (*path, number), m, _with(values, number, outcome))

    def _members(
        self, body: nodes.Node, path: Path, outcome: Callable[[list[Truth]], Any]
    ) -> Iterator[Seen]:
        members: list[Facts] = self.h[MEMBERS] or []
        values = [self.truth(body, member) for member in members]
        for number, member in enumerate(members):
            yield from self._truth(body, (*path, 0), member, _with(values, number, outcome))

    def _below_comparison(
        self, node: nodes.Compare, path: Path, m: Facts, outcome: Outcome
    ) -> Iterator[Seen]:
        symbol, left, right = node.operator, self.amount(node.left, m), self.amount(node.right, m)
        yield from self._amount(
            node.left, (*path, 0), m, lambda value: outcome(compare_bounds(symbol, value, right))
        )
        yield from self._amount(
            node.right, (*path, 1), m, lambda value: outcome(compare_bounds(symbol, left, value))
        )

    def _amount(self, node: nodes.Node, path: Path, m: Facts, outcome: Outcome) -> Iterator[Seen]:
        """Yield what is seen of the conditions that a number counts."""
        match node:
            case nodes.CountTrue(parts):
                yield from self._each(parts, path, m, lambda values: outcome(count_true(values)))
            case nodes.Quantifier(_, body):
                yield from self._members(body, path, lambda values: outcome(count_true(values)))
            case nodes.Arithmetic(symbol, left, right):
                one, other = self.amount(left, m), self.amount(right, m)
                yield from self._amount(
                    left, (*path, 0), m, lambda value: outcome(combine_bounds(symbol, value, other))
                )
                yield from self._amount(
                    right, (*path, 1), m, lambda value: outcome(combine_bounds(symbol, one, value))
                )
            case nodes.Greatest(parts):
                values = [self.amount(part, m) for part in parts]
                for number, part in enumerate(parts):
                    combined = _with(values, number, lambda values: outcome(greatest(values)))
                    yield from self._amount(part, (*path, number), m, combined)
            case nodes.ChosenNumber():
                yield from self._chosen_number(node, path, m, outcome)
            case nodes.ParameterReference(name) if outcome(_NO_POINTS) == _NO_POINTS:
                yield from ((path, state) for state in self._cell(self.parameters[name], m))

    def _chosen_number(
        self, node: nodes.ChosenNumber, path: Path, m: Facts, outcome: Outcome
    ) -> Iterator[Seen]:
        """Yield what is seen of the tests before numbers, and of the number that is chosen."""
        tests = [self.truth(test, m) for test, _ in node.cases]
        numbers = [self.amount(number, m) for number in _numbers(node)]

        def with_tests(values: list[Truth]) -> Any:
            pairs = tuple(zip(values, numbers, strict=False))
            return outcome(first_that_holds(pairs, numbers[-1]))

        def with_numbers(values: list[Any]) -> Any:
            pairs = tuple(zip(tests, values, strict=False))
            return outcome(first_that_holds(pairs, values[-1]))

        for place, (test, _) in enumerate(node.cases):
            below = (*path, 2 * place)
            yield from self._truth(test, below, m, _with(tests, place, with_tests))
        for place, number in enumerate(_numbers(node)):
            below = (*path, min(2 * place + 1, 2 * len(tests)))
            yield from self._amount(number, below, m, _with(numbers, place, with_numbers))

    def _cell(self, versions: tuple[Parameter, ...], m: Facts) -> Iterator[str]:
        """Yield the column of a table from which points are certainly taken."""
        if len(versions) == 1 and not versions[0].row_key:
            key = versions[0].key
            if not key:
                yield GIVEN
            else:
                yield m.get(key, self.h.get(key)) or KEY_UNKNOWN

    def _class(self, value: Truth) -> Iterator[str]:
        possible = [name for name in self.classes if self.h[RESULT + name] is not False]
        if len(possible) == 1:
            yield possible[0]
        if value is None:
            yield "unknown"

    def _comparison(self, node: nodes.Compare, value: Truth, m: Facts) -> Iterator[str]:
        if value is None:
            yield "unknown"
        name = parameter_of(node)
        if name is None:
            yield from self._side(node, "", m)
            return
        versions = self.parameters[name]
        if len(versions) > 1:
            return
        (version,) = versions
        key = (m.get(version.key, self.h.get(version.key))) if version.key else ""
        if key is None:
            if self.amount(oriented(node)[0], m) is not None:
                yield KEY_UNKNOWN
            return
        several = len(self.rules.parameters[name]) > 1
        label = column_label(version, key, several=several)
        yield from self._side(node, label, m)
        row = m.get(version.row_key, self.h.get(version.row_key)) if version.row_key else None
        if isinstance(row, int) and value is not None:
            yield from (stated(label, state) for state in _rows(version, row))

    def _side(self, node: nodes.Compare, label: str, m: Facts) -> Iterator[str]:
        """Yield on which side of a limit an amount lies, if it is next to it."""
        value, limit = (self.amount(part, m) for part in oriented(node))
        difference = _difference(value, limit)
        if difference is None:
            return
        step = step_of(node, self.rules)
        if abs(difference) <= _NEAR:
            yield stated(label, "at")
        elif abs(difference) <= step + _NEAR:
            yield stated(label, "below" if difference < 0 else "above")


def _numbers(node: nodes.ChosenNumber) -> tuple[nodes.Node, ...]:
    return (*(number for _, number in node.cases), node.otherwise)


def _rows(version: Parameter, row: int) -> Iterator[str]:
    rows = version.rows
    if row < rows[1]:
        yield "first row"
    if row >= rows[-1]:
        yield "last row"
    if row in rows[1:]:
        yield "at a row"
    elif row + 1 in rows[1:]:
        yield "before a row"
    elif row - 1 in rows[1:]:
        yield "after a row"


def _difference(value: Any, limit: Any) -> float | None:
    if isinstance(value, date) and isinstance(limit, date):
        return (value - limit).days
    if value is None or limit is None or isinstance(value, tuple) or isinstance(limit, tuple):
        return None
    difference: float = value - limit
    return difference


def _with(
    values: list[Any], number: int, outcome: Callable[[list[Any]], Any]
) -> Callable[[Any], Any]:
    """Return what comes out if one of the values were another."""

    def replaced(value: Any) -> Any:
        return outcome([*values[:number], value, *values[number + 1 :]])

    return replaced


def _itself(value: Any) -> Any:
    return value


def _not(value: Truth) -> Truth:
    return None if value is None else not value


def _first(values: list[Truth]) -> Truth:
    return next((value for value in values if value is not None), None)


def _chosen(values: list[Truth]) -> Truth:
    test, one, other = values
    if test is None:
        return one if one is other else None
    return one if test else other
