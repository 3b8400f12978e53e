"""Two tables that ascend are read side by side: a household is never split over two parts."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.tables.csv_table import CsvTable
from chuan_ngheo.tables.run import fact_parts
from chuan_ngheo.tables.sources import FrameTable
from chuan_ngheo.tables.stream import KEY, NotSortedError, Part, sorted_parts

IDS = st.lists(st.integers(1, 12), max_size=25).map(sorted)


def table(ids: list[int | None]) -> FrameTable:
    return FrameTable(pl.DataFrame({KEY: ids}, schema={KEY: pl.Int64}))


def parts_of(households: list[int | None], members: list[int | None], size: int) -> list[Part]:
    own, their = table(households), table(members)
    return [*sorted_parts(own.parts(size, (KEY,)), their.parts(size, (KEY,)))]


def ids_of(frame: pl.DataFrame) -> list[int]:
    return frame[KEY].to_list() if frame.width else []


@given(IDS, IDS, st.integers(1, 6))
def test_each_member_stands_beside_its_household(
    households: list[int | None], members: list[int | None], size: int
) -> None:
    parts = parts_of(households, members, size)
    own = [ids_of(part.households) for part in parts]
    assert [id_ for ids in own for id_ in ids] == households
    assert all(not {*one} & {*other} for one, other in combinations(own, 2))
    for ids, part in zip(own, parts, strict=True):
        assert [ids[place] for place in part.places] == ids_of(part.members)
        assert not {*ids_of(part.orphans)} & {*households}
    used = [id_ for part in parts for id_ in ids_of(part.members) + ids_of(part.orphans)]
    assert sorted(used) == members


@pytest.mark.parametrize(
    "ids",
    [
        [1, 2, 1, 3],
        [1, 1, 2, 2, 1, 1],
        [1, 2, None, 3],
        [1, None],
        [None, None, None],
        [3, 3, 3, 2],
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 9])
def test_what_does_not_ascend_is_refused(ids: list[int | None], size: int) -> None:
    ascending: list[int | None] = [1, 2, 3]
    with pytest.raises(NotSortedError):
        parts_of(ids, ascending, size)
    with pytest.raises(NotSortedError):
        parts_of(ascending, ids, size)


def test_a_part_of_empty_lines_is_passed_over(tmp_path: Path) -> None:
    lines = ["household_id,area", "1,rural", *[","] * 30, "2,urban", ",", "3,rural", *[","] * 5]
    households, members = tmp_path / "h.csv", tmp_path / "m.csv"
    households.write_text("\n".join(lines) + "\n", encoding="utf-8")
    members.write_text("\n".join(lines).replace("area", "sex") + "\n", encoding="utf-8")
    parts = [*fact_parts(CsvTable(households), CsvTable(members), size=2, small=0)]
    assert [row for part in parts for row in part.households[KEY]] == ["1", "2", "3"]
    assert [row for part in parts for row in part.members[KEY]] == ["1", "2", "3"]
    assert [row for part in parts for row in part.households["#row"]] == [1, 32, 34]
