"""pandas as an analyst writes it with care: nullable columns, no loop over rows.

Nullable Boolean columns follow Kleene's rules, so unknowns are represented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers import law
from benchmarks.peers.polars_by_hand import HOUSEHOLD_FACTS, MEMBER_FACTS

Column = Any
"""A column of pandas."""


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    frames(folder)().to_parquet(out, index=False)


def frames(folder: Path) -> Callable[[], Any]:
    """Load the population of a folder; return what classifies it in memory."""
    households, members = (
        pd.read_parquet(
            folder / f"{name}.parquet", columns=list(facts), dtype_backend="numpy_nullable"
        )
        for name, facts in (("households", HOUSEHOLD_FACTS), ("members", MEMBER_FACTS))
    )
    review = law.review_date(folder)
    return lambda: decide(households, members, review)


def decide(households: Any, members: Any, review: date) -> Any:
    """Return class and indicators of each household, in the order of the households."""
    months = _months(members["birth_date"], review)
    age = months // 12
    conditions = {
        "employment": _employment(members, months, age, review),
        "nutrition": (age < 16) & _malnourished(members, months, age),
        "health_insurance": (age >= 6)
        & ~members["has_health_insurance"]
        & ~members["health_insurance_state_paid_group"],
        "adult_education": (age >= 16) & (age < 30) & _without_education(members, age),
        "school_attendance": (age >= 3) & (age < 16) & ~_at_level(members, age),
        "someone_online": members["uses_internet"],
        "dependants": (age < 16)
        | _known(
            members["social_allowance"].isin(["elderly", "disabled"]), members, "social_allowance"
        ),
    }
    truths = {f"certain {name}": item.fillna(False) for name, item in conditions.items()}
    truths |= {f"possible {name}": item.fillna(True) for name, item in conditions.items()}
    table = pd.DataFrame({name: item.to_numpy(bool) for name, item in truths.items()})
    table["size"] = 1
    sums = table.groupby(members["household_id"].to_numpy(), sort=False).sum()
    sums = sums.reindex(households["household_id"].to_numpy()).reset_index(drop=True)
    return _answers(households, sums)


def _months(births: Column, review: date) -> Column:
    born = pd.to_datetime(births).dt
    months = (review.year - born.year) * 12 + review.month - born.month
    return (months - (born.day > review.day)).astype("Int32")


def _known(truth: Column, table: Any, name: str) -> Column:
    """Return a truth, unknown where the column that it was read from is."""
    return truth.astype("boolean").mask(table[name].isna())


def _equals(table: Any, name: str, value: str) -> Column:
    return _known(table[name] == value, table, name)


def _employment(members: Any, months: Column, age: Column, review: date) -> Column:
    men, women = law.RETIREMENT_MONTHS[review.year]
    working_age = (months < women) | ((months < men) & _equals(members, "sex", "male"))
    contract = members["wage_contract"]
    answered = contract.notna().astype("boolean").where(contract.notna(), pd.NA)
    idle = _equals(members, "employment_status", "no_work").fillna(~answered)
    works = _equals(members, "employment_status", "working").fillna(answered)
    no_contract = _equals(members, "wage_contract", "no_contract")
    return (age >= 15) & ((working_age & idle) | (works & no_contract))


def _malnourished(members: Any, months: Column, age: Column) -> Column:
    short = _below(members, "height_cm", "height", months)
    light = (age < 10) & _below(members, "weight_kg", "weight", months)
    return members["stunted"].fillna(short) | members["underweight"].fillna(light)


def _below(members: Any, name: str, measure: str, months: Column) -> Column:
    ages, boys, girls = law.growth_limits(measure)
    # An unknown age takes the last, greatest limit: what is above it is above every limit.
    row = np.searchsorted(ages, months.fillna(ages[-1]).to_numpy(np.int32), side="right") - 1
    of_boys = members[name] < np.array(boys)[row]
    of_girls = members[name] < np.array(girls)[row]
    male = _equals(members, "sex", "male")
    return (of_boys & of_girls) | (of_boys & male) | (of_girls & ~male)


def _without_education(members: Any, age: Column) -> Column:
    lower = _known(
        members["general_education"].isin(["lower_secondary", "upper_secondary"]),
        members,
        "general_education",
    )
    upper = _equals(members, "general_education", "upper_secondary") | ~_equals(
        members, "vocational_training", "none"
    )
    unqualified = ((age < 18) & ~lower) | ((age >= 18) & ~upper)
    return ~members["studying"] & ~members["trained_by_employer"] & unqualified


def _at_level(members: Any, age: Column) -> Column:
    return members["studying"] & (
        ((age < 6) & _equals(members, "study_level", "preschool"))
        | ((age >= 6) & (age < 12) & _equals(members, "study_level", "primary"))
        | ((age >= 12) & _equals(members, "study_level", "lower_secondary"))
    )


def _between(certain: Column, possible: Column) -> Column:
    """Return true where certain, false where not possible, else unknown."""
    truth = pd.Series(certain.to_numpy(bool)).astype("boolean")
    return truth.mask(possible.to_numpy(bool) & ~certain.to_numpy(bool))


def _answers(households: Any, sums: Any) -> Any:
    found = {
        name: _between(sums[f"certain {name}"] > 0, sums[f"possible {name}"] > 0)
        for name in (
            *("employment", "nutrition", "health_insurance"),
            *("adult_education", "school_attendance", "someone_online"),
        )
    }
    found["dependants"] = _between(
        2 * sums["certain dependants"] > sums["size"],
        2 * sums["possible dependants"] > sums["size"],
    )
    parts = [~households[f"{part}_durable"] for part in ("wall", "column", "roof")]
    found["housing_quality"] = _between(
        sum(part.fillna(False).astype("int8") for part in parts) >= 2,
        sum(part.fillna(True).astype("int8") for part in parts) >= 2,
    )
    found["housing_area"] = households["floor_area_m2"] < law.FLOOR_AREA * sums["size"]
    for name, fact, good in (
        ("water_source", "water_source", law.CLEAN_WATER),
        ("hygienic_toilet", "toilet", law.HYGIENIC_TOILETS),
    ):
        found[name] = _known(~households[fact].isin(good), households, fact)
    found["telecom_service"] = ~found.pop("someone_online")
    some = households[law.DEVICES[0]]
    for device in law.DEVICES[1:]:
        some = some | households[device]
    found["information_devices"] = ~some
    table = pd.DataFrame({"household_id": households["household_id"], "class": None, **found})
    table["class"] = _classes(households, table[list(law.INDICATORS)])
    return table[list(law.COLUMNS)]


def _classes(households: Any, indicators: Any) -> Column:
    certain = indicators.fillna(False).sum(axis=1)
    possible = indicators.fillna(True).sum(axis=1)
    income = households["income_per_capita"]
    urban = _equals(households, "area", "urban")
    low, average = (
        (income <= lines["rural"]) | ((income <= lines["urban"]) & urban)
        for lines in (law.POVERTY_LINES, law.AVERAGE_LINES)
    )
    choices = (
        low & (certain >= 3),
        low & (possible < 3),
        ~low & average,
        ~low & ~average,
    )
    truths = [choice.fillna(False).to_numpy(bool) for choice in choices]
    return pd.Series(np.select(truths, law.CLASSES, default=""), dtype="str").replace("", pd.NA)
