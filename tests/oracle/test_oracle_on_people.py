"""The oracle on the members: ages, work, insurance, education; expected by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle.examples import person, someone_aged, verdict
from tests.oracle.truth import Answer

Facts = dict[str, Any]
SEEKS = {"employment_status": "no_work", "wage_contract": None}


def found(indicator: str, *people: Facts, **others: Any) -> Answer:
    return verdict(*people, **others).deprivations[indicator]


@pytest.mark.parametrize(
    ("day", "sex", "last_month"),
    [
        ("2022-12-31", "male", 725),
        ("2022-12-31", "female", 667),
        ("2023-01-01", "male", 728),
        ("2023-01-01", "female", 671),
        ("2024-06-01", "male", 731),
        ("2024-06-01", "female", 675),
        ("2025-06-01", "male", 734),
        ("2025-06-01", "female", 679),
        ("2026-06-01", "male", 737),
        ("2026-06-01", "female", 683),
    ],
)
def test_working_age_ends_with_the_retirement_age(day: str, sex: str, last_month: int) -> None:
    last = person(age_months=last_month, sex=sex, **SEEKS)
    retired = person(age_months=last_month + 1, sex=sex, **SEEKS)
    assert found("employment", last, review_date=day) is True
    assert found("employment", retired, review_date=day) is False
    anyone = {"working_age": "fifteen_and_over"}
    assert found("employment", retired, review_date=day, rulings=anyone) is True


@pytest.mark.parametrize(
    ("facts", "day", "expected"),
    [
        ({"age_months": 179}, "2025-03-10", False),
        ({"age_months": 180}, "2025-03-10", True),
        ({"age": 14}, "2025-03-10", False),
        ({"age": 15}, "2025-03-10", True),
        ({"birth_date": "2010-03-10"}, "2025-03-10", True),
        ({"birth_date": "2010-03-11"}, "2025-03-10", False),
        ({"birth_date": "2010-03-10"}, None, None),
        ({}, "2025-03-10", None),
        ({"age": 60}, "2025-03-10", True),
        ({"age": 61}, "2025-03-10", None),
        ({"age": 62}, "2025-03-10", False),
        ({"age": 61}, None, None),
        ({"age": 59}, None, True),
        ({"age": 60}, None, None),
        ({"age": 62}, None, False),
        ({"age_months": 679, "sex": None}, "2025-03-10", True),
        ({"age_months": 680, "sex": None}, "2025-03-10", None),
        ({"age_months": 734, "sex": None}, "2025-03-10", None),
        ({"age_months": 735, "sex": None}, "2025-03-10", False),
        ({"age_months": 667, "sex": None}, None, True),
        ({"age_months": 668, "sex": None}, None, None),
        ({"age_months": 738, "sex": None}, None, False),
    ],
)
def test_seeking_work(facts: Facts, day: str | None, expected: Answer) -> None:
    member = someone_aged({**SEEKS, **facts})
    assert found("employment", member, review_date=day) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, False),
        ({"wage_contract": "no_contract"}, True),
        ({"wage_contract": "not_wage_work"}, False),
        ({"wage_contract": None}, None),
        ({"employment_status": None, "wage_contract": None}, None),
        ({"employment_status": None, "wage_contract": "no_contract"}, True),
        ({"employment_status": None, "wage_contract": "contract"}, False),
        ({"employment_status": "not_seeking", "wage_contract": None}, False),
        ({"employment_status": "unable_to_work", "wage_contract": None}, False),
        ({"employment_status": "studying", "wage_contract": None}, False),
        ({"wage_contract": "no_contract", "age_months": 900}, True),
        ({"wage_contract": "no_contract", "age_months": 180}, True),
        ({"wage_contract": "no_contract", "age_months": 179}, False),
        ({"wage_contract": "no_contract", "age_months": None}, None),
    ],
)
def test_wage_work_without_contract(facts: Facts, expected: Answer) -> None:
    assert found("employment", person(**facts)) is expected
    assert found("employment", person(), person(**facts)) is expected


def test_rulings_on_wage_work() -> None:
    regular = {"irregular_wage_work": "only_regular"}
    for is_regular, expected in ((True, True), (False, False), (None, None)):
        member = person(wage_contract="no_contract", regular_work=is_regular)
        assert found("employment", member) is True
        assert found("employment", member, rulings=regular) is expected
    ages = {"wage_work_ages": "working_age"}
    limits: list[tuple[int | None, Answer]] = [(734, True), (735, False), (None, None)]
    for end, answer in limits:
        member = person(wage_contract="no_contract", age_months=end)
        assert found("employment", member, rulings=ages) is answer
    both = {"wage_work_ages": "working_age", "working_age": "fifteen_and_over"}
    assert found("employment", person(wage_contract="no_contract", age=90), rulings=both) is True


CHILD, GROWN = person(age_months=191), person(age_months=192)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([GROWN], False),
        ([CHILD], True),
        ([CHILD, GROWN], False),
        ([CHILD, CHILD, GROWN], True),
        ([person(social_allowance="elderly")], True),
        ([person(social_allowance="disabled")], True),
        ([person(social_allowance="orphan")], False),
        ([person(social_allowance=None)], None),
        ([person(age_months=None)], None),
        ([person(age_months=None, social_allowance="disabled")], True),
        ([GROWN, person(age_months=None)], False),
        ([CHILD, GROWN, person(age_months=None)], None),
        ([CHILD, CHILD, person(age_months=None)], True),
        ([person(age_months=30, social_allowance="disabled"), GROWN], False),
    ],
)
def test_dependants(people: list[Facts], expected: Answer) -> None:
    assert found("dependants", *people) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"has_health_insurance": False}, True),
        ({"has_health_insurance": None}, None),
        ({"has_health_insurance": False, "age_months": 72}, True),
        ({"has_health_insurance": False, "age_months": 71}, False),
        ({"has_health_insurance": False, "age_months": None}, None),
        ({"has_health_insurance": True, "age_months": None}, False),
        ({"has_health_insurance": False, "health_insurance_state_paid_group": True}, False),
        ({"has_health_insurance": False, "health_insurance_state_paid_group": None}, None),
        ({"has_health_insurance": None, "health_insurance_state_paid_group": True}, False),
    ],
)
def test_health_insurance(facts: Facts, expected: Answer) -> None:
    assert found("health_insurance", person(**facts)) is expected
    counted = {"state_paid_insurance_group": "counted"}
    if facts["has_health_insurance"] is False and "age_months" not in facts:
        assert found("health_insurance", person(**facts), rulings=counted) is True


@pytest.mark.parametrize(
    ("months", "school", "training", "expected"),
    [
        (191, "below_primary", "none", False),
        (192, "below_primary", "none", True),
        (192, "primary", "none", True),
        (192, "primary", "college", True),
        (215, "lower_secondary", "none", False),
        (216, "lower_secondary", "none", True),
        (216, "lower_secondary", "elementary", False),
        (216, "upper_secondary", "none", False),
        (359, "below_primary", "none", True),
        (360, "below_primary", "none", False),
        (200, None, "none", None),
        (300, None, "none", None),
        (300, None, "elementary", False),
        (300, "upper_secondary", None, False),
        (300, "primary", None, None),
        (None, "primary", "none", None),
        (None, "upper_secondary", None, False),
        (None, "lower_secondary", "elementary", False),
    ],
)
def test_adult_education(
    months: int | None, school: str | None, training: str | None, expected: Answer
) -> None:
    facts: Facts = {
        "age_months": months,
        "general_education": school,
        "vocational_training": training,
    }
    assert found("adult_education", person(**facts)) is expected
    assert found("adult_education", person(**facts, studying=True)) is False
    assert found("adult_education", person(**{**facts, "trained_by_employer": True})) is False
    if expected is True:
        assert found("adult_education", person(**{**facts, "studying": None})) is None
        assert found("adult_education", person(**{**facts, "trained_by_employer": None})) is None


def test_rulings_on_adult_education() -> None:
    through = {"adult_education_upper_age": "through_30"}
    for months, expected in ((359, True), (360, True), (371, True), (372, False)):
        member = person(age_months=months, general_education="primary")
        assert found("adult_education", member, rulings=through) is expected
    level = {"adult_study": "level_for_age"}
    for age, study_level, lacking in (
        (17, "primary", True),
        (17, "lower_secondary", False),
        (17, "short_course", False),
        (18, "lower_secondary", True),
        (18, "upper_secondary", False),
        (18, "intermediate", False),
        (18, "university", False),
        (18, "primary", True),
    ):
        facts = {"studying": True, "study_level": study_level, "general_education": "primary"}
        member = someone_aged({"age": age, **facts})
        assert found("adult_education", member) is False
        assert found("adult_education", member, rulings=level) is lacking
    unsure = someone_aged({"age": 18, "studying": True, "general_education": "primary"})
    assert found("adult_education", unsure, rulings=level) is None
