"""The reasons for each project and policy as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from chuan_ngheo.explanation_parts import (
    MARKS,
    TRUTHS,
    citations_of,
    cited,
    household_facts,
    member_lines,
    parameter_lines,
    truth_of,
)
from chuan_ngheo.labels import write_path
from chuan_ngheo.languages import Language, pick

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision, Step
    from chuan_ngheo.eligibility import Eligibility, Reason

_ANSWERS = {
    True: ("được hưởng", "eligible"),
    False: ("không được hưởng", "not eligible"),
    None: ("chưa xác định", "undetermined"),
}


def explain_benefits(decision: Decision, language: Language) -> Iterator[str]:
    """Yield status over time, then each benefit with its reasons; nothing if there is none."""
    if not decision.eligibility:
        return
    yield pick(("4. Tình trạng theo thời gian", "4. Status over time"), language)
    for name, value in decision.household_statuses.items():
        step = decision.step(name)
        yield f"   {MARKS[value]} {step.rule.label.in_(language)} {cited(step, language)}"
        if value is not False:
            yield from (f"          {line}" for line in _reasons(step, decision, language))
    yield ""
    title = ("5. Dự án, chính sách được hưởng", "5. Projects and policies")
    yield pick(title, language)
    for answer in decision.eligibility.values():
        yield from _benefit(answer, decision, language)


def _benefit(answer: Eligibility, decision: Decision, language: Language) -> Iterator[str]:
    benefit = answer.benefit
    told = pick(_ANSWERS[answer.eligible], language)
    yield f"   {MARKS[answer.eligible]} {benefit.label.in_(language)} ({benefit.id}): {told}"
    lines: list[str] = []
    if benefit.members and answer.eligible is not False:
        lines.append(f"{pick(('Người hưởng', 'For'), language)}: {_who(answer, language)}")
    if benefit.id in decision.rules.rules:
        lines += _reasons(decision.step(benefit.id), decision, language)
    else:
        nobody = ("không dành cho hộ gia đình", "not for households")
        lines.append(pick(nobody, language))
    lines += _missing(answer, language)
    lines += _ranked(("Ưu tiên", "Priority"), answer.priority, language)
    better = ("Nhường cho quyền lợi cao hơn", "Gives way to a better benefit")
    lines += _ranked(better, answer.gives_way_to, language)
    lines += _national(answer, language)
    if answer.eligible is not False:
        lines += [
            f"{pick(('Điều kiện', 'Condition'), language)}: {item.in_(language)}"
            for item in benefit.conditions
        ]
        content = "; ".join(item.in_(language) for item in benefit.content.values())
        lines.append(f"{pick(('Nội dung', 'Content'), language)}: {content}")
    lines.append(f"[{citations_of(benefit.citations, benefit.confidence, language)}]")
    yield from (f"          {line}" for line in lines)


def _who(answer: Eligibility, language: Language) -> str:
    certain = _positions(answer.members, language)
    open_ = _positions(answer.unknown_members, language)
    if not open_:
        return certain or pick(("chưa biết", "unknown"), language)
    mark = pick(("chưa xác định", "undetermined"), language)
    return "; ".join(part for part in (certain, f"{open_} ({mark})") if part)


def _positions(members: Iterable[int], language: Language) -> str:
    numbers = ", ".join(str(position + 1) for position in members)
    return f"{pick(('thành viên', 'member'), language)} {numbers}" if numbers else ""


def _reasons(step: Step, decision: Decision, language: Language) -> Iterator[str]:
    """Yield what a condition rests on: the class, facts, and other conditions below it."""
    rules = decision.rules
    if any(name in rules.classes for name in step.rests_on):
        labels = [rules.rule(name).label.in_(language) for name in decision.possible_classes]
        separator = pick((" hoặc ", " or "), language)
        yield f"{pick(('Xếp loại', 'Class'), language)}: {separator.join(labels)}"
    yield from household_facts(step.facts, language)
    yield from parameter_lines(step, None, decision, language)
    for name in step.rests_on:
        if name not in rules.classes:
            yield from _condition(decision.step(name), decision, language)


def _condition(step: Step, decision: Decision, language: Language) -> Iterator[str]:
    value = pick(TRUTHS[truth_of(step)], language)
    yield f"{step.rule.label.in_(language)}: {value} {cited(step, language)}"
    if step.rule.scope == "member":
        facts = decision.facts_behind(step)
        yield from (f"   {line}" for line in member_lines(step, facts, decision, language))
        return
    yield from (f"   {line}" for line in _reasons(step, decision, language))


def _missing(answer: Eligibility, language: Language) -> Iterator[str]:
    if answer.missing_facts:
        paths = "; ".join(write_path(path, language) for path in answer.missing_facts)
        yield f"{pick(('Còn thiếu', 'Missing'), language)}: {paths}"


def _ranked(title: tuple[str, str], reasons: Iterable[Reason], language: Language) -> Iterator[str]:
    for reason in reasons:
        who = _positions(reason.members, language)
        mark = "" if reason.value else f" ({pick(('chưa xác định', 'undetermined'), language)})"
        told = f" ({who})" if who else ""
        label = reason.rule.label.in_(language)
        yield f"{pick(title, language)} {reason.rank}: {label}{told}{mark}"


def _national(answer: Eligibility, language: Language) -> Iterator[str]:
    for reason in answer.differs_from_national:
        value = pick(TRUTHS[reason.value], language)
        who = _positions(reason.members, language)
        told = f", {who}" if who else ""
        text = pick(("Quy định quốc gia khác", "The national rule differs"), language)
        source = citations_of(reason.rule.citations, reason.rule.confidence, language)
        yield f"{text}: {reason.rule.label.in_(language)}: {value}{told} [{source}]"
        if reason.rule.note:
            yield f"   {reason.rule.note.in_(language)}"
