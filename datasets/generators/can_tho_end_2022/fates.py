"""Which household goes which way, so that the published totals come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.assumptions import SIZES
from datasets.generators.can_tho_end_2022.assumptions import (
    ARRIVES,
    ENTERS,
    LEAVES,
    MEMBERS_CHANGE,
    PUBLISHED,
    REVIEWED_AGAIN,
    UNDETERMINED,
    Target,
)

Facts = dict[str, Any]
_TARGETS: Final[dict[str, Target]] = {
    "to_poor": "poor",
    "to_near_poor": "near_poor",
    "to_none": "none",
}
_LISTED: Final[tuple[Target, ...]] = ("poor", "near_poor")


@dataclass(slots=True)
class Fate:
    """What becomes of a household of the earlier list.

    Attributes:
        status: its list at the end of 2021, ``none`` or ``undetermined``.
        size: its members at the end of 2021.
        adults: how many of them are adults.
        way: what happens: ``stays``, a key of ``LEAVES``, ``relapsed``, ``new``, or ``absent``.
        target: the class that it is to have at the end of 2022; None if it is not reviewed.
        members: what happens to members: ``born``, ``died``, ``joined`` or ``left``.
        other: the household into which it merges.
        gained: members who come by a merger.
        splits: members who leave to a household of their own.
    """

    id: str
    status: str
    size: int
    adults: int
    way: str = "stays"
    target: Target | None = None
    members: list[str] = field(default_factory=list)
    other: str = ""
    gained: int = 0
    splits: int = 0

    @property
    def final(self) -> int:
        """Its members at the end of 2022."""
        change = sum(1 if name in ("born", "joined") else -1 for name in self.members)
        return self.size + change + self.gained - self.splits

    @property
    def untouched(self) -> bool:
        """Whether nobody comes or goes."""
        return not (self.members or self.gained or self.splits)


@dataclass(slots=True)
class Arrival:
    """A household that is in the later list only."""

    target: Target
    way: str
    size: int
    origin: Fate | None = None


def draw(
    rng: Random,
    facts: dict[str, Facts],
    status: dict[str, str],
    sizes: dict[str, tuple[int, int]],
) -> tuple[list[Fate], list[Arrival]]:
    """Return the fate of each household of the earlier list, and the households that arrive.

    Args:
        facts: the households of the earlier list by id.
        status: their lists.
        sizes: their members, and how many of them are adults.
    """
    fates = [Fate(id_, status[id_], *sizes[id_]) for id_ in facts]
    arrivals: list[Arrival] = []
    for target in _LISTED:
        own = [fate for fate in fates if fate.status == target]
        rng.shuffle(own)
        _leave(own, target)
        arrivals += _split_and_arrive(rng, own, target)
        _merge(rng, own, facts)
    _off_lists(rng, fates, facts)
    arrivals += _first_reviewed(rng)
    _change_members(rng, fates)
    for target in _LISTED:
        _reach(rng, fates, arrivals, target)
    return fates, arrivals


def _leave(own: list[Fate], target: Target) -> None:
    for fate in own:
        fate.target = target
    for way, count in LEAVES[target].items():
        most = {"dissolved": 1, "merged_into": 3}.get(way, 99)
        fitting = [fate for fate in own if fate.way == "stays" and fate.size <= most]
        for fate in fitting[:count]:
            fate.way, fate.target = way, _TARGETS.get(way)


def _split_and_arrive(rng: Random, own: list[Fate], target: Target) -> list[Arrival]:
    found = [
        Arrival(target, "moved_in", _size(rng, target)) for _ in range(ARRIVES[target]["moved_in"])
    ]
    large = [f for f in own if f.way == "stays" and f.size >= 4 and f.adults >= 3]
    for fate in large[: ARRIVES[target]["split_from"]]:
        fate.splits = 2 if fate.size < 6 else 3
        found.append(Arrival(target, "split_from", fate.splits, fate))
    return found


def _size(rng: Random, target: Target) -> int:
    weights = SIZES["poor" if target == "poor" else "near_poor"]
    return rng.choices(range(1, len(weights) + 1), weights)[0]


def _merge(rng: Random, own: list[Fate], facts: dict[str, Facts]) -> None:
    """Let each household that merges join one of the same list, in its commune where possible."""
    for fate in own:
        if fate.way != "merged_into":
            continue
        open_ = [one for one in own if one.way == "stays" and one.untouched and one.size <= 4]
        commune = facts[fate.id]["commune"]
        near = [one for one in open_ if facts[one.id]["commune"] == commune]
        host = rng.choice(near or open_)
        fate.other, host.gained = host.id, fate.size


def _off_lists(rng: Random, fates: list[Fate], facts: dict[str, Facts]) -> None:
    off = [fate for fate in fates if fate.status == "none" and facts[fate.id]["area"]]
    rng.shuffle(off)
    for fate in fates:
        if fate.status in ("none", "undetermined"):
            fate.way = "absent"
    days = {"poor": "left_poor_list_on", "near_poor": "left_near_poor_list_on"}
    for target in _LISTED:
        for way, (count, _) in ENTERS[target].items():
            fitting = [
                fate
                for fate in off
                if fate.way == "absent"
                and (facts[fate.id][days[target]] is not None) == (way == "relapsed")
            ]
            for fate in fitting[:count]:
                fate.way, fate.target = way, target
    for fate in [fate for fate in off if fate.way == "absent"][:REVIEWED_AGAIN]:
        fate.way, fate.target = "stays", "none"
    open_ = [fate for fate in fates if fate.status == "undetermined"]
    rng.shuffle(open_)
    for kept, count in UNDETERMINED.items():
        for fate in [one for one in open_ if one.way == "absent"][:count]:
            fate.way, fate.target = "stays", kept


def _first_reviewed(rng: Random) -> list[Arrival]:
    return [
        Arrival(target, way, _size(rng, target))
        for target in _LISTED
        for way, (_, count) in ENTERS[target].items()
        for _ in range(count)
    ]


def _change_members(rng: Random, fates: list[Fate]) -> None:
    for fate in fates:
        if fate.status not in _LISTED or fate.target not in _LISTED or not fate.untouched:
            continue
        for name, probability, least in MEMBERS_CHANGE:
            if fate.adults >= least and rng.random() < probability:
                fate.members.append(name)
                break


def _reach(rng: Random, fates: list[Fate], arrivals: list[Arrival], target: str) -> None:
    """Exchange households that stay with households that escape until the persons are right."""
    households, persons = PUBLISHED[target]
    after = [fate for fate in fates if fate.target == target]
    found = [one for one in arrivals if one.target == target]
    assert len(after) + len(found) == households
    excess = sum(one.final for one in after) + sum(one.size for one in found) - persons
    own = [fate for fate in fates if fate.status == target and fate.untouched]
    while excess:
        stays = rng.choice([fate for fate in own if fate.way == "stays"])
        goes = rng.choice([fate for fate in own if fate.way == "to_none"])
        change = goes.size - stays.size
        if change and abs(excess + change) < abs(excess):
            stays.way, goes.way = goes.way, stays.way
            stays.target, goes.target = goes.target, stays.target
            excess += change
