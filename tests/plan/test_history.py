"""Status over time: 36 months, relapse, new entry, dated decisions; by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chuan_ngheo import InvalidFactsError, classify, load_rules
from chuan_ngheo.ages import months_after
from tests.plan.household import AVERAGE, NEAR_OR_BETTER, POOR, changed

RULES = "kh-132-2022-can-tho"
Facts = dict[str, Any]


def status(name: str, facts: Facts, **rulings: str) -> bool | None:
    rules = load_rules(RULES, rulings=rulings)
    return classify(changed(facts, {}), rules=rules).household_statuses[name]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 5, 1), 36, date(2023, 5, 1)),
        (date(2020, 8, 31), 36, date(2023, 8, 31)),
        (date(2020, 2, 29), 36, date(2023, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2022, 3, 31), 0, date(2022, 3, 31)),
        (date(9996, 12, 31), 36, date(9999, 12, 31)),
        (date(9997, 1, 1), 36, date.max),
        (date(9999, 12, 31), 36, date.max),
        (date(4, 1, 1), -36, date(1, 1, 1)),
        (date(3, 12, 31), -36, date.min),
        (date(2022, 3, 31), 10**9, date.max),
    ],
)
def test_days_a_number_of_months_later(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


WINDOW = [
    # recognised on, reviewed on, within 36 months, and so if the last day does not count
    (date(2020, 6, 1), date(2023, 5, 31), True, True),
    (date(2020, 6, 1), date(2023, 6, 1), True, False),
    (date(2020, 6, 1), date(2023, 6, 2), False, False),
    (date(2020, 8, 31), date(2023, 8, 31), True, False),
    (date(2020, 8, 31), date(2023, 9, 1), False, False),
    (date(2020, 2, 29), date(2023, 2, 28), True, False),
    (date(2020, 2, 29), date(2023, 3, 1), False, False),
    (date(2023, 6, 1), date(2023, 6, 1), True, True),
    (date(2023, 6, 2), date(2023, 6, 1), False, False),
    (None, date(2023, 6, 1), False, False),
    (date(2020, 6, 1), None, None, None),
]


# The statuses that last 36 months, and the event that each counts from.
WINDOWS = [
    ("newly_escaped_poverty", "left_poor_list_on"),
    ("newly_escaped_near_poverty", "left_near_poor_list_on"),
    ("credit_newly_escaped", "left_poor_list_on"),
    ("credit_newly_escaped", "left_near_poor_list_on"),
]


@pytest.mark.parametrize(("left", "day", "counted", "not_counted"), WINDOW)
@pytest.mark.parametrize(("name", "event"), WINDOWS)
def test_thirty_six_months(
    name: str,
    event: str,
    left: date | None,
    day: date | None,
    counted: bool | None,
    not_counted: bool | None,
) -> None:
    facts = {**AVERAGE, "review_date": day, event: left}
    assert status(name, facts) is counted
    assert status(name, facts, window_last_day="not_counted") is not_counted


LEFT = {"left_poor_list_on": date(2022, 1, 1)}
LEFT_NEAR = {"left_near_poor_list_on": date(2022, 1, 1)}


def test_near_poor_and_newly_escaped_hold_at_once() -> None:
    decision = classify(changed(LEFT, {}), rules=RULES)
    assert decision.class_ == "near_poor"
    assert decision.household_statuses["newly_escaped_poverty"] is True
    assert decision.household_statuses["credit_newly_escaped"] is False
    assert decision.eligibility["cs2b"].eligible is True


MOVEMENTS: list[tuple[str, Facts, bool | None]] = [
    ("newly_escaped_poverty", {**POOR, **LEFT}, False),
    ("newly_escaped_poverty", {**NEAR_OR_BETTER, **LEFT}, True),
    ("newly_escaped_near_poverty", LEFT_NEAR, False),
    ("newly_escaped_near_poverty", {**POOR, **LEFT_NEAR}, False),
    ("newly_escaped_near_poverty", {**NEAR_OR_BETTER, **LEFT_NEAR}, None),
    ("newly_escaped_near_poverty", {**AVERAGE, **LEFT}, False),
    ("newly_escaped_poverty", {**AVERAGE, **LEFT_NEAR}, False),
    ("escaped_poverty_now", {"previous_list_status": "poor"}, True),
    ("escaped_poverty_now", {**POOR, "previous_list_status": "poor"}, False),
    ("escaped_poverty_now", {"previous_list_status": "near_poor"}, False),
    ("escaped_poverty_now", {"previous_list_status": None}, None),
    ("escaped_near_poverty_now", AVERAGE, True),
    ("escaped_near_poverty_now", {}, False),
    ("escaped_near_poverty_now", POOR, False),
    ("fell_from_near_poor_to_poor", POOR, True),
    ("fell_from_near_poor_to_poor", {}, False),
    ("fell_from_near_poor_to_poor", {**POOR, "previous_list_status": "none"}, False),
    ("relapsed_into_poverty", {**POOR, **LEFT, "previous_list_status": "none"}, True),
    ("relapsed_into_poverty", {**POOR, "previous_list_status": "none"}, False),
    ("relapsed_into_poverty", {**POOR, **LEFT, "previous_list_status": "near_poor"}, False),
    ("relapsed_into_poverty", {**LEFT, "previous_list_status": "none"}, False),
    ("newly_poor", {**POOR, "previous_list_status": "none"}, True),
    ("newly_poor", {**POOR, **LEFT, "previous_list_status": "none"}, False),
    ("newly_poor", POOR, False),
    ("newly_poor", {"previous_list_status": "none"}, False),
    ("relapsed_into_near_poverty", {**LEFT_NEAR, "previous_list_status": "none"}, True),
    ("relapsed_into_near_poverty", {"previous_list_status": "none"}, False),
    (
        "relapsed_into_near_poverty",
        {**POOR, **LEFT_NEAR, "previous_list_status": "none"},
        False,
    ),
    ("newly_near_poor", {"previous_list_status": "none"}, True),
    ("newly_near_poor", {**LEFT_NEAR, "previous_list_status": "none"}, False),
    ("newly_near_poor", {**AVERAGE, "previous_list_status": "none"}, False),
]


@pytest.mark.parametrize(("name", "facts", "expected"), MOVEMENTS)
def test_movements_between_lists(name: str, facts: Facts, expected: bool | None) -> None:
    assert status(name, facts) is expected


# The status, what makes the household poor or near-poor, and the event of the past.
RELAPSES: list[tuple[str, Facts, str]] = [
    ("relapsed_into_poverty", POOR, "left_poor_list_on"),
    ("relapsed_into_near_poverty", {}, "left_near_poor_list_on"),
]
# The day of the event, and whether it counts where only 36 months before 1 June 2023 do.
LOOK_BACK = [(date(2020, 6, 1), True), (date(2020, 5, 31), False)]


@pytest.mark.parametrize(("name", "facts", "event"), RELAPSES)
@pytest.mark.parametrize(("left", "limited"), LOOK_BACK)
def test_the_look_back_of_a_relapse_is_a_ruling(
    name: str, facts: Facts, event: str, left: date, limited: bool
) -> None:
    household = {**facts, event: left, "previous_list_status": "none"}
    assert status(name, household) is True
    assert status(name, household, relapse_look_back="thirty_six_months") is limited


def decided(*steps: tuple[str, str]) -> Facts:
    decisions = [{"decided_on": day, "list_status": name} for day, name in steps]
    return {"list_decisions": decisions, "previous_list_status": None}


def test_dated_decisions_tell_what_happened() -> None:
    history = decided(("2019-12-01", "poor"), ("2021-12-20", "near_poor"), ("2022-12-20", "none"))
    household = classify(changed({**AVERAGE, **history}, {}), rules=RULES)
    assert household.household_statuses["newly_escaped_poverty"] is True
    assert household.household_statuses["newly_escaped_near_poverty"] is True
    assert household.household_statuses["escaped_near_poverty_now"] is False
    step = household.step("off_poor_list_within_programme_window")
    assert step.facts["left_poor_list_on"] == date(2021, 12, 20)


def test_decisions_after_the_review_do_not_count() -> None:
    history = decided(("2019-12-01", "poor"), ("2023-06-02", "none"))
    assert status("newly_escaped_poverty", {**AVERAGE, **history}) is False
    history = decided(("2019-12-01", "poor"), ("2023-06-01", "none"))
    assert status("newly_escaped_poverty", {**AVERAGE, **history}) is True
    assert status("escaped_poverty_now", {**AVERAGE, **history}) is True


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (
            {**decided(("2021-01-01", "poor"), ("2022-01-01", "none")), **LEFT_NEAR},
            None,
        ),
        (
            {**decided(("2021-01-01", "poor"), ("2022-01-02", "none")), **LEFT},
            "left_poor_list_on",
        ),
        (decided(("2021-01-01", "poor"), ("2021-01-01", "none")), "list_decisions[1].list_status"),
    ],
)
def test_contradictions_are_refused(facts: Facts, path: str | None) -> None:
    if path is None:
        classify(changed(facts, {}), rules=RULES)
        return
    with pytest.raises(InvalidFactsError) as caught:
        classify(changed(facts, {}), rules=RULES)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("history-contradiction", path)


@pytest.mark.parametrize("left", [None, date.min, date(2020, 12, 31), date(9996, 12, 31), date.max])
@pytest.mark.parametrize("day", [None, date(2023, 6, 1)])
@pytest.mark.parametrize("window", ["counted", "not_counted"])
def test_what_a_household_that_left_the_list_misses_can_be_told(
    left: date | None, day: date | None, window: str
) -> None:
    facts: dict[str, Any] = {
        "area": "rural",
        "review_date": day,
        "left_poor_list_on": left,
        "members": [{}],
    }
    rules = load_rules("kh-132-2022-can-tho", rulings={"window_last_day": window})
    decision = classify(facts, rules=rules)
    assert decision.class_ is None
    missing = decision.missing_facts
    assert "income_per_capita" in missing
    assert ("review_date" in missing) is (day is None)
