"""What the checks of the generated SQL report, and that no such household is classified."""

from __future__ import annotations

from datetime import date
from math import inf, nan
from typing import Any, Final

import polars
import pytest

from chuan_ngheo import (
    InvalidFactsError,
    classify,
    load_rules,
    sql_checks_text,
    sql_text,
    validate_frame,
)
from tests.generators import Facts
from tests.tables.engines import Engine, Row, frames
from tests.tables.population import RULE_SETS

DAY: Final = date(2023, 6, 1)


def household(name: str, *people: Facts, **facts: Any) -> Facts:
    people = people or ({"member_id": 1, "birth_date": date(1990, 5, 17)},)
    return {
        "household_id": name,
        "review_date": DAY,
        "area": "rural",
        "income_per_capita": 1_600_000,
        "floor_area_m2": 0.0,
        "members": [{"member_id": place, **one} for place, one in enumerate(people)],
        **facts,
    }


GOOD: Final = [
    household("good"),
    household("oldest", {"birth_date": date(1892, 6, 2)}, {"age": 130, "age_months": 1571}),
    household("edges", {"height_cm": 300.0, "weight_kg": 700.0, "age": 0}),
    household("first day", review_date=date(2022, 1, 1)),
    household("born that day", {"birth_date": DAY, "age": 0, "age_months": 0}),
    household("no day", {"birth_date": date(2024, 1, 1), "age": 2}, review_date=None),
    household("unknown", {"sex": None}, area=None, income_per_capita=None, floor_area_m2=None),
]
REFUSED: Final = [
    (household("early", review_date=date(2021, 12, 31)), "households review_date not-in-force"),
    (household("late", review_date=date(2027, 1, 1)), "households review_date not-in-force"),
    (household("town", area="town"), "households area fact-value"),
    (household("debt", income_per_capita=-1), "households income_per_capita fact-value"),
    (household("small", floor_area_m2=-0.1), "households floor_area_m2 fact-value"),
    (household("endless", floor_area_m2=inf), "households floor_area_m2 fact-value"),
    (household("no number", floor_area_m2=nan), "households floor_area_m2 fact-value"),
    (household("sex", {}, {"sex": "m"}), "members sex fact-value"),
    (household("old", {"age": 131}), "members age fact-value"),
    (household("young", {"age": -1}), "members age fact-value"),
    (household("flat", {"height_cm": 0.0}), "members height_cm fact-value"),
    (household("tall", {"height_cm": 300.1}), "members height_cm fact-value"),
    (household("heavy", {"weight_kg": 700.1}), "members weight_kg fact-value"),
    (
        household("unborn", {"birth_date": date(2023, 6, 2)}),
        "members birth_date birth-after-review",
    ),
    (household("past", {"birth_date": date(1892, 6, 1)}), "members birth_date fact-value"),
    (
        household("years", {"birth_date": date(2020, 6, 2), "age": 3}),
        "members age age-contradiction",
    ),
    (
        household("months", {"birth_date": date(2020, 6, 2), "age_months": 36}),
        "members age_months age-contradiction",
    ),
    (household("both", {"age": 3, "age_months": 35}), "members age_months age-contradiction"),
]


def bad_tables() -> tuple[polars.DataFrame, polars.DataFrame]:
    """Return all of these as tables, and what only tables can have wrong."""
    twice = [household("twice"), household("twice", members=[])]
    others = [
        household("alone", members=[]),
        {**household("nameless", members=None), "household_id": None},
        household("same", {"member_id": 7}, {"member_id": 7}),
        household("numberless", {"member_id": None}, {"member_id": None}),
    ]
    households, members = frames([*GOOD, *(one for one, _ in REFUSED), *twice, *others])
    strays = polars.DataFrame(
        {"household_id": ["nobody", "nobody", None], "member_id": [1, 2, 1]}, strict=True
    )
    return households, polars.concat([members, strays], how="diagonal")


def wanted_counts() -> dict[str, int]:
    """Return the number of rows by place and kind of problem, counted by hand."""
    wanted: dict[str, int] = {
        "households household_id duplicate-household": 2,
        "households household_id no-members": 2,
        "members member_id duplicate-member": 2,
        "members household_id orphan-member": 3,
    }
    for _, problem in REFUSED:
        wanted[problem] = wanted.get(problem, 0) + 1
    return wanted


def reported(rows: list[Row]) -> dict[str, int]:
    """Return the number of rows by place and kind of problem."""
    found: dict[str, int] = {}
    for row in rows:
        key = f"{row['table_name']} {row['column_name']} {row['problem']}"
        found[key] = found.get(key, 0) + row["row_count"]
    return found


@pytest.mark.parametrize("facts", [one for one, _ in REFUSED], ids=lambda one: one["household_id"])
def test_the_reference_refuses_the_same_households(facts: Facts) -> None:
    with pytest.raises(InvalidFactsError):
        classify(facts)


def test_every_problem_is_counted_and_its_household_left_out(engine: Engine) -> None:
    engine.load(*bad_tables())
    rules = load_rules()
    rows = engine.run(sql_checks_text(rules, engine.dialect))
    assert reported(rows) == wanted_counts()
    left_out = {one["household_id"] for one, _ in REFUSED} | {"twice", "same", "nobody", None}
    for row in rows:
        assert row["classified"] is (row["problem"] == "no-members")
        assert row["expected"]
        assert row["example_household_id"] in ({"alone"} if row["classified"] else left_out)
    ids = {row["household_id"] for row in engine.run(sql_text(rules, engine.dialect))}
    assert ids == {one["household_id"] for one in GOOD} | {"alone", None, "numberless"}


def test_frames_in_memory_are_reported_alike() -> None:
    found = {
        f"{one.table} {one.column or 'household_id'} {one.code}": one.rows
        for one in validate_frame(*bad_tables()).findings
    }
    # In a frame "not a number" is an unknown number, as pandas writes it; in a database it is not.
    not_a_number = {"households floor_area_m2 fact-value": 2}
    assert found == wanted_counts() | not_a_number


@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_nothing_is_reported_of_good_tables(engine: Engine, rule_set: str) -> None:
    engine.load(*frames(GOOD))
    rules = load_rules(rule_set)
    assert engine.run(sql_checks_text(rules, engine.dialect)) == []
    assert len(engine.run(sql_text(rules, engine.dialect))) == len(GOOD)


def test_a_number_with_a_fraction_is_refused_where_a_whole_one_is_due(engine: Engine) -> None:
    households, members = frames([household("half"), household("whole")])
    income = polars.when(polars.col("household_id") == "half").then(1_499_999.5)
    engine.load(households.with_columns(income_per_capita=income.otherwise(1_500_000.0)), members)
    rules = load_rules()
    found = reported(engine.run(sql_checks_text(rules, engine.dialect)))
    assert found == {"households income_per_capita fact-type": 1}
    assert [row["household_id"] for row in engine.run(sql_text(rules, engine.dialect))] == ["whole"]
