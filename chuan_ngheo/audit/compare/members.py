"""The same members on two sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class MemberPair(NamedTuple):
    """The positions (from 0) of a member on both sides; None where he or she is absent."""

    before: int | None
    after: int | None


def pair_members(
    before: Sequence[Mapping[str, Any]] | None, after: Sequence[Mapping[str, Any]] | None
) -> tuple[MemberPair, ...]:
    """Match members by their ids, or by their positions where not all of them have one."""
    own, others = _ids(before or ()), _ids(after or ())
    if None in own or None in others:
        own, others = (
            [str(place) for place in range(len(own))],
            [str(place) for place in range(len(others))],
        )
    places = {name: place for place, name in enumerate(others)}
    pairs = [MemberPair(place, places.pop(name, None)) for place, name in enumerate(own)]
    return (*pairs, *(MemberPair(None, place) for place in places.values()))


def _ids(members: Sequence[Mapping[str, Any]]) -> list[str | None]:
    found = (member.get("member_id") for member in members)
    return [None if name is None else str(name) for name in found]
