"""What a condition can become once some unknown facts are answered.

Different conditions are taken as independent of each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import inf
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    Facts,
    Truth,
    combine_bounds,
    compare_bounds,
    look_up_versions,
)
from chuan_ngheo.readings.open_facts import OpenFacts
from chuan_ngheo.readings.outcome_sets import (
    SETTLED,
    UNKNOWN,
    Outcome,
    both,
    counts,
    fold,
    rows_within,
    sums,
    terms_of,
    whole_bounds,
)
from chuan_ngheo.vocabulary import Scope

_BOTH = frozenset({True, False})
_ANY = frozenset({True, False, None})


class Outcomes:
    """The outcomes of conditions of one household for a set of answered facts."""

    def __init__(self, facts: OpenFacts) -> None:
        self.facts = facts
        self.program = facts.program
        self.household = facts.household
        self.answered: frozenset[str] = frozenset()
        self.known: dict[tuple[int, int, frozenset[str]], frozenset[Truth]] = {}
        self.numbers: dict[tuple[int, int, frozenset[str]], frozenset[Outcome]] = {}

    def of_rules(
        self, answered: Iterable[str], rules: tuple[str, ...]
    ) -> tuple[frozenset[Truth], ...]:
        """Return what each rule of the household can become once ``answered`` are known."""
        self.answered = frozenset(answered)
        return tuple(
            self._truths(self.program.by_id[name].node, self.household, -1) for name in rules
        )

    def _truths(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Truth]:
        """Return what a condition can become; remembered for the answers that concern it."""
        if not isinstance(node, nodes.Compare):
            value = self.facts.value(node, row)
            if value is not None:
                return frozenset({value})
        key = id(node), id(row), self.answered & self.facts.blamed(node, row, index)
        if key not in self.known:
            self.known[key] = self._open_truths(node, row, index)
        return self.known[key]

    def _open_truths(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Truth]:
        match node:
            case nodes.FactReference(name, scope):
                known = self.answered.issuperset(self.facts.paths(name, scope, index))
                return _BOTH if known else frozenset({None})
            case nodes.In(fact, _):
                return self._truths(fact, row, index) if self._is_open(fact, row) else _BOTH
            case nodes.DefinitionReference(name, _):
                return self._truths(self.program.by_id[name].node, row, index)
            case nodes.Not(part):
                return frozenset(
                    None if value is None else not value for value in self._truths(part, row, index)
                )
            case nodes.And(parts):
                return fold((self._truths(part, row, index) for part in parts), deciding=False)
            case nodes.Or(parts):
                return fold((self._truths(part, row, index) for part in parts), deciding=True)
            case nodes.Compare(symbol, left, right):
                return self._compared(symbol, left, right, row, index)
            case nodes.Coalesce(parts):
                return self._first_known(parts, row, index)
            case nodes.Quantifier(kind, body):
                return self._over_members(body, deciding=kind == "any_member")
        return _ANY

    def _is_open(self, fact: nodes.FactReference, row: Facts) -> bool:
        source = row if fact.scope == "member" else self.household
        return source[fact.name] is None

    def _first_known(
        self, parts: tuple[nodes.Node, ...], row: Facts, index: int
    ) -> frozenset[Truth]:
        outcomes: frozenset[Truth] = frozenset({None})
        for part in parts:
            if None in outcomes:
                outcomes = (outcomes - {None}) | self._truths(part, row, index)
        return outcomes

    def _over_members(self, body: nodes.Node, *, deciding: bool) -> frozenset[Truth]:
        members: list[Facts] | None = self.household[MEMBERS]
        if members is None:
            return _BOTH if "members" in self.answered else frozenset({None})
        return fold(
            (self._truths(body, member, index) for index, member in enumerate(members)),
            deciding=deciding,
        )

    def _compared(
        self, symbol: str, left: nodes.Node, right: nodes.Node, row: Facts, index: int
    ) -> frozenset[Truth]:
        known = compare_bounds(symbol, self.facts.amount(left, row), self.facts.amount(right, row))
        if known is not None:
            return frozenset({known})
        lefts = self._amounts(left, row, index)
        rights = self._amounts(right, row, index)
        found: set[Truth] = set()
        for one in lefts:
            for other in rights:
                if UNKNOWN in (one, other):
                    found.add(None)
                elif isinstance(one, str) and isinstance(other, str):
                    found |= _BOTH
                elif isinstance(one, str) or isinstance(other, str):
                    bounds = other if isinstance(one, str) else one
                    exact = not isinstance(bounds, str) and bounds[0] == bounds[1]
                    found |= _BOTH if exact else _ANY
                else:
                    found.add(compare_bounds(symbol, one, other))
        return frozenset(found)

    def _amounts(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Outcome]:
        """Return what a number can become; remembered for the answers that concern it."""
        amount: Any = self.facts.amount(node, row)
        if amount is not None and not isinstance(amount, tuple):
            return frozenset({(amount, amount)})
        concerned = self.answered & self.facts.blamed_amount(node, row, index)
        key = id(node), id(row), concerned
        if key not in self.numbers:
            self.numbers[key] = self._open_amounts(node, row, index)
        return self.numbers[key]

    def _open_amounts(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Outcome]:
        amount: Any = self.facts.amount(node, row)
        match node:
            case nodes.CountTrue(parts):
                return counts(self._truths(part, row, index) for part in parts)
            case nodes.Quantifier(_, body) if self.household[MEMBERS] is not None:
                members = enumerate(self.household[MEMBERS])
                return counts(self._truths(body, member, place) for place, member in members)
            case nodes.DefinitionReference(name, _):
                return self._amounts(self.program.by_id[name].node, row, index)
            case nodes.Arithmetic("+", _, _):
                return self._added(node, row, index)
            case nodes.Arithmetic(symbol, left, right):
                return self._combined(symbol, left, right, row, index)
            case nodes.ParameterReference(name):
                return self._parameter(name, row, index)
            case nodes.ChosenNumber(cases, otherwise):
                return self._chosen(cases, otherwise, row, index)
        blamed = set(self.facts.blame_amount(node, row, index))
        if blamed <= self.answered:
            if isinstance(amount, tuple) and amount[1] < inf:
                return frozenset((value, value) for value in range(amount[0], amount[1] + 1))
            return frozenset({SETTLED})
        return frozenset({amount if isinstance(amount, tuple) else UNKNOWN})

    def _parameter(self, name: str, row: Facts, index: int) -> frozenset[Outcome]:
        """Return the values that a parameter can take once the answered keys are known."""
        versions = self.program.parameters[name]
        key, row_key = versions[0].key, versions[0].row_key
        choices: list[list[dict[str, Any]]] = [[{}]]
        for fact in filter(None, (key, row_key)):
            source = row if fact in row else self.household
            value = source[fact]
            known = value is not None and not isinstance(value, tuple)
            scope: Scope = "member" if fact in row and index >= 0 else "household"
            if not known and self.answered.issuperset(self.facts.paths(fact, scope, index)):
                options = (
                    list(versions[0].columns) if fact == key else rows_within(versions[0], value)
                )
                choices.append([{fact: option} for option in options])
        each = [(one,) for one in versions] if "review_date" in self.answered else [versions]
        found: set[Outcome] = set()
        for chosen in product(*choices):
            facts = dict(row)
            for part in chosen:
                facts |= part
            for some in each:
                amount: Any = look_up_versions(some, self.household, facts)
                found.add(amount if isinstance(amount, tuple) else (amount, amount))
        return frozenset(found)

    def _chosen(
        self,
        cases: tuple[tuple[nodes.Node, nodes.Node], ...],
        otherwise: nodes.Node,
        row: Facts,
        index: int,
    ) -> frozenset[Outcome]:
        """Return the numbers that a choice can become; one test after the other."""
        if not cases:
            return self._amounts(otherwise, row, index)
        (test, number), *rest = cases
        found: set[Outcome] = set()
        truths = self._truths(test, row, index)
        ones = self._amounts(number, row, index) if truths - {False} else frozenset()
        others = (
            self._chosen(tuple(rest), otherwise, row, index) if truths - {True} else frozenset()
        )
        if True in truths:
            found |= ones
        if False in truths:
            found |= others
        if None in truths:
            found |= {both(one, other) for one in ones for other in others}
        return frozenset(found)

    def _added(self, node: nodes.Arithmetic, row: Facts, index: int) -> frozenset[Outcome]:
        terms = [self._amounts(term, row, index) for term in terms_of(node)]
        whole = [whole_bounds(term) for term in terms]
        known = [bounds for bounds in whole if bounds is not None]
        if len(known) == len(terms):
            return frozenset(sums(known))
        return self._combined("+", node.left, node.right, row, index)

    def _combined(
        self, symbol: str, left: nodes.Node, right: nodes.Node, row: Facts, index: int
    ) -> frozenset[Outcome]:
        found: set[Outcome] = set()
        for one in self._amounts(left, row, index):
            for other in self._amounts(right, row, index):
                if isinstance(one, str) or isinstance(other, str):
                    open_ = UNKNOWN in (one, other)
                    found.add(UNKNOWN if open_ else SETTLED)
                elif UNKNOWN in (one, other):
                    found.add(UNKNOWN)
                else:
                    amount: Any = combine_bounds(symbol, one, other)
                    found.add(amount)
        return frozenset(found)
