"""Households compared whose transitions, and the reasons for them, were worked out by hand."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from chuan_ngheo import Comparison, compare, load_rules
from chuan_ngheo.audit.compare.comparison import HouseholdChange
from chuan_ngheo.rulebook.loader import rules_folder
from tests.test_public_api import changed

PLAN: Final = "kh-132-2022-can-tho"
ADULT, CHILD = 0, 1


def household(identifier: str, adult: dict[str, Any], child: dict[str, Any], **facts: Any) -> Any:
    """Return the poor household of three deprivations of dwelling and water, changed."""
    found = changed(household_id=identifier, **facts)
    found["members"][ADULT] |= adult
    found["members"][CHILD] |= child
    return found


def change(comparison: Comparison, identifier: str) -> HouseholdChange:
    (found,) = [item for item in comparison.changes if item.household_id == identifier]
    return found


def roots(found: HouseholdChange) -> set[tuple[Any, ...]]:
    return {(item.kind, item.name, item.before, item.after) for item in found.roots}


def cells(comparison: Comparison, matrix: str = "class") -> dict[tuple[str, str], int]:
    return {(c.before, c.after): c.households for c in comparison.matrix(matrix).cells}


def test_a_ruling_on_insurance_makes_a_household_poor_and_leaves_the_others() -> None:
    """With piped water two deprivations are left; insurance is the third where it counts."""
    uninsured = {"has_health_insurance": False, "health_insurance_state_paid_group": True}
    own_account = {"has_health_insurance": False, "health_insurance_state_paid_group": False}
    unknown = {"has_health_insurance": False, "health_insurance_state_paid_group": None}
    insured = {"has_health_insurance": True}
    comparison = compare(
        [
            household("becomes poor", uninsured, {}, water_source="piped"),
            household("is poor on both", own_account, {}, water_source="piped"),
            household("undetermined before", unknown, {}, water_source="piped"),
            household("stays near-poor", insured, {}, water_source="piped"),
            household("stays poor by others", uninsured, {}),
            household(
                "one more, but two in all",
                uninsured,
                {},
                water_source="piped",
                floor_area_m2=16.0,
            ),
        ],
        against_rules=load_rules(rulings={"state_paid_insurance_group": "counted"}),
    )
    assert cells(comparison) == {
        ("near_poor", "poor"): 1,
        ("undetermined", "poor"): 1,
        ("poor", "poor"): 2,
        ("near_poor", "near_poor"): 2,
    }
    assert cells(comparison, "health_insurance") == {
        ("no", "yes"): 3,
        ("unknown", "yes"): 1,
        ("yes", "yes"): 1,
        ("no", "no"): 1,
    }
    assert [item.household_id for item in comparison.changes] == [
        "becomes poor",
        "undetermined before",
    ]
    for item in comparison.changes:
        assert roots(item) == {("ruling", "state_paid_insurance_group", "excluded", "counted")}
    first, second = comparison.changes
    assert (first.class_before, first.class_after) == ("near_poor", "poor")
    assert (second.class_before, second.class_after) == ("undetermined", "poor")
    assert second.possible_before == ("poor", "near_poor")
    values = {item.rule: (item.before, item.after) for item in first.reasons}
    assert values == {
        "poor": (False, True),
        "near_poor": (True, False),
        "deprivation_count": (2, 3),
        "health_insurance": (False, True),
    }
    (insurance,) = [item for item in first.reasons if item.rule == "health_insurance"]
    evidence = [(c.name, c.after, c.member) for c in insurance.causes if c.kind == "fact"]
    assert evidence == [("health_insurance_state_paid_group", True, (ADULT, ADULT))]


def test_a_ruling_on_malnutrition_decides_at_the_limit_only() -> None:
    """Below 125.8 cm a girl of 10 years is stunted; at 125.8 cm only if the limit counts."""
    girl = {"birth_date": "2012-10-03", "sex": "female", "weight_kg": 40.0}
    heights = {"below": 125.7, "at": 125.8, "above": 125.9}
    comparison = compare(
        [
            household(name, {}, girl | {"height_cm": height}, water_source="piped")
            for name, height in heights.items()
        ],
        rules=load_rules(rulings={"malnutrition_comparison": "below"}),
        against_rules=load_rules(rulings={"malnutrition_comparison": "at_or_below"}),
    )
    limit = load_rules().parameter("height_for_age_limit")
    years = dict(zip(limit.rows, limit.columns["female"], strict=True))
    assert years[120] == 125.8
    assert [item.household_id for item in comparison.changes] == ["at"]
    found = change(comparison, "at")
    assert (found.class_before, found.class_after) == ("near_poor", "poor")
    assert roots(found) == {("ruling", "malnutrition_comparison", "below", "at_or_below")}
    (nutrition,) = [item for item in found.reasons if item.rule == "nutrition"]
    shown = {c.name: (c.before, c.after) for c in nutrition.causes if c.kind != "member"}
    assert shown["height_cm"] == (125.8, 125.8)
    assert shown["height_for_age_limit"] == (125.8, 125.8)


def raised_line(folder: Path, rural: str, urban: str) -> Path:
    """Return a copy of the decree's rules with other income lines of the poor."""
    copy = folder / "proposed"
    shutil.copytree(rules_folder() / "nd-07-2021", copy)
    income = copy / "income.yaml"
    text = income.read_text(encoding="utf-8")
    assert text.count("rural: 1_500_000") == text.count("urban: 2_000_000") == 1
    text = text.replace("rural: 1_500_000", f"rural: {rural}")
    income.write_text(text.replace("urban: 2_000_000", f"urban: {urban}"), encoding="utf-8")
    return copy


