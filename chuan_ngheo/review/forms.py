"""The stages in which a household is listed and classified: request, form A, form B."""

from __future__ import annotations

from chuan_ngheo.review.case import ReviewCase
from chuan_ngheo.review.outcome import RESULT_CODES, leaves
from chuan_ngheo.review.procedure import CIRCULAR, Procedure
from chuan_ngheo.review.stage import Stage, State
from chuan_ngheo.rulebook.citations import Citation, Text

_LISTED = ("poor", "near_poor")


def request(case: ReviewCase, procedure: Procedure) -> Stage:
    """Tell whether the household is to be reviewed (Articles 4.1 and 5)."""
    listed = None if case.on_list is None else case.on_list in _LISTED
    if case.kind == "regular":
        cited = (procedure.cite(article="5", clause="1"),)
    else:
        cited = (procedure.cite(article="4", clause="1"),)
    if case.asked:
        reason = Text("hộ có giấy đề nghị", "the household asked")
        return Stage("request", "done", reason, cited, case.requested_on)
    if listed and case.kind == "annual":
        reason = Text("hộ đang trong danh sách của xã", "the household is on the commune's list")
        return Stage("request", "done", reason, cited)
    if case.asked is False and (case.kind == "regular" or listed is False):
        reason = (
            Text("rà soát thường xuyên chỉ theo đề nghị", "the regular review is by request only")
            if case.kind == "regular"
            else Text("ngoài danh sách và không đề nghị", "on no list, and did not ask")
        )
        return Stage("request", "stopped", reason, cited)
    state: State = "unknown" if listed is None or _recorded_after_request(case) else "waiting"
    reason = Text(
        "chưa ghi danh sách hoặc giấy đề nghị (Mẫu 01, Mẫu 04)",
        "no list or request (form 01 or 04) is recorded",
    )
    return Stage("request", state, reason, cited, step="request")


def _recorded_after_request(case: ReviewCase) -> bool:
    own = (case.form_a_excluded, case.form_a_goes_on, case.result, case.review_started_on)
    return any(value is not None for value in own) or after_form_b(case)


def after_form_b(case: ReviewCase) -> bool:
    """Tell whether anything of the stages after form B is recorded."""
    own = (case.met_on, case.votes_for, case.votes_total)
    return any(value is not None for value in own) or after_meeting(case)


def after_meeting(case: ReviewCase) -> bool:
    """Tell whether anything of the stages after the village meeting is recorded."""
    own = (case.posted_on, case.complaints, case.complaints_resolved_on)
    return any(value is not None for value in own) or after_posting(case)


def after_posting(case: ReviewCase) -> bool:
    """Tell whether anything of the stages after the posting is recorded."""
    own = (case.district_reported_on, case.district_replied_on, case.recognised_on)
    return any(value is not None for value in own)


def form_a(case: ReviewCase, procedure: Procedure) -> Stage:
    """Tell what form A says; it is only for households with a request (Circular, Article 1.2.a)."""
    cited = (
        procedure.cite(CIRCULAR, article="1", clause="2", point="a"),
        procedure.cite(CIRCULAR, annex="II"),
    )
    if case.on_list in _LISTED:
        reason = Text("hộ trong danh sách không qua Phiếu A", "listed households pass form A by")
        return Stage("form_a", "not_applicable", reason, cited)
    if case.form_a_goes_on:
        reason = Text("cột E = 1, chuyển sang Phiếu B", "column E is 1: on to form B")
        return Stage("form_a", "done", reason, cited)
    if case.form_a_excluded or case.form_a_goes_on is False:
        return _stopped_by_form_a(case, cited)
    later = case.result is not None or after_form_b(case)
    state: State = "unknown" if later or case.form_a_excluded is False else "waiting"
    reason = Text("chưa biết kết quả Phiếu A", "the result of form A is not known")
    return Stage("form_a", state, reason, cited, step="form_a")


def _stopped_by_form_a(case: ReviewCase, cited: tuple[Citation, ...]) -> Stage:
    if case.on_list is None:
        reason = Text(
            "Phiếu A loại hộ, nhưng chưa biết hộ có trong danh sách không",
            "form A excludes the household, but whether it is on a list is not known",
        )
        return Stage("form_a", "unknown", reason, cited, step="request")
    reason = (
        Text("cột 0 của Phiếu A loại hộ", "column 0 of form A excludes the household")
        if case.form_a_excluded
        else Text("cột E của Phiếu A bằng 0", "column E of form A is 0")
    )
    return Stage("form_a", "stopped", reason, cited)


def form_b(case: ReviewCase, procedure: Procedure) -> Stage:
    """Tell what form B says (Circular, Article 1.3; Decision, Article 4.2)."""
    cited = (
        procedure.cite(CIRCULAR, article="1", clause="3"),
        procedure.cite(article="4", clause="2"),
    )
    if case.result is None:
        reason = Text("chưa biết kết quả Phiếu B", "the result of form B is not known")
        partly = case.b1_points is not None or case.b2_points is not None
        state: State = "unknown" if partly or after_form_b(case) else "waiting"
        return Stage("form_b", state, reason, cited, step="form_b")
    code = RESULT_CODES[case.result]
    points = _points(case)
    if case.result != "not_poor" or leaves(case.on_list, case.result):
        reason = Text(f"kết quả {code}{points.vi}", f"result {code}{points.en}")
        return Stage("form_b", "done", reason, cited)
    if case.on_list is None:
        reason = Text(
            f"kết quả {code}{points.vi}; chưa biết hộ có trong danh sách không",
            f"result {code}{points.en}; whether the household is on a list is not known",
        )
        return Stage("form_b", "unknown", reason, cited, step="request")
    reason = Text(
        f"kết quả {code}{points.vi}: không nghèo, không cận nghèo",
        f"result {code}{points.en}: neither poor nor near-poor",
    )
    return Stage("form_b", "stopped", reason, cited)


def _points(case: ReviewCase) -> Text:
    known = [
        f"{name} = {points}"
        for name, points in (("B1", case.b1_points), ("B2", case.b2_points))
        if points is not None
    ]
    shown = f" ({', '.join(known)})" if known else ""
    return Text(shown, shown)
