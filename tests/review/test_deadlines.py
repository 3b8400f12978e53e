"""Deadlines of the review: boundaries of each date, by the calendar and by hand.

2022-06-15 is a Wednesday; 2022-09-01 a Thursday and 2022-09-02 National Day, a Friday.
"""

from __future__ import annotations

from datetime import date

import pytest

from chuan_ngheo.diagnostics import RuleError, UnknownRuleSetError
from chuan_ngheo.review.days import (
    day_of_month_on_or_after,
    is_working_day,
    last_working_day,
    working_day_on_or_after,
)
from chuan_ngheo.review.deadlines import Deadline, deadlines
from chuan_ngheo.review.procedure import load_review
from chuan_ngheo.review.terms import Kind
from chuan_ngheo.survey.rows import InputError


def day(text: str) -> date:
    return date.fromisoformat(text)


def by_id(kind: Kind, start: str, *off: str, **rulings: str) -> dict[str, Deadline]:
    procedure = load_review(rulings=rulings)
    days_off = frozenset(map(day, off))
    found = deadlines(kind, day(start), procedure=procedure, days_off=days_off)
    return {item.id: item for item in found}


@pytest.mark.parametrize("start", ["2022-01-01", "2022-09-01", "2022-12-31"])
def test_the_annual_review_has_its_fixed_days_whatever_day_of_the_year_is_given(start: str) -> None:
    found = by_id("annual", start)
    days = [(name, str(item.opens), str(item.due)) for name, item in found.items()]
    assert days == [
        ("review", "2022-09-01", "2022-12-14"),
        ("posting", "None", "None"),
        ("district_opinion", "None", "None"),
        ("preliminary_report", "None", "2022-11-14"),
        ("official_report", "None", "2022-12-19"),
    ]
    assert found["preliminary_report"].basis.vi == "trước ngày 15/11"
    assert found["official_report"].basis.en == "before 12-20"
    assert found["review"].confidence == "secondary"
    assert found["review"].unconfirmed == ()


def test_terms_whose_length_was_found_in_no_source_say_so() -> None:
    found = by_id("annual", "2022-09-01")
    assert found["posting"].confidence == "unconfirmed"
    assert found["posting"].basis.en == "3 working days from the day of posting"
    assert found["district_opinion"].basis.vi == "5 ngày làm việc kể từ ngày báo cáo cấp huyện"
    assert found["district_opinion"].unconfirmed == (
        "district_reply_working_days",
        "first_day_of_a_term",
    )


@pytest.mark.parametrize(("year", "known"), [(2024, True), (2025, False), (2026, False)])
def test_the_step_of_the_district_is_not_known_after_districts_ended(
    year: int, known: bool
) -> None:
    basis = by_id("annual", f"{year}-09-01")["district_opinion"].basis.en
    assert basis.startswith("5 working days") is known
    assert basis.startswith("not known") is not known


@pytest.mark.parametrize(("start", "known"), [("2025-06-30", True), ("2025-07-01", False)])
def test_the_last_day_of_the_districts_is_the_30th_of_june_2025(start: str, known: bool) -> None:
    basis = by_id("regular", start)["district_opinion"].basis.en
    assert basis.startswith("5 working days") is known


@pytest.mark.parametrize(
    ("request_", "same_month", "next_month"),
    [
        ("2022-06-01", "2022-06-15", "2022-06-15"),
        ("2022-06-14", "2022-06-15", "2022-06-15"),
        ("2022-06-15", "2022-06-15", "2022-06-15"),
        ("2022-06-16", "2022-06-16", "2022-07-15"),
        ("2022-06-30", "2022-06-30", "2022-07-15"),
        ("2022-12-31", "2022-12-31", "2023-01-15"),
    ],
)
@pytest.mark.parametrize("kind", ["regular", "average_living_standard"])
def test_a_monthly_review_begins_on_day_15_or_later(
    kind: Kind, request_: str, same_month: str, next_month: str
) -> None:
    assert by_id(kind, request_)["review"].opens == day(same_month)
    other = by_id(kind, request_, request_after_the_monthly_day="next_month")
    assert other["review"].opens == day(next_month)


@pytest.mark.parametrize(
    ("request_", "confidence"), [("2022-06-15", "secondary"), ("2022-06-16", "unconfirmed")]
)
def test_only_a_request_after_day_15_rests_on_a_ruling(request_: str, confidence: str) -> None:
    assert by_id("regular", request_)["review"].confidence == confidence


@pytest.mark.parametrize("kind", ["regular", "average_living_standard"])
def test_the_decision_is_due_15_days_after_the_start(kind: Kind) -> None:
    # From Monday 20 June the fifteenth day is Tuesday 5 July; Monday 4 July if 20 June counts.
    assert by_id(kind, "2022-06-20")["decision"].due == day("2022-07-05")
    counted = by_id(kind, "2022-06-20", first_day_of_a_term="that_day")
    assert counted["decision"].due == day("2022-07-04")


