"""Polars as an expert writes it for this decree: every truth a bit, one pass over the members.

Ages are comparisons of birth dates with dates computed once. For each household the bits of its
members are joined by "or": six that are certain and six that are possible.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.peers import law

MEMBERS_AT_ONCE: Final = 4_000_000
MEMBER_CONDITIONS: Final = (
    *("employment", "nutrition", "health_insurance"),
    *("adult_education", "school_attendance", "someone_online"),
)
HOUSEHOLD_FACTS: Final = (
    *("household_id", "area", "income_per_capita", "wall_durable", "column_durable"),
    *("roof_durable", "floor_area_m2", "water_source", "toilet", *law.DEVICES),
)
MEMBER_FACTS: Final = (
    *("household_id", "birth_date", "sex", "employment_status", "wage_contract"),
    *("has_health_insurance", "health_insurance_state_paid_group", "studying", "study_level"),
    *("general_education", "vocational_training", "trained_by_employer", "social_allowance"),
    *("height_cm", "weight_kg", "stunted", "underweight", "uses_internet"),
)


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    decide(
        pl.scan_parquet(folder / "households.parquet"),
        pl.scan_parquet(folder / "members.parquet"),
        law.review_date(folder),
    ).sink_parquet(out)


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what classifies it in memory."""
    households = pl.read_parquet(folder / "households.parquet").lazy()
    members = pl.read_parquet(folder / "members.parquet").lazy()
    review = law.review_date(folder)
    return lambda: decide(households, members, review).collect(engine="streaming")


def decide(households: pl.LazyFrame, members: pl.LazyFrame, review: date) -> pl.LazyFrame:
    """Return class and indicators of each household, in the order of the households."""
    rows = int(members.select(pl.len()).collect().item())
    parts = [
        _of_members(members.slice(start, MEMBERS_AT_ONCE), review)
        for start in range(0, rows, MEMBERS_AT_ONCE)
    ]
    of_members = parts[0] if len(parts) == 1 else _by_household(pl.concat(parts).lazy())
    facts = households.select(HOUSEHOLD_FACTS).collect()
    if facts["household_id"].is_sorted():
        # Two sorted tables are joined without hashing.
        facts = facts.with_columns(pl.col("household_id").set_sorted())
        of_members = of_members.sort("household_id")
    joined = facts.lazy().join(
        of_members.lazy(), on="household_id", how="left", maintain_order="left"
    )
    return _answers(joined.collect(engine="in-memory").lazy())


def _of_members(members: pl.LazyFrame, review: date) -> pl.DataFrame:
    conditions = member_conditions(review)
    dependant = born_after(review, 16 * 12) | pl.col("social_allowance").is_in(
        ["elderly", "disabled"]
    )
    numbers = (
        pl.lit(1 << 20, pl.UInt32)
        + dependant.fill_null(value=False).cast(pl.UInt32) * (1 << 10)
        + dependant.fill_null(value=True).cast(pl.UInt32)
    )
    facts = members.select(MEMBER_FACTS).collect(engine="in-memory").lazy()
    everyone = facts.select("household_id", _bits(conditions), numbers.alias("numbers"))
    # Only children can be malnourished, and only few of them are: they come as rows of their own.
    children = (
        facts.filter((~born_after(review, 16 * 12)).ne_missing(pl.lit(value=True)))
        .select("household_id", nutrition=born_after(review, 16 * 12) & _malnourished(review))
        .filter(pl.col("nutrition").ne_missing(pl.lit(value=False)))
        .select(
            "household_id",
            _bits({"nutrition": pl.col("nutrition")}),
            numbers=pl.lit(0, pl.UInt32),
        )
    )
    return _by_household(pl.concat([everyone, children]))


def _by_household(members: pl.LazyFrame) -> pl.DataFrame:
    sums = members.group_by("household_id").agg(
        pl.col("bits").bitwise_or(), pl.col("numbers").sum()
    )
    return sums.collect(engine="streaming")


def _bits(conditions: dict[str, pl.Expr]) -> pl.Expr:
    """Return six bits of what is certain, and above them six of what is possible."""
    places = {name: MEMBER_CONDITIONS.index(name) for name in conditions}
    certain = (
        truth.fill_null(value=False).cast(pl.UInt16) * (1 << places[name])
        for name, truth in conditions.items()
    )
    possible = (
        truth.fill_null(value=True).cast(pl.UInt16) * (64 << places[name])
        for name, truth in conditions.items()
    )
    return pl.sum_horizontal(*certain, *possible).cast(pl.UInt16).alias("bits")


def born_after(review: date, months: int) -> pl.Expr:
    """Tell who is younger than some completed months."""
    return pl.col("birth_date") > law.born_by(review, months)


def member_conditions(review: date) -> dict[str, pl.Expr]:
    """Return the conditions on members but for nutrition: true, false or null for each."""
    under = {years: born_after(review, 12 * years) for years in (3, 6, 12, 15, 16, 18, 30)}
    return {
        "employment": _employment(review, under[15]),
        "health_insurance": ~under[6]
        & ~pl.col("has_health_insurance")
        & ~pl.col("health_insurance_state_paid_group"),
        "adult_education": ~under[16] & under[30] & _without_education(under[18]),
        "school_attendance": ~under[3] & under[16] & ~_at_level(under[6], under[12]),
        "someone_online": pl.col("uses_internet"),
    }


