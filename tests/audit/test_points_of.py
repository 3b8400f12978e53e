"""``points_of``: the items of form B1 counted by hand, the limit, and answers that cross it."""

from __future__ import annotations

from typing import Any, Final

import pytest

from chuan_ngheo import PointsExplanation, classify, load_rules, points_of
from tests.vector_households import CHILD, WORKER, Facts, vector_household

RULES: Final = "tt-07-2021"
RURAL: Final = {
    "b1_household_members": ("b1_hh4_rural", 60),
    "b1_workers": ("b1_ld2_rural", 25),
    "b1_nonfarm_hired_or_own": ("b1_lam_thue_tu_sx_rural", 15),
    "b1_walls": ("b1_tuong_ben_rural", 5),
    "b1_columns": ("b1_cot_ben_rural", 5),
    "b1_electricity": ("b1_dien50_100_rural", 10),
    "b1_water": ("b1_gieng_khoan_rural", 5),
    "b1_toilet": ("b1_tu_hoai_rural", 10),
    "b1_motorcycles": ("b1_xemay1_rural", 15),
    "b1_televisions": ("b1_tivi1_rural", 0),
}
"""Form 3.10, of the Mekong Delta: 150 points. Two dependants have no answer in item 3."""
URBAN: Final = {
    "b1_household_members": ("b1_hh4_urban", 75),
    "b1_workers": ("b1_ld2_urban", 20),
    "b1_nonfarm_hired_or_own": ("b1_lam_thue_tu_sx_urban", 5),
    "b1_walls": ("b1_tuong_ben_urban", 5),
    "b1_columns": ("b1_cot_ben_urban", 5),
    "b1_electricity": ("b1_dien50_100_urban", 5),
    "b1_water": ("b1_gieng_khoan_urban", 5),
    "b1_toilet": ("b1_tu_hoai_urban", 10),
    "b1_motorcycles": ("b1_xemay1_urban", 15),
    "b1_televisions": ("b1_tivi1_urban", 0),
    "b1_region": ("b1_vung_tptw_urban", 25),
}
"""Form 3.4: 170 points."""
REFRIGERATOR: Final = {"b1_refrigerator": ("b1_tu_lanh_urban", 5)}
AIR_CONDITIONER: Final = {"b1_air_conditioners": ("b1_dieu_hoa1_urban", 10)}
FIVE: Final = {"b1_household_members": ("b1_hh5_rural", 45)}


def points(household: Facts, **rulings: str) -> PointsExplanation:
    rules = load_rules(RULES, rulings=rulings)
    found = points_of(classify(household, rules=rules))
    assert found is not None
    return found


def answered(found: PointsExplanation) -> dict[str, tuple[str, int]]:
    return {item.id: (item.answer.id, item.points[0]) for item in found.items if item.answer}


def crossing(found: PointsExplanation, item: str) -> dict[str | None, int]:
    return {
        (other.instead.id if other.instead else None): other.total[0]
        for other in found.crossing
        if other.item == item
    }


@pytest.mark.parametrize(
    ("household", "items", "total", "limit", "within"),
    [
        (vector_household("rural"), RURAL, 150, 140, False),
        (vector_household("urban"), URBAN, 170, 175, True),
        (
            vector_household("urban", has_refrigerator=True),
            {**URBAN, **REFRIGERATOR},
            175,
            175,
            True,
        ),
        (
            vector_household("urban", has_refrigerator=True, air_conditioner_count=1),
            {**URBAN, **REFRIGERATOR, **AIR_CONDITIONER},
            185,
            175,
            False,
        ),
        (vector_household("rural", children=3), {**RURAL, **FIVE}, 135, 140, True),
    ],
    ids=["150", "170", "175", "185", "135"],
)
def test_the_items_counted_by_hand(
    household: Facts, items: dict[str, tuple[str, int]], total: int, limit: int, within: bool
) -> None:
    found = points(household)
    assert answered(found) == items
    assert found.total == (total, total)
    assert found.limit == (limit, limit)
    assert found.margin == (total - limit, total - limit)
    assert found.within is within
    assert all(item.missing == () for item in found.items)


