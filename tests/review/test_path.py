"""The path of one household through a review, stage by stage."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.enumerations import ListStatus
from chuan_ngheo.review.case import ReviewCase
from chuan_ngheo.review.outcome import Result, leaves, result_of
from chuan_ngheo.review.path import ReviewPath, path_of
from chuan_ngheo.review.procedure import load_review


def case(**known: Any) -> ReviewCase:
    return ReviewCase(**{"household_id": "H1", "kind": "annual", **known})


def path(
    today: str | None = None, rulings: dict[str, str] | None = None, **known: Any
) -> ReviewPath:
    procedure = load_review(rulings=rulings)
    return path_of(case(**known), procedure, today=date.fromisoformat(today) if today else None)


def now(found: ReviewPath) -> tuple[str, str, str]:
    return found.current.id, found.current.state, found.next_step


ASKED: Final[dict[str, Any]] = {"on_list": "none", "requested_on": date(2022, 9, 5)}
THROUGH_A: Final = {**ASKED, "form_a_goes_on": True}
THROUGH_B: Final = {**THROUGH_A, "result": "poor", "b1_points": 120, "b2_points": 30}
AGREED: Final = {**THROUGH_B, "met_on": date(2022, 10, 3), "votes_for": 30, "votes_total": 40}
# Posted on Monday 10 October 2022: Tuesday, Wednesday, Thursday the 13th.
POSTED: Final = {**AGREED, "posted_on": date(2022, 10, 10)}
UNCONTESTED: Final = {**POSTED, "complaints": 0}
REPORTED: Final = {**UNCONTESTED, "district_reported_on": date(2022, 10, 14)}
REPLIED: Final = {**REPORTED, "district_replied_on": date(2022, 10, 20)}
RECOGNISED: Final = {**REPLIED, "recognised_on": date(2022, 10, 24)}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, ("request", "unknown", "request")),
        (ASKED, ("form_a", "waiting", "form_a")),
        (THROUGH_A, ("form_b", "waiting", "form_b")),
        (THROUGH_B, ("village_meeting", "waiting", "village_meeting")),
        (AGREED, ("posting", "waiting", "posting")),
        (POSTED, ("posting", "waiting", "end_of_posting")),
        (UNCONTESTED, ("district_opinion", "waiting", "district_report")),
        (REPORTED, ("district_opinion", "waiting", "district_opinion")),
        (REPLIED, ("recognition", "waiting", "recognition")),
        (RECOGNISED, ("recognition", "done", "none")),
    ],
)
def test_each_record_leads_one_stage_further(
    known: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    assert now(path(**known)) == expected


def test_a_whole_path_has_days_reasons_and_citations() -> None:
    found = path(**RECOGNISED)
    assert [(stage.id, stage.state, str(stage.day)) for stage in found.stages] == [
        ("request", "done", "2022-09-05"),
        ("form_a", "done", "None"),
        ("form_b", "done", "None"),
        ("village_meeting", "done", "2022-10-03"),
        ("posting", "done", "2022-10-13"),
        ("district_opinion", "done", "2022-10-20"),
        ("recognition", "done", "2022-10-24"),
    ]
    assert found.reached == "recognition"
    assert found.notes == ()
    assert found.stage("form_b").reason.vi == "kết quả N (B1 = 120, B2 = 30)"
    meeting = found.stage("village_meeting")
    assert meeting.reason.en == "30/40 agree, above 50 %"
    assert [citation.write("vi") for citation in meeting.citations] == [
        "khoản 3 Điều 4 Quyết định 24/2021/QĐ-TTg",
        "Phụ lục V Thông tư 07/2021/TT-BLĐTBXH (sửa đổi 2022)",
    ]


def test_a_path_says_which_unconfirmed_numbers_it_rests_on() -> None:
    assert path(**THROUGH_B).unconfirmed == ()
    assert path(**POSTED).unconfirmed == ("posting_working_days", "first_day_of_a_term")


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"on_list": "poor"}, "done"),
        ({"on_list": "near_poor", "requested": False}, "done"),
        ({"on_list": "none", "requested": True}, "done"),
        ({"requested_on": date(2022, 9, 5)}, "done"),
        ({"on_list": "none", "requested": False}, "stopped"),
        ({"on_list": "none"}, "waiting"),
        ({"on_list": "none", "result": "poor"}, "unknown"),
        ({"requested": False}, "unknown"),
        ({}, "unknown"),
        ({"kind": "regular", "on_list": "poor", "requested": True}, "done"),
        ({"kind": "regular", "on_list": "poor", "requested": False}, "stopped"),
        ({"kind": "regular", "on_list": "poor"}, "waiting"),
    ],
)
def test_who_is_reviewed(known: dict[str, Any], state: str) -> None:
    assert path(**known).stage("request").state == state


@pytest.mark.parametrize("listed", ["poor", "near_poor"])
@pytest.mark.parametrize("form_a", [None, True, False])
def test_a_listed_household_passes_form_a_by(listed: str, form_a: bool | None) -> None:
    found = path(on_list=listed, form_a_goes_on=form_a, form_a_excluded=form_a is False)
    assert found.stage("form_a").state == "not_applicable"
    assert found.current.id == "form_b"


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"form_a_goes_on": True}, "done"),
        ({"form_a_goes_on": True, "form_a_excluded": False}, "done"),
        ({"form_a_goes_on": False}, "stopped"),
        ({"form_a_excluded": True}, "stopped"),
        ({"form_a_excluded": False}, "unknown"),
        ({"result": "poor"}, "unknown"),
        ({}, "waiting"),
    ],
)
def test_form_a(known: dict[str, Any], state: str) -> None:
    assert path(**{**ASKED, **known}).stage("form_a").state == state


def test_form_a_stops_nobody_of_whom_the_list_is_not_known() -> None:
    known: dict[str, Any] = {"requested_on": date(2022, 9, 5), "form_a_excluded": True}
    assert now(path(**known)) == ("form_a", "unknown", "request")
    assert path(on_list="none", **known).current.state == "stopped"


@pytest.mark.parametrize(
    ("listed", "result", "state"),
    [
        ("none", "poor", "done"),
        ("none", "near_poor", "done"),
        ("none", "not_poor", "stopped"),
        ("poor", "not_poor", "done"),
        ("near_poor", "not_poor", "done"),
        ("poor", None, "waiting"),
        (None, "not_poor", "unknown"),
        (None, "poor", "done"),
    ],
)
def test_form_b(listed: str | None, result: str | None, state: str) -> None:
    found = path(on_list=listed, requested=True, form_a_goes_on=True, result=result)
    assert found.stage("form_b").state == state


def test_points_without_a_class_are_unknown_not_waiting() -> None:
    assert path(**THROUGH_A, b1_points=150).stage("form_b").state == "unknown"


@pytest.mark.parametrize(
    ("votes", "total", "state", "step"),
    [
        (19, 40, "waiting", "review_again"),
        (21, 40, "done", ""),
        (20, 41, "waiting", "review_again"),
        (21, 41, "done", ""),
        (0, 40, "waiting", "review_again"),
        (40, 40, "done", ""),
        (0, 0, "waiting", "village_meeting"),
        (None, None, "waiting", "village_meeting"),
        (None, 40, "unknown", "village_meeting"),
        (20, None, "unknown", "village_meeting"),
    ],
)
@pytest.mark.parametrize("tie", ["agreed", "review_again"])
def test_the_village_meeting_needs_more_than_half(
    votes: int | None, total: int | None, state: str, step: str, tie: str
) -> None:
    found = path(
        rulings={"village_meeting_tie": tie}, **THROUGH_B, votes_for=votes, votes_total=total
    )
    meeting = found.stage("village_meeting")
    assert (meeting.state, meeting.step) == (state, step)
    assert "village_meeting_tie" not in found.unconfirmed


@pytest.mark.parametrize(
    ("tie", "state"), [(None, "done"), ("agreed", "done"), ("review_again", "waiting")]
)
def test_exactly_half_is_a_ruling_that_is_said_to_be_unconfirmed(
    tie: str | None, state: str
) -> None:
    rulings = {"village_meeting_tie": tie} if tie else {}
    found = path(rulings=rulings, **THROUGH_B, votes_for=20, votes_total=40)
    assert found.stage("village_meeting").state == state
    assert found.unconfirmed == ("village_meeting_tie",)
    assert found.stage("village_meeting").reason.vi.startswith("20/40 thống nhất, đúng 50%")


def test_a_meeting_of_which_nothing_is_recorded_is_unknown_once_the_result_is_posted() -> None:
    found = path(**THROUGH_B, posted_on=date(2022, 10, 10))
    assert now(found) == ("village_meeting", "unknown", "village_meeting")


@pytest.mark.parametrize(
    ("today", "complaints", "expected"),
    [
        ("2022-10-12", 0, ("posting", "waiting", "end_of_posting")),
        ("2022-10-13", 0, ("posting", "waiting", "end_of_posting")),
        ("2022-10-14", 0, ("district_opinion", "waiting", "district_report")),
        ("2022-10-14", None, ("posting", "waiting", "end_of_posting")),
        ("2022-10-14", 1, ("posting", "waiting", "verification")),
        (None, None, ("posting", "waiting", "end_of_posting")),
    ],
)
def test_the_posting_lasts_three_working_days(
    today: str | None, complaints: int | None, expected: tuple[str, str, str]
) -> None:
    assert now(path(today, **POSTED, complaints=complaints)) == expected


@pytest.mark.parametrize(("today", "overdue"), [("2022-10-13", False), ("2022-10-14", True)])
def test_the_end_of_the_posting_is_its_deadline(today: str, overdue: bool) -> None:
    found = path(today, **POSTED)
    assert (found.next_deadline, found.overdue) == (date(2022, 10, 13), overdue)
    assert path(**POSTED).overdue is None


@pytest.mark.parametrize(
    ("resolved", "day"), [("2022-10-12", "2022-10-13"), ("2022-10-18", "2022-10-18")]
)
def test_complaints_are_dealt_with_when_verified_and_posted_long_enough(
    resolved: str, day: str
) -> None:
    known = {**POSTED, "complaints": 2, "complaints_resolved_on": date.fromisoformat(resolved)}
    stage = path(**known).stage("posting")
    assert (stage.state, str(stage.day)) == ("done", day)


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"complaints": 0}, "unknown"),
        ({"recognised_on": date(2022, 10, 24)}, "unknown"),
        ({}, "waiting"),
    ],
)
def test_a_posting_without_its_day(known: dict[str, Any], state: str) -> None:
    assert path(**AGREED, **known).stage("posting").state == state


@pytest.mark.parametrize(("today", "overdue"), [("2022-10-21", False), ("2022-10-22", True)])
def test_the_district_replies_within_five_working_days(today: str, overdue: bool) -> None:
    # Reported on Friday 14 October: Monday the 17th to Friday the 21st.
    found = path(today, **REPORTED)
    assert (found.next_deadline, found.overdue) == (date(2022, 10, 21), overdue)
    assert "district_reply_working_days" in found.unconfirmed


@pytest.mark.parametrize(
    ("posted", "state"), [("2025-06-30", "waiting"), ("2025-07-01", "not_applicable")]
)
def test_without_districts_the_step_does_not_apply(posted: str, state: str) -> None:
    known = {**THROUGH_B, "requested_on": None, "requested": True}
    known |= {"votes_for": 30, "votes_total": 40, "complaints": 0}
    found = path(**known, posted_on=date.fromisoformat(posted))
    assert found.stage("district_opinion").state == state


@pytest.mark.parametrize(
    ("reported", "state"), [("2025-06-30", "waiting"), ("2025-07-01", "not_applicable")]
)
def test_a_report_to_the_district_counts_while_there_are_districts(
    reported: str, state: str
) -> None:
    known = {**UNCONTESTED, "requested_on": None, "requested": True, "met_on": None}
    known |= {"posted_on": None, "complaints": 1}
    known["complaints_resolved_on"] = date.fromisoformat(reported)
    found = path(**known, district_reported_on=date.fromisoformat(reported))
    assert found.stage("district_opinion").state == state
    assert (found.stage("district_opinion").deadline is not None) is (state == "waiting")


def test_a_decision_is_not_held_up_by_what_is_not_recorded_but_it_is_noted() -> None:
    found = path(**UNCONTESTED, recognised_on=date(2022, 10, 24))
    assert now(found) == ("recognition", "done", "none")
    assert found.stage("district_opinion").state == "unknown"
    [note] = found.notes
    assert note.en.endswith("an earlier stage is open or stopped: Opinion of the district")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"form_a_goes_on": False}, ("form_a", "stopped", "none")),
        ({"votes_for": 10}, ("village_meeting", "waiting", "review_again")),
    ],
)
def test_a_decision_against_an_earlier_stage_is_noted(
    changed: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    found = path(**{**RECOGNISED, **changed})
    assert now(found) == expected
    assert len(found.notes) == 1


@pytest.mark.parametrize(("decided", "early"), [("2022-10-13", True), ("2022-10-14", False)])
def test_a_decision_before_the_posting_ended_is_noted(decided: str, early: bool) -> None:
    found = path(**UNCONTESTED, recognised_on=date.fromisoformat(decided))
    assert (
        any(note.en == "the decision is before the posting ended" for note in found.notes) is early
    )


@pytest.mark.parametrize(("decided", "late"), [("2022-12-14", False), ("2022-12-15", True)])
def test_a_decision_after_the_annual_review_is_noted(decided: str, late: bool) -> None:
    found = path(**{**RECOGNISED, "recognised_on": date.fromisoformat(decided)})
    assert any(note.en == "the decision is after its deadline" for note in found.notes) is late


def test_the_decision_of_an_annual_review_is_due_in_its_year() -> None:
    assert path(**THROUGH_B).decision_deadline is None
    assert path(**THROUGH_B, review_year=2022).next_deadline == date(2022, 12, 14)
    assert path(**AGREED).decision_deadline == date(2022, 12, 14)
    assert path(**AGREED, review_year=2023).decision_deadline == date(2023, 12, 14)


def test_the_decision_of_a_regular_review_is_due_15_days_after_it_began() -> None:
    known = {**THROUGH_B, "kind": "regular", "requested_on": date(2022, 6, 14)}
    found = path(**known)
    # From 15 June, a Wednesday, to 30 June, a Thursday.
    assert found.next_deadline == date(2022, 6, 30)
    assert "request_after_the_monthly_day" not in found.unconfirmed
    late = path(**{**known, "requested_on": date(2022, 6, 20)})
    assert late.next_deadline == date(2022, 7, 5)
    assert "request_after_the_monthly_day" in late.unconfirmed
    began = path(**known, review_started_on=date(2022, 6, 20))
    assert began.next_deadline == date(2022, 7, 5)
    assert "request_after_the_monthly_day" not in began.unconfirmed


@pytest.mark.parametrize(
    ("kind", "step", "deadline"),
    [("annual", "none", None), ("regular", "written_reply", date(2022, 9, 30))],
)
def test_a_refusal_in_the_regular_review_is_given_in_writing(
    kind: str, step: str, deadline: date | None
) -> None:
    found = path(**{**ASKED, "kind": kind, "form_a_excluded": True})
    assert (found.next_step, found.next_deadline) == (step, deadline)
    assert [stage.state for stage in found.stages[2:]] == ["not_applicable"] * 5


CONTRADICTIONS: Final[list[tuple[dict[str, Any], str]]] = [
    ({"votes_for": 41}, "votes_for"),
    ({"posted_on": date(2022, 10, 2)}, "posted_on"),
    ({"recognised_on": date(2022, 10, 19)}, "recognised_on"),
    ({"form_a_excluded": True}, "form_a_goes_on"),
    ({"requested": False}, "requested"),
    ({"complaints_resolved_on": date(2022, 10, 13)}, "complaints"),
]


@pytest.mark.parametrize(("changed", "field"), CONTRADICTIONS)
def test_a_record_that_contradicts_itself_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        path(**{**RECOGNISED, **changed})
    assert {problem.code for problem in caught.value.problems} == {"review-contradiction"}
    assert field in {problem.path for problem in caught.value.problems}


def test_steps_on_one_day_contradict_nothing() -> None:
    same = {"posted_on": date(2022, 10, 3), "met_on": date(2022, 10, 3)}
    assert path(**{**RECOGNISED, **same}).reached == "recognition"


@pytest.mark.parametrize(
    ("class_", "not_poor", "possible", "expected"),
    [
        ("poor", False, (), "poor"),
        ("near_poor", None, (), "near_poor"),
        ("average_living_standard", None, (), "not_poor"),
        (None, True, (), "not_poor"),
        (
            None,
            None,
            ("average_living_standard", "above_average_living_standard"),
            "not_poor",
        ),
        (None, None, ("near_poor", "average_living_standard"), None),
        (None, False, (), None),
        (None, None, (), None),
    ],
)
def test_the_result_of_form_b(
    class_: str | None, not_poor: bool | None, possible: tuple[str, ...], expected: str | None
) -> None:
    assert result_of(class_, not_poor, possible) == expected


def test_who_leaves_a_list() -> None:
    before: tuple[ListStatus | None, ...] = ("poor", "near_poor", "none", None)
    after: tuple[Result | None, ...] = ("poor", "near_poor", "not_poor", None)
    found = {(one, two): leaves(one, two) for one in before for two in after}
    assert {pair: left for pair, left in found.items() if left} == {
        ("poor", "near_poor"): "poverty",
        ("poor", "not_poor"): "poverty",
        ("near_poor", "not_poor"): "near_poverty",
    }
