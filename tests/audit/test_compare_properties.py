"""What holds of every comparison, whatever the households, rules and days."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import Any, Final

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuan_ngheo import Comparison, InvalidFactsError, RuleSet, classify, compare, load_rules
from chuan_ngheo.audit.compare.comparison import HouseholdChange
from tests.generators import random_household
from tests.strategies import households

Facts = dict[str, Any]
PLAN: Final = "kh-132-2022-can-tho"
ONE_SIDED: Final = {"absent", "not_classified"}
EVERY: Final = 10_000


def described(seed: int, count: int, unknown_share: float) -> list[Facts]:
    rng = random.Random(seed)
    found = [random_household(rng, unknown_share) for _ in range(count)]
    return [numbered(household, number) for number, household in enumerate(found)]


def numbered(household: Facts, number: int) -> Facts:
    members = household.get("members") or []
    ids = [{**member, "member_id": place} for place, member in enumerate(members)]
    return {**household, "household_id": number, **({"members": ids} if ids else {})}


def switched(name: str, seed: int) -> RuleSet:
    """Return a rule set with an option of each ruling drawn at random."""
    rng = random.Random(seed)
    rulings = load_rules(name).rulings
    return load_rules(name, rulings={key: rng.choice([*r.options]) for key, r in rulings.items()})


def transposed(comparison: Comparison) -> dict[str, Counter[tuple[Any, ...]]]:
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for matrix in comparison.matrices:
        found[f"{matrix.kind} {matrix.id}"] = Counter(
            {
                (cell.after, cell.before, cell.persons_after, cell.persons_before): cell.households
                for cell in matrix.cells
            }
        )
    return found


def as_they_are(comparison: Comparison) -> dict[str, Counter[tuple[Any, ...]]]:
    return {
        f"{matrix.kind} {matrix.id}": Counter(
            {
                (cell.before, cell.after, cell.persons_before, cell.persons_after): cell.households
                for cell in matrix.cells
            }
        )
        for matrix in comparison.matrices
    }


@settings(max_examples=12)
@given(st.lists(households(), max_size=3), st.lists(households(), max_size=3), st.integers(0, 3))
def test_the_other_way_round_is_the_transpose(
    one: list[Facts], other: list[Facts], seed: int
) -> None:
    first = [numbered(household, number) for number, household in enumerate(one)]
    second = [numbered(household, number + 1) for number, household in enumerate(other)]
    rules = switched("nd-07-2021", seed)
    there = compare(first, second, against_rules=rules)
    back = compare(second, first, rules=rules, against_rules="nd-07-2021")
    assert as_they_are(there) == transposed(back)
    assert {c.household_id for c in there.changes} == {c.household_id for c in back.changes}


@settings(max_examples=8)
@given(st.lists(households(), min_size=1, max_size=3))
def test_compared_with_itself_nothing_changes(found: list[Facts]) -> None:
    same = [numbered(household, number) for number, household in enumerate(found)]
    for comparison in (compare(same, rules=PLAN), compare(same, same[::-1], rules=PLAN)):
        assert comparison.changed == 0
        assert comparison.changes == ()
        assert comparison.differences == ()
        assert all(matrix.moved == 0 for matrix in comparison.matrices)
        assert all(item.gained == item.lost == 0 for item in comparison.groups)


def test_sums_of_rows_and_columns_are_the_classes_of_each_side() -> None:
    found = described(1, 80, 0.1)
    rules = switched(PLAN, 3)
    comparison = compare(found, rules=PLAN, against_rules=rules, most=EVERY)
    for side, used in (("before", load_rules(PLAN)), ("after", rules)):
        expected: Counter[str] = Counter()
        persons: Counter[str] = Counter()
        for household in found:
            try:
                state = classify(household, rules=used).class_ or "undetermined"
            except InvalidFactsError:
                state = "not_classified"
            expected[state] += 1
            known = state != "not_classified"
            persons[state] += len(household.get("members") or ()) if known else 0
        counted: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for cell in comparison.classes.cells:
            counted[getattr(cell, side)] += cell.households
            people[getattr(cell, side)] += getattr(cell, f"persons_{side}")
        assert counted == expected
        assert people == persons
        assert counted["undetermined"] > 0
    for matrix in comparison.matrices:
        assert sum(cell.households for cell in matrix.cells) == len(found)


def changes_of(comparison: Comparison) -> list[HouseholdChange]:
    return [
        change
        for change in comparison.changes
        if ONE_SIDED.isdisjoint((change.class_before, change.class_after))
    ]


@pytest.mark.parametrize("unknown_share", [0.02, 0.2])
def test_every_change_comes_down_to_something_that_differs(unknown_share: float) -> None:
    one, other = described(7, 30, unknown_share), described(8, 30, unknown_share)
    days: dict[str, Any] = {
        "review_date": date(2023, 3, 1),
        "against_review_date": date(2025, 10, 1),
    }
    comparisons = (
        compare(one, rules=PLAN, against_rules=switched(PLAN, 4), most=EVERY),
        compare(one, rules=PLAN, most=EVERY, **days),
        compare(one, other, rules=PLAN, most=EVERY),
    )
    for comparison in comparisons:
        found = changes_of(comparison)
        assert len(found) > 10
        for change in found:
            told = {item.rule for item in change.reasons}
            assert change.roots
            for item in change.reasons:
                assert any(cause.differs for cause in item.causes)
                assert {c.name for c in item.causes if c.kind == "rule" and c.differs} <= told
                rest = [c for c in item.causes if c.kind != "rule"]
                assert any(c.differs for c in rest) or any(c.kind == "rule" for c in item.causes)


def test_the_rulings_that_are_named_suffice_for_the_change_of_class() -> None:
    """With the named rulings alone switched, the household has the classes of the second side."""
    checked = 0
    for seed in (1, 2, 3):
        found = described(seed, 100, 0.05)
        rules = switched("nd-07-2021", seed)
        comparison = compare(found, against_rules=rules, most=EVERY)
        for change in changes_of(comparison):
            if change.possible_before == change.possible_after:
                continue
            named = {item.name: item.after for item in change.roots}
            assert {item.kind for item in change.roots} == {"ruling"}
            assert change.row_after is not None
            household = found[change.row_after - 1]
            alone = classify(household, rules=load_rules(rulings=named))
            assert alone.possible_classes == change.possible_after
            checked += 1
    assert checked > 3


def frames(found: list[Facts]) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [{name: value for name, value in h.items() if name != "members"} for h in found]
    members = [
        {"household_id": h["household_id"], **member}
        for h in found
        for member in h.get("members") or ()
    ]
    return (
        pl.DataFrame(rows, infer_schema_length=None),
        pl.DataFrame(members, infer_schema_length=None),
    )


@pytest.mark.parametrize(
    "options",
    [
        {"against_rules": switched(PLAN, 9)},
        {"review_date": date(2023, 3, 1), "against_review_date": date(2025, 10, 1)},
        {"against_rules": "nd-07-2021"},
    ],
)
def test_tables_and_lists_give_the_same_comparison(options: dict[str, Any]) -> None:
    found = described(11, 50, 0.1)
    listed = compare(found, rules=PLAN, most=EVERY, **options)
    rows, members = frames(found)
    tabled = compare(rows, members=members, rules=PLAN, most=EVERY, **options)
    assert tabled.matrices == listed.matrices
    assert tabled.groups == listed.groups
    assert tabled.changes == listed.changes
    assert listed.changed > 4


def test_two_tables_are_matched_by_id_whatever_its_type() -> None:
    found = described(12, 20, 0.1)
    rows, members = frames(found)
    text = pl.col("household_id").cast(pl.String)
    comparison = compare(
        rows,
        rows.reverse().with_columns(text),
        members=members,
        against_members=members.with_columns(text),
    )
    assert not comparison.one_input
    assert comparison.changed == 0


def test_no_more_than_asked_for_are_listed_and_the_others_counted() -> None:
    found = described(13, 80, 0.1)
    options: dict[str, Any] = {"rules": PLAN, "against_rules": switched(PLAN, 9)}
    every = compare(found, **options, most=EVERY)
    few = compare(found, **options, most=3)
    assert few.changes == every.changes[:3]
    assert few.changed == every.changed == len(every.changes)
    assert few.not_listed == every.changed - 3
    assert few.matrices == every.matrices