def test_a_proposed_line_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """The line of the poor rises to 2,000,000 rural and 2,600,000 urban; the upper lines stay."""
    folder = raised_line(tmp_path, "2_000_000", "2_600_000")
    good = {"water_source": "piped"}
    comparison = compare(
        [
            household("poor on both", {}, {}, income_per_capita=1_500_000),
            household("becomes poor", {}, {}, income_per_capita=1_800_000),
            household("becomes near-poor", {}, {}, income_per_capita=1_800_000, **good),
            household("at the new line", {}, {}, income_per_capita=2_000_000, **good),
            household("above the new line", {}, {}, income_per_capita=2_000_001, **good),
            household("above the upper line", {}, {}, income_per_capita=2_250_001),
            household("urban", {}, {}, income_per_capita=2_600_000, area="urban"),
            household("area unknown", {}, {}, income_per_capita=1_900_000, area=None),
            household("income unknown", {}, {}, income_per_capita=None),
        ],
        against_rules=load_rules(folder),
    )
    assert cells(comparison) == {
        ("poor", "poor"): 1,
        ("average_living_standard", "poor"): 2,
        ("average_living_standard", "near_poor"): 2,
        ("average_living_standard", "average_living_standard"): 1,
        ("above_average_living_standard", "above_average_living_standard"): 1,
        ("undetermined", "poor"): 1,
        ("undetermined", "undetermined"): 1,
    }
    (difference,) = comparison.differences
    assert (difference.kind, difference.id) == ("parameter", "poverty_line")
    assert difference.before == "rural: 1500000, urban: 2000000 VND/person/month"
    assert difference.after == "rural: 2000000, urban: 2600000 VND/person/month"
    assert comparison.changed == 5
    for name in ("becomes poor", "becomes near-poor", "at the new line"):
        assert roots(change(comparison, name)) == {
            ("parameter", "poverty_line", 1_500_000, 2_000_000)
        }
    assert roots(change(comparison, "urban")) == {
        ("parameter", "poverty_line", 2_000_000, 2_600_000)
    }
    assert roots(change(comparison, "area unknown")) == {
        ("parameter", "poverty_line", (1_500_000, 2_000_000), (2_000_000, 2_600_000))
    }
    (line,) = [
        item
        for item in change(comparison, "becomes poor").reasons
        if item.rule == "at_or_below_poverty_line"
    ]
    assert (line.before, line.after) == (False, True)
    income = [c for c in line.causes if c.name == "income_per_capita"]
    assert [(c.before, c.after, c.differs) for c in income] == [(1_800_000, 1_800_000, False)]


