"""Who lives together: ages, sexes, disabilities and social allowances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from datasets.generators.can_tho.assumptions import Group
from datasets.generators.can_tho.drawing import chance, pick

# Months of age at which working age ends in 2022.
_RETIREMENT: Final = {True: 726, False: 668}

# Household type: smallest and largest size, and weights for poor and for other households.
_TYPES: Final = {
    "alone": (1, 1, 10, 10),
    "elders": (1, 2, 16, 5),
    "couple": (2, 2, 8, 12),
    "one_parent": (2, 5, 12, 5),
    "grandparents": (2, 5, 8, 2),
    "adults": (2, 3, 3, 3),
    "parents": (3, 6, 24, 36),
    "three_generations": (4, 99, 18, 22),
}
_DISABLED: Final = {"poor": 0.06, "near_poor": 0.03}
_Ages = list[tuple[int, bool]]
"""Years and whether male; the head of the household first."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member before the answers of the form are drawn."""

    months: int
    male: bool
    disabled: bool
    allowance: str

    @property
    def age(self) -> int:
        """Completed years on the review date."""
        return self.months // 12

    @property
    def dependant(self) -> bool:
        """Below 16, or with the monthly allowance for the elderly or the disabled."""
        return self.age < 16 or self.allowance in {"elderly", "disabled"}

    @property
    def of_working_age(self) -> bool:
        """From 15 years to below the retirement age of 2022."""
        return self.age >= 15 and self.months < _RETIREMENT[self.male]


def dependants_outnumber(people: Sequence[Person]) -> bool:
    """Return whether more than half of the members are dependants."""
    return 2 * sum(person.dependant for person in people) > len(people)


def compose(rng: Random, size: int, group: Group, outnumbered: bool) -> tuple[Person, ...]:
    """Return the members of a household; ``outnumbered``: whether dependants are the majority."""
    while True:  # both outcomes are possible at every size, so the loop ends
        people = _people(rng, size, group)
        if dependants_outnumber(people) == outnumbered:
            return people


def _people(rng: Random, size: int, group: Group) -> tuple[Person, ...]:
    weights = {
        name: poor if group == "poor" else other
        for name, (least, most, poor, other) in _TYPES.items()
        if least <= size <= most
    }
    kind = pick(rng, weights)
    alone = kind in {"elders", "grandparents"}
    return tuple(_person(rng, years, male, group, alone) for years, male in _ages(rng, kind, size))


def _ages(rng: Random, kind: str, size: int) -> _Ages:
    match kind:
        case "alone":
            return [(rng.randint(24, 64), chance(rng, 0.45))]
        case "elders":
            eldest = int(rng.triangular(60, 96, 73))
            return [(max(60, eldest - 4 * turn), chance(rng, 0.4)) for turn in range(size)]
        case "couple":
            return _couple(rng, rng.randint(22, 66))
        case "adults":
            years = rng.randint(26, 62)
            return [(years + rng.randint(-7, 7), chance(rng, 0.5)) for _ in range(size)]
        case "one_parent":
            children = _children(rng, size - 1)
            parent = (_parent_of(rng, children), chance(rng, 0.22))
            return [parent, *children]
        case "grandparents":
            elders = _couple(rng, rng.randint(54, 76))[: 2 if size > 2 and chance(rng, 0.55) else 1]
            return elders + [(rng.randint(1, 17), _boy(rng)) for _ in range(size - len(elders))]
        case "parents":
            children = _children(rng, size - 2)
            return _couple(rng, _parent_of(rng, children)) + children
        case _:
            return _three_generations(rng, size)


def _boy(rng: Random) -> bool:
    return chance(rng, 0.523)


def _couple(rng: Random, woman: int) -> _Ages:
    pair = [(max(20, woman + rng.randint(-2, 7)), True), (woman, False)]
    return pair if chance(rng, 0.72) else pair[::-1]


def _children(rng: Random, count: int) -> _Ages:
    """Return brothers and sisters, the eldest first."""
    if chance(rng, 0.3):
        ages = [rng.randint(0, 5)]
    else:
        ages = [int(rng.triangular(0, max(9, 34 - 6 * (count - 1)), 12 if count < 3 else 5))]
    for _ in range(count - 1):
        ages.append(ages[-1] + rng.choice((1, 2, 2, 3, 3, 4, 5, 6)))
    return [(age, _boy(rng)) for age in reversed(ages)]


def _parent_of(rng: Random, children: _Ages) -> int:
    return children[0][0] + int(rng.triangular(18, 34, 23))


def _three_generations(rng: Random, size: int) -> _Ages:
    elders = 2 if size > 4 and chance(rng, 0.45) else 1
    children = _children(rng, min(4, size - 2 - elders))
    woman = _parent_of(rng, children)
    oldest = min(94, woman + rng.randint(20, 32))
    generation = _couple(rng, oldest) if elders == 2 else [(oldest, chance(rng, 0.3))]
    middle = _couple(rng, woman)
    others = size - len(generation) - 2 - len(children)
    relatives = [(rng.randint(20, 45), chance(rng, 0.6)) for _ in range(others)]
    old_head = chance(rng, 0.5)
    return [
        *(generation if old_head else middle),
        *(middle if old_head else generation),
        *relatives,
        *children,
    ]


def _person(rng: Random, years: int, male: bool, group: Group, alone: bool) -> Person:
    disabled = chance(rng, _DISABLED.get(group, 0.018) * (1.6 if years >= 60 else 1))
    allowance = _allowance(rng, years, group, disabled, alone)
    return Person(12 * years + rng.randrange(12), male, disabled, allowance)


def _allowance(rng: Random, years: int, group: Group, disabled: bool, alone: bool) -> str:
    if disabled and chance(rng, 0.7):
        return "disabled"
    if years >= 80 and chance(rng, 0.85):
        return "elderly"
    if group == "poor" and alone and years >= 60 and chance(rng, 0.6):
        return "elderly"
    if alone and years < 16 and chance(rng, 0.3):
        return "orphan"
    return "none"
