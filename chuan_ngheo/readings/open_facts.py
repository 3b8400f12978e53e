"""Which unknown facts keep a condition open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    Amount,
    Facts,
    Interpreter,
    Truth,
    compare_bounds,
)
from chuan_ngheo.readings.program import Program


class OpenFacts:
    """The unknown facts of one evaluated household, by the conditions that they keep open.

    A position of -1 stands for the household itself.
    """

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program = program
        self.household = facts
        self.interpreter = Interpreter(program.parameters, program.rule_set.classes, facts)
        self.truths: dict[tuple[int, int], Truth] = {}
        self.amounts: dict[tuple[int, int], Amount] = {}
        self.open: dict[tuple[int, int], frozenset[str]] = {}
        self.open_amounts: dict[tuple[int, int], frozenset[str]] = {}

    def blamed(self, node: nodes.Node, row: Facts, index: int) -> frozenset[str]:
        """Return the paths of the unknown facts that keep a condition open."""
        place = id(node), id(row)
        if place not in self.open:
            self.open[place] = frozenset(self._blame(node, row, index))
        return self.open[place]

    def blamed_amount(self, node: nodes.Node, row: Facts, index: int) -> frozenset[str]:
        """Return the paths of the unknown facts that keep a number from being exact."""
        place = id(node), id(row)
        if place not in self.open_amounts:
            self.open_amounts[place] = frozenset(self.blame_amount(node, row, index))
        return self.open_amounts[place]

    def value(self, node: nodes.Node, row: Facts) -> Truth:
        """Return the truth of a condition."""
        key = id(node), id(row)
        if key not in self.truths:
            self.truths[key] = self.interpreter.truth(node, row)
        return self.truths[key]

    def amount(self, node: nodes.Node, row: Facts) -> Amount:
        """Return the value of a number."""
        key = id(node), id(row)
        if key not in self.amounts:
            self.amounts[key] = self.interpreter.amount(node, row)
        return self.amounts[key]

    def _blame(self, node: nodes.Node, row: Facts, index: int) -> Iterator[str]:
        if isinstance(node, nodes.Compare):
            compare = compare_bounds(
                node.operator, self.amount(node.left, row), self.amount(node.right, row)
            )
            if compare is None:
                yield from self.blame_amount(node.left, row, index)
                yield from self.blame_amount(node.right, row, index)
            return
        if self.value(node, row) is not None:
            return
        match node:
            case nodes.FactReference(name, scope):
                yield from self.paths(name, scope, index)
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

    def blame_amount(self, node: nodes.Node, row: Facts, index: int) -> Iterator[str]:
        """Yield the paths of the unknown facts that keep a number from being exact."""
        amount: Any = self.amount(node, row)
        if amount is not None and not isinstance(amount, tuple):
            return
        match node:
            case nodes.FactReference(name, scope):
                yield from self.paths(name, scope, index)
            case nodes.ParameterReference(name):
                yield from self._blame_keys(name, row, index)
            case nodes.DefinitionReference(name, _):
                yield from self.blame_amount(self.program.by_id[name].node, row, index)
            case nodes.Quantifier(_, body):
                yield from self._blame_members(body)
            case nodes.CountTrue(parts):
                for part in parts:
                    yield from self._blame(part, row, index)
            case nodes.ChosenNumber(cases, otherwise):
                yield from self._blame_cases(cases, otherwise, row, index)
            case _:
                for child in nodes.children(node):
                    yield from self.blame_amount(child, row, index)

    def _blame_cases(
        self,
        cases: tuple[tuple[nodes.Node, nodes.Node], ...],
        otherwise: nodes.Node,
        row: Facts,
        index: int,
    ) -> Iterator[str]:
        """Yield what keeps a choice open: its tests, and the numbers that are possible."""
        for test, number in cases:
            held = self.value(test, row)
            yield from self._blame(test, row, index)
            if held is not False:
                yield from self.blame_amount(number, row, index)
            if held:
                return
        yield from self.blame_amount(otherwise, row, index)

    def _blame_keys(self, name: str, row: Facts, index: int) -> Iterator[str]:
        versions = self.program.parameters[name]
        if len(versions) > 1:
            yield "review_date"
        for key in (versions[0].key, versions[0].row_key):
            in_row = key in row
            value = (row if in_row else self.household)[key] if key else 0
            if value is None or isinstance(value, tuple):
                yield from self.paths(
                    key, "member" if in_row and index >= 0 else "household", index
                )

    def paths(self, name: str, scope: str, index: int) -> tuple[str, ...]:
        """Return the paths of the facts that a person is asked for; one, but for some ages.

        An age is asked for as a birth date; that tells it on a known review date only.
        """
        if name == "household_size":
            return ("members",)
        if scope == "household":
            return (name,)
        if name not in ("age", "age_months"):
            return (f"members[{index}].{name}",)
        born = self.household[MEMBERS][index]["birth_date"] is not None
        birth_date = () if born else (f"members[{index}].birth_date",)
        review_date = () if self.household["review_date"] is not None else ("review_date",)
        return (*review_date, *birth_date)
