"""The parts of a comparison as words, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from chuan_ngheo.audit.compare.causes import Cause, RuleChange, same
from chuan_ngheo.audit.compare.comparison import Comparison, HouseholdChange, SideSummary
from chuan_ngheo.audit.compare.members import MemberPair
from chuan_ngheo.audit.compare.pairing import ABSENT, NO_RULE, NOT_CLASSIFIED, UNDETERMINED
from chuan_ngheo.labels import label_of, write_amount, write_date, write_fact, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.rules import Parameter

ARROW: Final = " → "
_STATES: Final = {
    UNDETERMINED: ("Chưa xác định", "Undetermined"),
    NOT_CLASSIFIED: ("Không phân loại được", "Not classified"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "unknown": ("chưa xác định", "unknown"),
    NO_RULE: ("không có quy tắc", "no such rule"),
}
_ABSENT: Final = {
    "": ("không có", "absent"),
    "a": ("Không có ở A (mới)", "Not in A (new)"),
    "b": ("Không có ở B (rời đi)", "Not in B (left)"),
}


def state_label(state: str, comparison: Comparison, language: Language, side: str = "") -> str:
    """Write a class or another state; ``side`` says on which one the household is absent."""
    if state == ABSENT:
        return pick(_ABSENT[side], language)
    if state in _STATES:
        return pick(_STATES[state], language)
    return comparison.label(state, language)


def class_words(
    state: str, possible: tuple[str, ...], comparison: Comparison, language: Language, side: str
) -> str:
    """Write the class of a household; where it is undetermined, also what is possible."""
    text = state_label(state, comparison, language, side)
    if state != UNDETERMINED:
        return text
    labels = [comparison.label(name, language) for name in possible]
    return f"{text} ({pick((' hoặc ', ' or '), language).join(labels)})"


def value_words(value: Any, language: Language) -> str:
    """Write the value of a rule: a truth, a number, the bounds of one, or that there is none."""
    if isinstance(value, bool) or value is None:
        text = {True: "yes", False: "no", None: "unknown"}[value]
        return pick(_STATES[text], language)
    if isinstance(value, str):
        return pick(_STATES[value], language)
    if isinstance(value, tuple):
        return "–".join(write_number(part, language) for part in value)
    if isinstance(value, date):
        return write_date(value, language)
    return write_number(value, language)


def change_words(change: RuleChange, comparison: Comparison, language: Language) -> str:
    """Write a rule whose value changed, and what that rests on."""
    label = comparison.label(change.rule, language)
    values = ARROW.join(value_words(value, language) for value in (change.before, change.after))
    causes = "; ".join(cause_words(cause, comparison, language) for cause in change.causes)
    in_force = any(item.kind == "in_force" and item.name == change.rule for item in change.causes)
    if same(change.before, change.after) or in_force:
        return f"{label}: {causes}"
    return f"{label}: {values}: {causes}"


def cause_words(cause: Cause, comparison: Comparison, language: Language) -> str:
    """Write one thing that a changed value rests on."""
    label = _cause_label(cause, comparison, language)
    if cause.kind == "composition" and cause.member is not None:
        joined = cause.after
        text = pick(("mới có", "joined") if joined else ("không còn", "left"), language)
        return f"{_member_words(cause.member, language)} {text}"
    sides = (cause.before, cause.after)
    one, other = (_cause_value(cause, value, comparison, language) for value in sides)
    same = pick(("không đổi", "unchanged"), language)
    values = f"{one}{ARROW}{other}" if cause.differs else f"{one} ({same})"
    who = f"{_member_words(cause.member, language)}, " if cause.member else ""
    return f"{who}{label}: {values}"


def _member_words(member: MemberPair, language: Language) -> str:
    word = pick(("thành viên", "member"), language)
    places = [None if place is None else place + 1 for place in member]
    if places[0] == places[1] or places[1] is None:
        return f"{word} {places[0]}"
    if places[0] is None:
        return f"{word} {places[1]}"
    return f"{word} {places[0]} (B: {places[1]})"


def _cause_label(cause: Cause, comparison: Comparison, language: Language) -> str:
    match cause.kind:
        case "fact":
            return label_of(cause.name, language)
        case "composition":
            return pick(("số nhân khẩu được ghi", "recorded members"), language)
        case "parameter":
            return _parameter(cause, comparison).label.in_(language)
        case "ruling":
            rulings = comparison.before.rules.rulings
            ruling = rulings.get(cause.name) or comparison.after.rules.rulings[cause.name]
            return f"{ruling.label.in_(language)} ({cause.name})"
        case "condition":
            return pick(("điều kiện viết khác", "the condition is written differently"), language)
        case "in_force":
            return pick(("quy tắc có hiệu lực", "the rule is in force"), language)
    return comparison.label(cause.name, language)


def _parameter(cause: Cause, comparison: Comparison) -> Parameter:
    for rules in (comparison.after.rules, comparison.before.rules):
        if cause.name in rules.parameters:
            return rules.parameter(cause.name)
    raise KeyError(cause.name)


def _cause_value(cause: Cause, value: Any, comparison: Comparison, language: Language) -> str:
    if cause.kind == "fact":
        if isinstance(value, tuple):
            return "–".join(write_fact(cause.name, part, language) for part in value)
        return write_fact(cause.name, value, language)
    if cause.kind == "parameter" and value not in (None, NO_RULE):
        return write_amount(value, _parameter(cause, comparison).unit, language)
    if cause.kind in ("ruling", "condition"):
        return str(value)
    if cause.kind == "composition" and value is None:
        return pick(_STATES["unknown"], language)
    return value_words(value, language)


def reason_lines(
    change: HouseholdChange, comparison: Comparison, language: Language
) -> Iterator[str]:
    """Yield the rules that changed, from the outcome down, each with what it rests on.

    Benefits, statuses and national rules that only follow from what was told are left out.
    """
    rules: set[str] = set()
    causes: set[Cause] = set()
    for item in change.reasons:
        follows = all(
            cause in causes
            or cause.kind == "member"
            or (cause.kind == "rule" and cause.name in rules)
            for cause in item.causes
        )
        rules.add(item.rule)
        causes.update(item.causes)
        if not follows:
            yield change_words(item, comparison, language)


def side_words(side: SideSummary, language: Language) -> str:
    """Write what a side is: what was read, the rule set, and the day."""
    changed = [
        f"{name}={option}"
        for name, option in side.rules.chosen.items()
        if option != side.rules.rulings[name].default
    ]
    parts = [side.name, side.rules.id]
    if changed:
        parts.append(f"{pick(('cách hiểu', 'rulings'), language)} {', '.join(changed)}")
    if side.review_date is not None:
        day = write_date(side.review_date, language)
        texts = (f"mọi hộ coi như rà soát ngày {day}", f"every household as reviewed on {day}")
        parts.append(pick(texts, language))
    return "; ".join(parts)
