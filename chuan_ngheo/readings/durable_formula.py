"""Conditions on a single fact of durable_rules, as values that can be negated and written.

A fact holds whole numbers only. A key that is unknown has a number of its own, so that the
opposite of every test is a test: no key is ever absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_OPPOSITE: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_WRITTEN: Final = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of one key of the fact with a whole number."""

    key: str
    symbol: str
    number: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """True if every part is; with no part it is always true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if a part is; with no part it is never true."""

    parts: tuple[Formula, ...]


Formula = Comparison | AllOf | AnyOf
ALWAYS: Final = AllOf(())
NEVER: Final = AnyOf(())


def all_of(*parts: Formula) -> Formula:
    """Join conditions by "and", without parts that decide nothing."""
    kept: list[Formula] = []
    for part in parts:
        kept += part.parts if isinstance(part, AllOf) else (part,)
    kept = list(dict.fromkeys(kept))
    if NEVER in kept:
        return NEVER
    return kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def any_of(*parts: Formula) -> Formula:
    """Join conditions by "or", without parts that decide nothing."""
    kept: list[Formula] = []
    for part in parts:
        kept += part.parts if isinstance(part, AnyOf) else (part,)
    kept = list(dict.fromkeys(kept))
    if ALWAYS in kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else AnyOf(tuple(kept))


def opposite(formula: Formula) -> Formula:
    """Return the condition that is true where this one is not."""
    match formula:
        case Comparison(key, symbol, number):
            return Comparison(key, _OPPOSITE[symbol], number)
        case AllOf(parts):
            return any_of(*map(opposite, parts))
        case AnyOf(parts):
            return all_of(*map(opposite, parts))


def keys_of(formula: Formula) -> Iterator[str]:
    """Yield the keys that a condition reads, some of them several times."""
    if isinstance(formula, Comparison):
        yield formula.key
        return
    for part in formula.parts:
        yield from keys_of(part)


def written(formula: Formula) -> dict[str, Any]:
    """Write a condition in the JSON of durable_rules; it must be neither ALWAYS nor NEVER."""
    match formula:
        case Comparison(key, "==", number):
            return {key: number}
        case Comparison(key, symbol, number):
            return {_WRITTEN[symbol]: {key: number}}
        case AllOf(parts):
            return {"$and": [written(part) for part in parts]}
        case AnyOf(parts):
            return {"$or": [written(part) for part in parts]}
