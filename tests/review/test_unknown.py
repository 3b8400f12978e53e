"""What is not known is never taken for "no": a later answer does not undo what was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any, Final

import pytest

from chuan_ngheo.review.case import PathKind, ReviewCase, contradictions
from chuan_ngheo.review.path import ReviewPath, path_of
from chuan_ngheo.review.procedure import Procedure, load_review
from chuan_ngheo.review.stage import STAGES

ANSWERS: Final[dict[str, tuple[Any, ...]]] = {
    "on_list": (None, "poor", "near_poor", "none"),
    "requested": (None, True, False),
    "form_a_excluded": (None, True, False),
    "form_a_goes_on": (None, True, False),
    "result": (None, "poor", "near_poor", "not_poor"),
    "votes_for": (None, 1, 2),
}
ORDER: Final = list(STAGES)


def cases(kind: PathKind) -> Iterator[ReviewCase]:
    for values in product(*ANSWERS.values()):
        known = dict(zip(ANSWERS, values, strict=True))
        votes = None if known["votes_for"] is None else 3
        case = ReviewCase(household_id="H", kind=kind, votes_total=votes, **known)
        if not list(contradictions(case)):
            yield case


def answered(case: ReviewCase) -> Iterator[ReviewCase]:
    """Yield the case with one more answer."""
    for name, values in ANSWERS.items():
        if getattr(case, name) is None:
            for value in values[1:]:
                more = {"votes_total": 3} if name == "votes_for" else {}
                found = replace(case, **{name: value, **more})
                if not list(contradictions(found)):
                    yield found


@pytest.mark.parametrize("kind", ["annual", "regular"])
def test_one_more_answer_stops_nobody_else_and_leads_nobody_back(kind: PathKind) -> None:
    procedure: Procedure = load_review()
    paths: dict[ReviewCase, ReviewPath] = {one: path_of(one, procedure) for one in cases(kind)}
    compared = 0
    for case, before in paths.items():
        for more in answered(case):
            after = paths[more].current
            compared += 1
            assert ORDER.index(after.id) >= ORDER.index(before.current.id), (case, more)
            if before.current.state == "stopped":
                assert (after.id, after.state) == (before.current.id, "stopped"), (case, more)
    assert compared > 1000


@pytest.mark.parametrize("kind", ["annual", "regular"])
def test_nobody_is_stopped_by_what_is_not_known(kind: PathKind) -> None:
    """A stopped household has an answer that stops it: no request, form A, or form B."""
    for case in cases(kind):
        current = path_of(case).current
        if current.state != "stopped":
            continue
        stops = {
            "request": case.requested is False,
            "form_a": case.form_a_excluded is True or case.form_a_goes_on is False,
            "form_b": case.result == "not_poor",
        }
        assert stops[current.id], case
        if current.id != "request" or kind == "annual":
            assert case.on_list is not None, case
