"""The cases of both shipped rule sets observe everything, and each loss of a case shows."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.audit.cover.exceptions import read_exceptions
from chuan_ngheo.audit.cover.folders import cases_within, measure_folder
from chuan_ngheo.audit.cover.measure import observed
from chuan_ngheo.audit.cover.wanted import Observation, wanted
from tests.case_files import CASES, read_cases

DECREE: Final = "nd-07-2021"
PLAN: Final = "kh-132-2022-can-tho"
BY_POINTS: Final = "tt-07-2021"


@cache
def seen_by_each_case() -> dict[str, frozenset[Observation]]:
    """Return what each case of the decree observes, by its name."""
    return {
        case.name: frozenset(observed(case, load_rules(DECREE, rulings=case.rulings)))
        for case in read_cases(DECREE)
    }


def lost_without(name: str) -> set[Observation]:
    """Return what no other case of the decree observes."""
    others = (seen for other, seen in seen_by_each_case().items() if other != name)
    everything = set(wanted(load_rules(DECREE)))
    return everything & seen_by_each_case()[name].difference(*others)


def test_the_cases_of_the_plan_observe_everything() -> None:
    found = measure_folder(PLAN, CASES)
    assert found.problems == ()
    assert found.missing == ()
    assert found.percent == 100


def test_the_cases_of_the_decree_observe_everything_but_the_exceptions() -> None:
    never = {one.observation for one in read_exceptions(CASES / DECREE)}
    seen = set().union(*seen_by_each_case().values())
    assert set(wanted(load_rules(DECREE))) - seen == never


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("dates/2021-12-31", (DECREE, "review_date", "2021-12-31")),
        ("dates/2027-01-01", (DECREE, "review_date", "2027-01-01")),
        ("dates/retirement-2022-01-02", ("retirement_age", "review_date", "2022-01-02")),
        ("health-insurance/aged-7-years", ("health_insurance", "age >= 6", "above")),
        (
            "dates/retirement-2023-12-30",
            ("of_working_age", "age_months < retirement_age", "female 2023-01-01: above"),
        ),
        (
            "nutrition/girl-weight-at-limit-counts",
            ("low_weight_for_age", "weight_kg <= weight_for_age_limit", "female: at"),
        ),
        (
            "adult-education/aged-17-level-unknown-level-for-age",
            ("adult_without_education_for_age", "takes_part_in_education_below_18", "unknown"),
        ),
        (
            "low-income-worker/ends-with-2025-day-before",
            ("low_income_worker", "review_date <= '2025-12-31'", "below"),
        ),
    ],
)
def test_a_case_that_is_removed_is_missed(name: str, lost: tuple[str, str, str]) -> None:
    assert lost in lost_without(name)


def test_a_plan_takes_the_cases_of_its_standard_on_its_own_days() -> None:
    rules = load_rules(PLAN)
    names = {case.name for case in cases_within(rules, CASES, load_rules(DECREE))}
    assert "dates/2025-12-31" in names
    assert "dates/2026-01-01" not in names
    assert "dates/review-date-unknown" not in names


@cache
def seen_by_points() -> dict[str, frozenset[Observation]]:
    """Return what each case of the classification by points observes, by its name."""
    return {
        case.name: frozenset(observed(case, load_rules(BY_POINTS, rulings=case.rulings)))
        for case in read_cases(BY_POINTS)
    }


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("b1-points/car-central-highlands", ("b1_car", "b1_oto_rural", "central_highlands")),
        ("b1-points/car-urban", ("b1_car", "b1_oto_urban", "given")),
        ("b1-points/car-rural-region-unknown", ("b1_car", "b1_oto_rural", "key unknown")),
        (
            "b1-bands/electricity-100-below",
            ("b1_electricity", "electricity_kwh_per_month >= 100", "below"),
        ),
        ("classes/rural-135", ("at_or_below_b1_limit", "b1_points <= b1_limit", "rural: below")),
        (
            "classes/rural-140-poor",
            ("at_or_below_b1_limit", "b1_points <= b1_limit", "rural: at"),
        ),
        ("classes/rural-145", ("at_or_below_b1_limit", "b1_points <= b1_limit", "rural: above")),
        ("classes/urban-170-poor", ("poor", "b2_points >= b2_limit", "at")),
        ("classes/urban-170-near-poor", ("poor", "b2_points >= b2_limit", "below")),
    ],
)
def test_a_case_observes_a_cell_or_the_side_of_a_limit_of_points(
    name: str, seen: tuple[str, str, str]
) -> None:
    assert seen in seen_by_points()[name]


@pytest.mark.parametrize(
    ("name", "unseen"),
    [
        # 150 points are two steps above 140.
        ("classes/rural-150", ("at_or_below_b1_limit", "b1_points <= b1_limit", "rural: above")),
        # Without a car its row gives nothing.
        ("b1-points/nothing-central-highlands", ("b1_car", "b1_oto_rural", "central_highlands")),
        # With the number unknown no answer is certainly the one that gives the points.
        ("b1-bands/motorcycles-unknown", ("b1_motorcycles", "b1_xemay2_rural", "mekong_delta")),
    ],
)
def test_a_case_does_not_observe_what_it_does_not_show(
    name: str, unseen: tuple[str, str, str]
) -> None:
    everything = set(wanted(load_rules(BY_POINTS)))
    assert unseen in everything
    assert unseen not in seen_by_points()[name]


def test_the_own_cases_observe_every_cell_and_answer_but_the_exceptions() -> None:
    rules = load_rules(BY_POINTS)
    scores = {rule.id for rule in rules if rule.kind == "score"}
    never = {one.observation for one in read_exceptions(CASES / BY_POINTS)}
    seen = set().union(*seen_by_points().values())
    missing = {item for item in wanted(rules) if item.entry in scores} - seen
    assert missing == {item for item in never if item.entry in scores}


def test_cases_of_the_decree_hold_by_points_except_for_the_class() -> None:
    found = {
        case.name: case for case in cases_within(load_rules(BY_POINTS), CASES, load_rules(DECREE))
    }
    for case in found.values():
        assert "class" not in case.expect, case.name
        assert "low_income_workers" not in case.expect, case.name
    one = found["unknowns/model-household"]
    assert one.expect["deprivation_count"] == {"certain": 0, "possible": 0}
    assert "low-income-worker/rural-at-poverty-line" not in found
