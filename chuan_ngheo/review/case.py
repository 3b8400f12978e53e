"""What is recorded of one household's way through a review. None is unknown, never "no"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.enumerations import ListStatus
from chuan_ngheo.review.outcome import Result

PathKind = Literal["annual", "regular"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """One household in one review.

    Attributes:
        kind: the annual or the regular review.
        review_year: the year of an annual review.
        on_list: the list on which the household stands when the review begins.
        requested: whether it asked (form 01, or form 04 to leave a list).
        review_started_on: the day on which its review began.
        form_a_excluded: column 0 of form A excludes it.
        form_a_goes_on: column E of form A is 1: it goes on to form B.
        result: what form B says.
        b1_points, b2_points: the points of form B.
        votes_for: people at the village meeting who agree.
        votes_total: people at the meeting, of whom the share is taken.
        complaints: complaints received during the posting; 0 if it ended without one.
        complaints_resolved_on: the day on which the re-verification ended.
        district_reported_on, district_replied_on: report to the district, and its reply.
        recognised_on: the day of the commune's decision.
    """

    household_id: str
    kind: PathKind
    review_year: int | None = None
    on_list: ListStatus | None = None
    requested: bool | None = None
    requested_on: date | None = None
    review_started_on: date | None = None
    form_a_excluded: bool | None = None
    form_a_goes_on: bool | None = None
    result: Result | None = None
    b1_points: int | None = None
    b2_points: int | None = None
    met_on: date | None = None
    votes_for: int | None = None
    votes_total: int | None = None
    posted_on: date | None = None
    complaints: int | None = None
    complaints_resolved_on: date | None = None
    district_reported_on: date | None = None
    district_replied_on: date | None = None
    recognised_on: date | None = None

    @property
    def asked(self) -> bool | None:
        """Whether the household asked to be reviewed."""
        return True if self.requested_on is not None else self.requested


ORDER: Final = (
    "requested_on",
    "review_started_on",
    "met_on",
    "posted_on",
    "complaints_resolved_on",
    "district_reported_on",
    "district_replied_on",
    "recognised_on",
)
"""The days of a case in the order in which they follow each other."""

_CODE: Final = "review-contradiction"


def contradictions(case: ReviewCase) -> Iterator[Problem]:
    """Report what contradicts itself in a case, so that no path can be told from it."""
    for earlier, later in combinations(ORDER, 2):
        first, second = getattr(case, earlier), getattr(case, later)
        if first is not None and second is not None and second < first:
            expected = f"a day not before {earlier}, {first}"
            yield Problem(_CODE, f"{second}", expected, _CORRECT, path=later)
    votes, total = case.votes_for, case.votes_total
    if votes is not None and total is not None and votes > total:
        expected = f"at most {total}, as in votes_total"
        yield Problem(_CODE, f"{votes}", expected, _CORRECT, path="votes_for")
    if case.requested is False and case.requested_on is not None:
        yield Problem(_CODE, "false", "true, or no requested_on", _CORRECT, path="requested")
    if case.form_a_excluded and case.form_a_goes_on:
        expected = "false where form_a_excluded is true"
        yield Problem(_CODE, "true", expected, _CORRECT, path="form_a_goes_on")
    if case.complaints == 0 and case.complaints_resolved_on is not None:
        expected = "at least 1 where complaints_resolved_on is given"
        yield Problem(_CODE, "0", expected, _CORRECT, path="complaints")


_CORRECT: Final = "Correct one of the two."
