"""Households for the tests, with their facts gathered where the law draws a line.

The description is written once; it takes its choices from a seeded generator here, and from
Hypothesis in ``tests.strategies``. Facts are consistent: a contract only for people who may
be working, a level only for people who may be studying, a finding or its measurement.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, Protocol, TypeVar

from tests.oracle.growth import FORM_3_11

T = TypeVar("T")
Facts = dict[str, Any]

_LINES: Final = (1_500_000, 1_500_000, 2_000_000, 2_000_000, 2_250_000, 3_000_000)
INCOMES: Final = (
    *(line + step for line in _LINES for step in (0, -1, 1)),
    *(0, 900_000, 1_200_000, 1_800_000, 2_600_000, 9_000_000),
)
CLEAN_WATER: Final = (
    "piped",
    "drilled_well",
    "protected_dug_well",
    "protected_spring",
    "bottled",
    "rainwater",
    "purchased",
)
OTHER_WATER: Final = ("unprotected_dug_well", "unprotected_spring", "river_pond", "other")
HYGIENIC_TOILETS: Final = (
    "septic",
    "semi_septic",
    "pour_flush",
    "ventilated_improved",
    "double_vault",
    "seated_pit",
)
OTHER_TOILETS: Final = ("simple_pit", "fish_pond", "none", "other")
DEVICES: Final = tuple(
    f"has_{name}"
    for name in ("television", "radio", "desktop", "phone", "laptop", "tablet", "smartphone")
)
STATUSES: Final = (
    "working",
    "no_work",
    "unable_to_work",
    "studying",
    "not_seeking",
    "retired_or_homemaker",
)
CONTRACTS: Final = ("contract", "no_contract", "not_wage_work")
SCHOOL_LEVELS: Final = ("preschool", "primary", "lower_secondary", "upper_secondary")
LEVELS: Final = (*SCHOOL_LEVELS, "short_course", "intermediate", "college", "university")
SCHOOLING: Final = ("upper_secondary", "lower_secondary", "primary", "below_primary")
TRAINING: Final = ("none", "elementary", "intermediate", "college", "university", "postgraduate")
ALLOWANCES: Final = ("none", "elderly", "disabled", "orphan")
SEXES: Final = ("male", "female")
REVIEW_DATES: Final = (
    date(2025, 3, 10),
    date(2022, 1, 1),
    date(2022, 10, 3),
    date(2023, 2, 28),
    date(2023, 9, 30),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 12, 31),
    date(2025, 2, 23),
    date(2025, 2, 24),
    date(2025, 2, 28),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 6, 15),
    date(2026, 12, 31),
)
_THRESHOLD_YEARS: Final = (2, 3, 5, 6, 10, 11, 12, 14, 15, 16, 17, 18, 29, 30, 31, 40, 57, 61, 80)
_RETIREMENT_MONTHS: Final = (668, 672, 676, 680, 684, 726, 729, 732, 735, 738)
AGES_IN_MONTHS: Final = (
    *(12 * years + step for years in _THRESHOLD_YEARS for step in (0, -1, 6)),
    *(months + step for months in _RETIREMENT_MONTHS for step in (0, -1)),
    *(line.months.low for line in FORM_3_11),
)
_SIZES: Final = (2, 1, 1, 3, 3, 4, 4, 5, 6, 7, 8)
_HOW_OFTEN_BAD: Final = (0, 0, 1, 1, 2, 4, 8)
_OUT_OF: Final = 20


class Source(Protocol):
    """Where the choices of a household come from."""

    def pick(self, options: Sequence[T]) -> T:
        """Give one of the options; the first is the simplest."""

    def is_unknown(self) -> bool:
        """Tell whether the next fact is unknown."""


class RandomSource:
    """Choices of a seeded generator."""

    def __init__(self, rng: random.Random, unknown_share: float) -> None:
        self._rng = rng
        self._unknown_share = unknown_share

    def pick(self, options: Sequence[T]) -> T:
        """Give one of the options, each as likely."""
        return options[int(self._rng.random() * len(options))]

    def is_unknown(self) -> bool:
        """Tell whether the next fact is unknown."""
        return self._rng.random() < self._unknown_share


def random_household(rng: random.Random, unknown_share: float) -> Facts:
    """Give a household in which each fact is unknown with a probability."""
    return describe_household(RandomSource(rng, unknown_share))


def describe_household(source: Source, sizes: Sequence[int] = _SIZES) -> Facts:
    """Describe one household, its dwelling and its members."""
    bad = source.pick(_HOW_OFTEN_BAD)
    size = source.pick(sizes)
    review_date = None if source.is_unknown() else source.pick(REVIEW_DATES)
    facts: Facts = {} if review_date is None else {"review_date": review_date}
    _tell(source, facts, "area", ("rural", "urban"))
    _tell(source, facts, "income_per_capita", INCOMES)
    for name in ("wall_durable", "column_durable", "roof_durable"):
        _tell(source, facts, name, (_tilted(source, (True,), (False,), 2 * bad),))
    areas = _tilted(source, (8.0 * size, 8 * size + 0.1), (8 * size - 0.1,), bad)
    _tell(source, facts, "floor_area_m2", (round(areas, 1),))
    _tell(source, facts, "water_source", (_tilted(source, CLEAN_WATER, OTHER_WATER, bad),))
    _tell(source, facts, "toilet", (_tilted(source, HYGIENIC_TOILETS, OTHER_TOILETS, bad),))
    devices = _tilted(source, ((*DEVICES,), (DEVICES[0],), DEVICES[3:]), ((),), 2 * bad)
    for name in DEVICES:
        _tell(source, facts, name, (name in devices,))
    if source.is_unknown() and source.pick((True, False, False)):
        return {**facts, **source.pick(({}, {"members": None}, {"members": []}))}
    members = [describe_member(source, review_date, bad) for _ in range(size)]
    return {**facts, "members": members}


def describe_member(source: Source, review_date: date | None, bad: int) -> Facts:
    """Describe one member as form 3.1 does; a birthday may make a month less of the age."""
    months = source.pick(AGES_IN_MONTHS)
    facts = _age_facts(source, months, review_date)
    _tell(source, facts, "sex", SEXES)
    _work_facts(source, facts, months, bad)
    _tell(source, facts, "has_health_insurance", (_tilted(source, (True,), (False,), bad),))
    _tell(source, facts, "health_insurance_state_paid_group", (False, False, False, True))
    _education_facts(source, facts, months, bad)
    _tell(source, facts, "social_allowance", ("none", "none", "none", *ALLOWANCES))
    _tell(source, facts, "uses_internet", (_tilted(source, (True,), (False,), 4 + 2 * bad),))
    if months <= 16 * 12 or source.pick((False, False, False, True)):
        _growth_facts(source, facts, months, bad)
    return facts


def _tell(source: Source, facts: Facts, name: str, options: Sequence[Any]) -> None:
    """Set a fact to one of the options, to None, or not at all."""
    if not source.is_unknown():
        facts[name] = source.pick(options)
    elif source.pick((True, False)):
        facts[name] = None


def _tilted(source: Source, good: Sequence[T], other: Sequence[T], bad: int) -> T:
    """Pick from the other options as often as the household is badly off."""
    return source.pick(other if source.pick(range(_OUT_OF)) >= _OUT_OF - bad else good)


def _age_facts(source: Source, months: int, review_date: date | None) -> Facts:
    if source.is_unknown():
        return {}
    way = source.pick(("age_months", "birth_date", "birth_date", "both"))
    if way == "birth_date":
        return {"birth_date": source.pick(birthdays(months, review_date or REVIEW_DATES[0]))}
    if source.is_unknown():
        return {"age": months // 12}
    return {"age_months": months} | ({"age": months // 12} if way == "both" else {})


def birthdays(months: int, review_date: date) -> tuple[date, ...]:
    """Give the days around that on which someone of so many months was born."""
    year, month = divmod(12 * review_date.year + review_date.month - 1 - months, 12)
    length = monthrange(year, month + 1)[1]
    day = date(year, month + 1, min(review_date.day, length))
    around = (day, day + timedelta(days=1), day - timedelta(days=1), date(year, month + 1, length))
    return tuple(min(one, review_date) for one in around)


def _work_facts(source: Source, facts: Facts, months: int, bad: int) -> None:
    if months < 15 * 12 and (asked := source.pick(("studying", None, "anyway"))) != "anyway":
        facts["employment_status"] = asked
        return
    status = _tilted(source, ("working", *STATUSES[2:]), ("no_work", "working"), 2 * bad)
    _tell(source, facts, "employment_status", (status,))
    if facts.get("employment_status") in ("working", None):
        contract = _tilted(source, ("contract", "not_wage_work"), ("no_contract",), 2 * bad)
        _tell(source, facts, "wage_contract", (contract,))
        _tell(source, facts, "regular_work", (True, False))


def _education_facts(source: Source, facts: Facts, months: int, bad: int) -> None:
    right = [SCHOOL_LEVELS[(months >= 12 * 6) + (months >= 12 * 12) + (months >= 12 * 16)]]
    studying = _tilted(source, (True,), (False,), 2 * bad) if months < 18 * 12 else None
    _tell(source, facts, "studying", (True, False) if studying is None else (studying,))
    if facts.get("studying") is not False:
        _tell(source, facts, "study_level", (_tilted(source, right, LEVELS, 2 * bad),))
    schooling = _tilted(source, SCHOOLING[:2], SCHOOLING, 4 * bad)
    _tell(source, facts, "general_education", (schooling,))
    _tell(source, facts, "vocational_training", ("none", "none", "none", *TRAINING))
    _tell(source, facts, "trained_by_employer", (False, False, False, True))


def _growth_facts(source: Source, facts: Facts, months: int, bad: int) -> None:
    sex = facts.get("sex") or source.pick(SEXES)
    line = max(line for line in FORM_3_11 if line.months.low <= months)
    for finding, measure, limits in (
        ("stunted", "height_cm", line.height),
        ("underweight", "weight_kg", line.weight or {"male": 22.2, "female": 22.0}),
    ):
        if source.pick((False, False, True)):
            _tell(source, facts, finding, (_tilted(source, (False,), (True,), bad),))
        else:
            limit = limits[sex]
            measured = _tilted(source, (limit + 20, limit, limit + 0.1), (limit - 0.1,), bad)
            _tell(source, facts, measure, (round(measured, 1),))
