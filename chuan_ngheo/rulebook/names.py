"""The names that the conditions of a rule set may use, with scope, type and unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.expression.names import Definition, Parameter
from chuan_ngheo.rulebook import rules as typed
from chuan_ngheo.rulebook.parameters import parameter_scope
from chuan_ngheo.rulebook.point_tables import POINT
from chuan_ngheo.rulebook.read_documents import Entry
from chuan_ngheo.vocabulary import Scope, ValueType

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.build import Parts

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class NamesOfRuleSet:
    """What a rule set offers to its conditions."""

    definitions: dict[str, Definition]
    indicators: tuple[str, ...]
    parameters: dict[str, Parameter]
    rulings: dict[str, tuple[str, ...]]
    classes: tuple[str, ...]
    left_out: frozenset[str]


def names_of(parts: Parts, entries: list[Entry]) -> tuple[NamesOfRuleSet, list[Problem]]:
    """Return the names of a rule set, without those of which it is not clear what they are."""
    problems: list[Problem] = []
    definitions: dict[str, Definition] = {}
    ambiguous = parts.parameters.keys() & parts.rulings.keys()
    for entry in entries:
        if entry.section in ("definitions", "scores", "classes") or _is_household_status(entry):
            scored = entry.section == "scores"
            name, unit = entry.document.id, POINT if scored else getattr(entry.document, "unit", "")
            definition = Definition(scope_of(entry), value_type_of(entry), unit)
            first = definitions.setdefault(name, definition)
            if first.unit != unit:
                expected = first.unit or "no unit"
                place = entry.position("unit")
                found = unit or "no unit"
                problems.append(Problem("unit-mismatch", found, expected, position=place))
            elif first != definition:
                ambiguous.add(name)
    ambiguous |= definitions.keys() & (parts.parameters.keys() | parts.rulings.keys())
    names = NamesOfRuleSet(
        _without(ambiguous, definitions),
        tuple(parts.header.indicators),
        {
            name: Parameter(versions[0].unit, _scope_of_keys(versions[0]))
            for name, versions in _without(ambiguous, parts.parameters).items()
        },
        {
            name: tuple(ruling.options)
            for name, ruling in _without(ambiguous, parts.rulings).items()
        },
        tuple(parts.header.classes),
        frozenset(parts.left_out | ambiguous),
    )
    return names, problems


def _without(left_out: set[str], items: dict[str, Item]) -> dict[str, Item]:
    return {name: item for name, item in items.items() if name not in left_out}


def _scope_of_keys(parameter: typed.Parameter) -> Scope | None:
    return parameter_scope(parameter) if parameter.key or parameter.row_key else None


def _is_household_status(entry: Entry) -> bool:
    return entry.section == "statuses" and scope_of(entry) == "household"


def scope_of(entry: Entry) -> Scope:
    """Return whose facts the condition of an entry may read."""
    document = entry.document
    scope: Scope = getattr(document, "subject", getattr(document, "scope", "household"))
    return scope


def value_type_of(entry: Entry) -> ValueType:
    """Return whether an entry is a condition or a count."""
    counted = entry.section == "scores" or getattr(entry.document, "value", None) is not None
    return ValueType.NUMBER if counted else ValueType.BOOLEAN
