"""The synthetic list of the end of 2022: its totals, its movements, and how it is made."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from chuan_ngheo import Household, Member
from datasets.generators.can_tho_end_2022.__main__ import BEFORE, FOLDER, write_next_list
from tests.command_line import run
from tests.datasets.test_can_tho_2022 import WRITTEN_WITH

TABLES: Final = ("households", "members")


@pytest.fixture(scope="module")
def households() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "households.parquet")


@pytest.fixture(scope="module")
def members() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "members.parquet")


@pytest.fixture(scope="module")
def written_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("can-tho-end-2022")
    write_next_list(folder)
    return folder


def movements(capsys: pytest.CaptureFixture[str], current: Path, status: int) -> dict[str, Any]:
    changes = FOLDER / "changes.csv"
    arguments = (BEFORE, current, "--changes", changes, "--format", "json", "--language", "en")
    assert run("review", "movements", *arguments) == status
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_generator_gives_the_published_tables(table: str, written_again: Path) -> None:
    name = f"{table}.parquet"
    assert_frame_equal(pl.read_parquet(written_again / name), pl.read_parquet(FOLDER / name))
    if pl.__version__ == WRITTEN_WITH:
        assert (written_again / name).read_bytes() == (FOLDER / name).read_bytes()


def test_generator_gives_the_published_changes(written_again: Path) -> None:
    again = (written_again / "changes.csv").read_text(encoding="utf-8")
    assert again == (FOLDER / "changes.csv").read_text(encoding="utf-8")


def test_files_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_columns_are_the_vocabulary(households: pl.DataFrame, members: pl.DataFrame) -> None:
    assert set(households.columns) <= set(Household.model_fields)
    assert set(members.columns) <= {"household_id", *Member.model_fields}


def test_reviews_are_in_the_last_weeks_of_the_annual_review(households: pl.DataFrame) -> None:
    days = households["review_date"].unique().to_list()
    assert all(date(2022, 11, 1) <= day <= date(2022, 12, 14) for day in days)
    assert all(day.weekday() < 5 for day in days)


def test_people_are_the_same_as_a_year_before(members: pl.DataFrame) -> None:
    before = pl.read_parquet(BEFORE / "members.parquet")
    both = before.join(members, on=("household_id", "member_id"), suffix="_now")
    assert both.height > 45_000
    born = both.filter(pl.col("birth_date") != pl.col("birth_date_now"))
    sex = both.filter(pl.col("sex") != pl.col("sex_now"))
    assert (born.height, sex.height) == (0, 0)


def test_members_have_a_household_and_a_number_of_their_own(
    households: pl.DataFrame, members: pl.DataFrame
) -> None:
    assert set(members["household_id"]) <= set(households["household_id"])
    assert members.select("household_id", "member_id").is_unique().all()
    assert households["household_id"].is_sorted()
    assert households["household_id"].is_unique().all()


def test_published_totals_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("classify", FOLDER, "--language", "en", "--quiet") == 0
    rows = dict(
        re.findall(
            r"^(Poor|Near-poor) household +([\d,]+ +[\d.]+ % +[\d,]+)",
            capsys.readouterr().out,
            re.MULTILINE,
        )
    )
    counts = {name: re.findall(r"[\d,]+(?= |$)", cells) for name, cells in rows.items()}
    assert (counts["Poor"][0], counts["Poor"][-1]) == ("1,904", "6,456")
    assert (counts["Near-poor"][0], counts["Near-poor"][-1]) == ("7,591", "29,449")


def test_tables_balance_and_show_the_flows_of_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    found = movements(capsys, FOLDER, 0)
    assert found["imbalances"] == []
    poor, near_poor = found["poor"][0], found["near_poor"][0]
    assert (poor["households"]["start"], poor["persons"]["start"]) == (2_901, 10_038)
    assert (near_poor["households"]["start"], near_poor["persons"]["start"]) == (9_143, 35_273)
    assert (poor["households"]["end"], poor["persons"]["end"]) == (1_904, 6_456)
    assert (near_poor["households"]["end"], near_poor["persons"]["end"]) == (7_591, 29_449)
    for measure in ("households", "persons"):
        assert poor[measure]["to_near_poor"] == near_poor[measure]["from_poor"] > 0
        assert poor[measure]["from_near_poor"] == near_poor[measure]["to_poor"] > 0
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = re.findall(
        r"^\| \(\d\) [^|]+\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$",
        page,
        re.MULTILINE,
    )
    columns = zip(
        *(
            row[measure].values()
            for row in (poor, near_poor)
            for measure in ("households", "persons")
        ),
        strict=True,
    )
    assert [tuple(int(cell.replace(",", "")) for cell in row) for row in stated] == [*columns]


def test_every_movement_occurs(capsys: pytest.CaptureFixture[str]) -> None:
    found = movements(capsys, FOLDER, 0)["movements"]
    kinds = {
        *("stayed_poor", "stayed_near_poor", "stayed_off_lists", "escaped_to_near_poor"),
        *("escaped_above_near_poor", "escaped_near_poverty", "near_poor_to_poor"),
        *("relapsed_into_poverty", "new_poor", "relapsed_into_near_poverty", "new_near_poor"),
        *("moved_in", "moved_out", "split_from", "merged_into", "dissolved", "class_unknown"),
    }
    assert set(found) == kinds
    changes = pl.read_csv(FOLDER / "changes.csv")
    assert {"born", "died", "joined", "left"} <= set(changes["change"])


def test_statuses_over_time_agree_with_the_movements(households: pl.DataFrame) -> None:
    before = households["previous_list_status"].value_counts()
    counts = dict(before.iter_rows())
    # Of 2,901 and 9,143: less those who moved out, merged or died.
    assert counts["poor"] == 2_901 - 38
    assert counts["near_poor"] == 9_143 - 105


def test_a_broken_list_is_reported(
    tmp_path: Path, households: pl.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(FOLDER / "members.parquet", tmp_path)
    stays = households.filter(
        (pl.col("previous_list_status") == "poor")
        & pl.col("on_commune_list")
        & (pl.col("district") == "Ô Môn")
    )
    gone, twice = stays["household_id"][0], stays["household_id"][1]
    broken = households.filter(pl.col("household_id") != gone)
    broken = pl.concat([broken, broken.filter(pl.col("household_id") == twice)])
    broken.write_parquet(tmp_path / "households.parquet")
    # The members of the household that is gone belong to none; the row that stands twice too.
    rejects = ("--rejects", tmp_path / "rejects.jsonl")
    arguments = (BEFORE, tmp_path, "--changes", FOLDER / "changes.csv", *rejects)
    assert run("review", "movements", *arguments, "--format", "json", "--language", "en") == 3
    found = json.loads(capsys.readouterr().out)
    [total] = [
        item
        for item in found["imbalances"]
        if item["level"] == "total" and item["measure"] == "households" and item["table"] != "7.3"
    ]
    causes = {cause["kind"]: (cause["effect"], cause["examples"]) for cause in total["causes"]}
    assert causes["unexplained"] == (-1, [gone])
    assert causes["repeated"] == (-1, [twice])
    assert total["difference"] == sum(effect for effect, _ in causes.values())
