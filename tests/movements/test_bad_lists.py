"""Lists that contradict themselves or each other: everything is reported, nothing dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from chuan_ngheo.movements.build import movements
from chuan_ngheo.movements.checks import imbalances_of
from chuan_ngheo.movements.result import Imbalance, Movements
from chuan_ngheo.movements.words import imbalance_problem
from chuan_ngheo.review_diagnostics import MOVEMENT_DIAGNOSTICS
from chuan_ngheo.survey.rows import InputError
from tests.movements.two_years import (
    AVERAGE,
    CHANGES,
    CURRENT,
    PREVIOUS,
    X,
    a_list,
    changes,
    household,
)


def in_total(found: Movements) -> list[tuple[str, str, int, list[tuple[str, int]]]]:
    return [
        (item.table, item.measure, item.difference, [(c.kind, c.effect) for c in item.causes])
        for item in found.imbalances
        if item.level == "total"
    ]


def notes(found: Movements) -> list[tuple[str, str, str]]:
    return [(note.code, note.path, note.found) for note in found.notes]


def test_a_household_that_is_gone_without_a_change() -> None:
    broken = CURRENT.filter(pl.col("household_id") != "e")
    found = movements(PREVIOUS, broken, CHANGES)
    assert ("movement-unexplained", "current", "1 household (e)") in notes(found)
    assert in_total(found) == [
        ("7.2", "households", -1, [("unexplained", -1)]),
        ("7.2", "persons", -6, [("unexplained", -6)]),
    ]
    places = {(item.level, item.place) for item in found.imbalances}
    assert places == {("total", None), ("area", "rural"), ("district", "Y")}
    assert found.imbalances[0].causes[0].examples == ("e",)


def test_a_household_that_stands_twice() -> None:
    found = movements(PREVIOUS, pl.concat([CURRENT, CURRENT.filter(household_id="a")]), CHANGES)
    assert ("duplicate-household", "current", "1 household (a)") in notes(found)
    assert in_total(found) == [
        ("7.2", "households", -1, [("repeated", -1)]),
        ("7.2", "persons", -4, [("repeated", -4)]),
    ]
    assert found.households.filter(household_id="a")["movement"].to_list() == ["repeated"]


def test_a_household_whose_class_is_not_known() -> None:
    after = a_list(household("a", None), household("b", "poor"), household("c", "near_poor"))
    before = a_list(household("a", "poor"), household("b", None), household("c", "near_poor"))
    found = movements(before, after, levels=("total",))
    assert notes(found) == [
        ("movement-class-unknown", "previous: class", "1 household (b)"),
        ("movement-class-unknown", "current: class", "1 household (a)"),
    ]
    # One went nobody knows where, and one came nobody knows whence: both are reported.
    assert in_total(found) == [
        ("7.2", "households", 0, [("class_unknown", 0)]),
        ("7.2", "persons", 0, [("class_unknown", 0)]),
    ]
    assert found.imbalances[0].causes[0].households == 2


def test_a_class_that_is_known_in_neither_list_is_reported() -> None:
    unknown = a_list(household("a", None))
    found = movements(unknown, unknown, levels=("total",))
    assert [(note.code, note.path) for note in found.notes] == [
        ("movement-class-unknown", "previous: class"),
        ("movement-class-unknown", "current: class"),
    ]
    assert found.poor[0].households == (0,) * 9


def test_a_class_that_is_none_of_the_decree_is_not_known() -> None:
    after = a_list(household("a", "hộ nghèo"))
    found = movements(a_list(household("a", "poor")), after, levels=("total",))
    assert notes(found)[0] == ("fact-value", "current: class", "1 household (a)")
    assert found.households["movement"].to_list() == ["class_unknown"]


def test_persons_that_are_not_known() -> None:
    before = a_list(household("a", "poor", 4), household("b", "poor", 2))
    after = a_list(household("a", "poor", None), household("b", "near_poor", 0))
    found = movements(before, after, levels=("total",))
    assert notes(found) == [("movement-persons-unknown", "current: persons", "2 households (a, b)")]
    assert in_total(found) == [
        ("7.2", "persons", -4, [("persons_unknown", -4)]),
        ("7.3", "persons", -2, [("persons_unknown", -2)]),
    ]
    assert [row.without_persons for row in (*found.poor, *found.near_poor)] == [1, 1]


def test_rows_without_an_id_are_counted_but_cannot_be_matched() -> None:
    before = a_list(household("a", "poor"), household(None, "poor", 2))
    after = a_list(household("a", "poor"))
    found = movements(before, after, levels=("total",))
    assert notes(found) == [("movement-unidentified", "previous", "none in 1 of the rows: 2")]
    assert found.poor[0].households[0] == 2
    assert in_total(found) == [
        ("7.2", "households", -1, [("unidentified", -1)]),
        ("7.2", "persons", -2, [("unidentified", -2)]),
    ]


def test_a_cell_that_cannot_be_read_is_reported() -> None:
    after = pl.DataFrame({"household_id": ["a"], "class": ["poor"], "persons": ["four"]})
    found = movements(a_list(household("a", "poor")), after, levels=("total",))
    assert ("fact-type", "current: persons", "1 household (a)") in notes(found)


@pytest.mark.parametrize(
    ("row", "code", "path"),
    [
        (("a", "moved_out"), "change-contradiction", "changes: moved_out"),
        (("a", "moved_in"), "change-contradiction", "changes: moved_in"),
        (("stranger", "moved_in"), "change-contradiction", "changes"),
        (("n", "split_from", "x"), "change-contradiction", "changes: other_household_id"),
        (("a", "mvoed_in"), "change-unusable", "changes: row 1"),
        (("a", None), "change-unusable", "changes: row 1"),
        ((None, "moved_in"), "change-unusable", "changes: row 1"),
        (("a", "born", None, None, "twins"), "change-unusable", "changes: row 1"),
    ],
)
def test_a_change_that_cannot_be_true_or_used(row: tuple[Any, ...], code: str, path: str) -> None:
    before = a_list(household("a", "poor"))
    after = a_list(household("a", "poor", left_poor_list_on=None), household("n", "poor"))
    found = movements(before, after, changes(row))
    assert (code, path) in [(note.code, note.path) for note in found.notes]
    assert found.households.filter(household_id="a")["movement"].item() == "stayed_poor"


def test_two_ways_out_take_the_earliest_and_are_reported() -> None:
    told = changes(("a", "moved_out", None, "2022-05-01"), ("a", "merged_into", "b", "2022-03-01"))
    before = a_list(household("a", "poor"), household("b", "poor"))
    found = movements(before, a_list(household("b", "poor", 6)), told)
    assert found.households["movement"].to_list() == ["merged_into", "stayed_poor"]
    [note] = [note for note in found.notes if note.code == "change-unusable"]
    assert note.found == "household a: merged_into, moved_out"


def test_a_row_of_earlier_lists_that_cannot_be_used() -> None:
    lists = pl.DataFrame(
        {
            "household_id": ["n", "n"],
            "list_status": ["poor", "rich"],
            "listed_on": ["2019-12-31", "2020-12-31"],
        }
    )
    found = movements(a_list(household("a", "poor")), a_list(household("n", "poor")), None, lists)
    assert ("earlier-unusable", "earlier: row 2") in [(n.code, n.path) for n in found.notes]


@pytest.mark.parametrize("name", ["previous", "current", "changes", "earlier"])
def test_a_table_without_a_column_that_is_needed(name: str) -> None:
    good: dict[str, Any] = {
        "previous": PREVIOUS,
        "current": CURRENT,
        "changes": CHANGES,
        "earlier": None,
    }
    with pytest.raises(InputError) as caught:
        movements(**{**good, name: pl.DataFrame({"household_id": ["a"]})})
    assert (caught.value.problem.code, caught.value.problem.path) == ("column-missing", name)


def test_rows_that_were_changed_by_hand_are_checked_against_each_other() -> None:
    found = movements(PREVIOUS, CURRENT, CHANGES, levels=("total",))
    [poor], [near_poor] = found.poor, found.near_poor
    # Two instead of one from poor to near-poor.
    wrong = replace(poor, households=(5, 2, 1, 1, 1, 1, 1, 2, 7))
    assert list(imbalances_of([wrong], [near_poor])) == [
        Imbalance("7.2", "total", None, "households", 1),
        Imbalance("7.2/7.3", "total", None, "households", -1, "7.2.2 = 7.3.5"),
    ]


def test_an_imbalance_in_words() -> None:
    broken = CURRENT.filter(pl.col("household_id") != "e")
    [first, *_, last] = map(imbalance_problem, movements(PREVIOUS, broken, CHANGES).imbalances)
    assert str(first) == (
        "7.2: [movement-imbalance] found a difference of -1 households, from unexplained: -1 (e); "
        "expected 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8."
    )
    assert last.write("vi") == (
        "7.2, district Y: [movement-imbalance] Một dòng của biểu biến động không cân đối, hoặc hai "
        "biểu không khớp nhau. Tìm thấy: chênh lệch -6 khẩu, do unexplained: -6 (e); cần: "
        "9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8."
    )


def test_every_diagnostic_of_movements_is_produced_by_lists() -> None:
    before = a_list(
        household("gone", "poor"),
        household("open", "poor"),
        household("stays", "poor"),
        household(None, "poor"),
        household("off", AVERAGE),
    )
    after = a_list(
        household("open", None),
        household("stays", "poor", None, {**X, "district": "Z"}),
        household("off", "poor"),
    )
    told = changes(("stays", "moved_out"), ("stays", "flew"))
    lists = pl.DataFrame({"household_id": ["x"], "list_status": ["?"], "listed_on": ["2019-12-31"]})
    results = (movements(before, after, told), movements(before, after, None, lists))
    found = {note.code for result in results for note in result.notes}
    found |= {imbalance_problem(item).code for result in results for item in result.imbalances}
    assert found == set(MOVEMENT_DIAGNOSTICS)
