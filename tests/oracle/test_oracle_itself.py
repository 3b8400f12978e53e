"""The oracle on the household: income, count, dwelling; expected by hand from the decree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.oracle.decree_07 import INDICATORS
from tests.oracle.examples import HOME, person, verdict
from tests.oracle.home import DEFAULT_RULINGS, OTHER_RULINGS, full_months
from tests.oracle.truth import Answer

Facts = dict[str, Any]
POOR, NEAR_POOR = "poor", "near_poor"
AVERAGE, ABOVE = "average_living_standard", "above_average_living_standard"
DEVICES = [name for name in HOME if name.startswith("has_")]


def test_a_household_without_deprivation_is_still_near_poor() -> None:
    found = verdict()
    assert list(found.deprivations) == list(INDICATORS)
    assert set(found.deprivations.values()) == {False}
    assert (found.household_class, found.certain, found.possible) == (NEAR_POOR, 0, 0)


@pytest.mark.parametrize(
    ("area", "income", "expected"),
    [
        ("rural", 0, [NEAR_POOR]),
        ("rural", 1_500_000, [NEAR_POOR]),
        ("rural", 1_500_001, [AVERAGE]),
        ("rural", 2_250_000, [AVERAGE]),
        ("rural", 2_250_001, [ABOVE]),
        ("urban", 2_000_000, [NEAR_POOR]),
        ("urban", 2_000_001, [AVERAGE]),
        ("urban", 3_000_000, [AVERAGE]),
        ("urban", 3_000_001, [ABOVE]),
        ("rural", None, [NEAR_POOR, AVERAGE, ABOVE]),
        (None, None, [NEAR_POOR, AVERAGE, ABOVE]),
        (None, 1_500_000, [NEAR_POOR]),
        (None, 1_500_001, [NEAR_POOR, AVERAGE]),
        (None, 2_000_000, [NEAR_POOR, AVERAGE]),
        (None, 2_000_001, [AVERAGE]),
        (None, 2_250_000, [AVERAGE]),
        (None, 2_250_001, [AVERAGE, ABOVE]),
        (None, 3_000_000, [AVERAGE, ABOVE]),
        (None, 3_000_001, [ABOVE]),
    ],
)
def test_income(area: str | None, income: int | None, expected: list[str]) -> None:
    assert list(verdict(area=area, income_per_capita=income).possible_classes) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"toilet": "none", "water_source": "river_pond"}, [NEAR_POOR]),
        ({"toilet": "none", "water_source": "other", "floor_area_m2": 7.9}, [POOR]),
        ({"toilet": None, "water_source": "other", "floor_area_m2": 7.9}, [POOR, NEAR_POOR]),
        ({"toilet": None, "water_source": None, "floor_area_m2": 7.9}, [POOR, NEAR_POOR]),
        ({"toilet": None, "water_source": None}, [NEAR_POOR]),
        ({"toilet": None, "water_source": None, "floor_area_m2": None}, [POOR, NEAR_POOR]),
        ({"toilet": None, "members": []}, [POOR, NEAR_POOR]),
    ],
)
def test_three_of_twelve(facts: Facts, expected: list[str]) -> None:
    found = verdict(**facts)
    assert list(found.possible_classes) == expected
    assert found.household_class == (expected[0] if len(expected) == 1 else None)


def test_income_above_the_line_is_never_poor() -> None:
    deprived: Facts = {"toilet": "none", "water_source": "other", "floor_area_m2": 1.0}
    found = verdict(income_per_capita=1_500_001, **deprived)
    assert (found.household_class, found.certain) == (AVERAGE, 3)


def test_nobody_listed_leaves_what_depends_on_people_unknown() -> None:
    for nobody in (None, ()):
        found = verdict(members=nobody)
        unknown = [name for name, answer in found.deprivations.items() if answer is None]
        assert unknown == [*list(INDICATORS)[:6], "housing_area", "telecom_service"]
        assert found.low_income_workers == {}


@pytest.mark.parametrize(
    ("wall", "column", "roof", "expected"),
    [
        (True, True, False, False),
        (True, False, False, True),
        (False, None, False, True),
        (None, False, True, None),
        (None, None, True, None),
        (None, None, None, None),
        (True, None, True, False),
        (False, False, False, True),
    ],
)
def test_housing_quality(wall: Answer, column: Answer, roof: Answer, expected: Answer) -> None:
    found = verdict(wall_durable=wall, column_durable=column, roof_durable=roof)
    assert found.deprivations["housing_quality"] is expected


@pytest.mark.parametrize(
    ("size", "area", "expected"),
    [
        (1, 7.9, True),
        (1, 8.0, False),
        (3, 23.9, True),
        (3, 24, False),
        (3, 24.1, False),
        (3, None, None),
        (1, 0, True),
    ],
)
def test_housing_area(size: int, area: float | None, expected: Answer) -> None:
    found = verdict(*[person()] * size, floor_area_m2=area)
    assert found.deprivations["housing_area"] is expected


@pytest.mark.parametrize(
    ("indicator", "fact", "fine", "deprived"),
    [
        (
            "water_source",
            "water_source",
            "piped drilled_well protected_dug_well protected_spring bottled rainwater purchased",
            "unprotected_dug_well unprotected_spring river_pond other",
        ),
        (
            "hygienic_toilet",
            "toilet",
            "septic semi_septic pour_flush ventilated_improved double_vault seated_pit",
            "simple_pit fish_pond none other",
        ),
    ],
)
def test_water_and_toilet(indicator: str, fact: str, fine: str, deprived: str) -> None:
    expected: dict[str | None, Answer] = {None: None}
    expected |= dict.fromkeys(fine.split(), False)
    expected |= dict.fromkeys(deprived.split(), True)
    for value, answer in expected.items():
        facts: Facts = {fact: value}
        assert verdict(**facts).deprivations[indicator] is answer


@pytest.mark.parametrize(
    ("ruling", "indicator", "fact", "value"),
    [
        ("rainwater", "water_source", "water_source", "rainwater"),
        ("purchased_water", "water_source", "water_source", "purchased"),
        ("seated_pit_toilet", "hygienic_toilet", "toilet", "seated_pit"),
    ],
)
def test_rulings_on_water_and_toilet(ruling: str, indicator: str, fact: str, value: str) -> None:
    facts: Facts = {fact: value}
    for name, option in OTHER_RULINGS.items():
        found = verdict(rulings={name: option}, **facts)
        assert found.deprivations[indicator] is (name == ruling)


@pytest.mark.parametrize("device", DEVICES)
def test_information_devices(device: str) -> None:
    nothing: Facts = dict.fromkeys(DEVICES, False)
    assert verdict(**nothing).deprivations["information_devices"] is True
    assert verdict(**{**nothing, device: True}).deprivations["information_devices"] is False
    assert verdict(**{**nothing, device: None}).deprivations["information_devices"] is None
    others: Facts = {**dict.fromkeys(DEVICES), device: True}
    assert verdict(**others).deprivations["information_devices"] is False


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ([True], False),
        ([False], True),
        ([None], None),
        ([False, True], False),
        ([False, False], True),
        ([None, True], False),
        ([None, False], None),
    ],
)
def test_telecom_service(uses: list[Answer], expected: Answer) -> None:
    found = verdict(*[person(uses_internet=answer) for answer in uses])
    assert found.deprivations["telecom_service"] is expected


@pytest.mark.parametrize(
    ("birth", "day", "months"),
    [
        ("2020-05-10", "2020-05-10", 0),
        ("2020-05-10", "2020-06-09", 0),
        ("2020-05-10", "2020-06-10", 1),
        ("2020-05-10", "2025-05-09", 59),
        ("2020-05-10", "2025-05-10", 60),
        ("2020-12-31", "2021-01-01", 0),
        ("2023-01-31", "2023-02-28", 0),
        ("2023-01-31", "2023-03-01", 1),
        ("2023-01-31", "2023-03-30", 1),
        ("2023-01-31", "2023-03-31", 2),
        ("2023-03-31", "2023-04-30", 0),
        ("2023-03-31", "2023-05-01", 1),
        ("2008-02-29", "2024-02-28", 191),
        ("2008-02-29", "2024-02-29", 192),
        ("2008-02-29", "2025-02-28", 203),
        ("2008-02-29", "2025-03-01", 204),
        ("1950-06-15", "2026-06-14", 911),
    ],
)
def test_full_months(birth: str, day: str, months: int) -> None:
    assert full_months(date.fromisoformat(birth), date.fromisoformat(day)) == months


@pytest.mark.parametrize(
    ("day", "area", "income", "rulings", "expected"),
    [
        ("2025-02-23", "rural", 2_000_000, {}, {}),
        ("2025-02-24", "rural", 2_000_000, {}, {0: True}),
        ("2025-03-01", "rural", 1_500_000, {}, {0: False}),
        ("2025-03-01", "rural", 1_500_001, {}, {0: True}),
        ("2025-03-01", "rural", 2_250_000, {}, {0: True}),
        ("2025-03-01", "rural", 2_250_001, {}, {0: False}),
        ("2025-03-01", "urban", 2_250_001, {}, {0: True}),
        ("2025-03-01", "urban", 3_000_001, {}, {0: False}),
        ("2025-03-01", None, 1_500_000, {}, {0: False}),
        ("2025-03-01", None, 1_500_001, {}, {0: None}),
        ("2025-03-01", None, 2_000_001, {}, {0: True}),
        ("2025-03-01", None, 2_250_001, {}, {0: None}),
        ("2025-03-01", None, 3_000_001, {}, {0: False}),
        ("2025-03-01", "rural", None, {}, {0: None}),
        ("2026-01-01", "rural", 2_000_000, {}, {0: True}),
        ("2025-12-31", "rural", 2_000_000, "ends_with_2025", {0: True}),
        ("2026-01-01", "rural", 2_000_000, "ends_with_2025", {0: False}),
        (None, "rural", 2_000_000, {}, {0: None}),
        (None, "rural", 2_250_001, {}, {0: False}),
        (None, "rural", 2_000_000, "ends_with_2025", {0: None}),
        (None, "rural", 1_000_000, "ends_with_2025", {0: False}),
    ],
)
def test_low_income_worker(
    day: str | None, area: str | None, income: int | None, rulings: Any, expected: Any
) -> None:
    chosen = {"low_income_worker_after_2025": rulings} if rulings else None
    found = verdict(review_date=day, area=area, income_per_capita=income, rulings=chosen)
    assert found.low_income_workers == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"employment_status": "working"}, True),
        ({"employment_status": "no_work", "wage_contract": None}, False),
        ({"employment_status": "retired_or_homemaker", "wage_contract": None}, False),
        ({"employment_status": None, "wage_contract": "not_wage_work"}, True),
        ({"employment_status": None, "wage_contract": None}, None),
        ({"employment_status": "working", "wage_contract": None}, True),
    ],
)
def test_who_works(facts: Facts, expected: Answer) -> None:
    found = verdict(person(**facts), income_per_capita=2_000_000)
    assert found.low_income_workers == {0: expected}


def test_class_open_between_poor_and_near_poor_has_no_low_income_worker() -> None:
    found = verdict(toilet=None, water_source="other", floor_area_m2=7.9)
    assert found.possible_classes == (POOR, NEAR_POOR)
    assert found.low_income_workers == {0: False}


def test_rulings_that_do_not_exist_are_refused() -> None:
    assert set(DEFAULT_RULINGS) == set(OTHER_RULINGS)
    with pytest.raises(ValueError, match="rainwater has no option"):
        verdict(rulings={"rainwater": "hygienic"})
