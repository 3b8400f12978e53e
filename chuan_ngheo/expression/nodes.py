"""The typed nodes of a condition. All are frozen; every reading walks the same tree.

Truth has three values: True, False and None (unknown), combined by Kleene's rules. A number
is known, unknown, or known to lie between two bounds (a count of members some of whom are
unknown, an age in months when only the years are known, a table entry whose key is unknown).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chuan_ngheo.vocabulary import Scope

Scalar = bool | int | float | str | date
ComparisonOperator = Literal["<", "<=", ">", ">=", "==", "!="]
ArithmeticOperator = Literal["+", "-", "*"]
QuantifierKind = Literal["any_member", "all_members", "count_members"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal of the rule text."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class FactReference:
    """A fact of the household or of the member at hand."""

    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class DefinitionReference:
    """The value of another rule: a definition, an indicator or a class."""

    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class ParameterReference:
    """A number set by law, possibly by area, by sex or by age."""

    name: str


@dataclass(frozen=True, slots=True)
class RulingTest:
    """Whether a ruling is set to an option; known as soon as the rules are loaded."""

    ruling: str
    option: str


@dataclass(frozen=True, slots=True)
class ClassIn:
    """Whether the class of the household is one of the given classes."""

    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two numbers or two dates."""

    operator: ComparisonOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class In:
    """Whether an enumerated fact has one of the given values."""

    fact: FactReference
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class And:
    """True if all parts are true, false if any is false, else unknown."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True if any part is true, false if all are false, else unknown."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; the opposite of unknown is unknown."""

    part: Node


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference or product of two numbers."""

    operator: ArithmeticOperator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class CountTrue:
    """How many of the parts are true: from the certain ones to the possible ones."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A condition over the members: any, all, or how many."""

    kind: QuantifierKind
    body: Node


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first part that is known."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Ever:
    """Whether a dated event has ever happened: a fact whose null means "never"."""

    fact: FactReference


@dataclass(frozen=True, slots=True)
class MonthsAfter:
    """The day that lies a number of months after a dated event."""

    fact: FactReference
    months: Node


@dataclass(frozen=True, slots=True)
class Conditional:
    """One of two conditions, chosen by a test."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class ChosenNumber:
    """The number beside the first test that is true, else the last number.

    A test that is unknown leaves its number and the later ones possible.
    """

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of some numbers; unknown if one of them is."""

    parts: tuple[Node, ...]


Node = (
    Constant
    | FactReference
    | DefinitionReference
    | ParameterReference
    | RulingTest
    | ClassIn
    | Compare
    | In
    | And
    | Or
    | Not
    | Arithmetic
    | CountTrue
    | Quantifier
    | Coalesce
    | Ever
    | MonthsAfter
    | Conditional
    | ChosenNumber
    | Greatest
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below ``node``."""
    match node:
        case And(parts) | Or(parts) | CountTrue(parts) | Coalesce(parts) | Greatest(parts):
            return parts
        case Not(part):
            return (part,)
        case Quantifier(_, body):
            return (body,)
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
        case In(fact, _) | Ever(fact):
            return (fact,)
        case MonthsAfter(fact, months):
            return (fact, months)
        case Conditional(test, then, otherwise):
            return (test, then, otherwise)
        case ChosenNumber(cases, otherwise):
            return (*(part for case in cases for part in case), otherwise)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and every node below it, in the order of the text."""
    yield node
    for child in children(node):
        yield from walk(child)
