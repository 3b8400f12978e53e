"""Which facts stand in the way of a condition being true, or false.

Some facts are free to be anything; unknown facts stay unknown. A set of facts stands in the way if
the condition cannot have the value as long as they are what they are, whatever the free facts
become. Conditions are taken as independent of each other, so that sometimes nothing is found
although something is in the way; what is found always is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf
from typing import Any, NamedTuple

from chuan_ngheo.audit.what_if.household import AGE
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    Facts,
    combine_bounds,
    later_by_months,
    look_up_versions,
)
from chuan_ngheo.readings.program import Program

Paths = frozenset[str]
NOTHING: Paths = frozenset()


class Span(NamedTuple):
    """What a number can be: at least and at most, each with the facts that hold it there."""

    low: Any
    high: Any
    at_least: Paths
    at_most: Paths


_ANYTHING = Span(None, None, NOTHING, NOTHING)


class Obstacles:
    """The facts in the way, for one evaluated household.

    Args:
        free: paths of the facts that are free to be anything.
    """

    def __init__(self, program: Program, facts: Facts, free: Paths) -> None:
        self._program = program
        self._facts = facts
        self._free = free
        self._found: dict[tuple[int, int, bool], Paths | None] = {}

    def against(self, rule: str, *, value: bool) -> Paths | None:
        """Return facts that keep a rule of the household from a value; None if none are found."""
        return self._against(self._program.by_id[rule].node, -1, value=value)

    def _against(self, node: nodes.Node, place: int, *, value: bool) -> Paths | None:
        key = id(node), place, value
        if key not in self._found:
            self._found[key] = self._find(node, place, value=value)
        return self._found[key]

    def _find(self, node: nodes.Node, place: int, *, value: bool) -> Paths | None:
        match node:
            case nodes.Constant(found):
                return None if found is value else NOTHING
            case nodes.FactReference(name, scope):
                found = self._row(scope, place)[name]
                return self._of_fact(name, scope, place, holds=found is value)
            case nodes.In(fact, values):
                found = self._row(fact.scope, place)[fact.name]
                holds = found is not None and (found in values) is value
                return self._of_fact(fact.name, fact.scope, place, holds=holds)
            case nodes.Ever(fact):
                holds = (self._row(fact.scope, place)[fact.name] is not None) is value
                return self._of_fact(fact.name, fact.scope, place, holds=holds)
            case nodes.DefinitionReference(name):
                return self._against(self._program.by_id[name].node, place, value=value)
            case nodes.Not(part):
                return self._against(part, place, value=not value)
            case nodes.And(parts):
                return self._joined(((part, place) for part in parts), value=value, all_=value)
            case nodes.Or(parts):
                return self._joined(((part, place) for part in parts), value=value, all_=not value)
            case nodes.Quantifier(kind, body):
                return self._over_members(body, value=value, all_=(kind == "all_members") is value)
            case nodes.ClassIn(classes):
                return self._of_class(classes, value=value)
            case nodes.Coalesce(parts):
                return self._of_first_known(parts, place, value=value)
            case nodes.Conditional(test, then, otherwise):
                return self._of_choice(test, then, otherwise, place, value=value)
            case nodes.Compare(symbol, left, right):
                return self._of_comparison(
                    symbol, self._span(left, place), self._span(right, place), value=value
                )
        return None

    def _row(self, scope: str, place: int) -> Facts:
        row: Facts = self._facts[MEMBERS][place] if scope == "member" else self._facts
        return row

    def _of_fact(self, name: str, scope: str, place: int, *, holds: bool) -> Paths | None:
        path = _path(name, scope, place)
        if holds or path in self._free:
            return None
        return frozenset({path})

    def _joined(
        self, parts: Iterable[tuple[nodes.Node, int]], *, value: bool, all_: bool
    ) -> Paths | None:
        """Join obstacles: one suffices where all parts need the value, else all parts need one."""
        found = (self._against(part, place, value=value) for part, place in parts)
        return _fewest(found) if all_ else _union(found)

    def _over_members(self, body: nodes.Node, *, value: bool, all_: bool) -> Paths | None:
        members: list[Facts] | None = self._facts[MEMBERS]
        if members is None:
            return NOTHING
        parts = ((body, place) for place in range(len(members)))
        return self._joined(parts, value=value, all_=all_)

    def _of_class(self, classes: frozenset[str], *, value: bool) -> Paths | None:
        """A class is among some exactly if all others are excluded."""
        every = self._program.rule_set.classes
        others = [name for name in every if (name in classes) is not value]
        conditions = (self._program.by_id[name].node for name in others)
        return _fewest(self._against(node, -1, value=False) for node in conditions)

    def _of_first_known(
        self, parts: Sequence[nodes.Node], place: int, *, value: bool
    ) -> Paths | None:
        first, *rest = parts
        found = self._against(first, place, value=value)
        if found is None or not rest or not self._reads_unknown(first, place):
            return found
        return _union((found, self._of_first_known(rest, place, value=value)))

    def _of_choice(
        self,
        test: nodes.Node,
        then: nodes.Node,
        otherwise: nodes.Node,
        place: int,
        *,
        value: bool,
    ) -> Paths | None:
        one, other = (self._against(part, place, value=value) for part in (then, otherwise))
        ways = (
            _union((one, other)),
            _union((self._against(test, place, value=True), other)),
            _union((self._against(test, place, value=False), one)),
        )
        return _fewest(ways)

    def _reads_unknown(self, node: nodes.Node, place: int) -> bool:
        """Tell whether a condition reads a fact that is unknown and stays so."""
        for part in nodes.walk(node):
            if isinstance(part, nodes.FactReference):
                unknown = self._row(part.scope, place)[part.name] is None
                if unknown and _path(part.name, part.scope, place) not in self._free:
                    return True
            elif isinstance(part, nodes.DefinitionReference):
                if self._reads_unknown(self._program.by_id[part.name].node, place):
                    return True
            elif isinstance(part, nodes.ParameterReference):
                return True
        return False

    def _of_comparison(self, symbol: str, left: Span, right: Span, *, value: bool) -> Paths | None:
        if symbol in (">", ">="):
            left, right = right, left
            symbol = "<" if symbol == ">" else "<="
        if symbol in ("==", "!="):
            return self._of_equality(left, right, value=(symbol == "==") is value)
        if not value:
            left, right = right, left
            symbol = "<=" if symbol == "<" else "<"
        if left.low is None or right.high is None:
            return None
        away = left.low >= right.high if symbol == "<" else left.low > right.high
        return left.at_least | right.at_most if away else None

    @staticmethod
    def _of_equality(left: Span, right: Span, *, value: bool) -> Paths | None:
        if None in (left.low, left.high, right.low, right.high):
            return None
        held = left.at_least | left.at_most | right.at_least | right.at_most
        if value:
            return held if left.low > right.high or left.high < right.low else None
        return held if left.low == left.high == right.low == right.high else None

    def _span(self, node: nodes.Node, place: int) -> Span:
        match node:
            case nodes.Constant(value):
                return Span(value, value, NOTHING, NOTHING)
            case nodes.FactReference(name, scope):
                return self._span_of_fact(name, scope, place)
            case nodes.DefinitionReference(name):
                return self._span(self._program.by_id[name].node, place)
            case nodes.ParameterReference(name):
                return self._span_of_parameter(name, place)
            case nodes.Arithmetic(symbol, left, right):
                return _combined(symbol, self._span(left, place), self._span(right, place))
            case nodes.CountTrue(parts):
                return self._count([(part, place) for part in parts])
            case nodes.Quantifier(_, body):
                members: list[Facts] | None = self._facts[MEMBERS]
                if members is None:
                    return _ANYTHING
                return self._count([(body, one) for one in range(len(members))])
            case nodes.MonthsAfter(fact, months):
                return self._later(fact, months, place)
            case nodes.ChosenNumber(cases, otherwise):
                return self._chosen(cases, otherwise, place)
            case nodes.Greatest(parts):
                return _greatest([self._span(part, place) for part in parts])
        return _ANYTHING

    def _span_of_fact(self, name: str, scope: str, place: int) -> Span:
        path = _path(name, scope, place)
        value = self._row(scope, place)[name]
        if path in self._free or value is None:
            return _ANYTHING
        held = NOTHING if name in ("household_size", "review_date") else frozenset({path})
        low, high = value if isinstance(value, tuple) else (value, value)
        return Span(low, None if high == inf else high, held, held)

    def _span_of_parameter(self, name: str, place: int) -> Span:
        versions = self._program.parameters[name]
        member: Facts = self._facts[MEMBERS][place] if place >= 0 else self._facts
        row, held = dict(member), set[str]()
        for key in (versions[0].key, versions[0].row_key):
            if not key:
                continue
            scope = "member" if key in member and place >= 0 else "household"
            path = _path(key, scope, place)
            if path in self._free:
                row[key] = None
            elif self._row(scope, place)[key] is not None:
                held.add(path)
        amount: Any = look_up_versions(versions, self._facts, row)
        low, high = amount if isinstance(amount, tuple) else (amount, amount)
        return Span(low, high, frozenset(held), frozenset(held))

    def _later(self, fact: nodes.FactReference, months: nodes.Node, place: int) -> Span:
        day, number = self._span_of_fact(fact.name, fact.scope, place), self._span(months, place)
        if not isinstance(day.low, date) or number.low is None or number.low != number.high:
            return _ANYTHING
        later = later_by_months(day.low, number.low)
        held = day.at_least | number.at_least
        return Span(later, later, held, held)

    def _chosen(
        self,
        cases: Sequence[tuple[nodes.Node, nodes.Node]],
        otherwise: nodes.Node,
        place: int,
    ) -> Span:
        """Return the bounds of a choice: those of a number whose test cannot fail, or better.

        A number ends the list if its test is true. So the choice is at least as great as the
        number of a test that is never false, unless the test of a smaller one before it is true.
        """
        ways = [
            (
                self._against(test, place, value=True),
                self._against(test, place, value=False),
                self._span(number, place),
            )
            for test, number in cases
        ]
        ways.append((None, NOTHING, self._span(otherwise, place)))
        low, at_least = _best([(n, s, span.low, span.at_least) for n, s, span in ways])
        negated = [
            (n, s, None if span.high is None else -span.high, span.at_most) for n, s, span in ways
        ]
        high, at_most = _best(negated)
        return Span(low, None if high is None else -high, at_least, at_most)

    def _count(self, parts: Sequence[tuple[nodes.Node, int]]) -> Span:
        """Return how many parts can be true: some cannot be, some cannot be anything else."""
        never = [self._against(part, place, value=True) for part, place in parts]
        always = [self._against(part, place, value=False) for part, place in parts]
        untrue = [held for held in never if held is not None]
        true = [held for held in always if held is not None]
        return Span(
            len(true),
            len(parts) - len(untrue),
            frozenset().union(*true),
            frozenset().union(*untrue),
        )


def _path(name: str, scope: str, place: int) -> str:
    if name in ("age", "age_months"):
        name = AGE
    return f"members[{place}].{name}" if scope == "member" else name


def _fewest(found: Iterable[Paths | None]) -> Paths | None:
    known = [held for held in found if held is not None]
    return min(known, key=lambda held: (len(held), sorted(held))) if known else None


def _union(found: Iterable[Paths | None]) -> Paths | None:
    together: Paths = NOTHING
    for held in found:
        if held is None:
            return None
        together |= held
    return together


def _best(
    ways: Sequence[tuple[Paths | None, Paths | None, Any, Paths]],
) -> tuple[Any, Paths]:
    """Return the greatest bound that holds for a choice, with the facts that hold it.

    Args:
        ways: of each number what keeps its test from being true and from being false (None if
            nothing does), its lower bound and what holds that.
    """
    found: list[tuple[Any, Paths]] = []
    for place, (_, sure, least, held) in enumerate(ways):
        if sure is None or least is None:
            continue
        paths, low = sure | held, least
        for never, _, other, other_held in ways[:place]:
            if other is not None and other >= least:
                paths |= other_held
            elif never is not None:
                paths |= never
            elif other is None:
                break
            else:
                paths, low = paths | other_held, min(low, other)
        else:
            found.append((low, paths))
    if not found:
        return None, NOTHING
    return max(found, key=lambda way: (way[0], -len(way[1]), sorted(way[1], reverse=True)))


def _greatest(parts: Sequence[Span]) -> Span:
    """Return the bounds of the greatest of some numbers: as low as the best, no higher than any."""
    lows = [part for part in parts if part.low is not None]
    best = max(lows, key=lambda part: part.low, default=_ANYTHING)
    if any(part.high is None for part in parts):
        return Span(best.low, None, best.at_least, NOTHING)
    held = frozenset[str]().union(*(part.at_most for part in parts))
    return Span(best.low, max(part.high for part in parts), best.at_least, held)


def _sum(left: Span, right: Span) -> Span:
    """Return the bounds of a sum; each is known where it is of both parts."""
    lows, highs = (left.low, right.low), (left.high, right.high)
    low = None if None in lows else sum(lows)
    high = None if None in highs else sum(highs)
    return Span(low, high, left.at_least | right.at_least, left.at_most | right.at_most)


def _combined(symbol: str, left: Span, right: Span) -> Span:
    if symbol == "+":
        return _sum(left, right)
    if None in (left.low, left.high, right.low, right.high):
        return _ANYTHING
    amount: Any = combine_bounds(symbol, (left.low, left.high), (right.low, right.high))
    held = left.at_least | left.at_most | right.at_least | right.at_most
    return Span(amount[0], amount[1], held, held)