@pytest.mark.parametrize(
    ("start", "due", "as_it_falls"),
    [
        ("2022-06-16", "2022-07-01", "2022-07-01"),  # a Friday
        ("2022-06-17", "2022-07-04", "2022-07-02"),  # a Saturday
        ("2022-06-18", "2022-07-04", "2022-07-03"),  # a Sunday
        ("2022-06-19", "2022-07-04", "2022-07-04"),  # a Monday
    ],
)
def test_a_term_that_ends_on_a_day_off_goes_on_to_a_working_day(
    start: str, due: str, as_it_falls: str
) -> None:
    assert by_id("regular", start)["decision"].due == day(due)
    other = by_id("regular", start, term_ends_on_a_day_off="that_day")
    assert other["decision"].due == day(as_it_falls)


def test_public_holidays_are_days_off_where_they_are_given() -> None:
    # From 18 August the fifteenth day is Friday 2 September 2022, National Day.
    assert by_id("regular", "2022-08-18")["decision"].due == day("2022-09-02")
    found = by_id("regular", "2022-08-18", "2022-09-01", "2022-09-02")
    assert found["decision"].due == day("2022-09-05")


@pytest.mark.parametrize(
    ("start", "report"),
    [
        ("2022-06-19", "2022-07-05"),
        ("2022-06-20", "2022-07-05"),
        ("2022-06-21", "2022-08-05"),
        # Reports run from February to September: due on 5 and 6 September, and on 4 January.
        ("2022-08-19", "2022-09-05"),
        ("2022-08-22", None),
        ("2022-12-20", "2023-02-05"),
    ],
)
def test_the_monthly_report_is_the_first_one_not_before_the_decision_is_due(
    start: str, report: str | None
) -> None:
    assert by_id("regular", start)["monthly_report"].due == (report and day(report))


def test_an_average_living_standard_has_neither_posting_nor_report_that_a_source_names() -> None:
    found = by_id("average_living_standard", "2022-06-15")
    assert list(found) == ["review", "decision"]
    assert found["decision"].confidence == "unconfirmed"
    assert found["decision"].citations[0].write("vi") == "Điều 6 Quyết định 24/2021/QĐ-TTg"


@pytest.mark.parametrize("start", ["2021-08-31", "2027-01-01"])
def test_a_day_outside_the_period_is_refused(start: str) -> None:
    with pytest.raises(InputError, match=r"\[not-in-force\] found " + start):
        by_id("regular", start)


@pytest.mark.parametrize("start", ["2021-09-01", "2026-12-31"])
def test_the_first_and_the_last_day_of_the_period_are_inside(start: str) -> None:
    assert by_id("regular", start)["decision"].due is not None


@pytest.mark.parametrize(
    ("posted", "off", "counts", "last"),
    [
        ("2022-08-29", (), False, "2022-09-01"),  # Monday: Tuesday, Wednesday, Thursday
        ("2022-08-29", (), True, "2022-08-31"),
        ("2022-08-31", (), False, "2022-09-05"),  # Wednesday: Thursday, Friday, Monday
        ("2022-08-31", ("2022-09-02",), False, "2022-09-06"),
        ("2022-09-02", (), False, "2022-09-07"),  # Friday: Monday, Tuesday, Wednesday
        ("2022-09-03", (), False, "2022-09-07"),  # Saturday
        ("2022-09-03", (), True, "2022-09-07"),  # a Saturday never counts
        ("2022-09-04", (), False, "2022-09-07"),  # Sunday
    ],
)
def test_three_working_days_skip_days_off(
    posted: str, off: tuple[str, ...], counts: bool, last: str
) -> None:
    days_off = frozenset(map(day, off))
    assert last_working_day(day(posted), 3, days_off, counts=counts) == day(last)


def test_working_days() -> None:
    week = [date(2022, 8, number) for number in range(22, 29)]
    assert [is_working_day(one) for one in week] == [True] * 5 + [False] * 2
    assert working_day_on_or_after(day("2022-08-27")) == day("2022-08-29")
    assert working_day_on_or_after(day("2022-08-26")) == day("2022-08-26")


@pytest.mark.parametrize(
    ("start", "found"),
    [("2022-01-05", "2022-01-05"), ("2022-01-06", "2022-02-05"), ("2022-12-31", "2023-01-05")],
)
def test_the_next_day_with_a_number(start: str, found: str) -> None:
    assert day_of_month_on_or_after(day(start), 5) == day(found)


def test_an_unknown_procedure_or_ruling_is_refused() -> None:
    with pytest.raises(UnknownRuleSetError, match="expected one of qd-24-2021"):
        load_review("qd-24-2022")
    with pytest.raises(RuleError, match="unknown-option"):
        load_review(rulings={"village_meeting_tie": "lost"})
