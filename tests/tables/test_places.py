"""The position of a household by the id of a member, whatever the ids are."""

from __future__ import annotations

from typing import Any, Final

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.tables.places import NOWHERE, Places

KINDS: Final[tuple[tuple[Any, st.SearchStrategy[Any]], ...]] = (
    (pl.Int64, st.integers(-5, 20)),
    (pl.Int64, st.integers(-(2**63), 2**63 - 1) | st.sampled_from([-(2**63), 2**63 - 1, 0, 1])),
    (pl.UInt64, st.integers(2**64 - 10, 2**64 - 1) | st.integers(0, 5)),
    (pl.Int8, st.integers(-128, 127)),
    (pl.String, st.sampled_from(["a", "b", "1", "01", ""])),
)


def by_hand(known: list[Any], wanted: list[Any]) -> list[int]:
    """A repeated id stands for its first row; no id is nobody's."""
    return [known.index(one) if one is not None and one in known else NOWHERE for one in wanted]


@pytest.mark.parametrize("kind", range(len(KINDS)))
@given(data=st.data())
def test_each_id_has_the_place_of_its_household(kind: int, data: st.DataObject) -> None:
    dtype, ids = KINDS[kind]
    known = data.draw(st.lists(ids, max_size=12))
    wanted = data.draw(st.lists(st.none() | ids | st.sampled_from([*known, None]), max_size=12))
    found = Places(pl.Series(known, dtype=dtype)).of(pl.Series(wanted, dtype=dtype))
    assert found.tolist() == by_hand(known, wanted)


def test_ids_of_another_type_are_compared_as_texts() -> None:
    assert Places(pl.Series([7, 8])).of(pl.Series(["8", "08", "7"])).tolist() == [1, NOWHERE, 0]


def test_ids_of_a_narrow_type() -> None:
    """100 less -100 is too great for a number of eight bits."""
    known = pl.Series([*range(-100, 101)], dtype=pl.Int8)
    assert Places(known).of(known).tolist() == [*range(201)]


@pytest.mark.parametrize("step", [1, 3, 4, 5, 1000])
def test_ids_close_together_or_far_apart(step: int) -> None:
    """Those close together stand in a table, the others are searched for."""
    known = [number * step for number in (3, 1, 2, 1)]
    places = Places(pl.Series(known))
    assert (places.table is None) == (2 * step >= 16)
    wanted = [step, 2 * step, 3 * step, 0, 4 * step, -1]
    assert places.of(pl.Series(wanted)).tolist() == [1, 2, 0, NOWHERE, NOWHERE, NOWHERE]
