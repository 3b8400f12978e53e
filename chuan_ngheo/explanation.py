"""The reasoned decision as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chuan_ngheo.diagnostic_catalogue import DIAGNOSTICS
from chuan_ngheo.labels import (
    label_of,
    split_path,
    write_amount,
    write_date,
    write_fact,
    write_path,
)
from chuan_ngheo.languages import Language, pick

if TYPE_CHECKING:
    from chuan_ngheo.decision import Decision, Step

_VALUES = {
    True: ("thiếu hụt", "deprived"),
    False: ("không thiếu hụt", "not deprived"),
    None: ("chưa xác định", "undetermined"),
}
_TRUTHS = {True: ("đúng", "yes"), False: ("không", "no"), None: ("chưa xác định", "undetermined")}
_MARKS = {True: "[x]", False: "[ ]", None: "[?]"}
_CONFIDENCE = {
    "gazette": ("công báo", "gazette"),
    "secondary": ("nguồn thứ cấp", "secondary source"),
    "unconfirmed": ("chưa kiểm chứng", "unconfirmed"),
}


def explain(decision: Decision, language: Language = "en") -> str:
    """Return the decision with its reasons: class, income test, indicators, rulings.

    Members are named by their position in the household, never by name.
    """
    lines = [*_heading(decision, language), "", *_income(decision, language), ""]
    lines += [*_deprivations(decision, language), "", *_classes(decision, language)]
    for part in (
        _missing(decision, language),
        _statuses(decision, language),
        _rulings(decision, language),
    ):
        found = list(part)
        if found:
            lines += ["", *found]
    return "\n".join(lines)


def _heading(decision: Decision, language: Language) -> Iterator[str]:
    household = pick(("Hộ", "Household"), language)
    day = decision.review_date
    when = write_date(day, language) if day else pick(("chưa biết", "unknown"), language)
    review = pick(("ngày rà soát", "review date"), language)
    yield f"{household} {decision.household_id}, {review} {when}"
    yield f"{decision.rules.label.in_(language)} ({decision.rules.id})"
    labels = [decision.rules.rule(name).label.in_(language) for name in decision.possible_classes]
    if decision.class_ is not None:
        yield f"{pick(('KẾT LUẬN', 'DECISION'), language)}: {labels[0]} ({decision.class_})"
    else:
        undetermined = pick(
            ("KẾT LUẬN: chưa xác định; có thể là", "DECISION: undetermined; possible"), language
        )
        yield f"{undetermined}: {'; '.join(labels)}"
    for note in decision.notes:
        yield f"{pick(('Lưu ý', 'Note'), language)}: {pick(DIAGNOSTICS[note], language)} [{note}]"


def _cited(step: Step, language: Language) -> str:
    places = "; ".join(citation.write(language) for citation in step.rule.citations)
    return f"[{places}; {pick(_CONFIDENCE[step.rule.confidence], language)}]"


def _income(decision: Decision, language: Language) -> Iterator[str]:
    yield pick(("1. Thu nhập", "1. Income"), language)
    for step in decision.trace:
        if step.rule.kind == "definition" and "income_per_capita" in step.facts:
            value = pick(_TRUTHS[_truth(step)], language)
            yield f"   {step.rule.label.in_(language)}: {value}"
            facts = decision.facts_behind(step)
            yield from (f"      {line}" for line in _household_facts(facts, language))
            yield from (f"      {line}" for line in _parameters(step, None, decision, language))
            yield f"      {_cited(step, language)}"


def _truth(step: Step) -> bool | None:
    return None if isinstance(step.value, tuple) else step.value


def _household_facts(facts: dict[str, Any], language: Language) -> Iterator[str]:
    for path, value in facts.items():
        position, name = split_path(path)
        if position is None:
            yield f"{label_of(name, language)}: {write_fact(name, value, language)}"


def _parameters(
    step: Step, position: int | None, decision: Decision, language: Language
) -> Iterator[str]:
    for path, value in decision.parameters_behind(step).items():
        place, name = split_path(path)
        if place == position and value is not None:
            parameter = decision.rules.parameter(name, decision.review_date)
            amount = write_amount(value, parameter.unit, language)
            yield f"{parameter.label.in_(language)}: {amount}"


def _deprivations(decision: Decision, language: Language) -> Iterator[str]:
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
    for name in rules.indicators:
        step = decision.step(name)
        value = _truth(step)
        label = step.rule.label.in_(language)
        yield f"   {_MARKS[value]} {label}: {pick(_VALUES[value], language)}"
        facts = decision.facts_behind(step)
        details = [*_household_facts(facts, language), *_parameters(step, None, decision, language)]
        details += _members(step, facts, decision, language)
        yield from (f"          {line}" for line in details)
        yield f"          {_cited(step, language)}"


def _members(
    step: Step, used: dict[str, Any], decision: Decision, language: Language
) -> Iterator[str]:
    by_member: dict[int, dict[str, Any]] = {}
    for path, value in used.items():
        position, name = split_path(path)
        if position is not None:
            by_member.setdefault(position, {})[name] = value
    if by_member and not step.members and not step.unknown_members:
        yield pick(("không có thành viên nào", "no member"), language)
    for position in sorted((*step.members, *step.unknown_members)):
        facts = by_member.get(position, {})
        told = "; ".join(
            f"{label_of(name, language)}: {write_fact(name, value, language)}"
            for name, value in facts.items()
            if value is not None or position in step.unknown_members
        )
        limits = "; ".join(_parameters(step, position, decision, language))
        who = pick((f"thành viên {position + 1}", f"member {position + 1}"), language)
        open_ = position in step.unknown_members
        mark = f" ({pick(('chưa xác định', 'undetermined'), language)})" if open_ else ""
        yield f"{who}{mark}: {'; '.join(part for part in (told, limits) if part)}"


def _classes(decision: Decision, language: Language) -> Iterator[str]:
    yield pick(("3. Xếp loại", "3. Class"), language)
    for name in decision.rules.classes:
        step = decision.step(name)
        value = _truth(step)
        label = step.rule.label.in_(language)
        yield f"   {_MARKS[value]} {label} {_cited(step, language)}"


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
            yield f"{step.rule.label.in_(language)}: {', '.join(told)} {_cited(step, language)}"


def _rulings(decision: Decision, language: Language) -> Iterator[str]:
    rules = decision.rules
    used = {name for step in decision.trace for name in step.rulings}
    if used:
        yield pick(("Cách hiểu đang áp dụng", "Rulings in force"), language)
    for name, ruling in rules.rulings.items():
        if name in used:
            option = rules.chosen[name]
            text = f"{ruling.label.in_(language)}: {ruling.options[option].in_(language)}"
            confidence = pick(_CONFIDENCE[ruling.confidence], language)
            yield f"   - {text} ({name} = {option}; {confidence})"
