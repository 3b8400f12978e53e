"""Polars, DuckDB, PostgreSQL and Spark give what the reference reading gives, in every column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

import polars
import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.audit.cases.files import Case
from chuan_ngheo.vocabulary import FACTS
from tests.case_files import read_cases
from tests.generators import Facts
from tests.plan.expectations import Expectation, expectations
from tests.tables.comparison import assert_agrees, assert_rows
from tests.tables.engines import Reading, frames
from tests.tables.population import (
    FLOOR_BANDS,
    HOW_MANY,
    MOST_MEMBERS,
    NUMBERS,
    PLAN,
    POINTS,
    RULE_SETS,
    Answer,
    Rulings,
    expected,
    generated,
    names_of,
    other_rulings,
)

CAN_THO: Final = Path(__file__).parents[2] / "datasets" / "can-tho-2022"
REVIEWED: Final = 18_269
BATCH: Final = 20_000
MOST_BY_POINTS: Final = 40_000
"""Households decided by points too; more would make the runs with databases long."""
BATCHES: Final = (
    *((PLAN, start) for start in range(BATCH, HOW_MANY, BATCH)),
    *((POINTS, start) for start in range(BATCH, min(HOW_MANY, MOST_BY_POINTS), BATCH)),
)


def rulings_of(rule_set: str, kind: str) -> Rulings:
    return {} if kind == "default" else other_rulings(rule_set)


def by_rulings(items: list[Any]) -> Iterator[tuple[Rulings, list[Any]]]:
    groups: dict[tuple[tuple[str, str], ...], list[Any]] = defaultdict(list)
    for item in items:
        groups[tuple(sorted(item.rulings.items()))].append(item)
    for rulings, group in groups.items():
        yield dict(rulings), group


def identified(item: Case | Expectation, index: int) -> Facts:
    return {**item.household, "household_id": f"C{index:04}"}


@cache
def batch(start: int) -> list[Facts]:
    return generated(min(BATCH, HOW_MANY - start), start=start)


@cache
def reference(start: int, rule_set: str, kind: str) -> dict[Any, Answer]:
    return expected(batch(start), rule_set, rulings_of(rule_set, kind))


@cache
def can_tho() -> tuple[polars.DataFrame, polars.DataFrame, list[Facts]]:
    households = polars.read_parquet(CAN_THO / "households.parquet")
    members = polars.read_parquet(CAN_THO / "members.parquet")
    own: dict[Any, list[Facts]] = defaultdict(list)
    for row in members.iter_rows(named=True):
        own[row.pop("household_id")].append(row)
    facts = [
        {**row, "members": own.get(row["household_id"])} for row in households.iter_rows(named=True)
    ]
    return (*frames(facts), facts)


@cache
def can_tho_reference(rule_set: str, kind: str) -> dict[Any, Answer]:
    return expected(can_tho()[2], rule_set, rulings_of(rule_set, kind))


def with_lost_members(households: list[Facts]) -> tuple[polars.DataFrame, polars.DataFrame]:
    """Return both tables, and among the members some of no household, with an id and without.

    They change nothing; the checks of each reading report them.
    """
    own, members = frames(households)
    lost = members.head(50).with_columns(polars.col("household_id") + " lost")
    nameless = members.head(50).with_columns(household_id=polars.lit(None, polars.String))
    return own, polars.concat([members, lost, nameless])


def test_generated_households_get_what_the_reference_gives(reading: Reading) -> None:
    reading.load(*with_lost_members(batch(0)))
    for rule_set, kind in product(RULE_SETS, ("default", "other")):
        wanted = reference(0, rule_set, kind)
        rows = assert_rows(reading, wanted, rule_set, rulings_of(rule_set, kind))
        assert {row["class"] for row in rows} == {*load_rules(rule_set).classes, None}


@pytest.mark.parametrize(("rule_set", "start"), BATCHES)
def test_many_generated_households_get_what_the_reference_gives(
    main_reading: Reading, rule_set: str, start: int
) -> None:
    main_reading.load(*with_lost_members(batch(start)))
    rows = assert_rows(main_reading, reference(start, rule_set, "default"), rule_set, {})
    assert {row["class"] for row in rows} == {*load_rules(rule_set).classes, None}


@pytest.mark.parametrize("engine_name", ["polars", "duckdb"])
def test_each_ruling_on_points_changes_what_the_reference_gives(
    request: pytest.FixtureRequest, engine_name: str
) -> None:
    some = generated(600, seed=15)
    reading: Reading = request.getfixturevalue(f"{engine_name}_engine")
    reading.load(*frames(some))
    default = expected(some, POINTS, {})
    own = load_rules(POINTS).rulings.keys() - load_rules("nd-07-2021").rulings.keys()
    assert len(own) == 6
    for ruling in own:
        rulings = {ruling: other_rulings(POINTS)[ruling]}
        wanted = expected(some, POINTS, rulings)
        assert_rows(reading, wanted, POINTS, rulings)
        assert (wanted != default) == (ruling != "form_a_labour_contract"), ruling


@pytest.mark.parametrize("kind", ["default", "other"])
@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_the_list_of_can_tho_gets_what_the_reference_gives(
    reading: Reading, rule_set: str, kind: str
) -> None:
    reading.load(*can_tho()[:2])
    rulings = rulings_of(rule_set, kind)
    rows = assert_rows(reading, can_tho_reference(rule_set, kind), rule_set, rulings)
    assert len(rows) == REVIEWED


def of_households(rule_set: str) -> list[Case]:
    """Return the cases that tables can hold: of households, without dated decisions."""
    return [
        case
        for case in read_cases(rule_set)
        if case.subject is None and not case.household.get("list_decisions")
    ]


def assert_as_expected(row: Answer | None, case: Case) -> None:
    """Check a row against what a case expects; a refused household has none."""
    assert (row is None) == ("refused" in case.expect), case.name
    if row is None:
        return
    if "class" in case.expect:
        assert row["class"] == case.expect["class"], case.name
    if "possible_classes" in case.expect:
        classes = "|".join(case.expect["possible_classes"])
        assert (row["class"], row["possible_classes"]) == (None, classes), case.name
    for part in ("deprivations", "eligibility"):
        for name, value in case.expect.get(part, {}).items():
            assert row[name] is value, case.name


def test_the_cases_of_the_decree_get_the_answers_that_the_law_gives(reading: Reading) -> None:
    for rulings, cases in by_rulings(of_households("nd-07-2021")):
        households = [identified(case, index) for index, case in enumerate(cases)]
        rows = assert_agrees(reading, households, "nd-07-2021", rulings)
        found = {row["household_id"]: row for row in rows}
        for household, case in zip(households, cases, strict=True):
            assert_as_expected(found.get(household["household_id"]), case)


def test_the_cases_and_expectations_of_the_plan_hold(reading: Reading) -> None:
    wanted = [item for item in expectations() if not item.household.get("list_decisions")]
    for rulings, items in by_rulings([*wanted, *of_households("kh-132-2022-can-tho")]):
        households = [identified(item, index) for index, item in enumerate(items)]
        rows = assert_agrees(reading, households, "kh-132-2022-can-tho", rulings)
        found = {row["household_id"]: row for row in rows}
        for household, item in zip(households, items, strict=True):
            row = found.get(household["household_id"])
            if isinstance(item, Case):
                assert_as_expected(row, item)
            elif item.kind == "eligible":
                assert row is not None
                assert row[item.name] is item.value, item


def test_the_generated_households_are_of_every_kind() -> None:
    households = batch(0)
    people = [member for one in households for member in one.get("members") or ()]
    days = {one.get("review_date") for one in households}
    for rule_set in RULE_SETS:
        for epoch in load_rules(rule_set).epochs():
            assert any(day in epoch for day in days if day), epoch
    assert None in days
    assert any(not one.get("members") for one in households)
    sizes = {len(one.get("members") or ()) for one in households}
    assert {*range(MOST_MEMBERS + 1)} <= sizes
    assert any("age" in one and not {"birth_date", "age_months"} & one.keys() for one in people)
    for name in names_of("household"):
        if name != "household_id":
            values = [one.get(name) for one in households]
            assert None in values, name
            assert len(set(values)) > 1, name
    for name in names_of("member"):
        if name != "member_id":
            values = [one.get(name) for one in people]
            assert None in values, name
            assert len(set(values)) > 1, name


def test_the_generated_households_stand_on_both_sides_of_every_band_of_points() -> None:
    households = batch(0)
    assert {one.get("region") for one in households} == {*FACTS["region"].values, None}
    assert {one.get("area") for one in households} == {"rural", "urban", None}
    for name, numbers in NUMBERS.items():
        assert {one.get(name) for one in households} == {*numbers, None}, name
    per_person = {
        one["floor_area_m2"] - band * len(one["members"])
        for one in households
        for band in FLOOR_BANDS
        if one.get("floor_area_m2") is not None and one.get("members")
    }
    assert any(difference == 0 for difference in per_person)
    assert any(-0.2 < difference < 0 for difference in per_person)
    answers = reference(0, POINTS, "default").values()
    for area, limit in (("rural", 140), ("urban", 175)):
        ids = {one["household_id"] for one in households if one.get("area") == area}
        found = [answer["b1_points_lowest"] for answer in answers if answer["household_id"] in ids]
        assert {limit - 5, limit, limit + 5} <= {*found}, area
    bounds = [(answer["b1_points_lowest"], answer["b1_points_highest"]) for answer in answers]
    exact = sum(low == high for low, high in bounds)
    assert len(bounds) / 10 < exact < len(bounds) * 9 / 10
