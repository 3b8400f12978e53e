"""Households for comparisons over tables: every fact, every epoch, 0 to 80 members.

They are drawn by ``tests.generators`` and completed here with the facts that it leaves out. A
household whose review date lies outside the period of a rule set is refused under that rule set.
"""

from __future__ import annotations

import os
import random
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, cast

from chuan_ngheo import InvalidFactsError, classify, load_rules
from chuan_ngheo.ages import months_after
from chuan_ngheo.survey.write import columns
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType
from tests.generators import REVIEW_DATES, Facts, RandomSource, T, describe_household

Rulings = Mapping[str, str]
Answer = dict[str, Any]

HOW_MANY: Final = int(os.environ.get("GENERATED_HOUSEHOLDS", "2000"))
POINTS: Final = "tt-07-2021"
PLAN: Final = "kh-132-2022-can-tho"
RULE_SETS: Final = ("nd-07-2021", POINTS, PLAN)
_PERIOD: Final = (date(2022, 1, 1), date(2026, 12, 31))
_SIZES: Final = (*range(9), *range(1, 9), *range(1, 7), *range(1, 6), 12, 20, 41, 80)
MOST_MEMBERS: Final = 80
_UNKNOWN_SHARES: Final = (0, 0.02, 0.1, 0.3)
_KEPT_APART: Final = frozenset(
    {"household_id", "member_id", "review_date", "household_size", "birth_date", "age"}
    | {"age_months", "stunted", "underweight", "height_cm", "weight_kg"}
    | {"income_per_capita", "floor_area_m2"}
)
NUMBERS: Final[Mapping[str, tuple[float, ...]]] = {
    "electricity_kwh_per_month": (
        *(0.0, 24.9, 25.0, 29.9, 30.0, 30.1, 49.9, 50.0, 80.0, 99.9, 100.0, 149.9, 150.0, 400.0),
    ),
    "motorcycle_count": (0, 1, 2, 3, 4),
    "television_count": (0, 1, 2, 3),
    "air_conditioner_count": (0, 1, 2, 3),
    "pond_and_garden_m2": (0.0, 299.9, 300.0, 499.9, 500.0, 500.1),
    "annual_crop_land_m2": (0.0, 4999.9, 5000.0, 5000.1),
    "perennial_crop_land_m2": (0.0, 999.9, 1000.0, 4999.9, 5000.0, 5000.1),
    "water_surface_m2": (0.0, 499.9, 500.0, 4999.9, 5000.0, 5000.1),
    "forest_land_m2": (0.0, 4999.9, 5000.0, 9999.9, 10000.0, 10000.1),
    "cattle_count": (0, 1, 2, 3, 4),
    "small_livestock_count": (0, 9, 10, 11),
    "poultry_count": (0, 99, 100, 101),
}
"""Numbers around the bands of the law; the first is that of a household that has nothing."""
_ASSETS: Final = frozenset(
    {name for name in FACTS if name.startswith("has_") and FACTS[name].scope == "household"}
    | {*NUMBERS}
)
FLOOR_BANDS: Final = (20, 30, 40)
_CHUNK: Final = 500


def names_of(scope: str) -> tuple[str, ...]:
    """Return the facts of a household or of a member that a table can hold."""
    return tuple(
        name for name, fact in FACTS.items() if fact.scope == scope and name != "household_size"
    )


class _Source(RandomSource):
    """A random source whose review dates are also any day of the period.

    Attributes:
        has_little: whether the household lacks most assets.
    """

    def __init__(self, rng: random.Random, unknown_share: float) -> None:
        super().__init__(rng, unknown_share)
        self._days = random.Random(rng.random())
        self.has_little = False

    def pick(self, options: Sequence[T]) -> T:
        """Give one of the options; for a review date any day, as often as one of those."""
        if options is REVIEW_DATES and self._days.random() < 0.5:
            first, last = _PERIOD
            return cast("T", first + timedelta(self._days.randint(0, (last - first).days)))
        return super().pick(options)


