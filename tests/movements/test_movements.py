"""Each movement, and tables 7.2 and 7.3, against numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import polars as pl
import pytest

from chuan_ngheo import RuleError
from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.result import MovementRow, Movements
from tests.movements.two_years import (
    AVERAGE,
    CHANGES,
    CURRENT,
    MOVEMENTS,
    PREVIOUS,
    TABLE_72,
    TABLE_73,
    X,
    Y,
    a_list,
    changes,
    household,
)


def of_households(found: Movements) -> dict[str, str]:
    return dict(found.households.select("household_id", "movement").iter_rows())


def numbers(rows: tuple[MovementRow, ...]) -> dict[tuple[str, str | None], Any]:
    return {(row.level, row.place): (row.households, row.persons) for row in rows}


def codes(found: Movements) -> set[str]:
    return {note.code for note in found.notes}


def test_each_household_has_its_movement() -> None:
    assert of_households(movements(PREVIOUS, CURRENT, CHANGES)) == MOVEMENTS


@pytest.mark.parametrize(("table", "expected"), [("poor", TABLE_72), ("near_poor", TABLE_73)])
def test_tables_by_hand(table: str, expected: Mapping[Any, Any]) -> None:
    found = movements(PREVIOUS, CURRENT, CHANGES)
    assert numbers(getattr(found, table)) == expected


def test_balanced_lists_have_no_imbalance_and_say_who_moved() -> None:
    found = movements(PREVIOUS, CURRENT, CHANGES)
    assert found.imbalances == ()
    assert [(note.code, note.path, note.found) for note in found.notes] == [
        ("movement-place-changed", "area", "1 household (j)"),
        ("movement-place-changed", "district", "1 household (j)"),
    ]


def test_the_residual_of_indicator_410() -> None:
    found = movements(PREVIOUS, CURRENT, CHANGES)
    # 7 - 5 + (1 + 1), and 25 - 16 + (3 + 2).
    assert found.poor[0].residual_new() == 4
    assert found.poor[0].residual_new("persons") == 14
    # 6 - 6 + 1.
    assert found.near_poor[0].residual_new() == 1


def test_the_places_of_tables_can_be_chosen() -> None:
    found = movements(PREVIOUS, CURRENT, CHANGES, levels=("total", "commune"))
    assert [(row.level, row.place) for row in found.poor] == [
        ("total", None),
        ("commune", "X-01"),
        ("commune", "Y-01"),
    ]
    assert numbers(found.poor)["commune", "Y-01"] == TABLE_72["district", "Y"]


def test_frames_of_pandas_and_ids_of_another_type_give_the_same() -> None:
    before = pd.DataFrame({"household_id": [1, 2], "class": ["poor", "poor"], "persons": [2, 3]})
    after = pl.DataFrame(
        {"household_id": ["1", "2"], "class": ["near_poor", "poor"], "persons": [2, 3]}
    )
    found = movements(before, after, levels=("total",))
    assert of_households(found) == {"1": "escaped_to_near_poor", "2": "stayed_poor"}
    assert found.poor[0].persons == (5, 2, 0, 0, 0, 0, 0, 0, 3)


def test_a_class_that_is_certainly_above_the_lists_is_an_escape() -> None:
    after = a_list(
        household("a", None, possible_classes=f"{AVERAGE}|above_average_living_standard"),
        household("b", None, possible_classes=f"near_poor|{AVERAGE}"),
        household("c", "none"),
    )
    before = a_list(*(household(name, "poor") for name in "abc"))
    assert of_households(movements(before, after)) == {
        "a": "escaped_above_near_poor",
        "b": "class_unknown",
        "c": "escaped_above_near_poor",
    }


def test_members_who_come_and_go_in_the_same_year_are_both_counted() -> None:
    before, after = a_list(household("a", "poor", 4)), a_list(household("a", "poor", 4))
    told = changes(("a", "born", None, None, "2"), ("a", "died"), ("a", "left"))
    row = movements(before, after, told).poor[0]
    assert row.households == (1, 0, 0, 0, 0, 0, 0, 0, 1)
    assert row.persons == (4, 0, 0, 2, 0, 0, 0, 2, 4)


def test_members_of_a_household_that_passes_between_lists_are_counted_on_its_new_list() -> None:
    before, after = a_list(household("a", "near_poor", 4)), a_list(household("a", "poor", 6))
    found = movements(before, after)
    assert found.near_poor[0].persons == (4, 0, 4, 0, 0, 0, 0, 0, 0)
    assert found.poor[0].persons == (0, 0, 0, 0, 4, 0, 0, 2, 6)


def test_a_household_that_moves_and_escapes_escapes_in_the_total_only() -> None:
    before = a_list(household("a", "poor", 4, X))
    after = a_list(household("a", "near_poor", 4, Y))
    found = movements(before, after, levels=("total", "district"))
    assert numbers(found.poor) == {
        ("total", None): ((1, 1, 0, 0, 0, 0, 0, 0, 0), (4, 4, 0, 0, 0, 0, 0, 0, 0)),
        ("district", "X"): ((1, 0, 0, 1, 0, 0, 0, 0, 0), (4, 0, 0, 4, 0, 0, 0, 0, 0)),
        ("district", "Y"): ((0,) * 9, (0,) * 9),
    }
    assert numbers(found.near_poor)["district", "Y"] == (
        (0, 0, 0, 0, 0, 0, 0, 1, 1),
        (0, 0, 0, 0, 0, 0, 0, 4, 4),
    )
    assert found.imbalances == ()


def test_a_place_that_one_list_does_not_tell_is_taken_from_the_other() -> None:
    nowhere = {"area": None, "district": None}
    before = a_list(household("a", "poor", 4, nowhere), household("b", "poor", 1, nowhere))
    after = a_list(household("a", "poor", 4, X), household("b", "poor", 1, nowhere))
    found = movements(before, after, levels=("district",))
    assert [(row.place, row.households[0], row.households[8]) for row in found.poor] == [
        ("X", 1, 1),
        (None, 1, 1),
    ]


@pytest.mark.parametrize(
    ("option", "movement"), [("other_increase", "split_from"), ("by_list_of_origin", "new_poor")]
)
def test_a_split_from_a_household_on_neither_list_is_a_ruling(option: str, movement: str) -> None:
    never: dict[str, Any] = {"left_poor_list_on": None}
    before = a_list(household("a", AVERAGE, 5), household("p", "poor", 5))
    after = a_list(
        household("a", AVERAGE, 3, **never),
        household("b", "poor", 2),
        household("p", "poor", 3),
        household("q", "poor", 2),
    )
    told = changes(("b", "split_from", "a"), ("q", "split_from", "p"))
    found = movements(before, after, told, rulings={"split_household": option})
    assert of_households(found)["b"] == movement
    # One that split from a listed household is another increase under both options.
    assert of_households(found)["q"] == "split_from"
    assert found.rulings["split_household"] == option


@pytest.mark.parametrize(
    ("rulings", "code"),
    [
        ({"relapse": "never"}, "unknown-ruling"),
        ({"split_household": "never"}, "unknown-option"),
        ({"relapse_look_back": "never"}, "unknown-option"),
    ],
)
def test_a_ruling_that_does_not_exist_is_refused(rulings: dict[str, str], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        movements(PREVIOUS, CURRENT, rulings=rulings)
    assert [problem.code for problem in caught.value.problems] == [code]
