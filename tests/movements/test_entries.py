"""Relapse or new entry: the look-back, earlier lists and decisions, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.result import Movements
from tests.movements.two_years import AVERAGE, a_list, household

REVIEW = date(2022, 12, 1)
BEFORE = a_list(household("z", "poor", review_date=date(2021, 12, 31)))


def movement_of(found: Movements, id_: str = "a") -> str:
    return str(found.households.filter(household_id=id_)["movement"].item())


def entering(class_: str, **rest: Any) -> pl.DataFrame:
    z = household("z", "poor", review_date=REVIEW)
    return a_list(household("a", class_, review_date=REVIEW, **rest), z)


def earlier(day: str, *rows: tuple[str, str, date]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["household_id", "list_status", day], orient="row")


@pytest.mark.parametrize(
    ("option", "left", "expected"),
    [
        ("any_earlier_listing", date(2001, 1, 1), "relapsed_into_poverty"),
        ("any_earlier_listing", None, "new_poor"),
        # 36 months before the review of 1 December 2022: the day itself is within.
        ("thirty_six_months", date(2019, 12, 2), "relapsed_into_poverty"),
        ("thirty_six_months", date(2019, 12, 1), "relapsed_into_poverty"),
        ("thirty_six_months", date(2019, 11, 30), "new_poor"),
        ("thirty_six_months", None, "new_poor"),
    ],
)
def test_the_look_back_is_a_ruling(option: str, left: date | None, expected: str) -> None:
    after = entering("poor", left_poor_list_on=left)
    found = movements(BEFORE, after, rulings={"relapse_look_back": option})
    assert movement_of(found) == expected
    assert found.rulings["relapse_look_back"] == option


def test_a_relapse_is_into_the_list_that_was_left() -> None:
    after = entering("near_poor", left_poor_list_on=date(2020, 1, 1), left_near_poor_list_on=None)
    assert movement_of(movements(BEFORE, after)) == "new_near_poor"


def test_without_earlier_information_relapse_and_new_are_counted_apart() -> None:
    found = movements(BEFORE, entering("poor"))
    assert movement_of(found) == "relapsed_or_new_poor"
    row = found.poor[0]
    assert row.households == (1, 0, 0, 0, 0, 0, 0, 0, 2)
    assert (row.entries_unknown, row.entries_unknown_persons) == (1, 3)
    assert "movement-entry-unknown" in {note.code for note in found.notes}
    [imbalance] = [
        item for item in found.imbalances if item.level == "total" and item.measure == "households"
    ]
    assert imbalance.difference == 1
    assert [(cause.kind, cause.effect) for cause in imbalance.causes] == [
        ("relapsed_or_new_poor", 1)
    ]


def test_the_earlier_list_tells_too_when_a_household_left() -> None:
    row = household("a", AVERAGE, left_poor_list_on=date(2018, 1, 1))
    before = pl.concat([BEFORE, a_list(row)], how="diagonal")
    assert movement_of(movements(before, entering("poor"))) == "relapsed_into_poverty"


def test_without_a_review_date_a_limited_look_back_is_not_known() -> None:
    after = a_list(household("a", "poor", left_poor_list_on=date(2021, 1, 1)))
    found = movements(BEFORE, after, rulings={"relapse_look_back": "thirty_six_months"})
    assert movement_of(found) == "relapsed_or_new_poor"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Off the list of the end of 2019, by which it had left.
        ([("a", "poor", date(2018, 12, 31))], "relapsed_into_poverty"),
        ([("a", "near_poor", date(2018, 12, 31))], "new_poor"),
        ([("other", "poor", date(2018, 12, 31))], "new_poor"),
    ],
)
def test_earlier_lists(rows: list[tuple[str, str, date]], expected: str) -> None:
    lists = earlier("listed_on", *rows, ("w", "poor", date(2019, 12, 31)))
    assert movement_of(movements(BEFORE, entering("poor"), None, lists)) == expected


def test_who_is_not_on_the_next_list_had_left_by_its_day() -> None:
    # On the list of 2018, not on that of 30 November 2019: three years and a day before 1/12/2022.
    lists = earlier(
        "listed_on", ("a", "poor", date(2018, 12, 31)), ("w", "poor", date(2019, 11, 30))
    )
    limited = {"relapse_look_back": "thirty_six_months"}
    found = movements(BEFORE, entering("poor"), None, lists, rulings=limited)
    assert movement_of(found) == "new_poor"


def test_a_decision_holds_until_the_next() -> None:
    decisions = earlier(
        "decided_on", ("a", "poor", date(2018, 12, 31)), ("w", "poor", date(2019, 11, 30))
    )
    # No decision took it off the list before that of the end of 2021, on which it is not.
    limited = {"relapse_look_back": "thirty_six_months"}
    found = movements(BEFORE, entering("poor"), None, decisions, rulings=limited)
    assert movement_of(found) == "relapsed_into_poverty"


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("any_earlier_listing", "relapsed_into_poverty"),
        ("thirty_six_months", "relapsed_or_new_poor"),
    ],
)
def test_a_household_that_left_on_a_day_that_is_not_told(option: str, expected: str) -> None:
    decisions = earlier("decided_on", ("a", "poor", date(2010, 12, 31)))
    undated = a_list(household("z", "poor"))
    rulings = {"relapse_look_back": option}
    found = movements(undated, entering("poor"), None, decisions, rulings=rulings)
    assert movement_of(found) == expected
