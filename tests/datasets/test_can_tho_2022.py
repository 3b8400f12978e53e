"""The synthetic review list of Cần Thơ: what it promises, and that it can be made again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from chuan_ngheo import Decision, Household, Member, classify, load_rules
from datasets.generators.can_tho.__main__ import FOLDER, write_review_list
from datasets.generators.can_tho.assumptions import INDICATORS

WRITTEN_WITH: Final = "2.1.0"
"""The version of Polars that wrote the files: another may lay out the same values otherwise."""

TABLES: Final = ("households", "members")
CLASSES: Final = ("poor", "near_poor", "average_living_standard", "above_average_living_standard")


class Decided(NamedTuple):
    """A household's row, its members and the decision."""

    facts: dict[str, Any]
    size: int
    decision: Decision


@pytest.fixture(scope="module")
def households() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "households.parquet")


@pytest.fixture(scope="module")
def members() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "members.parquet")


@pytest.fixture(scope="module")
def decided(households: pl.DataFrame, members: pl.DataFrame) -> list[Decided]:
    rules = load_rules("nd-07-2021")
    return [
        Decided(facts, len(facts["members"]), classify(facts, rules=rules))
        for facts in _nested(households, members)
    ]


@pytest.fixture(scope="module")
def written_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("can-tho-2022")
    write_review_list(folder)
    return folder


def _nested(households: pl.DataFrame, members: pl.DataFrame) -> Iterator[dict[str, Any]]:
    own: dict[str, list[dict[str, Any]]] = {}
    for member in members.iter_rows(named=True):
        own.setdefault(member.pop("household_id"), []).append(member)
    for household in households.iter_rows(named=True):
        yield household | {"members": own.get(household["household_id"], [])}


@pytest.mark.parametrize("table", TABLES)
def test_generator_gives_the_published_tables(table: str, written_again: Path) -> None:
    name = f"{table}.parquet"
    assert_frame_equal(pl.read_parquet(written_again / name), pl.read_parquet(FOLDER / name))


@pytest.mark.skipif(pl.__version__ != WRITTEN_WITH, reason="the files are of another Polars")
@pytest.mark.parametrize("table", TABLES)
def test_generator_gives_the_published_bytes(table: str, written_again: Path) -> None:
    name = f"{table}.parquet"
    assert (written_again / name).read_bytes() == (FOLDER / name).read_bytes()


def test_files_are_small() -> None:
    assert sum((FOLDER / f"{name}.parquet").stat().st_size for name in TABLES) < 2_500_000


def test_columns_are_the_vocabulary(households: pl.DataFrame, members: pl.DataFrame) -> None:
    assert set(households.columns) <= set(Household.model_fields) - {"members"}
    assert set(members.columns) <= {"household_id", *Member.model_fields}
    given = {*households.columns, *members.columns}
    read = {name for rule in load_rules() for name in rule.facts}
    assert read - given == {"household_size"}


def test_household_ids_are_unique_and_ordered(households: pl.DataFrame) -> None:
    ids = households["household_id"].to_list()
    assert ids == [f"CT-{number:06}" for number in range(1, len(ids) + 1)]


def test_members_follow_their_households(households: pl.DataFrame, members: pl.DataFrame) -> None:
    assert members["household_id"].is_sorted()
    assert set(members["household_id"]) <= set(households["household_id"])
    assert members.select("household_id", "member_id").is_unique().all()
    numbers = members.group_by("household_id").agg(
        pl.min("member_id").alias("first"), pl.max("member_id").alias("last"), pl.len()
    )
    assert numbers.filter((pl.col("first") != 1) | (pl.col("last") != pl.col("len"))).is_empty()


def test_reviews_are_on_working_days_of_january_2022(households: pl.DataFrame) -> None:
    days = households["review_date"].unique().to_list()
    assert all(date(2022, 1, 4) <= day <= date(2022, 1, 28) for day in days)
    assert all(day.weekday() < 5 for day in days)


def test_published_totals(decided: list[Decided]) -> None:
    households = Counter(item.decision.class_ for item in decided)
    persons: Counter[str | None] = Counter()
    for item in decided:
        persons[item.decision.class_] += item.size
    assert (households["poor"], persons["poor"]) == (2_901, 10_038)
    assert (households["near_poor"], persons["near_poor"]) == (9_143, 35_273)


def test_other_households(decided: list[Decided]) -> None:
    households = Counter(item.decision.class_ for item in decided)
    assert households["average_living_standard"] == 3_600
    assert households["above_average_living_standard"] == 2_400
    assert households[None] == 225


def test_undetermined_households_are_open_in_several_ways(decided: list[Decided]) -> None:
    open_ = Counter(
        item.decision.possible_classes for item in decided if item.decision.class_ is None
    )
    poor, near_poor, average, above = CLASSES
    assert set(open_) == {
        (poor, near_poor),
        (poor, average),
        (near_poor, average),
        (average, above),
        (poor, average, above),
        (near_poor, average, above),
    }


def test_poor_households_of_ethnic_minorities(decided: list[Decided]) -> None:
    poor = [item.facts for item in decided if item.decision.class_ == "poor"]
    assert sum(facts["head_or_spouse_ethnic_minority"] is True for facts in poor) == 158


def test_incomes_lie_exactly_at_every_line(households: pl.DataFrame) -> None:
    incomes = Counter(households["income_per_capita"])
    assert min(incomes[line] for line in (1_500_000, 2_000_000, 2_250_000, 3_000_000)) >= 10


@pytest.mark.parametrize("class_", CLASSES)
def test_decided_households_have_unknown_indicators(class_: str, decided: list[Decided]) -> None:
    unknown = {
        name
        for item in decided
        if item.decision.class_ == class_
        for name, value in item.decision.deprivations.items()
        if value is None
    }
    assert unknown == set(INDICATORS)


def test_readme_states_the_rates(decided: list[Decided]) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = {
        name: tuple(cells)
        for name, *cells in re.findall(
            r"^\| `(\w+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.MULTILINE
        )
    }
    assert stated == {name: _rates(name, decided) for name in INDICATORS}


def _rates(indicator: str, decided: list[Decided]) -> tuple[str, ...]:
    """Return per cent of households deprived for certain, by class."""
    rates = []
    for class_ in CLASSES:
        values = [
            item.decision.deprivations[indicator]
            for item in decided
            if item.decision.class_ == class_
        ]
        rates.append(f"{100 * sum(value is True for value in values) / len(values):.1f}")
    return tuple(rates)