def test_items_stand_in_the_order_of_the_form() -> None:
    numbers = [int(item.number) for item in points(vector_household("urban")).items]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 16))


def test_the_rural_forms_lack_item_15() -> None:
    assert points(vector_household("rural")).item("b1_region").answers == ()
    assert points(vector_household("rural")).item("b1_region").points == (0, 0)


def test_deprivations_give_10_points_each() -> None:
    """Wage work without contract; with three children also dependants, 3 of 5."""
    found = points(vector_household("rural", children=3)).deprivations
    assert (found.each, found.deprived, found.open) == (10, ("employment", "dependants"), ())
    assert (found.total, found.limit) == ((20, 20), 30)


def test_answers_that_bring_150_points_back_to_140_or_less() -> None:
    found = points(vector_household("rural"))
    assert crossing(found, "b1_motorcycles") == {None: 135}
    assert crossing(found, "b1_electricity") == {"b1_dien25_50_rural": 140, None: 140}
    assert crossing(found, "b1_toilet") == {None: 140}
    assert crossing(found, "b1_household_members") == {
        "b1_hh5_rural": 135,
        "b1_hh6_rural": 125,
        "b1_hh7_rural": 115,
        None: 90,
    }
    assert crossing(found, "b1_walls") == {}  # 145
    assert crossing(found, "b1_car") == {}  # 60 more
    assert {other.within for other in found.crossing} == {True}
    assert {other.possible_classes for other in found.crossing} == {("near_poor",)}


def test_answers_that_bring_170_points_above_175() -> None:
    found = points(vector_household("urban"))
    assert crossing(found, "b1_car") == {"b1_oto_urban": 225}
    assert crossing(found, "b1_motorcycles") == {"b1_xemay3plus_urban": 180}  # 2: 175
    assert crossing(found, "b1_refrigerator") == {}  # 175
    assert crossing(found, "b1_air_conditioners") == {
        "b1_dieu_hoa1_urban": 180,
        "b1_dieu_hoa2plus_urban": 190,
    }
    assert crossing(found, "b1_region") == {}  # no other region gives more than a central city
    average = ("average_living_standard", "above_average_living_standard")
    assert {other.possible_classes for other in found.crossing} == {average}


def test_at_exactly_the_limit_any_further_point_crosses() -> None:
    found = points(vector_household("urban", has_refrigerator=True))
    assert crossing(found, "b1_music_system") == {"b1_dan_nhac_urban": 180}
    assert crossing(found, "b1_motorcycles") == {
        "b1_xemay2_urban": 180,
        "b1_xemay3plus_urban": 185,
    }


def test_of_several_kinds_of_work_only_the_best_counts_under_that_ruling() -> None:
    """Rural Mekong Delta: contract 20, hired 15. Losing the contract leaves the 15."""
    contract = {**WORKER, "wage_contract": "contract"}
    household = vector_household("rural", members=[contract, WORKER, CHILD, CHILD])
    added, best = points(household), points(household, nonfarm_kinds="best")
    assert (added.total, best.total) == ((170, 170), (155, 155))
    assert crossing(best, "b1_nonfarm_contract") == {}  # 150
    assert crossing(best, "b1_nonfarm_hired_or_own") == {}  # 155 as before
    assert crossing(best, "b1_motorcycles") == {None: 140}


