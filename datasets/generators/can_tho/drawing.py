"""Small random draws over ``random.Random``."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(rng: Random, probability: float) -> bool:
    """Return true with this probability."""
    return rng.random() < probability


def pick(rng: Random, weights: Mapping[T, float]) -> T:
    """Return one key, drawn with the weights."""
    return rng.choices(list(weights), list(weights.values()))[0]


def at_least_one(rng: Random, candidates: list[int], probability: float) -> frozenset[int]:
    """Return one candidate for certain, and each other with this probability."""
    first = rng.choice(candidates)
    return frozenset(item for item in candidates if item == first or chance(rng, probability))
