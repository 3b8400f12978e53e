"""A real survey file: 825 households whose questions are not those of form 3.1.

The expected decisions are computed here from the survey's own columns, without the mapping and
without the rule set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any, Final

import polars as pl
import pytest

from chuan_ngheo import Decision, Household, Member, classify, load_rules
from tests.survey import world_bank_mapping as mapping

MEDIAN_INCOME: Final = 2_500_000
HOUSEHOLD_FACTS: Final = {
    *("household_id", "review_date", "area", "income_per_capita", "water_source", "toilet"),
}
MEMBER_FACTS: Final = {"member_id", "age", "sex", "employment_status", "general_education"}

# Survey column and fact, with the categories that are no value of the vocabulary.
WITHOUT_COUNTERPART: Final = {
    ("water", "water_source"): {
        *("Public tap/standpipe", "Tanker truck", "Cart with small tank", "Other"),
    },
    ("toilet", "toilet"): {
        *("Flush to piped sewer system", "Pit latrine with slab", "Flush to somewhere else"),
        "Other",
    },
    ("act_status", "employment_status"): {"Inactive", "NIU (not in universe)"},
    ("educ_attain", "general_education"): {"Primary", "NIU (not in universe) or no education"},
}


@cache
def survey() -> tuple[pl.DataFrame, pl.DataFrame]:
    return mapping.load()


@cache
def facts(median_income: int | None) -> list[dict[str, Any]]:
    households, members = survey()
    return mapping.nest(
        mapping.households(households, median_income), mapping.members(members)
    ).to_dicts()


@cache
def decisions(median_income: int | None) -> list[Decision]:
    rules = load_rules("nd-07-2021")
    return [classify(household, rules=rules) for household in facts(median_income)]


@cache
def persons() -> dict[str, list[dict[str, Any]]]:
    """The persons of each household, as the survey has them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for person in survey()[1].to_dicts():
        found.setdefault(person["hid"], []).append(person)
    return found


def certain_deprivations(household: dict[str, Any]) -> int:
    """Count what the survey's own answers show: the other indicators are not asked."""
    members = persons()[household["hid"]]
    return sum(
        (
            # The last month of the year of age lies below the retirement age of 2023.
            any(
                person["act_status"] == "Unemployed"
                and person["age"] >= 15
                and 12 * person["age"] + 11 < (729 if person["sex"] == "Male" else 672)
                for person in members
            ),
            2 * sum(person["age"] < 16 for person in members) > len(members),
            household["water"].startswith(("Unprotected", "River")),
            household["toilet"].startswith(("Pit latrine without slab", "No facility")),
        )
    )


def expected_classes(household: dict[str, Any], income: int) -> tuple[str, ...]:
    urban = household["urbrur"] == "Urban"
    if income > (3_000_000 if urban else 2_250_000):
        return ("above_average_living_standard",)
    if income > (2_000_000 if urban else 1_500_000):
        return ("average_living_standard",)
    # Housing (2), insurance, internet and devices are not asked: five indicators are open.
    return ("poor",) if certain_deprivations(household) >= 3 else ("poor", "near_poor")


def illustrative_incomes(median_income: int) -> list[int]:
    expenditures = survey()[0]["pc_exp"].to_list()
    scale = median_income / median(expenditures)
    return [round(expenditure * scale) for expenditure in expenditures]


def missing(decision: Decision) -> set[str]:
    return {path.rpartition(".")[2] for path in decision.missing_facts}


def rows_of(fact: str) -> Iterator[tuple[str, object]]:
    """Give the survey's answer and the mapped value for one fact, row by row."""
    households, members = survey()
    column = next(column for column, name in WITHOUT_COUNTERPART if name == fact)
    source, mapped = (
        (households, mapping.households(households))
        if fact in HOUSEHOLD_FACTS
        else (members, mapping.members(members))
    )
    return zip(source[column], mapped[fact], strict=True)


