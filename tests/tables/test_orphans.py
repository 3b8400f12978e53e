"""Members without household and households without members, by ids of each type, in any order."""

from __future__ import annotations

import polars as pl
import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import FrameTable


@pytest.mark.parametrize("kind", [pl.Int64, pl.UInt32, pl.Float64, pl.String])
@pytest.mark.parametrize("small", [0, 1_000])
@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5], [5, 3, 0, 4, 2, 1]])
def test_none_is_dropped(kind: type[pl.DataType], small: int, order: list[int]) -> None:
    ids = [1, 2, 2, 3, 8, 9]
    members = pl.DataFrame({"household_id": pl.Series(ids).gather(order).cast(kind)})
    households = pl.DataFrame({"household_id": pl.Series([2, 3, 4]).cast(kind)})
    parts = list(
        decide_all(
            FrameTable(households, "households"),
            FrameTable(members, "members"),
            load_rules(),
            size=2,
            small=small,
        )
    )
    sizes = {
        int(float(key)): size
        for part in parts
        if part.decisions.height
        for key, size in part.decisions.select("household_id", "#size").iter_rows()
    }
    assert sizes == {2: 2, 3: 1, 4: 0}
    orphans = [row for part in parts for row in part.rejected]
    assert {row.problems[0].code for row in orphans} == {"orphan-member"}
    assert sorted(row.source.row for row in orphans) == sorted(
        place + 1 for place, item in enumerate(order) if ids[item] in (1, 8, 9)
    )