def test_an_unknown_answer_gives_a_range_and_the_most_that_it_could_add() -> None:
    found = points(vector_household("rural", motorcycle_count=None, has_car=None))
    motorcycles, car = found.item("b1_motorcycles"), found.item("b1_car")
    assert (motorcycles.points, motorcycles.missing) == ((0, 35), ("motorcycle_count",))
    assert (car.points, car.could_add, car.missing) == ((0, 60), 60, ("has_car",))
    assert [answer.points for answer in motorcycles.possible] == [(35, 35), (25, 25), (15, 15)]
    assert motorcycles.answer is None
    assert (found.total, found.margin, found.within) == ((135, 230), (-5, 90), None)
    assert found.crossing == ()


def test_an_unknown_answer_that_cannot_cross_leaves_the_others_to_cross() -> None:
    """A television more or less: 150 to 160 points, all above 140."""
    found = points(vector_household("rural", television_count=None))
    assert (found.total, found.within) == ((150, 160), False)
    assert crossing(found, "b1_motorcycles") == {}  # 135 to 145: not for certain


def test_an_unknown_member_names_the_fact_to_ask_for() -> None:
    unknown = {**WORKER, "serious_illness": None}
    found = points(vector_household("rural", members=[WORKER, unknown, CHILD, CHILD]))
    workers = found.item("b1_workers")
    assert (workers.points[1], workers.missing) == (25, ("members[1].serious_illness",))


def test_an_unknown_area_leaves_both_forms_possible() -> None:
    found = points({**vector_household("rural"), "area": None})
    assert found.limit == (140, 175)
    assert found.item("b1_household_members").points == (60, 75)
    assert found.within is None


@pytest.mark.parametrize("size", [7, 8])
def test_a_household_of_more_than_seven_has_no_answer_in_item_1(size: int) -> None:
    household = vector_household("rural", children=size - 2)
    item = points(household).item("b1_household_members")
    assert (item.answer is None, item.points) == (size == 8, (0, 0) if size == 8 else (25, 25))
    again = points(household, above_seven_members="as_seven").item("b1_household_members")
    assert again.points == (25, 25)


def test_the_ruling_on_the_third_motorcycle_of_form_3_8() -> None:
    household = vector_household("rural", region="central_highlands", motorcycle_count=3)
    printed = points(household).item("b1_motorcycles")
    assert printed.points == (30, 30)
    other = points(household, third_motorcycle_central_highlands="form_3_8").item("b1_motorcycles")
    assert other.points == (40, 40)
    assert other.answer is not None
    assert other.answer.id == "third_motorcycle_of_form_3_8"


def test_only_the_first_answer_that_is_true_counts() -> None:
    """160 m² for four people: 40 m² each, which is also at least 30 and at least 20."""
    item = points(vector_household("rural", floor_area_m2=160)).item("b1_floor_area")
    assert [answer.holds for answer in item.answers] == [True, False, False]
    assert item.points == (20, 20)
    assert item.possible == (item.answer,)


def test_an_answer_behind_an_unknown_one_may_count() -> None:
    """One member has an intermediate certificate; of another the training is unknown."""
    trained = {**WORKER, "vocational_training": "intermediate"}
    unknown = {**WORKER, "vocational_training": None}
    household = vector_household("rural", members=[trained, unknown, CHILD, CHILD])
    item = points(household).item("b1_qualification")
    assert [answer.holds for answer in item.answers] == [None, None, False]
    assert (item.points, item.missing) == ((10, 10), ())  # college and intermediate: 10 each


def test_a_decision_by_income_has_no_points() -> None:
    assert points_of(classify(vector_household("rural"))) is None


def test_plain_values_for_programs() -> None:
    found: dict[str, Any] = points(vector_household("rural")).to_dict()
    assert found["total"] == {"lowest": 150, "highest": 150}
    assert found["margin"] == {"lowest": 10, "highest": 10}
    members = found["items"][0]
    assert members["label"]["vi"] == "Số nhân khẩu trong hộ"
    assert (members["number"], members["answer"]) == ("1", "b1_hh4_rural")
    assert {"item", "now", "instead", "total", "within", "possible_classes"} == set(
        found["crossing"][0]
    )
