"""Which unknown facts keep a rule open, and which smallest sets of them would settle it.

A set of facts settles a rule if the rule becomes true or false for every combination of
answers to these facts while all other unknown facts stay unknown. Different conditions are
taken as independent of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product
from math import inf
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    Amount,
    Facts,
    Interpreter,
    Truth,
    combine_bounds,
    compare_bounds,
    look_up_versions,
)
from chuan_ngheo.readings.program import Program
from chuan_ngheo.rulebook.rules import Parameter
from chuan_ngheo.vocabulary import Scope

Bounds = tuple[float, float]
Paths = tuple[str, ...]

_BOTH = frozenset({True, False})
_ANY = frozenset({True, False, None})
_UNKNOWN: Bounds = (-inf, inf)
_MAXIMUM_SETS = 16
_SETTLED = "settled"
"""Stands for a number that will be known, whatever it is."""

Outcome = Bounds | str


class Missing:
    """The unknown facts of one evaluated household."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program = program
        self.household = facts
        self.interpreter = Interpreter(program.parameters, program.rule_set.classes, facts)
        self.answered: frozenset[str] = frozenset()
        self.truths: dict[tuple[int, int], Truth] = {}
        self.amounts: dict[tuple[int, int], Amount] = {}
        self.open: dict[tuple[int, int], frozenset[str]] = {}
        self.outcomes: dict[tuple[int, int, frozenset[str]], frozenset[Truth]] = {}

    def settlement(self, rules: Iterable[str]) -> tuple[tuple[str, ...], tuple[Paths, ...]]:
        """Return the unknown facts that bear on the given rules, and what settles the rules.

        Returns:
            The paths of the facts an answer to which can make a difference; and the smallest
            sets of them that settle the rules, at most 16 where facts can stand in for one
            another.
        """
        names = tuple(rules)
        blamed: dict[str, None] = {}
        for name in names:
            blamed |= dict.fromkeys(self._blamed(self.program.by_id[name].node, self.household, -1))
        paths = tuple(sorted(blamed, key=_natural))
        necessary = tuple(path for path in paths if not self._settles(_without(paths, path), names))
        rest = [path for path in paths if path not in necessary]
        useful = [path for path in rest if self._bears(path, paths)]
        bearing = tuple(path for path in paths if path in necessary or path in useful)
        return bearing, self._smallest(bearing, necessary, useful, names)

    def _bears(self, path: str, paths: Paths) -> bool:
        """Tell whether an answer to ``path`` can make a difference to a rule of the household.

        It is tried alone, and together with all other answers but one of the same member (or
        household): a fact that another can stand in for matters where the other is unknown.
        """
        rules = self._open_rules(path)
        others = _without(paths, path)
        near = [other for other in others if _owner(other) == _owner(path)]
        tries = [[], [other for other in others if other not in near]]
        tries += [_without(others, other) for other in near]
        return any(
            self._outcomes(known, rules) != self._outcomes([*known, path], rules) for known in tries
        )

    def _open_rules(self, path: str) -> tuple[str, ...]:
        """Return the rules of the household that ``path`` keeps open."""
        found: list[str] = []
        for compiled in self.program.rules:
            if compiled.of_member or compiled.counts or self.household[compiled.key] is not None:
                continue
            if path in self._blamed(compiled.node, self.household, -1):
                found.append(compiled.rule.id)
        return tuple(found)

    def _blamed(self, node: nodes.Node, row: Facts, index: int) -> frozenset[str]:
        place = id(node), id(row)
        if place not in self.open:
            self.open[place] = frozenset(self._blame(node, row, index))
        return self.open[place]

    def _outcomes(
        self, answered: Iterable[str], rules: tuple[str, ...]
    ) -> tuple[frozenset[Truth], ...]:
        self.answered = frozenset(answered)
        return tuple(
            self._truths(self.program.by_id[name].node, self.household, -1) for name in rules
        )

    def _smallest(
        self, bearing: Paths, necessary: Paths, useful: list[str], rules: tuple[str, ...]
    ) -> tuple[Paths, ...]:
        """Return the smallest sets: facts stand in only for others of the same member."""
        groups: dict[str, list[str]] = {}
        for path in useful:
            groups.setdefault(_owner(path), []).append(path)
        choices: list[list[Paths]] = []
        for group in groups.values():
            others = [path for path in bearing if path not in group]
            sizes = range(len(group) + 1)
            options = (
                [
                    some
                    for some in combinations(group, size)
                    if self._settles((*others, *some), rules)
                ]
                for size in sizes
            )
            choices.append(next((found for found in options if found), [tuple(group)]))
        chosen = [
            frozenset((*necessary, *(path for some in parts for path in some)))
            for parts in islice(product(*choices), _MAXIMUM_SETS)
        ]
        return tuple(tuple(path for path in bearing if path in some) for some in chosen)

    def _settles(self, answered: Iterable[str], rules: tuple[str, ...]) -> bool:
        return all(None not in outcomes for outcomes in self._outcomes(answered, rules))

    # Blame: the unknown facts below an open condition.

    def _value(self, node: nodes.Node, row: Facts) -> Truth:
        key = id(node), id(row)
        if key not in self.truths:
            self.truths[key] = self.interpreter.truth(node, row)
        return self.truths[key]

    def _amount(self, node: nodes.Node, row: Facts) -> Amount:
        key = id(node), id(row)
        if key not in self.amounts:
            self.amounts[key] = self.interpreter.amount(node, row)
        return self.amounts[key]

    def _blame(self, node: nodes.Node, row: Facts, index: int) -> Iterator[str]:
        if isinstance(node, nodes.Compare):
            compare = compare_bounds(
                node.operator, self._amount(node.left, row), self._amount(node.right, row)
            )
            if compare is None:
                yield from self._blame_amount(node.left, row, index)
                yield from self._blame_amount(node.right, row, index)
            return
        if self._value(node, row) is not None:
            return
        match node:
            case nodes.FactReference(name, scope):
                yield self._path(name, scope, index)
            case nodes.DefinitionReference(name, _):
                yield from self._blame_definition(name, row, index)
            case nodes.ClassIn():
                for name in self.program.rule_set.classes:
                    yield from self._blame_definition(name, row, index)
            case nodes.Quantifier(_, body):
                yield from self._blame_members(body)
            case _:
                for child in nodes.children(node):
                    yield from self._blame(child, row, index)

    def _blame_definition(self, name: str, row: Facts, index: int) -> Iterator[str]:
        yield from self._blame(self.program.by_id[name].node, row, index)

    def _blame_members(self, body: nodes.Node) -> Iterator[str]:
        members: list[Facts] | None = self.household[MEMBERS]
        if members is None:
            yield "members"
        for index, member in enumerate(members or ()):
            yield from self._blame(body, member, index)

    def _blame_amount(self, node: nodes.Node, row: Facts, index: int) -> Iterator[str]:
        amount: Any = self._amount(node, row)
        if amount is not None and not isinstance(amount, tuple):
            return
        match node:
            case nodes.FactReference(name, scope):
                yield self._path(name, scope, index)
            case nodes.ParameterReference(name):
                yield from self._blame_keys(name, row, index)
            case nodes.DefinitionReference(name, _):
                yield from self._blame_amount(self.program.by_id[name].node, row, index)
            case nodes.Quantifier(_, body):
                yield from self._blame_members(body)
            case nodes.CountTrue(parts):
                for part in parts:
                    yield from self._blame(part, row, index)
            case _:
                for child in nodes.children(node):
                    yield from self._blame_amount(child, row, index)

    def _blame_keys(self, name: str, row: Facts, index: int) -> Iterator[str]:
        versions = self.program.parameters[name]
        if len(versions) > 1:
            yield "review_date"
        for key in (versions[0].key, versions[0].row_key):
            in_row = key in row
            value = (row if in_row else self.household)[key] if key else 0
            if value is None or isinstance(value, tuple):
                yield self._path(key, "member" if in_row and index >= 0 else "household", index)

    def _path(self, name: str, scope: str, index: int) -> str:
        if name == "household_size":
            return "members"
        if scope == "household":
            return name
        if name in ("age", "age_months"):
            member = self.household[MEMBERS][index]
            if member["birth_date"] is not None:
                return "review_date"
            name = "birth_date"
        return f"members[{index}].{name}"

    # Outcomes: what a condition can become once some facts are answered.

    def _truths(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Truth]:
        """Return what a condition can become; remembered for the answers that concern it."""
        if not isinstance(node, nodes.Compare):
            value = self._value(node, row)
            if value is not None:
                return frozenset({value})
        key = id(node), id(row), self.answered & self._blamed(node, row, index)
        if key not in self.outcomes:
            self.outcomes[key] = self._open_truths(node, row, index)
        return self.outcomes[key]

    def _open_truths(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Truth]:
        match node:
            case nodes.FactReference(name, scope):
                known = self._path(name, scope, index) in self.answered
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
                return _fold((self._truths(part, row, index) for part in parts), deciding=False)
            case nodes.Or(parts):
                return _fold((self._truths(part, row, index) for part in parts), deciding=True)
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
        return _fold(
            (self._truths(body, member, index) for index, member in enumerate(members)),
            deciding=deciding,
        )

    def _compared(
        self, symbol: str, left: nodes.Node, right: nodes.Node, row: Facts, index: int
    ) -> frozenset[Truth]:
        known = compare_bounds(symbol, self._amount(left, row), self._amount(right, row))
        if known is not None:
            return frozenset({known})
        lefts = self._amounts(left, row, index)
        rights = self._amounts(right, row, index)
        found: set[Truth] = set()
        for one in lefts:
            for other in rights:
                if isinstance(one, str) and isinstance(other, str):
                    found |= _BOTH
                elif isinstance(one, str) or isinstance(other, str):
                    bounds = other if isinstance(one, str) else one
                    exact = not isinstance(bounds, str) and bounds[0] == bounds[1]
                    found |= _BOTH if exact else _ANY
                else:
                    found.add(compare_bounds(symbol, one, other))
        return frozenset(found)

    def _amounts(self, node: nodes.Node, row: Facts, index: int) -> frozenset[Outcome]:
        amount: Any = self._amount(node, row)
        if amount is not None and not isinstance(amount, tuple):
            return frozenset({(amount, amount)})
        match node:
            case nodes.CountTrue(parts):
                return _counts(self._truths(part, row, index) for part in parts)
            case nodes.Quantifier(_, body) if self.household[MEMBERS] is not None:
                members = enumerate(self.household[MEMBERS])
                return _counts(self._truths(body, member, place) for place, member in members)
            case nodes.DefinitionReference(name, _):
                return self._amounts(self.program.by_id[name].node, row, index)
            case nodes.Arithmetic(symbol, left, right):
                return self._combined(symbol, left, right, row, index)
            case nodes.ParameterReference(name):
                return self._parameter(name, row, index)
        blamed = set(self._blame_amount(node, row, index))
        if blamed <= self.answered:
            if isinstance(amount, tuple):
                return frozenset((value, value) for value in range(amount[0], amount[1] + 1))
            return frozenset({_SETTLED})
        return frozenset({amount if isinstance(amount, tuple) else _UNKNOWN})

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
            if not known and self._path(fact, scope, index) in self.answered:
                options = (
                    list(versions[0].columns) if fact == key else _rows_within(versions[0], value)
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

    def _combined(
        self, symbol: str, left: nodes.Node, right: nodes.Node, row: Facts, index: int
    ) -> frozenset[Outcome]:
        found: set[Outcome] = set()
        for one in self._amounts(left, row, index):
            for other in self._amounts(right, row, index):
                if isinstance(one, str) or isinstance(other, str):
                    open_ = _UNKNOWN in (one, other)
                    found.add(_UNKNOWN if open_ else _SETTLED)
                elif _UNKNOWN in (one, other):
                    found.add(_UNKNOWN)
                else:
                    amount: Any = combine_bounds(symbol, one, other)
                    found.add(amount)
        return frozenset(found)


def _fold(parts: Iterable[frozenset[Truth]], *, deciding: bool) -> frozenset[Truth]:
    """Combine outcomes of the parts of an Or (deciding True) or And (deciding False)."""
    outcomes: frozenset[Truth] = frozenset({not deciding})
    for part in parts:
        outcomes = frozenset(
            deciding
            if deciding in (one, other)
            else (None if None in (one, other) else not deciding)
            for one in outcomes
            for other in part
        )
    return outcomes


def _counts(parts: Iterable[frozenset[Truth]]) -> frozenset[Outcome]:
    """Return every pair (certain, possible) that a count can become."""
    found: set[tuple[int, int]] = {(0, 0)}
    for part in parts:
        found = {
            (certain + (value is True), possible + (value is not False))
            for certain, possible in found
            for value in part
        }
    return frozenset((float(certain), float(possible)) for certain, possible in found)


def _without(paths: Iterable[str], path: str) -> list[str]:
    return [other for other in paths if other != path]


def _owner(path: str) -> str:
    return path.rpartition(".")[0]


def _rows_within(parameter: Parameter, bounds: tuple[Any, Any] | None) -> tuple[Any, ...]:
    """Return the row keys that lie within bounds, and the one that holds the lower bound."""
    if bounds is None:
        return parameter.rows
    inside = [key for key in parameter.rows if bounds[0] <= key <= bounds[1]]
    return (bounds[0], *inside)


def _natural(path: str) -> tuple[int, int, str]:
    """Order paths: the household's facts first, then each member's, by position."""
    if not path.startswith("members["):
        return (0, 0, path)
    position, _, name = path.removeprefix("members[").partition("]")
    return (1, int(position), name)
