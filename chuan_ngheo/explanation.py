"""The reasoned decision as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.explanation_benefits import explain_benefits
from chuan_ngheo.explanation_parts import (
    CONFIDENCE,
    MARKS,
    TRUTHS,
    cited,
    household_facts,
    member_lines,
    parameter_lines,
    truth_of,
)
from chuan_ngheo.explanation_points import (
    MEASURED_INCOME,
    deprivation_words,
    explain_points,
    not_measured,
)
from chuan_ngheo.labels import (
    write_date,
    write_path,
)
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.points import points_of

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision
    from chuan_ngheo.point_types import PointsExplanation

_VALUES = {
    True: ("thiếu hụt", "deprived"),
    False: ("không thiếu hụt", "not deprived"),
    None: ("chưa xác định", "undetermined"),
}


def explain(decision: Decision, language: Language = "en") -> str:
    """Return the decision with its reasons: class, income test, indicators, rulings.

    Members are named by their position in the household, never by name.
    """
    points = points_of(decision)
    lines = [*_heading(decision, points, language), ""]
    if points is None:
        lines += [pick(("1. Thu nhập", "1. Income"), language), *_income(decision, language)]
    else:
        lines += explain_points(points, decision, language)
    lines += ["", *_deprivations(decision, points, language), ""]
    lines += _classes(decision, points, language)
    for part in (
        _missing(decision, language),
        _statuses(decision, language),
        explain_benefits(decision, language),
        _rulings(decision, language),
    ):
        found = list(part)
        if found:
            lines += ["", *found]
    return "\n".join(lines)


def _heading(
    decision: Decision, points: PointsExplanation | None, language: Language
) -> Iterator[str]:
    household = pick(("Hộ", "Household"), language)
    day = decision.review_date
    when = write_date(day, language) if day else pick(("chưa biết", "unknown"), language)
    review = pick(("ngày rà soát", "review date"), language)
    yield f"{household} {decision.household_id}, {review} {when}"
    yield f"{decision.rules.label.in_(language)} ({decision.rules.id})"
    labels = [decision.rules.rule(name).label.in_(language) for name in decision.possible_classes]
    if decision.class_ is not None:
        yield f"{pick(('KẾT LUẬN', 'DECISION'), language)}: {labels[0]} ({decision.class_})"
    elif told := not_measured(decision, points, language):
        yield f"{pick(('KẾT LUẬN', 'DECISION'), language)}: {told} ({'; '.join(labels)})"
    else:
        undetermined = pick(
            ("KẾT LUẬN: chưa xác định; có thể là", "DECISION: undetermined; possible"), language
        )
        yield f"{undetermined}: {'; '.join(labels)}"
    for note in decision.notes:
        yield f"{pick(('Lưu ý', 'Note'), language)}: {pick(DIAGNOSTICS[note], language)} [{note}]"


def _income(decision: Decision, language: Language) -> Iterator[str]:
    for step in decision.trace:
        if step.rule.kind == "definition" and "income_per_capita" in step.facts:
            value = pick(TRUTHS[truth_of(step)], language)
            yield f"   {step.rule.label.in_(language)}: {value}"
            facts = decision.facts_behind(step)
            yield from (f"      {line}" for line in household_facts(facts, language))
            yield from (f"      {line}" for line in parameter_lines(step, None, decision, language))
            yield f"      {cited(step, language)}"


def _deprivations(
    decision: Decision, points: PointsExplanation | None, language: Language
) -> Iterator[str]:
    rules = decision.rules
    certain, possible = decision.deprivation_count
    total = len(rules.indicators)
    if certain == possible:
        summary = pick((f"{certain} trên {total} chỉ số", f"{certain} of {total}"), language)
    else:
        summary = pick(
            (
                f"chắc chắn {certain}, có thể đến {possible} trên {total} chỉ số",
                f"{certain} certain, up to {possible} possible, of {total}",
            ),
            language,
        )
    yield f"{pick(('2. Thiếu hụt', '2. Deprivations'), language)}: {summary}"
    if points is not None:
        label = decision.step(points.deprivations.id).rule.label.in_(language)
        yield f"   {label}: {deprivation_words(points, language)}"
    for name in rules.indicators:
        step = decision.step(name)
        value = truth_of(step)
        label = step.rule.label.in_(language)
        yield f"   {MARKS[value]} {label}: {pick(_VALUES[value], language)}"
        facts = decision.facts_behind(step)
        details = [
            *household_facts(facts, language),
            *parameter_lines(step, None, decision, language),
        ]
        details += member_lines(step, facts, decision, language)
        yield from (f"          {line}" for line in details)
        yield f"          {cited(step, language)}"


def _classes(
    decision: Decision, points: PointsExplanation | None, language: Language
) -> Iterator[str]:
    yield pick(("3. Xếp loại", "3. Class"), language)
    for name in decision.rules.classes:
        step = decision.step(name)
        value = truth_of(step)
        label = step.rule.label.in_(language)
        yield f"   {MARKS[value]} {label} {cited(step, language)}"
    if points is not None:
        yield f"   {pick(MEASURED_INCOME, language)}"
        yield from (f"   {line}" for line in _income(decision, language))


def _missing(decision: Decision, language: Language) -> Iterator[str]:
    if not decision.missing_facts:
        return
    yield pick(("Thông tin còn thiếu", "Missing facts"), language)
    for path in decision.missing_facts:
        yield f"   - {write_path(path, language)}"
    for paths in decision.settled_by:
        settled = pick(
            ("Đủ để xác định, dù câu trả lời thế nào", "Enough to decide, whatever the answers"),
            language,
        )
        yield f"   {settled}: {', '.join(paths)}"


def _statuses(decision: Decision, language: Language) -> Iterator[str]:
    for name, values in decision.statuses.items():
        step = decision.step(name)
        told = [
            pick((f"thành viên {index + 1}", f"member {index + 1}"), language)
            + ("" if value else f" ({pick(('chưa xác định', 'undetermined'), language)})")
            for index, value in enumerate(values)
            if value is not False
        ]
        if told:
            yield f"{step.rule.label.in_(language)}: {', '.join(told)} {cited(step, language)}"


def _rulings(decision: Decision, language: Language) -> Iterator[str]:
    rules = decision.rules
    used = {name for step in decision.trace for name in step.rulings}
    if used:
        yield pick(("Cách hiểu đang áp dụng", "Rulings in force"), language)
    for name, ruling in rules.rulings.items():
        if name in used:
            option = rules.chosen[name]
            text = f"{ruling.label.in_(language)}: {ruling.options[option].in_(language)}"
            confidence = pick(CONFIDENCE[ruling.confidence], language)
            yield f"   - {text} ({name} = {option}; {confidence})"
