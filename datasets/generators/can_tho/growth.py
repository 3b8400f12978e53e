"""Heights and weights of children on the wanted side of the limits of form 3.11."""

from __future__ import annotations

import csv
from bisect import bisect_right
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

from datasets.generators.can_tho.drawing import chance
from datasets.generators.can_tho.people import Person

_TABLES: Final = Path(__file__).resolve().parents[3] / "rules" / "nd-07-2021" / "tables"


@cache
def _limits(name: str, column: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(int(row["age_months"]) for row in rows), tuple(float(row[column]) for row in rows)


def limit_of(measure: str, unit: str, person: Person) -> float:
    """Return the limit of the last row not above the age."""
    column = f"{measure}_{'boy' if person.male else 'girl'}_{unit}"
    months, limits = _limits(f"{measure}_for_age", column)
    return limits[bisect_right(months, person.months) - 1]


def body_facts(rng: Random, person: Person, undernourished: bool) -> dict[str, Any]:
    """Return height, weight and the findings of a health station.

    Adults are not measured. A few children are recorded by the finding instead.
    """
    facts: dict[str, Any] = dict.fromkeys(("height_cm", "weight_kg", "stunted", "underweight"))
    if person.age >= 16:
        return facts
    stunted = undernourished and (person.age >= 10 or chance(rng, 0.75))
    underweight = undernourished and person.age < 10 and (not stunted or chance(rng, 0.35))
    if chance(rng, 0.03):
        facts["stunted"] = stunted
        if person.age < 10:
            facts["underweight"] = underweight
        return facts
    facts["height_cm"] = _measure(rng, limit_of("height", "cm", person), stunted, _spread(person))
    if person.age < 10:
        facts["weight_kg"] = _measure(rng, limit_of("weight", "kg", person), underweight, 0.12)
    return facts


def _spread(person: Person) -> float:
    """Return the standard deviation of height, as a share of the limit: it grows with age."""
    return 0.034 + 0.018 * min(person.months, 120) / 120


def _measure(rng: Random, limit: float, below: bool, spread: float) -> float:
    """Return a measurement: the limits lie two standard deviations below the median."""
    unit = spread * limit
    if below:
        return round(min(limit - 0.1, limit - unit * rng.triangular(0, 1.2, 0.2)), 1)
    if chance(rng, 0.004):
        return limit
    return round(limit + unit * rng.triangular(0, 4.2, 1.8), 1)