def test_two_dates_cross_ages_and_the_regulations_of_2025() -> None:
    """A child of 16 is no longer measured; from 2025-02-24 there are low-income workers."""
    young = {
        "height_cm": 100.0,
        "weight_kg": 20.0,
        "study_level": "lower_secondary",
        "employment_status": "studying",
        "wage_contract": None,
    }
    comparison = compare(
        [
            household("turns 16", {}, young | {"birth_date": "2009-06-01"}, water_source="piped"),
            household("stays 14", {}, young | {"birth_date": "2011-01-01"}, water_source="piped"),
            household("worker", {}, {}, income_per_capita=1_600_000),
            household("above", {}, {}, income_per_capita=2_250_001),
        ],
        review_date=date(2024, 10, 1),
        against_review_date=date(2025, 10, 1),
    )
    assert cells(comparison)["poor", "near_poor"] == 1
    turns = change(comparison, "turns 16")
    assert (turns.class_before, turns.class_after) == ("poor", "near_poor")
    assert roots(turns) == {("fact", "age", 15, 16)}
    assert [cause.member for cause in turns.roots] == [(CHILD, CHILD)]
    worker = change(comparison, "worker")
    assert worker.class_before == worker.class_after == "average_living_standard"
    (status,) = worker.outcomes
    assert (status.id, status.before, status.after) == ("low_income_worker", "no", "yes")
    assert (status.persons_before, status.persons_after) == (0, 1)
    assert roots(worker) == {("in_force", "low_income_worker", False, True)}
    assert [item.household_id for item in comparison.changes] == ["turns 16", "worker"]
    assert comparison.before.review_date == date(2024, 10, 1)


def test_the_retirement_age_is_that_of_the_year() -> None:
    """A woman without work, of 671 months: below the 672 of 2023, above the 668 of 2022."""
    idle = {
        "birth_date": None,
        "age_months": 671,
        "employment_status": "no_work",
        "wage_contract": None,
    }
    comparison = compare(
        [household("woman", idle, {}, water_source="piped")],
        review_date=date(2022, 12, 31),
        against_review_date=date(2023, 1, 1),
    )
    found = change(comparison, "woman")
    assert (found.class_before, found.class_after) == ("near_poor", "poor")
    assert roots(found) == {("parameter", "retirement_age", 668, 672)}
    assert comparison.before.fixed_ages == comparison.after.fixed_ages == 1


def test_versions_of_a_national_rule_of_the_plan() -> None:
    """From 2025-09-03 a pupil needs no tuition whatever the class; before, in poor ones only."""
    no = {"studying": False}
    comparison = compare(
        [
            household("poor", {}, {}),
            household("average", {}, {}, income_per_capita=2_000_000),
            household("no pupil", no, no, income_per_capita=2_000_000),
        ],
        rules=PLAN,
        review_date=date(2025, 9, 2),
        against_review_date=date(2025, 9, 3),
    )
    matrix = comparison.matrix("national_tuition_member")
    assert matrix.kind == "national_rule"
    assert {(c.before, c.after): (c.households, c.persons_after) for c in matrix.cells} == {
        ("yes", "yes"): (1, 1),
        ("no", "yes"): (1, 1),
        ("no", "no"): (1, 0),
    }
    (found,) = comparison.changes
    assert found.household_id == "average"
    ((kind, name, *_),) = roots(found)
    assert (kind, name) == ("condition", "national_tuition_member")


FIRST: Final = [
    household("left", {}, {}),
    household("bigger house", {}, {}),
    household("same", {}, {}),
    household("richer", {}, {}),
    household("grandmother", {}, {}, water_source="piped"),
]
GRANDMOTHER: Final = {
    "member_id": 3,
    "has_health_insurance": False,
    "health_insurance_state_paid_group": False,
}


