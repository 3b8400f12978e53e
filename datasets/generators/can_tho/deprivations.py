"""Of which indicators a household is deprived, and which members show it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from random import Random
from typing import Final

from datasets.generators.can_tho.assumptions import (
    DEPRIVATION_COUNTS,
    URBAN_FACTOR,
    WEIGHTS,
    Group,
)
from datasets.generators.can_tho.drawing import at_least_one, chance, pick
from datasets.generators.can_tho.people import Person, dependants_outnumber

Evidence = Mapping[str, frozenset[int]]
"""For each indicator read from members, who shows the deprivation."""

HOUSEHOLD_INDICATORS: Final = (
    *("housing_quality", "housing_area", "water_source", "hygienic_toilet"),
    *("telecom_service", "information_devices"),
)
"""The indicators in which every household can be deprived."""


def _uninsured(person: Person) -> bool:
    return 6 <= person.age < 80 and person.allowance == "none"


CAN_SHOW: Final[Mapping[str, Callable[[Person], bool]]] = {
    "employment": lambda person: 17 <= person.age < 64 and not person.disabled,
    "nutrition": lambda person: person.age < 16,
    "health_insurance": _uninsured,
    "adult_education": lambda person: 16 <= person.age < 30,
    "school_attendance": lambda person: 3 <= person.age < 16,
}
"""The members who can show a deprivation."""

_ALSO: Final = {
    "employment": 0.35,
    "nutrition": 0.15,
    "health_insurance": 0.4,
    "adult_education": 0.4,
    "school_attendance": 0.15,
}


def able_to_show(indicator: str, people: Sequence[Person]) -> list[int]:
    """Return the positions of the members who can show the deprivation."""
    shows = CAN_SHOW[indicator]
    return [position for position, person in enumerate(people) if shows(person)]


def choose(rng: Random, group: Group, urban: bool, people: Sequence[Person]) -> frozenset[str]:
    """Return the indicators in which a household is deprived, as many as its group may have."""
    count = pick(rng, DEPRIVATION_COUNTS[group])
    return choose_count(rng, group, urban, people, count)


def choose_count(
    rng: Random, group: Group, urban: bool, people: Sequence[Person], count: int
) -> frozenset[str]:
    """Return ``count`` indicators; at least one where dependants outnumber the others."""
    weights = _weights(group, urban, people)
    chosen = {"dependants"} if dependants_outnumber(people) else set()
    while len(chosen) < count:
        # A household that goes online has something to go online with.
        open_ = {
            name: weight
            for name, weight in weights.items()
            if name not in chosen and (name != "information_devices" or "telecom_service" in chosen)
        }
        chosen.add(pick(rng, open_))
    return frozenset(chosen)


def _weights(group: Group, urban: bool, people: Sequence[Person]) -> dict[str, float]:
    weights = {
        name: weight * (URBAN_FACTOR.get(name, 1) if urban else 1)
        for name, weight in WEIGHTS[group].items()
        if name in HOUSEHOLD_INDICATORS or (name in CAN_SHOW and able_to_show(name, people))
    }
    if not any(12 <= person.age < 50 for person in people):
        weights["telecom_service"] *= 5
    return weights


def choose_evidence(rng: Random, deprived: Collection[str], people: Sequence[Person]) -> Evidence:
    """Return who shows each deprivation that is read from members."""
    return {
        name: at_least_one(rng, able_to_show(name, people), _ALSO[name])
        if name in deprived
        else frozenset()
        for name in CAN_SHOW
    }


def choose_users(rng: Random, deprived: Collection[str], people: Sequence[Person]) -> set[int]:
    """Return who uses the internet: nobody exactly where the household is deprived of it."""
    if "telecom_service" in deprived:
        return set()
    chances = {position: _uses(person) for position, person in enumerate(people)}
    sure = max(chances, key=lambda position: chances[position])
    return {
        position for position, share in chances.items() if position == sure or chance(rng, share)
    }


def _uses(person: Person) -> float:
    if person.age < 6:
        return 0.02
    if person.age < 12:
        return 0.35
    if person.age < 45:
        return 0.3 if person.disabled else 0.85
    return max(0.05, 0.75 - 0.025 * (person.age - 45))
