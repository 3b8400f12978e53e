"""Two tables that ascend are read side by side: a household is never split over two parts."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo import load_rules
from chuan_ngheo.tables.csv_table import CsvTable
from chuan_ngheo.tables.run import decide_all, fact_parts
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
    longest = max((households.count(id_) for id_ in households), default=0)
    assert all(part.households.height < size + longest for part in parts)
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


@pytest.mark.parametrize("size", [1, 2, 3, 9])
@pytest.mark.parametrize("members", [None, FrameTable(pl.DataFrame({KEY: [1, 2, 3]}))])
def test_an_id_that_stands_twice_is_rejected_wherever_a_part_ends(
    size: int, members: FrameTable | None
) -> None:
    households = FrameTable(pl.DataFrame({KEY: [1, 2, 2, 3]}))
    parts = [*decide_all(households, members, load_rules(), size=size, small=0)]
    decided = [part.decisions[KEY].to_list() for part in parts if part.decisions.height]
    assert [id_ for ids in decided for id_ in ids] == [1, 3]
    rejected = [row for part in parts for row in part.rejected]
    assert [row.source.row for row in rejected] == [2, 3]
    assert {row.problems[0].code for row in rejected} == {"duplicate-household"}


@pytest.mark.parametrize("kind", [pl.Enum(["c", "b", "a"]), pl.Categorical()])
@pytest.mark.parametrize("small", [0, 100])
def test_ids_of_categories_are_compared_as_texts(kind: pl.DataType, small: int) -> None:
    table = FrameTable(pl.DataFrame({KEY: pl.Series(["c", "b", "a"], dtype=kind)}))
    parts = [*decide_all(table, table, load_rules(), size=2, small=small)]
    found = [row for part in parts for row in part.decisions[[KEY, "#size"]].iter_rows()]
    assert found == [("c", 1), ("b", 1), ("a", 1)]


def test_a_part_of_empty_lines_is_passed_over(tmp_path: Path) -> None:
    lines = ["household_id,area", "1,rural", *[","] * 30, "2,urban", ",", "3,rural", *[","] * 5]
    households, members = tmp_path / "h.csv", tmp_path / "m.csv"
    households.write_text("\n".join(lines) + "\n", encoding="utf-8")
    members.write_text("\n".join(lines).replace("area", "sex") + "\n", encoding="utf-8")
    parts = [*fact_parts(CsvTable(households), CsvTable(members), size=2, small=0)]
    assert [row for part in parts for row in part.households[KEY]] == ["1", "2", "3"]
    assert [row for part in parts for row in part.members[KEY]] == ["1", "2", "3"]
    assert [row for part in parts for row in part.households["#row"]] == [1, 32, 34]
