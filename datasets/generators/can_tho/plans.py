"""How many households of each group there are, of what size, and where they live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from datasets.generators.can_tho.assumptions import (
    DISTRICTS,
    MINORITY_HOUSEHOLDS,
    OTHERS,
    PUBLISHED,
    SIZES,
    Group,
)
from datasets.generators.can_tho.drawing import chance

# The working days of 4 to 28 January 2022; 3 January was a day off in lieu of New Year's Day.
_REVIEW_DAYS: Final = tuple(
    date(2022, 1, day) for day in range(4, 29) if date(2022, 1, day).weekday() < 5
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A household before its members and answers are drawn.

    Attributes:
        group: the class that its facts are to give, or "undetermined".
        base: the class whose patterns it follows.
        kind: what leaves its class open, where the group is "undetermined".
    """

    group: Group
    base: Group
    kind: str
    size: int
    district: str
    commune: str
    urban: bool
    minority: bool
    review_date: date


# What is open, how often, and after which class the rest of the household is made.
_OPEN_KINDS: Final[tuple[tuple[str, int, Group], ...]] = (
    ("income", 30, "poor"),
    ("income", 30, "near_poor"),
    ("income", 20, "average"),
    ("one_indicator", 80, "near_poor"),
    ("several_indicators", 25, "near_poor"),
    ("birth_date", 12, "near_poor"),
    ("area", 7, "poor"),
    ("area", 8, "near_poor"),
    ("area", 5, "average"),
    ("members", 8, "near_poor"),
)


def make_plans(rng: Random) -> list[Plan]:
    """Return all households, in the order of districts and communes."""
    drawn: list[tuple[Group, Group, str, int]] = []
    for group, (households, persons) in (PUBLISHED | OTHERS).items():
        sizes = _sizes_with_sum(rng, SIZES[group], households, persons)
        drawn += [(group, group, "", size) for size in sizes]
    for kind, count, base in _OPEN_KINDS:
        sizes = _sizes(rng, SIZES["undetermined"], count)
        drawn += [("undetermined", base, kind, size) for size in sizes]
    groups = [group for group, _, _, _ in drawn]
    minority = _minority_positions(rng, groups)
    plans = [
        _place(rng, household, position in minority) for position, household in enumerate(drawn)
    ]
    rng.shuffle(plans)
    order = {name: position for position, (name, *_) in enumerate(DISTRICTS)}
    return sorted(plans, key=lambda plan: (order[plan.district], plan.commune, plan.review_date))


def _sizes(rng: Random, weights: Sequence[float], count: int) -> list[int]:
    return rng.choices(range(1, len(weights) + 1), weights, k=count)


def _sizes_with_sum(rng: Random, weights: Sequence[float], count: int, total: int) -> list[int]:
    """Return drawn sizes, some of them moved by one so that their sum is ``total``."""
    sizes = _sizes(rng, weights, count)
    step = 1 if sum(sizes) < total else -1
    while sum(sizes) != total:
        position = rng.randrange(count)
        if 2 <= sizes[position] <= 5:
            sizes[position] += step
    return sizes


def _minority_positions(rng: Random, groups: Sequence[Group]) -> set[int]:
    chosen: set[int] = set()
    for group, count in MINORITY_HOUSEHOLDS.items():
        positions = [position for position, own in enumerate(groups) if own == group]
        chosen.update(rng.sample(positions, count))
    return chosen


def _place(rng: Random, drawn: tuple[Group, Group, str, int], minority: bool) -> Plan:
    group, base, kind, size = drawn
    listed = base in PUBLISHED
    weights = [below if listed else over for *_, below, over in DISTRICTS]
    name, prefix, communes, urban_district, _, _ = rng.choices(DISTRICTS, weights)[0]
    number = rng.randint(1, communes)
    # In a rural district the first commune stands for its township.
    urban = urban_district or number == 1
    # A commune is reviewed in two or three days, not all communes at once.
    first = (7 * number + 3 * len(name)) % (len(_REVIEW_DAYS) - 2)
    day = _REVIEW_DAYS[first + (rng.randint(0, 2) if chance(rng, 0.6) else 0)]
    return Plan(group, base, kind, size, name, f"{prefix}-{number:02}", urban, minority, day)
