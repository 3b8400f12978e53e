"""The generator of the national population, at a size that the reference reading decides fast."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from benchmarks.national import RULE_SET, facts_read
from benchmarks.peers import polars_by_hand
from benchmarks.population.block import REVIEW_DATE
from chuan_ngheo import Decision, classify, load_rules

HOUSEHOLDS = 1000
TABLES = ("households", "members")


def write(folder: Path, *options: str) -> dict[str, pl.DataFrame]:
    command = ("-m", "benchmarks.national", str(folder), "--households", str(HOUSEHOLDS), *options)
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=root)
    return {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}


def decide(tables: dict[str, pl.DataFrame]) -> list[Decision]:
    members: dict[int, list[dict[str, Any]]] = {}
    for row in tables["members"].iter_rows(named=True):
        members.setdefault(row.pop("household_id"), []).append(row)
    rules = load_rules(RULE_SET)
    return [
        classify({**row, "members": members[row["household_id"]]}, rules=rules)
        for row in tables["households"].iter_rows(named=True)
    ]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    return write(tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    return write(tmp_path_factory.mktemp("unknown"), "--unsorted", "--with-unknowns")


def test_every_fact_of_the_rules_is_a_column(known: dict[str, pl.DataFrame]) -> None:
    assert {*facts_read("household")} == {*known["households"].columns} - {"household_id"}
    keys = {"household_id", "member_id"}
    assert {*facts_read("member")} == {*known["members"].columns} - keys


def test_rows_stand_in_the_order_of_the_households(known: dict[str, pl.DataFrame]) -> None:
    ids = list(range(1, HOUSEHOLDS + 1))
    assert known["households"]["household_id"].to_list() == ids
    assert known["members"]["household_id"].unique(maintain_order=True).to_list() == ids
    sizes = known["members"]["household_id"].value_counts()["count"]
    assert sizes.is_between(1, 12).all()
    assert sizes.mean() == pytest.approx(3.67, abs=0.2)


def test_the_reference_reading_accepts_and_settles_every_household(
    known: dict[str, pl.DataFrame],
) -> None:
    decisions = decide(known)
    classes = Counter(decision.class_ for decision in decisions)
    assert None not in classes
    assert 30 <= classes["poor"] <= 75
    assert 20 <= classes["near_poor"] <= 65
    eligible = {item.eligible for decision in decisions for item in decision.eligibility.values()}
    assert eligible == {True, False}


def test_the_reference_reading_accepts_unknowns_and_any_order(
    unknown: dict[str, pl.DataFrame],
) -> None:
    decisions = decide(unknown)
    assert any(decision.class_ is None for decision in decisions)
    for name in facts_read("member"):
        assert unknown["members"][name].null_count() > 0, name
    assert not unknown["members"]["household_id"].is_sorted()


def test_the_same_seed_gives_the_same_population(
    known: dict[str, pl.DataFrame], unknown: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    for first, options in ((known, ()), (unknown, ("--unsorted", "--with-unknowns"))):
        again = write(tmp_path / str(len(options)), *options)
        for name in TABLES:
            assert_frame_equal(first[name], again[name])
    other = write(tmp_path / "other", "--seed", "7")
    assert not known["households"].equals(other["households"])


def test_polars_by_hand_decides_as_the_reference_reading(unknown: dict[str, pl.DataFrame]) -> None:
    households, members = (unknown[name].lazy() for name in TABLES)
    by_hand = polars_by_hand.decide(households, members, REVIEW_DATE).collect()
    expected = [
        {"household_id": item.household_id, "class": item.class_, **item.deprivations}
        for item in decide(unknown)
    ]
    assert_frame_equal(by_hand, pl.DataFrame(expected, schema=by_hand.schema))
