"""The names that a condition may use besides the facts of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chuan_ngheo.vocabulary import Scope, ValueType


@dataclass(frozen=True, slots=True)
class Definition:
    """A named rule that other conditions may refer to."""

    scope: Scope
    type: ValueType
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number set by law; ``scope`` is that of its keys, None if it has none."""

    unit: str
    scope: Scope | None


class Names(Protocol):
    """What a rule set offers to the conditions in it."""

    @property
    def definitions(self) -> dict[str, Definition]:
        """Definitions and classes by id."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of the indicators, in official order."""

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters by id."""

    @property
    def rulings(self) -> dict[str, tuple[str, ...]]:
        """The options of each ruling by id."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The ids of the classes, in legal order."""

    @property
    def left_out(self) -> frozenset[str]:
        """Ids of entries that are reported elsewhere: not unknown, but of no known type."""