def _employment(review: date, under_15: pl.Expr) -> pl.Expr:
    status, contract = pl.col("employment_status"), pl.col("wage_contract")
    men, women = law.RETIREMENT_MONTHS[review.year]
    # Women retire earlier: whoever is below their age is of working age whatever the sex.
    working_age = born_after(review, women) | (born_after(review, men) & (pl.col("sex") == "male"))
    idle = (
        pl.when(status.is_not_null())
        .then(status == "no_work")
        .when(contract.is_not_null())
        .then(pl.lit(value=False))
    )
    works = (
        pl.when(status.is_not_null())
        .then(status == "working")
        .when(contract.is_not_null())
        .then(pl.lit(value=True))
    )
    return ~under_15 & ((working_age & idle) | (works & (contract == "no_contract")))


def _malnourished(review: date) -> pl.Expr:
    # An unknown age takes the last, greatest limit: what is above it is above every limit.
    short = _below("height_cm", "height", review)
    light = born_after(review, 120) & _below("weight_kg", "weight", review)
    return pl.coalesce("stunted", short) | pl.coalesce("underweight", light)


def _below(name: str, measure: str, review: date) -> pl.Expr:
    ages, boys, girls = law.growth_limits(measure)
    births = pl.Series([law.born_by(review, age) for age in reversed(ages)])
    after = pl.lit(births).search_sorted(pl.col("birth_date"), side="left")
    row = (len(ages) - 1 - after).clip(0)
    of_boys = pl.col(name) < pl.lit(pl.Series(boys)).gather(row)
    of_girls = pl.col(name) < pl.lit(pl.Series(girls)).gather(row)
    male = pl.col("sex") == "male"
    return (of_boys & of_girls) | (of_boys & male) | (of_girls & ~male)


def _without_education(under_18: pl.Expr) -> pl.Expr:
    school, training = pl.col("general_education"), pl.col("vocational_training")
    lower = school.is_in(["lower_secondary", "upper_secondary"])
    upper = (school == "upper_secondary") | (training != "none")
    return (
        ~pl.col("studying")
        & ~pl.col("trained_by_employer")
        & ((under_18 & ~lower) | (~under_18 & ~upper))
    )


def _at_level(under_6: pl.Expr, under_12: pl.Expr) -> pl.Expr:
    level = pl.col("study_level")
    return pl.col("studying") & (
        (under_6 & (level == "preschool"))
        | (~under_6 & under_12 & (level == "primary"))
        | (~under_12 & (level == "lower_secondary"))
    )


def _answers(joined: pl.LazyFrame) -> pl.LazyFrame:
    size = pl.col("numbers") // (1 << 20)
    indicators = _indicators(size)
    certain = pl.sum_horizontal(
        pl.col(name).fill_null(value=False).cast(pl.UInt8) for name in law.INDICATORS
    )
    possible = pl.sum_horizontal(
        pl.col(name).fill_null(value=True).cast(pl.UInt8) for name in law.INDICATORS
    )
    return (
        joined.select(
            "household_id",
            *(indicators[name].alias(name) for name in law.INDICATORS),
            _at_or_below(law.POVERTY_LINES).alias("low"),
            _at_or_below(law.AVERAGE_LINES).alias("average"),
        )
        .with_columns(_class(certain, possible).alias("class"))
        .select(law.COLUMNS)
    )


def _indicators(size: pl.Expr) -> dict[str, pl.Expr]:
    def any_member(name: str) -> pl.Expr:
        place = MEMBER_CONDITIONS.index(name)
        certain = (pl.col("bits") & (1 << place)) != 0
        possible = (pl.col("bits") & (64 << place)) != 0
        return pl.when(certain).then(pl.lit(value=True)).when(~possible).then(pl.lit(value=False))

    dependants, more = (pl.col("numbers") // 1024) & 1023, pl.col("numbers") & 1023
    solid = [pl.col(f"{part}_durable") for part in ("wall", "column", "roof")]
    shaky = pl.sum_horizontal((~part).fill_null(value=False).cast(pl.UInt8) for part in solid)
    maybe = pl.sum_horizontal((~part).fill_null(value=True).cast(pl.UInt8) for part in solid)
    return {
        **{name: any_member(name) for name in MEMBER_CONDITIONS[:5]},
        "dependants": pl.when(2 * dependants > size)
        .then(pl.lit(value=True))
        .when(2 * more <= size)
        .then(pl.lit(value=False)),
        "housing_quality": pl.when(shaky >= 2)
        .then(pl.lit(value=True))
        .when(maybe < 2)
        .then(pl.lit(value=False)),
        "housing_area": pl.col("floor_area_m2") < law.FLOOR_AREA * size,
        "water_source": ~pl.col("water_source").is_in(law.CLEAN_WATER),
        "hygienic_toilet": ~pl.col("toilet").is_in(law.HYGIENIC_TOILETS),
        "telecom_service": ~any_member("someone_online"),
        "information_devices": ~pl.any_horizontal(law.DEVICES),
    }


def _at_or_below(lines: dict[str, int]) -> pl.Expr:
    rural = pl.col("income_per_capita") <= lines["rural"]
    urban = pl.col("income_per_capita") <= lines["urban"]
    # The urban line is the higher one: below the rural line is below both.
    return rural | (urban & (pl.col("area") == "urban"))


def _class(certain: pl.Expr, possible: pl.Expr) -> pl.Expr:
    low, average = pl.col("low"), pl.col("average")
    return (
        pl.when(low & (certain >= 3))
        .then(pl.lit("poor"))
        .when(low & (possible < 3))
        .then(pl.lit("near_poor"))
        .when(~low & average)
        .then(pl.lit("average_living_standard"))
        .when(~low & ~average)
        .then(pl.lit("above_average_living_standard"))
    )