def second_year() -> list[Any]:
    more = household("grandmother", {}, {}, water_source="piped")
    more["members"].append({**more["members"][ADULT], **GRANDMOTHER})
    more["floor_area_m2"] = 23.9
    reordered = household("same", {}, {})
    reordered["members"].reverse()
    return [
        changed(household_id="new", members=None, income_per_capita=9_000_000),
        household("bigger house", {}, {}, floor_area_m2=16.0),
        reordered,
        household("richer", {}, {}, income_per_capita=1_500_001, toilet="none"),
        more,
    ]


def test_two_years_with_households_that_left_and_new_ones() -> None:
    comparison = compare(FIRST, second_year())
    assert not comparison.one_input
    assert cells(comparison) == {
        ("poor", "absent"): 1,
        ("absent", "above_average_living_standard"): 1,
        ("poor", "near_poor"): 1,
        ("poor", "poor"): 1,
        ("poor", "average_living_standard"): 1,
        ("near_poor", "poor"): 1,
    }
    house = change(comparison, "bigger house")
    assert roots(house) == {("fact", "floor_area_m2", 15.9, 16.0)}
    assert {item.rule for item in house.reasons} == {
        "poor",
        "near_poor",
        "deprivation_count",
        "housing_area",
    }
    richer = change(comparison, "richer")
    assert roots(richer) == {("fact", "income_per_capita", 1_500_000, 1_500_001)}
    assert cells(comparison, "hygienic_toilet")["no", "yes"] == 1
    grown = change(comparison, "grandmother")
    (joined,) = grown.roots
    assert (joined.kind, joined.before, joined.after) == ("composition", False, True)
    assert joined.member == (None, 2)
    by_state = {(c.before, c.after): c for c in comparison.classes.cells}
    assert by_state["near_poor", "poor"].persons_before == 2
    assert by_state["near_poor", "poor"].persons_after == 3
    new = by_state["absent", "above_average_living_standard"]
    assert (new.persons_before, new.persons_after, new.without_members_after) == (0, 0, 1)
    assert [item.household_id for item in comparison.changes][-2:] == ["left", "new"]
    assert change(comparison, "left").reasons == ()


def test_what_each_would_have_sufficed_for_the_change_is_named_together() -> None:
    """Above the line, and with two deprivations only: either way the household is not poor."""
    before = household("both", {}, {})
    after = household("both", {}, {}, income_per_capita=1_500_001, floor_area_m2=16.0)
    assert roots(change(compare([before], [after]), "both")) == {
        ("fact", "income_per_capita", 1_500_000, 1_500_001),
        ("fact", "floor_area_m2", 15.9, 16.0),
    }


def test_what_only_became_unknown_is_no_reason_where_something_else_settles_it() -> None:
    """Above the line the household is not poor, whether it has two deprivations or three."""
    before = household("settled", {}, {})
    after = household("settled", {}, {}, income_per_capita=1_500_001, floor_area_m2=None)
    found = change(compare([before], [after]), "settled")
    assert found.class_after == "average_living_standard"
    assert roots(found) == {("fact", "income_per_capita", 1_500_000, 1_500_001)}


def test_a_household_that_becomes_undetermined_names_what_became_unknown() -> None:
    before = household("open", {}, {})
    after = household("open", {}, {}, water_source=None)
    found = change(compare([before], [after]), "open")
    assert (found.class_before, found.class_after) == ("poor", "undetermined")
    assert roots(found) == {("fact", "water_source", "river_pond", None)}


def test_a_composition_that_is_no_longer_recorded_is_named() -> None:
    """Without members floor area, and all that is asked of members, is unknown."""
    before = household("no list", {}, {})
    after = changed(household_id="no list", members=None)
    comparison = compare([before], [after])
    found = change(comparison, "no list")
    assert (found.class_before, found.class_after) == ("poor", "undetermined")
    assert ("composition", "members", 2, None) in roots(found)
    (cell,) = comparison.classes.cells
    assert (cell.persons_before, cell.persons_after) == (2, 0)
    assert (cell.without_members_before, cell.without_members_after) == (0, 1)


