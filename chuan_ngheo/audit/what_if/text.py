"""The answer to "what if" as text, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chuan_ngheo.audit.what_if.answer import WhatIf, now
from chuan_ngheo.audit.what_if.changes import Change, Changes
from chuan_ngheo.audit.what_if.effects import Effect
from chuan_ngheo.audit.what_if.household import AGE, as_number
from chuan_ngheo.audit.what_if.questions import Question
from chuan_ngheo.labels import label_of, split_path, write_amount, write_fact, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.rules import RuleSet

_MOST_WAYS = 12
_ANSWERS = {True: ("có", "yes"), False: ("không", "no"), None: ("chưa xác định", "undetermined")}


def write_what_if(answer: WhatIf, language: Language) -> str:
    """Write the whole answer."""
    return "\n".join(_lines(answer, language))


def _lines(answer: WhatIf, language: Language) -> Iterator[str]:
    decision, rules = answer.decision, answer.decision.rules
    household = pick(("Hộ", "Household"), language)
    classes = _classes(decision.possible_classes, rules, language)
    identifier = "" if decision.household_id is None else decision.household_id
    yield f"{household} {identifier}".strip()
    yield f"{pick(('Xếp loại', 'Class'), language)}: {classes}"
    titles = (
        (answer.changes, ("Thay đổi nhỏ nhất", "Smallest changes")),
        (answer.changeable, ("Chỉ những gì đổi được", "Only of what can change")),
    )
    for changes, title in titles:
        if changes is not None:
            yield ""
            yield from _changes(changes, pick(title, language), answer, language)
    if answer.open_benefit is not None:
        yield ""
        label = rules.rule(answer.open_benefit).label.in_(language)
        asked = "; ".join(_name(path, language) for path in answer.missing_for_benefit)
        told = pick(("chưa xác định; cần hỏi", "undetermined; to ask"), language)
        yield f"{label}: {told}: {asked}"
    if answer.questions.next:
        yield ""
        yield from _questions(answer, language)
    if answer.effects:
        yield ""
        yield from _effects(answer, language)


def _classes(names: Sequence[str], rules: RuleSet, language: Language) -> str:
    separator = pick((" hoặc ", " or "), language)
    return separator.join(rules.rule(name).label.in_(language) for name in names)


def _changes(changes: Changes, title: str, answer: WhatIf, language: Language) -> Iterator[str]:
    rules = answer.decision.rules
    label = rules.rule(changes.aim.subject).label.in_(language)
    if changes.aim.subject in rules.classes:
        aim = pick(
            (f"trở thành: {label}", f"to become: {label}")
            if changes.aim.value
            else (f"không còn là: {label}", f"to be no longer: {label}"),
            language,
        )
    else:
        aim = pick(
            (f"được hưởng: {label}", f"to receive: {label}")
            if changes.aim.value
            else (f"không được hưởng: {label}", f"not to receive: {label}"),
            language,
        )
    if not changes.size:
        none = (
            f"không có, khi đổi nhiều nhất {changes.largest} thông tin",
            f"none, of at most {changes.largest} facts",
        )
        yield f"{title} ({aim}): {pick(none, language)}"
        return
    noun = "fact" if changes.size == 1 else "facts"
    size = pick((f"{changes.size} thông tin", f"{changes.size} {noun}"), language)
    yield f"{title} ({aim}): {size}"
    for change in changes.found:
        yield from _change(change, answer, language)


def _change(change: Change, answer: WhatIf, language: Language) -> Iterator[str]:
    mark = pick(("chỉ có thể là ghi sai", "can only have been recorded wrongly"), language)
    for path in change.facts:
        value = _value(path, now(answer.subject, path), language)
        told = f" ({mark})" if path in change.unchangeable else ""
        start = "- " if path == change.facts[0] else "  "
        yield f"  {start}{_name(path, language)}: {pick(('nay', 'now'), language)} {value}{told}"
    for way in change.ways[:_MOST_WAYS]:
        values = [
            _value(path, value, language) for path, value in zip(change.facts, way, strict=True)
        ]
        yield f"      → {'; '.join(values)}"
    more = len(change.ways) - _MOST_WAYS
    if more > 0:
        yield f"      {pick((f'và {more} cách khác', f'and {more} other ways'), language)}"


def _questions(answer: WhatIf, language: Language) -> Iterator[str]:
    title = ("Cần hỏi, theo mức độ giúp xác định", "To ask, by how much each settles")
    yield pick(title, language)
    for number, question in enumerate(answer.questions.next, start=1):
        yield f"  {number}. {_name(question.fact, language)}"
        yield from _answers(question, answer.decision.rules, language)
    for paths in answer.questions.enough:
        enough = pick(
            ("Đủ để xác định, dù trả lời thế nào", "Enough, whatever the answers"), language
        )
        yield f"  {enough}: {'; '.join(_name(path, language) for path in paths)}"


def _answers(question: Question, rules: RuleSet, language: Language) -> Iterator[str]:
    every = sorted(
        number
        for values in question.answers.values()
        for number in map(as_number, values)
        if number is not None
    )
    for classes, values in question.answers.items():
        shown = list(_runs(question.fact, values, every, language))
        more = ", …" if len(shown) > _MOST_WAYS else ""
        told = ", ".join(shown[:_MOST_WAYS])
        yield f"       {told}{more} → {_classes(classes, rules, language)}"


def _runs(
    path: str, values: Sequence[Any], every: Sequence[float], language: Language
) -> Iterator[str]:
    """Yield the values; numbers with none of another answer between them as one span."""
    numbers = sorted((as_number(value), value) for value in values if as_number(value) is not None)
    runs: list[list[Any]] = []
    last = -1
    for number, value in numbers:
        place = every.index(number) if number is not None else -1
        if runs and place == last + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
        last = place
    for run in runs:
        ends = dict.fromkeys((run[0], run[-1]))
        yield " – ".join(_value(path, value, language) for value in ends)
    yield from (_value(path, value, language) for value in values if as_number(value) is None)


def _effects(answer: WhatIf, language: Language) -> Iterator[str]:
    rules = answer.decision.rules
    yield pick(("Nếu chọn khác", "If it were otherwise"), language)
    for effect in answer.effects:
        if not effect.idle_ruling:
            yield f"  - {_other(effect, rules, language)}: {_effect(effect, rules, language)}"
    idle = [f"{one.name} = {one.other}" for one in answer.effects if one.idle_ruling]
    if idle:
        yield f"  - {pick(('không đổi gì', 'changes nothing'), language)}: {', '.join(idle)}"


def _other(effect: Effect, rules: RuleSet, language: Language) -> str:
    if effect.kind == "ruling":
        ruling = rules.rulings[effect.name]
        option = ruling.options[effect.other].in_(language)
        return f"{ruling.label.in_(language)}: {option} ({effect.name} = {effect.other})"
    if effect.kind == "rules":
        return pick((f"bộ quy tắc {effect.other}", f"rule set {effect.other}"), language)
    return pick((f"ngày rà soát {effect.other}", f"review date {effect.other}"), language)


def _effect(effect: Effect, rules: RuleSet, language: Language) -> str:
    if effect.changes_nothing:
        return pick(("không đổi gì", "changes nothing"), language)
    parts = []
    if effect.class_changes:
        known = [name for name in effect.possible_classes if name in rules.rules]
        parts.append(_classes(known, rules, language) or ", ".join(effect.possible_classes))
    for name, (before, then) in (*effect.deprivations.items(), *effect.benefits.items()):
        label = rules.rule(name).label.in_(language) if name in rules.rules else name
        parts.append(
            f"{label}: {pick(_ANSWERS[before], language)} → {pick(_ANSWERS[then], language)}"
        )
    return "; ".join(parts)


def _name(path: str, language: Language) -> str:
    position, name = split_path(path)
    if name == "members":
        return pick(("Thành viên của hộ", "Members of the household"), language)
    label = pick(("Tuổi", "Age"), language) if name == AGE else label_of(name, language)
    if position is None:
        return label
    member = pick((f"thành viên {position + 1}", f"member {position + 1}"), language)
    return f"{label} ({member})"


def _value(path: str, value: Any, language: Language) -> str:
    _, name = split_path(path)
    if name != AGE:
        return write_fact(name, value, language)
    if value is None:
        return write_fact(name, value, language)
    years, months = divmod(int(value), 12)
    told = write_amount(years, "year", language)
    if not months:
        return told
    return f"{told} {write_number(months, language)} {pick(('tháng', 'months'), language)}"
