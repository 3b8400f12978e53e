"""A sample of households that depends on their ids and a seed alone.

Whoever knows the ids and the seed draws the same households, whatever the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def sample(identities: Iterable[str], size: int, seed: int) -> frozenset[str]:
    """Return the ids whose SHA-256 over ``seed:id`` is smallest; all if there are no more."""
    ordered = sorted(set(identities), key=lambda name: sha256(f"{seed}:{name}".encode()).digest())
    return frozenset(ordered[:size])