def test_a_rejected_row_is_not_a_household_that_left() -> None:
    wrong = household("same", {}, {}, area="somewhere")
    comparison = compare(FIRST, [wrong, *second_year()[:2], *second_year()[3:]])
    assert cells(comparison)["poor", "not_classified"] == 1
    found = change(comparison, "same")
    assert (found.class_after, found.problems) == ("not_classified", ("fact-value",))
    (row,) = comparison.after.rejected
    assert row.facts["household_id"] == "same"
    assert comparison.before.rejected == ()


def test_an_id_that_stands_twice_is_one_household_that_is_not_classified() -> None:
    twice = [*FIRST, household("same", {}, {}, income_per_capita=1)]
    comparison = compare(FIRST, twice)
    assert cells(comparison) == {
        ("poor", "poor"): 3,
        ("near_poor", "near_poor"): 1,
        ("poor", "not_classified"): 1,
    }
    assert change(comparison, "same").problems == ("duplicate-household",)
    assert len(comparison.after.rejected) == 2


def test_households_without_an_id_are_on_one_side_each() -> None:
    nobody = [changed(household_id=None)]
    comparison = compare(nobody, nobody[:])
    assert cells(comparison) == {("poor", "absent"): 1, ("absent", "poor"): 1}
    assert comparison.before.without_id == comparison.after.without_id == 1
    assert cells(compare(nobody)) == {("poor", "poor"): 1}


def test_gains_and_losses_by_group() -> None:
    rural = household("rural", {}, {}, income_per_capita=1_800_000)
    minority = household(
        "minority", {}, {}, income_per_capita=1_700_000, head_or_spouse_ethnic_minority=True
    )
    urban = household("urban", {}, {}, income_per_capita=1_800_000, area="urban")
    later = [
        {**rural, "income_per_capita": 1_400_000},
        {**minority, "income_per_capita": 1_400_000},
        {**urban, "area": "rural"},
    ]
    comparison = compare([rural, minority, urban], later, rules=PLAN)
    found = {
        (item.group, item.value): (
            item.before,
            item.after,
            item.gained,
            item.lost,
            item.persons_gained,
            item.persons_lost,
        )
        for item in comparison.groups
        if item.outcome == "poor"
    }
    assert found == {
        ("area", "rural"): (0, 2, 2, 0, 4, 0),
        ("area", "urban -> rural"): (1, 0, 0, 1, 0, 2),
        ("head_or_spouse_ethnic_minority", "yes"): (0, 1, 1, 0, 2, 0),
        ("head_or_spouse_ethnic_minority", "unknown"): (1, 1, 1, 1, 2, 2),
        ("children", "yes"): (1, 2, 2, 1, 4, 2),
    }
    insured = [item for item in comparison.groups if item.outcome == "cs2a"]
    assert [item.gained for item in insured if item.group == "area"] == [2, 0]
    moved = change(comparison, "urban")
    assert ("fact", "area", "urban", "rural") in roots(moved)
    assert ("parameter", "poverty_line", 2_000_000, 1_500_000) in roots(moved)


def test_an_age_that_contradicts_its_birth_date_is_rejected_on_another_day_too() -> None:
    wrong = household("wrong", {"age": 12}, {})
    right = household("right", {"age": 42}, {})
    comparison = compare(
        [wrong, right], review_date=date(2023, 10, 3), against_review_date=date(2024, 10, 3)
    )
    assert cells(comparison) == {("not_classified", "not_classified"): 1, ("poor", "poor"): 1}
    ((problem,),) = [row.problems for row in comparison.before.rejected]
    assert problem.code == "age-contradiction"


def test_a_review_date_outside_the_rule_set_is_refused() -> None:
    with pytest.raises(Exception, match="not-in-force"):
        compare(FIRST, rules=PLAN, against_review_date=date(2026, 1, 1))
