"""SQL as an analyst writes it by hand for DuckDB, with unknowns as null.

A condition over members is the maximum of 2 (true), 1 (unknown) and 0 (false).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.peers import law


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    query = statement(folder, law.review_date(folder))
    target = str(out).replace("'", "''")
    duckdb.sql("SET enable_progress_bar = false")
    duckdb.sql(f"COPY ({query}) TO '{target}' (FORMAT parquet)")


def statement(folder: Path, review: date) -> str:
    """Return the whole query; a household keeps its place by its id."""
    tables = {
        name: f"read_parquet('{folder / name}.parquet')" for name in ("households", "members")
    }
    conditions = _member_conditions(review)
    conditions["dependant"] = f"{_under(review, 16)} OR social_allowance IN ('elderly', 'disabled')"
    truths = ", ".join(f"{truth} AS {name}" for name, truth in conditions.items())
    kept = ", ".join(
        f"max(CASE WHEN {name} THEN 2 WHEN {name} IS NULL THEN 1 ELSE 0 END) AS {name}"
        for name in conditions
    )
    indicators = ", ".join(f"{truth} AS {name}" for name, truth in _indicators().items())
    certain = " + ".join(f"coalesce({name}, false)::INT" for name in law.INDICATORS)
    possible = " + ".join(f"coalesce({name}, true)::INT" for name in law.INDICATORS)
    return f"""
        WITH truths AS (SELECT household_id, {truths} FROM {tables["members"]}),
        of_members AS (
            SELECT household_id, count(*) AS size, {kept},
                sum(coalesce(dependant, false)::INT) AS dependants,
                sum(coalesce(dependant, true)::INT) AS more_dependants
            FROM truths GROUP BY household_id),
        answers AS (
            SELECT h.household_id, {indicators},
                {_at_or_below(law.POVERTY_LINES)} AS low,
                {_at_or_below(law.AVERAGE_LINES)} AS average
            FROM {tables["households"]} AS h LEFT JOIN of_members AS m USING (household_id)),
        counts AS (SELECT *, {certain} AS certain, {possible} AS possible FROM answers)
        SELECT household_id,
            CASE WHEN low AND certain >= 3 THEN 'poor' WHEN low AND possible < 3 THEN 'near_poor'
                WHEN NOT low AND average THEN 'average_living_standard'
                WHEN NOT low AND NOT average THEN 'above_average_living_standard' END AS class,
            {", ".join(law.INDICATORS)}
        FROM counts ORDER BY household_id"""


def _under(review: date, years: int) -> str:
    return f"(birth_date > DATE '{law.born_by(review, 12 * years)}')"


def _member_conditions(review: date) -> dict[str, str]:
    under = {years: _under(review, years) for years in (3, 6, 10, 12, 15, 16, 18, 30)}
    men, women = (
        f"birth_date > DATE '{law.born_by(review, months)}'"
        for months in law.RETIREMENT_MONTHS[review.year]
    )
    idle = (
        "coalesce(employment_status = 'no_work', CASE WHEN wage_contract IS NOT NULL"
        " THEN false END)"
    )
    works = (
        "coalesce(employment_status = 'working', CASE WHEN wage_contract IS NOT NULL THEN true END)"
    )
    short = f"coalesce(stunted, {_below('height_cm', 'height', review)})"
    light = f"coalesce(underweight, {under[10]} AND {_below('weight_kg', 'weight', review)})"
    lower = "general_education IN ('lower_secondary', 'upper_secondary')"
    upper = "(general_education = 'upper_secondary' OR vocational_training <> 'none')"
    unqualified = f"({under[18]} AND NOT {lower} OR NOT {under[18]} AND NOT {upper})"
    level = (
        f"({under[6]} AND study_level = 'preschool'"
        f" OR NOT {under[6]} AND {under[12]} AND study_level = 'primary'"
        f" OR NOT {under[12]} AND study_level = 'lower_secondary')"
    )
    return {
        "employment": f"(NOT {under[15]} AND ((({women}) OR (({men}) AND sex = 'male'))"
        f" AND {idle} OR {works} AND wage_contract = 'no_contract'))",
        "nutrition": f"CASE WHEN NOT {under[16]} THEN false ELSE"
        f" {under[16]} AND ({short} OR {light}) END",
        "health_insurance": f"(NOT {under[6]} AND NOT has_health_insurance"
        " AND NOT health_insurance_state_paid_group)",
        "adult_education": f"(NOT {under[16]} AND {under[30]} AND NOT studying"
        f" AND NOT trained_by_employer AND {unqualified})",
        "school_attendance": f"(NOT {under[3]} AND {under[16]} AND NOT (studying AND {level}))",
        "online": "uses_internet",
    }


def _below(name: str, measure: str, review: date) -> str:
    of_boys, of_girls = (
        f"({name} < {_limit(limits, measure, review)})" for limits in law.growth_limits(measure)[1:]
    )
    both = f"{of_boys} AND {of_girls}"
    return f"({both} OR {of_boys} AND sex = 'male' OR {of_girls} AND sex = 'female')"


def _limit(limits: Sequence[float], measure: str, review: date) -> str:
    # An unknown age takes the last, greatest limit: what is above it is above every limit.
    ages = law.growth_limits(measure)[0]
    rows = zip(ages[1:], limits[:-1], strict=True)
    cases = (f"WHEN birth_date > DATE '{law.born_by(review, age)}' THEN {low}" for age, low in rows)
    return f"CASE {' '.join(cases)} ELSE {limits[-1]} END"


def _indicators() -> dict[str, str]:
    def any_member(name: str) -> str:
        return f"CASE m.{name} WHEN 2 THEN true WHEN 0 THEN false END"

    def number(value: str) -> str:
        parts = (
            f"coalesce(NOT {part}_durable, {value})::INT" for part in ("wall", "column", "roof")
        )
        return " + ".join(parts)

    clean, hygienic = (
        ", ".join(f"'{value}'" for value in values)
        for values in (law.CLEAN_WATER, law.HYGIENIC_TOILETS)
    )
    return {
        "employment": any_member("employment"),
        "dependants": "CASE WHEN 2 * m.dependants > m.size THEN true"
        " WHEN 2 * m.more_dependants <= m.size THEN false END",
        "nutrition": any_member("nutrition"),
        "health_insurance": any_member("health_insurance"),
        "adult_education": any_member("adult_education"),
        "school_attendance": any_member("school_attendance"),
        "housing_quality": f"CASE WHEN {number('false')} >= 2 THEN true"
        f" WHEN {number('true')} < 2 THEN false END",
        "housing_area": f"h.floor_area_m2 < {law.FLOOR_AREA} * m.size",
        "water_source": f"NOT h.water_source IN ({clean})",
        "hygienic_toilet": f"NOT h.toilet IN ({hygienic})",
        "telecom_service": f"NOT {any_member('online')}",
        "information_devices": f"NOT ({' OR '.join(law.DEVICES)})",
    }


def _at_or_below(lines: dict[str, int]) -> str:
    rural, urban = (f"income_per_capita <= {lines[area]}" for area in ("rural", "urban"))
    return f"({rural} OR {urban} AND area = 'urban')"
