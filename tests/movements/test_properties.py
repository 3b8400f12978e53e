"""What holds of any two lists."""

from __future__ import annotations

from typing import Any, Final

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.result import MEASURES, MovementRow
from tests.movements.two_years import AVERAGE, a_list, changes, household

IDS: Final = tuple("abcdefgh")
PLACES: Final = tuple(
    {"area": area, "district": district, "commune": None}
    for area, district in (("urban", "X"), ("rural", "X"), ("rural", "Y"), (None, None))
)


def lists(classes: list[str | None], persons: st.SearchStrategy[Any], ids: Any) -> Any:
    row = st.builds(
        household,
        ids,
        st.sampled_from(classes),
        persons,
        st.sampled_from(PLACES),
    )
    return st.lists(row, max_size=10)


KNOWN: Final[list[str | None]] = ["poor", "near_poor", AVERAGE]
ANY: Final = lists(
    [*KNOWN, None], st.one_of(st.none(), st.integers(0, 6)), st.sampled_from((*IDS, None))
)
WHOLE: Final = st.fixed_dictionaries(
    {
        id_: st.builds(
            household,
            st.just(id_),
            st.sampled_from(KNOWN),
            st.integers(1, 6),
            st.sampled_from(PLACES),
            left_poor_list_on=st.none(),
            left_near_poor_list_on=st.none(),
        )
        for id_ in IDS
    }
).map(lambda rows: [*rows.values()])
CHANGES: Final = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(["moved_in", "moved_out", "split_from", "merged_into", "born", "died"]),
        st.sampled_from(IDS),
    ),
    max_size=6,
)


def table(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return (
        a_list(*rows)
        if rows
        else pl.DataFrame(schema={"household_id": pl.String, "class": pl.String})
    )


def sums(rows: tuple[MovementRow, ...], level: str, column: int) -> tuple[int, ...]:
    return tuple(
        sum(row.numbers(measure)[column - 1] for row in rows if row.level == level)
        for measure in MEASURES
    )


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, CHANGES)
def test_what_does_not_balance_is_exactly_what_is_reported(
    before: list[dict[str, Any]], after: list[dict[str, Any]], told: list[tuple[str, ...]]
) -> None:
    found = movements(table(before), table(after), changes(*told))
    reported = {
        (item.table, item.level, item.place, item.measure): sum(c.effect for c in item.causes)
        for item in found.imbalances
    }
    for row in (*found.poor, *found.near_poor):
        for measure in MEASURES:
            key = (row.table, row.level, row.place, measure)
            assert row.difference(measure) == reported.get(key, 0)
    assert all(item.what == "identity" for item in found.imbalances)


@settings(max_examples=60, deadline=None)
@given(WHOLE, WHOLE)
def test_whole_lists_balance_at_every_place(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    found = movements(table(before), table(after))
    assert found.imbalances == ()
    for class_, rows in (("poor", found.poor), ("near_poor", found.near_poor)):
        for column, given_ in ((1, before), (9, after)):
            own = [row["persons"] for row in given_ if row["class"] == class_]
            for level in ("total", "area", "district"):
                assert sums(rows, level, column) == (len(own), sum(own))


@settings(max_examples=40, deadline=None)
@given(ANY, ANY, CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    before: list[dict[str, Any]],
    after: list[dict[str, Any]],
    told: list[tuple[str, ...]],
    random: Any,
) -> None:
    first = movements(table(before), table(after), changes(*told))
    for rows in (before, after):
        random.shuffle(rows)
    second = movements(table(before), table(after), changes(*told))
    assert (first.poor, first.near_poor) == (second.poor, second.near_poor)
    assert first.imbalances == second.imbalances
    assert first.counts() == second.counts()
