"""A household's way through a review, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.review.case import ReviewCase, contradictions
from chuan_ngheo.review.days import DaysOff
from chuan_ngheo.review.forms import form_a, form_b, request
from chuan_ngheo.review.outcome import Leaves, Result, leaves
from chuan_ngheo.review.procedure import Procedure, load_review
from chuan_ngheo.review.stage import Stage
from chuan_ngheo.review.steps import district_opinion, posting, recognition, village_meeting
from chuan_ngheo.review.terms import day_of_year, decision_due, review_begins, rulings_of_begin
from chuan_ngheo.rulebook.citations import Text


@dataclass(frozen=True, slots=True)
class ReviewPath:
    """How far a household is, and what comes next.

    Attributes:
        stages: all stages in their order.
        reached: the last stage that is done; empty if none is.
        current: the stage that decides: the first that is not over, else the last one; after a
            decision of recognition, stages of which nothing is recorded are only noted.
        next_step: a key of ``STEPS``.
        next_deadline: the last day for the next step, or for the decision where it has none.
        decision_deadline: the last day for the decision; None if it is not known.
        overdue: whether ``next_deadline`` has passed on the day that was given; None if no day
            was given or there is no known deadline.
        result, leaves: what form B says, and the list that the household leaves.
        notes: what the record has that does not fit the procedure.
        unconfirmed: parameters and rulings that were used and are not confirmed.
    """

    household_id: str
    stages: tuple[Stage, ...]
    reached: str
    current: Stage
    next_step: str
    next_deadline: date | None
    decision_deadline: date | None
    overdue: bool | None
    result: Result | None
    leaves: Leaves | None
    notes: tuple[Text, ...]
    unconfirmed: tuple[str, ...]

    def stage(self, name: str) -> Stage:
        """Return one stage by its id."""
        return next(stage for stage in self.stages if stage.id == name)

    def to_dict(self) -> dict[str, Any]:
        """Return the path as plain values for JSON."""
        return {
            "household_id": self.household_id,
            "stage_reached": self.reached,
            "current_stage": self.current.id,
            "state": self.current.state,
            "next_step": self.next_step,
            "next_deadline": self.next_deadline and self.next_deadline.isoformat(),
            "decision_deadline": self.decision_deadline and self.decision_deadline.isoformat(),
            "overdue": self.overdue,
            "result": self.result,
            "leaves": self.leaves,
            "stages": [stage.to_dict() for stage in self.stages],
            "notes": [{"vi": note.vi, "en": note.en} for note in self.notes],
            "unconfirmed": list(self.unconfirmed),
        }


def path_of(
    case: ReviewCase,
    procedure: Procedure | None = None,
    *,
    days_off: DaysOff = frozenset(),
    today: date | None = None,
) -> ReviewPath:
    """Tell how far a household is in a review.

    Args:
        procedure: the numbers and rulings; by default those of Decision 24/2021/QĐ-TTg.
        days_off: public holidays, which the program does not know.
        today: the day on which deadlines are looked at; without it nothing is overdue.

    Raises:
        InvalidFactsError: if the record contradicts itself.
    """
    procedure = procedure or load_review()
    problems = tuple(contradictions(case))
    if problems:
        raise InvalidFactsError(problems)
    stages = _stages(case, procedure, days_off, today)
    current = _current(stages)
    reached = [stage.id for stage in stages if stage.state == "done"]
    decision, rests_on = _decision_deadline(case, procedure, days_off)
    step = _next_step(case, current)
    goes_on = current.state in ("waiting", "unknown") and current.id != "request"
    due = (current.deadline or decision) if goes_on or step == "written_reply" else None
    used = [name for stage in stages for name in stage.unconfirmed]
    if due is not None and due == decision:
        used += rests_on
    return ReviewPath(
        case.household_id,
        stages,
        reached[-1] if reached else "",
        current,
        step,
        due,
        decision,
        None if today is None or due is None else today > due,
        case.result,
        leaves(case.on_list, case.result),
        tuple(_notes(case, stages, decision)),
        tuple(dict.fromkeys(used)),
    )


def _stages(
    case: ReviewCase, procedure: Procedure, days_off: DaysOff, today: date | None
) -> tuple[Stage, ...]:
    """Return all stages; those after one that stopped do not apply, unless they are recorded."""
    found = (
        request(case, procedure),
        form_a(case, procedure),
        form_b(case, procedure),
        village_meeting(case, procedure),
        posting(case, procedure, days_off, today),
        district_opinion(case, procedure, days_off),
        recognition(case, procedure),
    )
    stages: list[Stage] = []
    stopped: Stage | None = None
    for stage in found:
        stages.append(stage if stopped is None else _after(stopped, stage))
        if stage.state == "stopped" and stopped is None:
            stopped = stage
    return tuple(stages)


def _after(stopped: Stage, stage: Stage) -> Stage:
    vi, en = stopped.label.vi, stopped.label.en
    reason = Text(f"hồ sơ đã dừng ở bước: {vi}", f"the case stopped at: {en}")
    return replace(
        stage, state="not_applicable", reason=reason, deadline=None, step="", unconfirmed=()
    )


def _current(stages: tuple[Stage, ...]) -> Stage:
    """Return the stage that decides.

    After a decision of recognition a stage of which nothing is recorded does not hold it up; one
    that stopped or waits contradicts the decision.
    """
    recognised = stages[-1].state == "done"
    holding = [
        stage
        for stage in stages
        if not (stage.is_over or (recognised and stage.state == "unknown"))
    ]
    return holding[0] if holding else stages[-1]


def _next_step(case: ReviewCase, current: Stage) -> str:
    if current.state == "stopped":
        return "written_reply" if case.asked and case.kind == "regular" else "none"
    return current.step or "none"


def _decision_deadline(
    case: ReviewCase, procedure: Procedure, days_off: DaysOff
) -> tuple[date | None, tuple[str, ...]]:
    """Return the last day for the decision, and what it rests on that is not confirmed."""
    if case.kind == "annual":
        known = case.review_started_on or case.met_on or case.posted_on
        year = case.review_year or (known.year if known else None)
        last = "annual_review_last_day"
        return None if year is None else day_of_year(last, year, procedure), ()
    begins, rulings = case.review_started_on, ["first_day_of_a_term", "term_ends_on_a_day_off"]
    if begins is None and case.requested_on is not None:
        begins = review_begins("regular", case.requested_on, procedure)
        rulings += rulings_of_begin("regular", case.requested_on, procedure)
    if begins is None:
        return None, ()
    return decision_due("regular", begins, procedure, days_off), procedure.unconfirmed(*rulings)


def _notes(case: ReviewCase, stages: tuple[Stage, ...], due: date | None) -> Iterator[Text]:
    """Yield what the record has that does not fit the procedure."""
    recognised = case.recognised_on
    if recognised is None:
        return
    open_ = [stage for stage in stages if not stage.is_over]
    if open_:
        vi = "; ".join(stage.label.vi for stage in open_)
        en = "; ".join(stage.label.en for stage in open_)
        yield Text(
            f"có quyết định công nhận, nhưng bước trước chưa xong hoặc đã dừng: {vi}",
            f"a decision is recorded, but an earlier stage is open or stopped: {en}",
        )
    posted = next(stage for stage in stages if stage.id == "posting")
    if posted.state == "done" and posted.deadline is not None and recognised <= posted.deadline:
        yield Text("quyết định trước khi hết niêm yết", "the decision is before the posting ended")
    if due is not None and recognised > due:
        yield Text("quyết định sau thời hạn", "the decision is after its deadline")
