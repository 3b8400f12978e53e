"""The budget of the plan: every sum again from the leaf rows, and what does not agree."""

from __future__ import annotations

from chuan_ngheo.programme.budget import (
    budget_findings,
    leaf_rows_that_do_not_add_up,
    leaves_below,
    recompute,
)
from chuan_ngheo.programme.documents import BudgetRow
from chuan_ngheo.programme.plan import load_plan

BUDGET = load_plan().budget

# Million dong, from annex 2: total, central budget, city budget, loans, community.
LEAVES = {
    "I.1": (5_330_619, None, None, 5_330_619, None),
    "I.2.a": (15_349, None, 15_349, None, None),
    "I.2.b": (81_010, 64_808, 16_202, None, None),
    "I.2.c": (1_263, None, 1_263, None, None),
    "I.3.a": (45_805, 36_726, 9_079, None, None),
    "I.4": (3_356, None, 3_356, None, None),
    "I.5": (90, None, 90, None, None),
    "I.6": (20, None, 20, None, None),
    "I.7": (5_484, None, 5_484, None, None),
    "III.1": (7_860, None, None, 4_180, 3_680),
    "III.2.1": (10_000, None, 8_000, None, 2_000),
    "III.2.2": (340, None, 340, None, None),
    "III.3.1": (13_440, None, 13_440, None, None),
    "III.3.2": (280, None, 280, None, None),
    "III.4": (84_360, None, 28_360, None, 56_000),
    "III.5": (800, None, 800, None, None),
    "III.6.1": (680, None, 680, None, None),
    "III.6.2": (70, None, 70, None, None),
}


def changed(code: str, **cells: int | None) -> tuple[BudgetRow, ...]:
    return tuple(row.model_copy(update=cells) if row.code == code else row for row in BUDGET)


def outcomes(budget: tuple[BudgetRow, ...]) -> dict[tuple[str, str], str]:
    return {(one.code, one.column): one.outcome for one in budget_findings(budget)}


def test_the_leaf_rows_are_those_of_the_annex() -> None:
    found = {row.code: (row.total, *row.sources.values()) for row in leaves_below("TOTAL", BUDGET)}
    assert found == LEAVES


def test_the_leaf_rows_give_the_grand_total_of_the_plan() -> None:
    assert recompute("TOTAL", BUDGET) == {
        "total": 5_600_826,
        "central_budget": 101_534,
        "city_budget": 102_813,
        "preferential_loan": 5_334_799,
        "community": 61_680,
    }
    assert 101_534 + 102_813 + 5_334_799 + 61_680 == 5_600_826


def test_every_stated_sum_agrees_with_the_leaf_rows() -> None:
    stated = [one for one in budget_findings(BUDGET) if one.stated is not None]
    assert {one.outcome for one in stated} == {"agrees"}
    assert {one.code for one in stated} == {
        "I",
        "I.2",
        "I.3",
        "III",
        "III.2",
        "III.3",
        "III.6",
        "TOTAL",
    }
    assert len([one for one in stated if one.code == "TOTAL"]) == 5
    assert leaf_rows_that_do_not_add_up(BUDGET) == ()


def test_the_row_of_project_2_lacks_2000_of_the_community() -> None:
    missing = [one for one in budget_findings(BUDGET) if one.outcome == "missing"]
    assert [one.to_dict() for one in missing] == [
        {
            "code": "III.2",
            "column": "community",
            "outcome": "missing",
            "stated": None,
            "recomputed": 2_000,
        }
    ]


def test_parent_rows_without_sources_are_blank_not_zero() -> None:
    blank = {
        (one.code, one.column): (one.stated, one.recomputed)
        for one in budget_findings(BUDGET)
        if one.outcome == "blank"
    }
    assert blank == {
        ("I.2", "central_budget"): (None, 64_808),
        ("I.2", "city_budget"): (None, 32_814),
        ("I.3", "central_budget"): (None, 36_726),
        ("I.3", "city_budget"): (None, 9_079),
    }


def test_a_changed_leaf_shows_in_every_sum_above_it() -> None:
    found = outcomes(changed("III.2.1", total=10_001, city_budget=8_001))
    for code in ("III.2", "III", "TOTAL"):
        assert found[code, "total"] == "differs"
        assert found[code, "city_budget"] == "differs"
    assert found["I", "city_budget"] == "agrees"
    assert found["III", "community"] == "agrees"


def test_a_cell_that_is_filled_in_is_no_longer_missing() -> None:
    assert outcomes(changed("III.2", community=2_000))["III.2", "community"] == "agrees"
    assert outcomes(changed("III.2", community=0))["III.2", "community"] == "differs"


def test_a_leaf_row_whose_sources_do_not_add_up_is_named() -> None:
    wrong = leaf_rows_that_do_not_add_up(changed("III.1", community=3_681))
    assert [row.code for row in wrong] == ["III.1"]
