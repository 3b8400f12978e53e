"""The stages after form B: village meeting, posting, opinion of the district, recognition."""

from __future__ import annotations

from datetime import date

from chuan_ngheo.review.case import ReviewCase
from chuan_ngheo.review.days import DaysOff
from chuan_ngheo.review.forms import after_meeting, after_posting
from chuan_ngheo.review.outcome import leaves
from chuan_ngheo.review.procedure import CIRCULAR, Procedure
from chuan_ngheo.review.stage import Stage, State
from chuan_ngheo.review.terms import working_days_end
from chuan_ngheo.rulebook.citations import Text

_DISTRICT = "district_reply_working_days"
_TERM = "first_day_of_a_term"


def village_meeting(case: ReviewCase, procedure: Procedure) -> Stage:
    """Tell what the village meeting says (Article 4.3; Circular, Annex V)."""
    cited = (procedure.cite(article="4", clause="3"), procedure.cite(CIRCULAR, annex="V"))
    votes, total = case.votes_for, case.votes_total
    if votes is None or total is None:
        partly = (votes, total) != (None, None)
        state: State = "unknown" if partly or after_meeting(case) else "waiting"
        reason = Text("chưa ghi kết quả họp dân", "no result of the meeting is recorded")
        return Stage("village_meeting", state, reason, cited, case.met_on, step="village_meeting")
    if total == 0:
        reason = Text("không có ai tham dự: chưa có kết quả", "nobody took part: no result")
        return Stage(
            "village_meeting", "waiting", reason, cited, case.met_on, step="village_meeting"
        )
    share = procedure.number("village_meeting_share", _any_day(case, procedure))
    shown = f"{votes}/{total}"
    if share is None:
        reason = Text(f"{shown} thống nhất; chưa biết ngưỡng", f"{shown} agree; no known limit")
        return Stage("village_meeting", "unknown", reason, cited, case.met_on)
    tie = 100 * votes == share * total
    unconfirmed = procedure.unconfirmed("village_meeting_tie") if tie else ()
    agreed = (
        procedure.chosen("village_meeting_tie") == "agreed" if tie else 100 * votes > share * total
    )
    words = ("đúng", "exactly") if tie else ("trên", "above") if agreed else ("dưới", "below")
    reason = Text(
        f"{shown} thống nhất, {words[0]} {share}%", f"{shown} agree, {words[1]} {share} %"
    )
    if agreed:
        return Stage("village_meeting", "done", reason, cited, case.met_on, unconfirmed=unconfirmed)
    again = Text(f"{reason.vi}: rà soát lại", f"{reason.en}: review again")
    return Stage(
        "village_meeting",
        "waiting",
        again,
        cited,
        case.met_on,
        step="review_again",
        unconfirmed=unconfirmed,
    )


def _any_day(case: ReviewCase, procedure: Procedure) -> date:
    return case.met_on or procedure.rules.period.end


def posting(case: ReviewCase, procedure: Procedure, days_off: DaysOff, today: date | None) -> Stage:
    """Tell whether the result was posted, and complaints were dealt with (Article 4.4)."""
    cited = (procedure.cite(article="4", clause="4"),)
    if case.posted_on is None:
        own = (case.complaints, case.complaints_resolved_on)
        later = any(value is not None for value in own) or after_posting(case)
        state: State = "unknown" if later else "waiting"
        reason = Text("chưa ghi ngày niêm yết", "no day of posting is recorded")
        return Stage("posting", state, reason, cited, step="posting")
    ends = working_days_end("posting_working_days", case.posted_on, procedure, days_off)
    unconfirmed = procedure.unconfirmed("posting_working_days", _TERM)
    until = ("?", "?") if ends is None else (f"{ends:%d/%m/%Y}", f"{ends}")

    def stage(state: State, reason: Text, step: str = "", deadline: date | None = ends) -> Stage:
        days = [day for day in (case.complaints_resolved_on, ends) if day is not None]
        day = max(days, default=None) if state == "done" else None
        return Stage("posting", state, reason, cited, day, deadline, step, unconfirmed)

    if today is not None and ends is not None and today <= ends:
        reason = Text(f"niêm yết đến hết {until[0]}", f"posted until the end of {until[1]}")
        return stage("waiting", reason, "end_of_posting")
    if case.complaints_resolved_on is not None:
        return stage("done", Text("đã phúc tra xong", "complaints were verified"))
    if case.complaints:
        state = "unknown" if after_posting(case) else "waiting"
        reason = Text("có khiếu nại, chưa ghi ngày phúc tra xong", "complaints await verification")
        return stage(state, reason, "verification", None)
    if case.complaints is None:
        state = "unknown" if after_posting(case) else "waiting"
        reason = Text(
            f"niêm yết đến hết {until[0]}; chưa ghi có khiếu nại hay không",
            f"posted until the end of {until[1]}; whether anyone complained is not recorded",
        )
        return stage(state, reason, "end_of_posting")
    reason = Text(
        f"niêm yết đến hết {until[0]}, không có khiếu nại",
        f"posted until the end of {until[1]}, without complaints",
    )
    return stage("done", reason)


def district_opinion(case: ReviewCase, procedure: Procedure, days_off: DaysOff) -> Stage:
    """Tell whether the district was asked and replied (Article 4.4)."""
    cited = (procedure.cite(article="4", clause="4"),)
    ended = procedure.rules.parameters[_DISTRICT][-1].period.end
    if case.district_replied_on is not None:
        reason = Text("cấp huyện đã trả lời", "the district replied")
        return Stage("district_opinion", "done", reason, cited, case.district_replied_on)
    if case.district_reported_on is not None and case.district_reported_on <= ended:
        due = working_days_end(_DISTRICT, case.district_reported_on, procedure, days_off)
        reason = Text("đã báo cáo, chưa ghi trả lời", "reported, no reply is recorded")
        return Stage(
            "district_opinion",
            "unknown" if case.recognised_on else "waiting",
            reason,
            cited,
            deadline=due,
            step="district_opinion",
            unconfirmed=procedure.unconfirmed(_DISTRICT, _TERM),
        )
    known = case.complaints_resolved_on or case.posted_on or case.met_on
    if known is not None and known > ended:
        reason = Text(
            "không còn cấp huyện từ 01/7/2025; văn bản sửa bước này chưa kiểm chứng",
            "no districts from 2025-07-01; the text that amends this step is not confirmed",
        )
        unconfirmed = procedure.unconfirmed(_DISTRICT)
        return Stage("district_opinion", "not_applicable", reason, cited, unconfirmed=unconfirmed)
    state: State = "unknown" if case.recognised_on else "waiting"
    reason = Text("chưa ghi báo cáo cấp huyện", "no report to the district is recorded")
    return Stage("district_opinion", state, reason, cited, step="district_report")


def recognition(case: ReviewCase, procedure: Procedure) -> Stage:
    """Tell whether the commune decided (Articles 4.4 and 5; forms 02 and 03)."""
    cited = (
        procedure.cite(article="4", clause="4"),
        procedure.cite(form="02"),
        procedure.cite(form="03"),
    )
    if case.recognised_on is None:
        reason = Text("chưa ghi quyết định công nhận", "no decision is recorded")
        return Stage("recognition", "waiting", reason, cited, step="recognition")
    left = leaves(case.on_list, case.result)
    reason = {
        None: Text("đã công nhận", "recognised"),
        "poverty": Text("đã công nhận, thoát nghèo", "recognised, leaves poverty"),
        "near_poverty": Text("đã công nhận, thoát cận nghèo", "recognised, leaves near-poverty"),
    }[left]
    return Stage("recognition", "done", reason, cited, case.recognised_on)
