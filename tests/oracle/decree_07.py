"""The class of one household by Decree 07/2021/NĐ-CP, Article 3 and its annex."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tests.oracle.dwelling import (
    housing_area,
    housing_quality,
    hygienic_toilet,
    information_devices,
    water_source,
)
from tests.oracle.growth import nutrition
from tests.oracle.home import Home, Span, is_at_least, open_home
from tests.oracle.people import (
    adult_education,
    dependants,
    employment,
    health_insurance,
    is_working,
    school_attendance,
    telecom_service,
)
from tests.oracle.truth import Answer, both

POVERTY_LINE: Final = {"rural": 1_500_000, "urban": 2_000_000}
AVERAGE_LINE: Final = {"rural": 2_250_000, "urban": 3_000_000}
LOW_INCOME_WORKER_FROM: Final = date(2025, 2, 24)
PROGRAMME_ENDS: Final = date(2025, 12, 31)

INDICATORS: Final[dict[str, Callable[[Home], Answer]]] = {
    "employment": employment,
    "dependants": dependants,
    "nutrition": nutrition,
    "health_insurance": health_insurance,
    "adult_education": adult_education,
    "school_attendance": school_attendance,
    "housing_quality": housing_quality,
    "housing_area": housing_area,
    "water_source": water_source,
    "hygienic_toilet": hygienic_toilet,
    "telecom_service": telecom_service,
    "information_devices": information_devices,
}


@dataclass(frozen=True)
class Verdict:
    """What the decree says of one household; None is undetermined.

    Attributes:
        low_income_workers: for each member by position; empty where the status is not in force.
    """

    household_class: str | None
    possible_classes: tuple[str, ...]
    deprivations: dict[str, Answer]
    certain: int
    possible: int
    low_income_workers: dict[int, Answer]


def judge(household: Mapping[str, Any], rulings: Mapping[str, str] | None = None) -> Verdict:
    """Article 3: income and the count of the 12 deprivations give the class."""
    home = open_home(household, rulings or {})
    deprivations = {name: is_deprived(home) for name, is_deprived in INDICATORS.items()}
    certain = sum(answer is True for answer in deprivations.values())
    possible = sum(answer is not False for answer in deprivations.values())
    classes = possible_classes(home, certain, possible)
    return Verdict(
        household_class=classes[0] if len(classes) == 1 else None,
        possible_classes=classes,
        deprivations=deprivations,
        certain=certain,
        possible=possible,
        low_income_workers=low_income_workers(home, classes),
    )


def is_within(home: Home, line: Mapping[str, int]) -> Answer:
    """Article 3, clause 2: "từ ... trở xuống"; where the area is open, between both lines."""
    income = home.facts.get("income_per_capita")
    if income is None:
        return None
    area = home.facts.get("area")
    limit = Span(min(line.values()), max(line.values()))
    if area is not None:
        limit = Span(line[area], line[area])
    if income <= limit.low:
        return True
    return False if income > limit.high else None


def possible_classes(home: Home, certain: int, possible: int) -> tuple[str, ...]:
    """Article 3, clause 2, points a, b and c; above them the decree names no class."""
    within_poverty = is_within(home, POVERTY_LINE)
    within_average = is_within(home, AVERAGE_LINE)
    classes = []
    if within_poverty is not False and possible >= 3:
        classes.append("poor")
    if within_poverty is not False and certain < 3:
        classes.append("near_poor")
    if within_poverty is not True and within_average is not False:
        classes.append("average_living_standard")
    if within_average is not True:
        classes.append("above_average_living_standard")
    return tuple(classes)


def low_income_workers(home: Home, classes: tuple[str, ...]) -> dict[int, Answer]:
    """Article 3, clause 2, point d, by Decree 30/2025: workers not of (near-)poor households."""
    if home.review_day is not None and home.review_day < LOW_INCOME_WORKER_FROM:
        return {}
    status = both(is_outside_poverty(classes), is_within(home, AVERAGE_LINE))
    status = both(status, is_in_force(home))
    workers = {}
    for index, person in enumerate(home.people or ()):
        old_enough = is_at_least(person.months, 15)
        if home.chooses("low_income_worker_age", "any_age"):
            old_enough = True
        workers[index] = both(both(is_working(person), old_enough), status)
    return workers


def is_outside_poverty(classes: tuple[str, ...]) -> Answer:
    """Decree 30/2025: the household is neither poor nor near-poor."""
    inside = [name in ("poor", "near_poor") for name in classes]
    if all(inside):
        return False
    return None if any(inside) else True


def is_in_force(home: Home) -> Answer:
    """Decree 30/2025 and Decree 351/2025: the status in 2026; open where the day is."""
    if home.review_day is None:
        return None
    if home.chooses("low_income_worker_after_2025", "ends_with_2025"):
        return home.review_day <= PROGRAMME_ENDS
    return True