def test_every_household_and_person_of_the_survey_is_read() -> None:
    households, members = survey()
    assert households.height == 825
    assert members.height == 3_246
    assert sum(len(household["members"]) for household in facts(None)) == 3_246
    sizes = [len(household["members"]) for household in facts(None)]
    assert sizes == households["hhsize"].to_list()


def test_only_facts_that_the_survey_asks_are_mapped() -> None:
    known: set[str] = set()
    for household in facts(None):
        model = Household.model_validate(household)
        known |= {name for name in Household.model_fields if getattr(model, name) is not None}
        for member in model.members or ():
            known |= {name for name in Member.model_fields if getattr(member, name) is not None}
    # Income is expenditure in a currency of no country: it stays unknown.
    assert known == {*HOUSEHOLD_FACTS, *MEMBER_FACTS, "members"} - {"income_per_capita"}


@pytest.mark.parametrize(("column", "fact"), list(WITHOUT_COUNTERPART))
def test_a_category_without_an_exact_counterpart_stays_unknown(column: str, fact: str) -> None:
    unmapped = WITHOUT_COUNTERPART[column, fact]
    assert unmapped <= {answer for answer, _ in rows_of(fact)}
    for answer, value in rows_of(fact):
        assert (value is None) == (answer in unmapped), answer


def test_secondary_education_of_the_survey_is_upper_secondary() -> None:
    people = survey()[1]
    ages = people.filter(pl.col("educ_attain") == "Secondary")["age"].to_list()
    assert min(ages) >= 18
    years = people.filter(pl.col("educ_attain") == "Primary")["yrs_school"].to_list()
    assert sum(year >= 9 for year in years) > 200


def test_with_unknown_income_no_class_is_given() -> None:
    found = decisions(None)
    assert len(found) == 825
    assert {decision.class_ for decision in found} == {None}
    for household, decision in zip(survey()[0].to_dicts(), found, strict=True):
        near_poor = ("near_poor",) if certain_deprivations(household) < 3 else ()
        others = ("average_living_standard", "above_average_living_standard")
        assert decision.possible_classes == ("poor", *near_poor, *others)
        assert "income_per_capita" in decision.missing_facts


@pytest.mark.parametrize("median_income", [MEDIAN_INCOME, MEDIAN_INCOME // 2])
def test_on_an_illustrative_scale_the_classes_are_those_of_the_answers(median_income: int) -> None:
    incomes = illustrative_incomes(median_income)
    rows = zip(
        survey()[0].to_dicts(), incomes, facts(median_income), decisions(median_income), strict=True
    )
    for household, income, mapped, decision in rows:
        assert mapped["income_per_capita"] == income
        assert decision.household_id == household["hid"]
        assert decision.possible_classes == expected_classes(household, income)
        assert decision.deprivation_count.certain == certain_deprivations(household)


def test_the_illustrative_scale_decides_some_households_and_not_others() -> None:
    found = Counter(decision.class_ for decision in decisions(MEDIAN_INCOME))
    assert found == {
        "poor": 19,
        "average_living_standard": 207,
        "above_average_living_standard": 391,
        None: 208,
    }


@pytest.mark.parametrize("median_income", [None, MEDIAN_INCOME])
def test_the_missing_facts_are_those_that_the_survey_does_not_ask(
    median_income: int | None,
) -> None:
    found = decisions(median_income)
    never_asked = set().union(*map(missing, found)) - {*HOUSEHOLD_FACTS, *MEMBER_FACTS}
    for household in facts(median_income):
        assert never_asked.isdisjoint(household)
        assert all(never_asked.isdisjoint(member) for member in household["members"])
    assert {"floor_area_m2", "has_health_insurance", "wage_contract", "studying"} <= never_asked
    for household, decision in zip(facts(median_income), found, strict=True):
        for path in decision.missing_facts:
            member, _, name = path.rpartition(".")
            row = household["members"][int(member[8:-1])] if member else household
            assert row.get(name) is None, path
