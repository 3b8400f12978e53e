"""A decision by points as text: items with their answers, the sum, the limit, what would cross."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chuan_ngheo.explanation_parts import cited
from chuan_ngheo.labels import write_amount, write_path
from chuan_ngheo.languages import Language, pick

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision
    from chuan_ngheo.point_types import (
        Answer,
        CrossingAnswer,
        ItemPoints,
        PointsExplanation,
        Span,
    )


def explain_points(
    points: PointsExplanation, decision: Decision, language: Language
) -> Iterator[str]:
    """Yield the items that give points, the sum, what is missing, and what would cross."""
    label = decision.step(points.id).rule.label.in_(language)
    yield f"1. {label}: {span_words(points.total, language)}; {margin_words(points, language)}"
    for item, running in running_sums(points):
        if item.points != (0, 0):
            told = f"{item_words(item, language)}: {answer_words(item, language)}"
            gives, total = span_words(item.points, language), span_words(running, language, unit="")
            yield f"   {told}: {gives} ({pick(('cộng dồn', 'so far'), language)} {total})"
    if note := note_on_sum(points, language):
        yield f"   {note}"
    limit = decision.step(points.limit_rule)
    numbers = span_words(points.limit, language)
    yield f"   {pick(('Mức', 'Limit'), language)}: {numbers} {cited(limit, language)}"
    yield from (f"   {line}" for line in missing_words(points, language))
    crossing = list(crossing_words(points, language))
    if crossing:
        yield f"   {crossing_title(points, language)}"
        yield from (f"      - {line}" for line in crossing)
        yield f"      {pick(CAVEAT, language)}"


MEASURED_INCOME = (
    "Thu nhập đo được, chỉ để xét mức sống trung bình",
    "Measured income, for the average living standard only",
)
"""What income is for in a decision by points."""
CAVEAT = (
    "Mỗi lần chỉ đổi một câu trả lời trên phiếu B1, điểm B2 giữ nguyên. Thông tin dùng cho nhiều "
    "mục hoặc cho cả B2 (như số nhân khẩu ở mục 1 và mục 8, nhà tiêu, nguồn nước, nhà ở, việc "
    "làm) thì xem lệnh what-if.",
    "One answer of form B1 is changed at a time, and B2 stays. Of facts that several items or B2 "
    "too read (such as the number of members in items 1 and 8, toilet, water, dwelling, work) the "
    "command what-if tells more.",
)
"""What the list of crossing answers does not say."""


def running_sums(points: PointsExplanation) -> Iterator[tuple[ItemPoints, Span]]:
    """Yield every item that the form of the area has, with the sum of the items up to it.

    Where a ruling counts only the best of several lines, the last sum can lie above the total.
    """
    low = high = 0
    for item in points.items:
        if item.answers:
            low, high = low + item.points[0], high + item.points[1]
            yield item, (low, high)


def note_on_sum(points: PointsExplanation, language: Language) -> str:
    """Say that not every line is added, where a ruling takes only the best of several."""
    *_, (_, running) = running_sums(points)
    if running == points.total:
        return ""
    return pick(
        (
            "Không cộng hết các dòng: có mục chỉ lấy dòng có điểm cao nhất, theo cách hiểu đang "
            "áp dụng.",
            "Not every line is added: of one item only the line with the most points counts, "
            "by the ruling in force.",
        ),
        language,
    )


def span_words(span: Span, language: Language, unit: str = "point") -> str:
    """Write a number of points, or its bounds: 150 points, 135–170 points."""
    value = span[0] if span[0] == span[1] else span
    text = write_amount(value, unit, language)
    return "1 point" if language == "en" and text == "1 points" else text


def margin_words(points: PointsExplanation, language: Language) -> str:
    """Write how far the sum lies from the limit. Exactly the limit is still within it."""
    low, high = points.margin
    if points.within is None:
        below, above = _points(-low, language), _points(high, language)
        text = (
            f"từ thấp hơn mức {below} đến vượt {above}",
            f"from {below} below the limit to {above} above it",
        )
        if low == 0:
            text = (
                f"từ đúng bằng mức đến vượt {above}",
                f"from exactly the limit to {above} above it",
            )
        return pick(text, language)
    if points.within:
        return pick(_within_words(low, high, language), language)
    least = _points(low, language)
    if low == high:
        return pick((f"vượt {least}", f"{least} above the limit"), language)
    return pick((f"vượt ít nhất {least}", f"at least {least} above the limit"), language)


def _within_words(low: int, high: int, language: Language) -> tuple[str, str]:
    gap = _points(-high, language)
    if low < high:
        if high == 0:
            return "nhiều nhất bằng mức, không vượt", "at most exactly the limit, not above it"
        return f"thấp hơn mức ít nhất {gap}", f"at least {gap} below the limit"
    if high == 0:
        return (
            "đúng bằng mức, vẫn không vượt; thêm bất kỳ điểm nào là vượt",
            "exactly the limit, which is not above it; any further point would exceed it",
        )
    return (
        f"còn {gap} nữa là đến mức, thêm quá {gap} là vượt",
        f"{gap} below the limit; more than {gap} more would exceed it",
    )


def _points(number: int, language: Language) -> str:
    return span_words((number, number), language)


def item_words(item: ItemPoints, language: Language) -> str:
    """Write an item with its number on the form."""
    number = pick((f"Mục {item.number}", f"Item {item.number}"), language)
    return f"{number}, {item.label.in_(language)}"


def answer_words(item: ItemPoints, language: Language) -> str:
    """Write the answer that counts, or those that may."""
    if item.answer is not None:
        return item.answer.label.in_(language)
    if not item.possible:
        return pick(NO_ANSWER, language)
    told = "; ".join(_option(answer, language) for answer in item.possible)
    return pick((f"chưa biết, có thể là: {told}", f"unknown, possibly: {told}"), language)


NO_ANSWER = ("không có câu trả lời nào trong bảng", "no answer of the table")


def _option(answer: Answer, language: Language) -> str:
    return f"{answer.label.in_(language)} ({span_words(answer.points, language)})"


def missing_words(points: PointsExplanation, language: Language) -> Iterator[str]:
    """Yield the items whose answer is missing, with the most that it could add."""
    for item in points.items:
        if item.missing:
            paths = "; ".join(write_path(path, language) for path in item.missing)
            most = _points(item.could_add, language)
            told = pick((f"thêm nhiều nhất {most}", f"{most} more at most"), language)
            start = pick(("Còn thiếu", "Missing"), language)
            yield f"{start}: {item_words(item, language)} ({paths}): {told}"


def crossing_title(points: PointsExplanation, language: Language) -> str:
    """Write what the crossing answers would do."""
    if points.within:
        text = (
            "Chỉ một câu trả lời sau đây thay đổi là vượt mức",
            "One of these answers alone would exceed the limit",
        )
    else:
        text = (
            "Chỉ một câu trả lời sau đây thay đổi là không còn vượt mức",
            "One of these answers alone would bring it back within the limit",
        )
    return pick(text, language)


def crossing_words(points: PointsExplanation, language: Language) -> Iterator[str]:
    """Yield the crossing answers, those of one item in one line."""
    for item in points.items:
        answers = [answer for answer in points.crossing if answer.item == item.id]
        if answers:
            told = "; ".join(
                f"“{other_answer(answer, language)}” → {span_words(answer.total, language)}"
                for answer in answers
            )
            now = f"{pick(('nay', 'now'), language)} “{answer_words(item, language)}”"
            yield f"{item_words(item, language)} ({now}): {told}"


def other_answer(answer: CrossingAnswer, language: Language) -> str:
    """Write the other answer that crosses the limit."""
    return answer.instead.label.in_(language) if answer.instead else pick(NO_ANSWER, language)


def deprivation_words(points: PointsExplanation, language: Language) -> str:
    """Write the sum of the deprivations: 10 × 3 = 30 points."""
    found = points.deprivations
    certain = len(found.deprived)
    count = span_words((certain, certain + len(found.open)), language, unit="")
    total, limit = span_words(found.total, language), _points(found.limit, language)
    least = pick((f"hộ nghèo: từ {limit}", f"poor: from {limit}"), language)
    return f"{found.each} × {count} = {total} ({least})"


def not_measured(decision: Decision, points: PointsExplanation | None, language: Language) -> str:
    """Say of a household above the limit of points that its income was not measured; else nothing.

    No number of points tells an average living standard: only measured income does (Article 2 of
    Circular 07/2021/TT-BLĐTBXH).
    """
    if points is None or points.within is not False or decision.class_ is not None:
        return ""
    if decision.facts.get("income_per_capita") is not None:
        return ""
    return pick(
        (
            "hộ không nghèo; chưa biết có mức sống trung bình hay không vì chưa đo thu nhập",
            "not poor or near-poor; whether the living standard is average is not known, "
            "because income was not measured",
        ),
        language,
    )
