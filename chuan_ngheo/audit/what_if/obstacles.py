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
from typing import Any

from chuan_ngheo.audit.what_if.household import AGE, TELL_AGE
from chuan_ngheo.audit.what_if.reads import FactsRead
from chuan_ngheo.audit.what_if.spans import (
    ANYTHING,
    NOTHING,
    Paths,
    Span,
    Way,
    below,
    chosen,
    combined,
    equal,
    fewest,
    greatest,
    union,
)
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import split_path
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    Facts,
    later_by_months,
    look_up_versions,
)
from chuan_ngheo.readings.program import Program


class Obstacles:
    """The facts in the way, for one evaluated household.

    Args:
        free: paths of the facts that are free to be anything.
        none_free: the same household with no fact free; what reads no free fact is taken from it.
    """

    def __init__(
        self, program: Program, facts: Facts, free: Paths, none_free: Obstacles | None = None
    ) -> None:
        self._program = program
        self._facts = facts
        self._free = free
        self._none_free = none_free
        self._free_facts = tuple(map(split_path, free))
        self._found: dict[tuple[int, int, bool], Paths | None] = {}
        self._spans: dict[tuple[int, int], Span] = {}
        self._reads: FactsRead = none_free._reads if none_free else FactsRead(program)

    def against(self, rule: str, *, value: bool) -> Paths | None:
        """Return facts that keep a rule of the household from a value; None if none are found."""
        return self._against(self._program.by_id[rule].node, -1, value=value)

    def _against(self, node: nodes.Node, place: int, *, value: bool) -> Paths | None:
        if self._none_free and not self._reads_free(node, place):
            return self._none_free._against(node, place, value=value)
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
        return fewest(found) if all_ else union(found)

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
        return fewest(self._against(node, -1, value=False) for node in conditions)

    def _of_first_known(
        self, parts: Sequence[nodes.Node], place: int, *, value: bool
    ) -> Paths | None:
        first, *rest = parts
        found = self._against(first, place, value=value)
        if found is None or not rest or not self._reads_unknown(first, place):
            return found
        return union((found, self._of_first_known(rest, place, value=value)))

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
            union((one, other)),
            union((self._against(test, place, value=True), other)),
            union((self._against(test, place, value=False), one)),
        )
        return fewest(ways)

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
            return equal(left, right, value=(symbol == "==") is value)
        if not value:
            left, right = right, left
            symbol = "<=" if symbol == "<" else "<"
        return below(left, right, strictly=symbol == "<")

    def _reads_free(self, node: nodes.Node, place: int) -> bool:
        """Tell whether a condition reads a fact that is free, of the household or its member."""
        names = self._reads.by(node)
        everyone = place < 0 or MEMBERS in names
        return any(
            name in names and (everyone or position in (None, place))
            for position, name in self._free_facts
        )

    def _span(self, node: nodes.Node, place: int) -> Span:
        if self._none_free and not self._reads_free(node, place):
            return self._none_free._span(node, place)
        key = id(node), place
        if key not in self._spans:
            self._spans[key] = self._find_span(node, place)
        return self._spans[key]

    def _find_span(self, node: nodes.Node, place: int) -> Span:
        match node:
            case nodes.Constant(value):
                return Span(value, value, NOTHING, NOTHING, value, value)
            case nodes.FactReference(name, scope):
                return self._span_of_fact(name, scope, place)
            case nodes.DefinitionReference(name):
                return self._span(self._program.by_id[name].node, place)
            case nodes.ParameterReference(name):
                return self._span_of_parameter(name, place)
            case nodes.Arithmetic(symbol, left, right):
                return combined(symbol, self._span(left, place), self._span(right, place))
            case nodes.CountTrue(parts):
                return self._count([(part, place) for part in parts])
            case nodes.Quantifier(_, body):
                members: list[Facts] | None = self._facts[MEMBERS]
                if members is None:
                    return ANYTHING
                return self._count([(body, one) for one in range(len(members))])
            case nodes.MonthsAfter(fact, months):
                return self._later(fact, months, place)
            case nodes.ChosenNumber(cases, otherwise):
                return self._chosen(cases, otherwise, place)
            case nodes.Greatest(parts):
                return greatest([self._span(part, place) for part in parts])
        return ANYTHING

    def _span_of_fact(self, name: str, scope: str, place: int) -> Span:
        path = _path(name, scope, place)
        value = self._row(scope, place)[name]
        if path in self._free or value is None:
            return ANYTHING
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
        every = [
            number
            for version in versions
            for numbers in version.columns.values()
            for number in numbers
        ]
        paths = frozenset(held)
        return Span(low, high, paths, paths, min(every), max(every))

    def _later(self, fact: nodes.FactReference, months: nodes.Node, place: int) -> Span:
        day, number = self._span_of_fact(fact.name, fact.scope, place), self._span(months, place)
        if not isinstance(day.low, date) or number.low is None or number.low != number.high:
            return ANYTHING
        later = later_by_months(day.low, number.low)
        held = day.at_least | number.at_least
        return Span(later, later, held, held)

    def _chosen(
        self,
        cases: Sequence[tuple[nodes.Node, nodes.Node]],
        otherwise: nodes.Node,
        place: int,
    ) -> Span:
        ways = [
            Way(
                self._against(test, place, value=True),
                self._against(test, place, value=False),
                self._span(number, place),
            )
            for test, number in cases
        ]
        return chosen([*ways, Way(None, NOTHING, self._span(otherwise, place))])

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
    if name in TELL_AGE:
        name = AGE
    return f"members[{place}].{name}" if scope == "member" else name