def generated(
    number: int, seed: int = 7, start: int = 0, completed: Collection[str] = FACTS
) -> list[Facts]:
    """Return so many households with ids, from ``start`` on, the same for the same seed.

    Every tenth has one member more than the tenth before it, up to 80 and then from 1 again.

    Args:
        completed: the facts that are drawn where ``tests.generators`` leaves them out; some of
            them go ill together with others.
    """
    return [
        _household(random.Random(f"{seed} {index}"), index, completed)
        for index in range(start, start + number)
    ]


def _household(rng: random.Random, index: int, completed: Collection[str]) -> Facts:
    source = _Source(rng, rng.choice(_UNKNOWN_SHARES))
    every_size = index % 10 == 0
    sizes = (index // 10 % MOST_MEMBERS + 1,) if every_size else _SIZES
    facts = describe_household(source, sizes)
    facts["household_id"] = f"H{index:07}"
    if facts.get("floor_area_m2") is not None:
        facts["floor_area_m2"] = max(facts["floor_area_m2"], 0.0)
        if source.pick((False, True)):
            people = len(facts.get("members") or ()) or 1
            facts["floor_area_m2"] = people * source.pick(FLOOR_BANDS) + source.pick((0.0, -0.1))
    source.has_little = source.pick((True, True, False))
    review_date = facts.get("review_date")
    _complete(source, facts, "household", review_date, completed)
    for place, member in enumerate(facts.get("members") or ()):
        member["member_id"] = place + 1
        _complete(source, member, "member", review_date, completed)
    return facts


def _complete(
    source: _Source, facts: Facts, scope: str, day: date | None, completed: Collection[str]
) -> None:
    for name in names_of(scope):
        if name not in completed:
            continue
        if name not in facts and name not in _KEPT_APART and not source.is_unknown():
            options = _options(source, FACTS[name], day)
            nothing = name in _ASSETS and source.has_little and source.pick((True,) * 3 + (False,))
            facts[name] = options[0] if nothing else source.pick(options)


def _options(source: _Source, fact: Fact, day: date | None) -> Sequence[Any]:
    if fact.type is ValueType.BOOLEAN:
        return (False, True)
    if fact.type is ValueType.CHOICE:
        return fact.values
    if fact.type is ValueType.TEXT:
        return ("Ninh Kiều", "O'Môn", 'a "b"')
    if fact.type is ValueType.DATE:
        return _days_before(source, day)
    return NUMBERS[fact.name]


def _days_before(source: _Source, day: date | None) -> Sequence[date | None]:
    """Give days around that from which three years count, at month ends too."""
    end = months_after(day or source.pick(REVIEW_DATES), -36)
    around = (end, end + timedelta(1), end - timedelta(1), end - timedelta(3), end + timedelta(3))
    return (None, None, date(2020, 2, 29), date(2021, 8, 31), date(2023, 2, 28), *around)


def expected(
    households: Sequence[Facts], rule_set: str, rulings: Rulings, *, pool: bool = True
) -> dict[Any, Answer]:
    """Return the columns of the reference reading by household id, without refused households."""
    chunks = [households[start : start + _CHUNK] for start in range(0, len(households), _CHUNK)]
    tasks = [(chunk, rule_set, dict(rulings)) for chunk in chunks]
    if pool and len(chunks) > 2:
        with ProcessPoolExecutor(2) as workers:
            parts = list(workers.map(_answers, tasks))
    else:
        parts = list(map(_answers, tasks))
    return {answer["household_id"]: answer for part in parts for answer in part}


def _answers(task: tuple[Sequence[Facts], str, Rulings]) -> list[Answer]:
    households, rule_set, rulings = task
    rules = load_rules(rule_set, rulings=rulings)
    found: list[Answer] = []
    for household in households:
        try:
            found.append(columns(classify(household, rules=rules)))
        except InvalidFactsError:
            continue
    return found


@cache
def other_rulings(rule_set: str) -> Rulings:
    """Return another option for every ruling of a rule set."""
    return {
        name: next(option for option in reversed(tuple(ruling.options)) if option != ruling.default)
        for name, ruling in load_rules(rule_set).rulings.items()
    }
