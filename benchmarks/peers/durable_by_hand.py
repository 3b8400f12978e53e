"""durable_rules, forward chaining over one household at a time. It knows no unknowns.

Every fact is a small number, because texts and truths compare as numbers there. Ages, limits and
differences are worked out before: it has no tables and no dates. An action may run twice, so
what it records is a set. Each state is deleted after use, as the engine holds about a thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
from durable import lang
from durable.engine import MessageNotHandledException

from benchmarks.peers import households_as_facts, law
from chuan_ngheo.ages import completed_months

Facts = dict[str, Any]

_RULES: Final = "poverty"
_HOUSEHOLD, _MEMBER, _COUNT = 1, 2, 3
_LEVELS: Final = ("preschool", "primary", "lower_secondary")
_CONCLUSIONS: set[Any] = set()
"""What the rules found of the household at hand."""


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a Parquet file."""
    frames(folder)().write_parquet(out)


def frames(folder: Path) -> Callable[[], pl.DataFrame]:
    """Load the population of a folder; return what decides its households one by one."""
    households = households_as_facts.read(folder)
    review = law.review_date(folder)
    _declare()
    return lambda: households_as_facts.frame([_answer(item, review) for item in households])


def _answer(household: Facts, review: date) -> Facts:
    _CONCLUSIONS.clear()
    identifier = str(household["household_id"])
    members = household["members"] or []
    facts = [_member_facts(member, review) for member in members]
    _assert(identifier, [_household_facts(household, len(members)), *facts])
    dependants = sum(isinstance(found, int) for found in _CONCLUSIONS)
    lacking = {name: name in _CONCLUSIONS for name in law.INDICATORS}
    lacking["dependants"] = 2 * dependants > len(members)
    lacking["telecom_service"] = "online" not in _CONCLUSIONS
    lacking["information_devices"] = "device" not in _CONCLUSIONS
    income, area = household["income_per_capita"], household["area"]
    count = {
        "kind": _COUNT,
        "lacking": sum(lacking.values()),
        "above_poverty_line": income - law.POVERTY_LINES[area],
        "above_average_line": income - law.AVERAGE_LINES[area],
    }
    _assert(identifier, [count])
    lang.delete_state(_RULES, identifier)
    (found,) = _CONCLUSIONS.intersection(law.CLASSES)
    return {"household_id": household["household_id"], "class": found, **lacking}


def _assert(identifier: str, facts: list[Facts]) -> None:
    for number, fact in enumerate(facts):
        message = {"sid": identifier, "id": 100 * fact["kind"] + number, "number": number, **fact}
        try:
            state = lang.assert_fact(_RULES, message)
        except MessageNotHandledException:  # no rule matches this fact
            continue
        if state and state.get("exception"):
            raise RuntimeError(f"durable_rules: {state['exception']}")


def _household_facts(household: Facts, size: int) -> Facts:
    return {
        "kind": _HOUSEHOLD,
        "shaky": sum(not household[f"{part}_durable"] for part in ("wall", "column", "roof")),
        # In tenths of a square metre, as whole numbers.
        "spare_area": round(10 * household["floor_area_m2"]) - 10 * law.FLOOR_AREA * size,
        "clean_water": int(household["water_source"] in law.CLEAN_WATER),
        "hygienic": int(household["toilet"] in law.HYGIENIC_TOILETS),
        "devices": sum(household[name] for name in law.DEVICES),
    }


def _member_facts(member: Facts, review: date) -> Facts:
    months = completed_months(member["birth_date"], review)
    age, male = months // 12, member["sex"] == "male"
    lower = member["general_education"] in ("lower_secondary", "upper_secondary")
    upper = member["general_education"] == "upper_secondary"
    upper = upper or member["vocational_training"] != "none"
    level = _LEVELS[0 if age < 6 else 1 if age < 12 else 2]
    return {
        "kind": _MEMBER,
        "age": age,
        "to_retirement": law.RETIREMENT_MONTHS[review.year][0 if male else 1] - months,
        "no_work": int(member["employment_status"] == "no_work"),
        "no_contract": int(member["wage_contract"] == "no_contract"),
        "works": int(member["employment_status"] == "working"),
        "short": int(_small(member, "stunted", "height_cm", "height", months, male)),
        "light": int(
            (member["underweight"] is not None or age < 10)
            and _small(member, "underweight", "weight_kg", "weight", months, male)
        ),
        "insured": int(
            member["has_health_insurance"] or member["health_insurance_state_paid_group"]
        ),
        "learns": int(member["studying"] or member["trained_by_employer"]),
        "qualified": int(lower if age < 18 else upper),
        "at_level": int(member["studying"] and member["study_level"] == level),
        "allowance": int(member["social_allowance"] in ("elderly", "disabled")),
        "online": int(member["uses_internet"]),
    }


def _small(member: Facts, known: str, measured: str, measure: str, months: int, male: bool) -> bool:
    if member[known] is not None:
        return bool(member[known])
    if member[measured] is None:
        return False
    ages, *limits = law.growth_limits(measure)
    row = max(place for place, age in enumerate(ages) if age <= months)
    return bool(member[measured] < limits[0 if male else 1][row])


@cache
def _declare() -> None:
    """Write the rules, once: each adds what it finds to the conclusions."""

    def rule(found: str, condition: Any) -> None:
        def conclude(_: Any) -> None:
            _CONCLUSIONS.add(found)

        lang.when_all(condition)(conclude)

    def count_dependant(context: Any) -> None:
        _CONCLUSIONS.add(int(context.m.number))

    m = lang.m
    with lang.ruleset(_RULES):
        is_member, is_household = m.kind == _MEMBER, m.kind == _HOUSEHOLD
        rule(
            "employment",
            is_member & (m.age >= 15) & (m.no_work == 1) & (m.to_retirement > 0),
        )
        rule("employment", is_member & (m.age >= 15) & (m.works == 1) & (m.no_contract == 1))
        rule("nutrition", is_member & (m.age < 16) & (m.short == 1))
        rule("nutrition", is_member & (m.age < 16) & (m.light == 1))
        rule("health_insurance", is_member & (m.age >= 6) & (m.insured == 0))
        adult = is_member & (m.age >= 16) & (m.age < 30)
        rule("adult_education", adult & (m.learns == 0) & (m.qualified == 0))
        rule("school_attendance", is_member & (m.age >= 3) & (m.age < 16) & (m.at_level == 0))
        rule("online", is_member & (m.online == 1))
        lang.when_all(is_member & (m.age < 16))(count_dependant)
        lang.when_all(is_member & (m.age >= 16) & (m.allowance == 1))(count_dependant)
        rule("housing_quality", is_household & (m.shaky >= 2))
        rule("housing_area", is_household & (m.spare_area < 0))
        rule("water_source", is_household & (m.clean_water == 0))
        rule("hygienic_toilet", is_household & (m.hygienic == 0))
        rule("device", is_household & (m.devices > 0))
        low = (m.kind == _COUNT) & (m.above_poverty_line <= 0)
        high = (m.kind == _COUNT) & (m.above_poverty_line > 0)
        rule("poor", low & (m.lacking >= 3))
        rule("near_poor", low & (m.lacking < 3))
        rule("average_living_standard", high & (m.above_average_line <= 0))
        rule("above_average_living_standard", high & (m.above_average_line > 0))
