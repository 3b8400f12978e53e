"""Reasons are those that the outcome rests on: not what changed beside it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import polars as pl

from chuan_ngheo import Comparison, compare, load_rules
from chuan_ngheo.audit.compare.comparison import HouseholdChange
from chuan_ngheo.audit.compare.words import reason_lines
from tests.audit.test_compare_by_hand import ADULT, CHILD, PLAN, cells, change, household, roots
from tests.test_public_api import changed
from tests.vector_households import vector_household

UNINSURED: Final = {"has_health_insurance": False, "health_insurance_state_paid_group": False}
POINTS: Final = "tt-07-2021"
GOOD: Final = {"water_source": "piped"}


def only(comparison: Comparison) -> HouseholdChange:
    (found,) = comparison.changes
    return found


def test_a_member_who_only_became_unknown_is_no_reason_where_another_settles_it() -> None:
    before = household("H", {}, {}, **GOOD)
    after = household("H", UNINSURED, {"has_health_insurance": None}, **GOOD)
    found = only(compare([before], [after]))
    assert (found.class_before, found.class_after) == ("near_poor", "poor")
    assert roots(found) == {("fact", "has_health_insurance", True, False)}
    assert [cause.member for cause in found.roots] == [(ADULT, ADULT)]


def test_members_are_matched_by_id_whatever_their_order() -> None:
    before = household("H", {}, {}, **GOOD)
    after = household("H", UNINSURED, {}, **GOOD)
    after["members"].reverse()
    found = only(compare([before], [after]))
    (cause,) = found.roots
    assert (cause.name, cause.member) == ("has_health_insurance", (ADULT, CHILD))


def test_members_without_ids_are_matched_by_position() -> None:
    before, after = household("H", {}, {}, **GOOD), household("H", UNINSURED, {}, **GOOD)
    for one in (before, after):
        one["members"] = [{**member, "member_id": None} for member in one["members"]]
    (cause,) = only(compare([before], [after])).roots
    assert (cause.name, cause.member) == ("has_health_insurance", (ADULT, ADULT))


def test_what_stands_behind_the_first_known_is_not_read() -> None:
    """Whether the child is stunted is recorded: then the height does not count."""
    before = household("H", {}, {"stunted": True, "underweight": False, "height_cm": 100.0}, **GOOD)
    after = household("H", {}, {"stunted": False, "underweight": False, "height_cm": 150.0}, **GOOD)
    found = only(compare([before], [after]))
    assert (found.class_before, found.class_after) == ("poor", "near_poor")
    assert roots(found) == {("fact", "stunted", True, False)}


def test_a_wording_that_makes_no_difference_is_no_reason() -> None:
    """A pupil of a poor household is exempt under both versions of the rule on tuition."""
    no = {"studying": False}
    before = household("H", no, no)
    after = household("H", no, {"studying": True})
    days: dict[str, Any] = {
        "review_date": date(2025, 9, 2),
        "against_review_date": date(2025, 9, 3),
    }
    comparison = compare([before], [after], rules=PLAN, **days)
    found = only(comparison)
    (tuition,) = [item for item in found.reasons if item.rule == "national_tuition_member"]
    differing = {cause.kind: cause.name for cause in tuition.causes if cause.differs}
    assert differing == {"member": "national_tuition_member", "fact": "studying"}
    assert (tuition.before, tuition.after) == (0, 1)


def test_a_household_that_grows_needs_more_floor() -> None:
    """For two members 16 m² are enough, for three 24 m² are needed."""
    before = household("H", {}, {}, floor_area_m2=16.0)
    after = household("H", {}, {}, floor_area_m2=16.0)
    after["members"].append({**after["members"][ADULT], "member_id": 3})
    found = only(compare([before], [after]))
    assert (found.class_before, found.class_after) == ("near_poor", "poor")
    assert roots(found) == {("fact", "household_size", 2, 3)}


def test_a_size_that_is_no_longer_known_is_unknown() -> None:
    found = only(compare([household("H", {}, {})], [changed(household_id="H", members=None)]))
    assert ("fact", "household_size", 2, None) in roots(found)
    assert "Infinity" not in compare([household("H", {}, {})], [changed(members=None)]).to_json()


def test_other_possible_classes_are_a_change_of_an_undetermined_household() -> None:
    before = household("H", {}, {}, water_source=None)
    after = household("H", {}, {}, water_source=None, income_per_capita=None)
    comparison = compare([before], [after])
    assert cells(comparison) == {("undetermined", "undetermined"): 1}
    found = only(comparison)
    assert found.possible_before == ("poor", "near_poor")
    assert len(found.possible_after) == 4
    assert roots(found) == {("fact", "income_per_capita", 1_500_000, None)}


def test_fewer_members_of_a_benefit_that_stays_are_a_change() -> None:
    """Of two pupils one turns 16 on 2024-06-01 and leaves the school nutrition project."""
    family = household("H", {}, {"birth_date": "2008-06-01"})
    family["members"].append(
        {**family["members"][CHILD], "member_id": 3, "birth_date": "2014-01-01"}
    )
    days: dict[str, Any] = {
        "review_date": date(2024, 5, 31),
        "against_review_date": date(2024, 6, 1),
    }
    comparison = compare([family], rules=PLAN, **days)
    found = only(comparison)
    (school,) = [item for item in found.outcomes if item.id == "da2_2_school"]
    assert (school.before, school.after) == ("yes", "yes")
    assert (school.persons_before, school.persons_after) == (2, 1)
    (cell,) = comparison.matrix("da2_2_school").cells
    assert (cell.persons_before, cell.persons_after) == (2, 1)
    (named,) = [item for item in found.reasons if item.rule == "da2_2_school_member"]
    assert (named.before, named.after) == (2, 1)
    ages = [cause for cause in named.causes if cause.kind == "fact"]
    assert [(c.name, c.before, c.after, c.member) for c in ages] == [
        ("age", 15, 16, (CHILD, CHILD))
    ]


def test_what_dated_decisions_tell_is_read_as_the_decision_reads_it() -> None:
    """Off the list on 2022-06-30: newly escaped for 36 months, the last day counted."""
    decisions = [
        {"decided_on": "2021-12-31", "list_status": "poor"},
        {"decided_on": "2022-06-30", "list_status": "none"},
    ]
    family = household("H", {}, {}, income_per_capita=2_000_000, list_decisions=decisions)
    days: dict[str, Any] = {
        "review_date": date(2025, 6, 30),
        "against_review_date": date(2025, 7, 1),
    }
    found = only(compare([family], rules=PLAN, **days))
    (status,) = [item for item in found.outcomes if item.id == "newly_escaped_poverty"]
    assert (status.before, status.after) == ("yes", "no")
    assert roots(found) == {("fact", "review_date", date(2025, 6, 30), date(2025, 7, 1))}
    shown = {c.name: c.after for item in found.reasons for c in item.causes if c.kind == "fact"}
    assert shown["left_poor_list_on"] == date(2022, 6, 30)


def test_a_table_with_an_age_that_contradicts_its_birth_date_on_its_own_day() -> None:
    rows = pl.DataFrame(
        {"household_id": [1, 2], "review_date": [date(2022, 10, 3)] * 2, "area": ["rural"] * 2}
    )
    members = pl.DataFrame(
        {"household_id": [1, 2], "birth_date": [date(1980, 5, 17)] * 2, "age": [42, 12]}
    )
    day: Any = date(2023, 10, 3)
    comparison = compare(rows, members=members, review_date=day, against_review_date=day)
    assert cells(comparison) == {
        ("undetermined", "undetermined"): 1,
        ("not_classified", "not_classified"): 1,
    }
    ((problem,),) = [row.problems for row in comparison.after.rejected]
    assert problem.code == "age-contradiction"


def test_an_order_of_changes_both_sides_then_left_then_new() -> None:
    def with_id(name: str, **facts: Any) -> dict[str, Any]:
        found: dict[str, Any] = household(name, {}, {}, **facts)
        return found

    first = [with_id("left"), with_id("changed"), with_id("rejected")]
    second = [with_id("new"), with_id("changed", **GOOD), with_id("rejected", area="x")]
    found = compare(first, second).changes
    assert [item.household_id for item in found] == ["changed", "rejected", "left", "new"]
    assert change(compare(first, second), "left").row_after is None


def rule_changes(found: HouseholdChange) -> dict[str, tuple[Any, Any]]:
    return {item.rule: (item.before, item.after) for item in found.reasons}


def test_two_years_by_points_name_the_items_that_changed() -> None:
    """150 points with one motorcycle, 135 without, of at most 140; a radio gives none."""
    before = vector_household("rural", household_id="H", income_per_capita=2_000_000)
    after = {**before, "motorcycle_count": 0, "has_radio": True}
    found = only(compare([before], [after], rules=POINTS))
    assert (found.class_before, found.class_after) == ("average_living_standard", "near_poor")
    changes = rule_changes(found)
    assert changes["b1_points"] == (150, 135)
    assert {name for name in changes if name.startswith("b1_")} == {"b1_points", "b1_motorcycles"}
    assert changes["b1_motorcycles"] == (15, 0)
    assert roots(found) == {("fact", "motorcycle_count", 1, 0)}


def test_another_area_changes_items_and_the_limit() -> None:
    before = vector_household("rural", household_id="H", income_per_capita=2_000_000)
    found = only(compare([before], [{**before, "area": "urban"}], rules=POINTS))
    changes = rule_changes(found)
    assert changes["b1_points"] == (150, 170)
    assert changes["b1_household_members"] == (60, 75)
    assert changes["b1_region"] == (0, 25)
    assert "b1_toilet" not in changes  # 10 in both
    assert ("parameter", "b1_limit", 140, 175) in roots(found)


def test_an_answer_behind_the_one_that_counts_is_no_reason() -> None:
    """A member with a college degree counts on both sides: 15 in the Southeast, 10 in the Delta."""
    before = vector_household("rural", household_id="H", region="southeast", has_car=True)
    before["income_per_capita"] = 2_000_000
    first, second, *children = before["members"]
    college = {**first, "vocational_training": "college"}
    before["members"] = [college, {**second, "vocational_training": "intermediate"}, *children]
    fewer = {"has_car": False, "motorcycle_count": 0, "electricity_kwh_per_month": 30}
    after = {**before, **fewer, "region": "mekong_delta"}  # 60+25+10+15+5+5+5+10 = 135
    after["members"] = [college, second, *children]
    found = only(compare([before], [after], rules=POINTS))
    assert (found.class_before, found.class_after) == ("average_living_standard", "near_poor")
    change_of_item = next(item for item in found.reasons if item.rule == "b1_qualification")
    assert (change_of_item.before, change_of_item.after) == (15, 10)
    named = {cause.name for cause in change_of_item.causes}
    assert named == {"b1_cd_dh_rural", "region"}


def test_a_ruling_that_counts_the_best_kind_of_work_only_is_named() -> None:
    """Urban: 5 for a civil servant, 10 for a contract: 180 points, or 175 with the best only."""
    before = vector_household("urban", household_id="H", income_per_capita=2_500_000)
    first, second, *children = before["members"]
    members = [{**first, "wage_contract": "contract"}, {**second, "work_kind": "civil_servant"}]
    household_of_two_kinds = {**before, "members": [*members, *children]}
    other = load_rules(POINTS, rulings={"nonfarm_kinds": "best"})
    found = only(compare([household_of_two_kinds], rules=POINTS, against_rules=other))
    assert (found.class_before, found.class_after) == ("average_living_standard", "near_poor")
    assert rule_changes(found)["b1_nonfarm_work"] == (15, 10)
    assert roots(found) == {("ruling", "nonfarm_kinds", "sum", "best")}


def test_income_against_points_tells_what_each_method_rests_on() -> None:
    """Income of 2,100,000 lies above 2,000,000; 170 points are within 175."""
    measured = vector_household("urban", household_id="H", income_per_capita=2_100_000)
    comparison = compare([measured], rules="nd-07-2021", against_rules=POINTS)
    found = only(comparison)
    assert (found.class_before, found.class_after) == ("average_living_standard", "near_poor")
    near_poor = next(item for item in found.reasons if item.rule == "near_poor")
    told = {(cause.kind, cause.name): (cause.before, cause.after) for cause in near_poor.causes}
    assert told["rule", "at_or_below_poverty_line"] == (False, False)
    assert told["fact", "income_per_capita"] == (2_100_000, 2_100_000)
    assert told["parameter", "poverty_line"] == (2_000_000, 2_000_000)
    assert told["rule", "at_or_below_b1_limit"] == ("no_rule", True)
    assert told["rule", "b1_points"] == ("no_rule", 170)
    assert told["parameter", "b1_limit"] == ("no_rule", 175)
    assert told["rule", "b2_points"] == ("no_rule", 10)
    lines = " ".join(reason_lines(found, comparison, "vi"))
    assert "Tổng điểm B1: không có quy tắc → 170" in lines
    assert "Thu nhập bình quân đầu người một tháng: 2.100.000 đồng/người/tháng (không đổi)" in lines


def test_income_and_points_are_told_the_other_way_round_too() -> None:
    measured = vector_household("urban", household_id="H", income_per_capita=2_100_000)
    found = only(compare([measured], rules=POINTS, against_rules="nd-07-2021"))
    near_poor = next(item for item in found.reasons if item.rule == "near_poor")
    told = {(cause.kind, cause.name): (cause.before, cause.after) for cause in near_poor.causes}
    assert told["rule", "b1_points"] == (170, "no_rule")
    assert told["rule", "at_or_below_poverty_line"] == (False, False)
