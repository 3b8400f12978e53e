"""Eligibility as text: one household with its reasons, or a short table of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.cli.subject_text import ANSWERS
from chuan_ngheo.eligibility import Eligibility, Reason
from chuan_ngheo.labels import write_date, write_number, write_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.programme.answers import Answers
from chuan_ngheo.rulebook.describe_benefit import SUBJECTS
from chuan_ngheo.rulebook.rules import RuleSet


def household_text(answers: Answers, language: Language) -> str:
    """Return every answer on one household with members, priority, what is missing, conflicts."""
    decision = answers.decision
    rules = decision.rules
    name = f" {decision.household_id}" if decision.household_id is not None else ""
    day = decision.review_date
    date_words = pick(("ngày rà soát", "review date"), language)
    heading = pick(("Hộ", "Household"), language) + name
    classes = pick((" hoặc ", " or "), language).join(
        rules.rule(item).label.in_(language) for item in decision.possible_classes
    )
    lines = [
        f"{heading}, {date_words} {write_date(day, language)}" if day else heading,
        f"{rules.label.in_(language)} ({rules.id})",
        f"{pick(('Xếp loại', 'Class'), language)}: {classes}",
    ]
    for item in decision.eligibility.values():
        lines += ["", *_benefit(item, answers, language)]
    return "\n".join(lines)


def _benefit(item: Eligibility, answers: Answers, language: Language) -> Iterator[str]:
    benefit = item.benefit
    yield f"{item.id}: {benefit.label.in_(language)}"
    own = [name for name in benefit.subjects if name in ("household", "member")]
    word = pick(ANSWERS[item.eligible], language)
    others = ", ".join(pick(SUBJECTS[name], language) for name in benefit.subjects)
    only = "" if own else f" ({pick(('chỉ dành cho', 'only for'), language)} {others})"
    yield f"   {pick(('được hưởng', 'eligible'), language)}: {word}{only}"
    cited = "; ".join(citation.write(language) for citation in benefit.citations)
    yield f"   {pick(('dòng', 'line'), language)} {benefit.line} [{cited}]"
    for title, places in (
        (("thành viên được hưởng", "eligible members"), item.members),
        (("thành viên chưa biết", "members unknown"), item.unknown_members),
    ):
        if places:
            yield f"   {pick(title, language)}: {_members(places, answers, language)}"
    yield from _reasons(item, answers, language)
    if item.missing_facts:
        missing = "; ".join(write_path(path, language) for path in item.missing_facts)
        yield f"   {pick(('còn thiếu', 'missing'), language)}: {missing}"
    for mark in answers.conflicts_of(item.id):
        yield f"   ! {mark.write(language)}"


def _reasons(item: Eligibility, answers: Answers, language: Language) -> Iterator[str]:
    if item.priority:
        yield f"   {pick(('ưu tiên', 'priority'), language)}:"
    for reason in item.priority:
        yield f"     {reason.rank}. {_reason(reason, answers, language)}"
    for reason in item.differs_from_national:
        title = pick(("khác quy định quốc gia", "differs from the national rule"), language)
        word = pick(ANSWERS[reason.value], language)
        places = f" ({_members(reason.members, answers, language)})" if reason.members else ""
        cited = "; ".join(citation.write(language) for citation in reason.rule.citations)
        yield f"   {title}: {reason.rule.label.in_(language)}: {word}{places} [{cited}]"


def _reason(reason: Reason, answers: Answers, language: Language) -> str:
    text = reason.rule.label.in_(language)
    if reason.members:
        return f"{text}: {_members(reason.members, answers, language)}"
    return text if reason.value else f"{text}: {pick(ANSWERS[None], language)}"


def _members(places: Iterable[int], answers: Answers, language: Language) -> str:
    """Name members by position from 1, with their ids."""
    noun = pick(("thành viên", "member"), language)
    ids = answers.member_ids
    return ", ".join(
        f"{noun} {place + 1}" + (f" (member_id {ids[place]})" if ids[place] is not None else "")
        for place in places
    )


def summary_text(answers: Sequence[Answers], rules: RuleSet, language: Language) -> str:
    """Return, for each benefit, the households by answer, the eligible persons, conflicts."""
    headings = pick_headings(language)
    rows = [_summary_row(name, answers, rules, language) for name in rules.benefits]
    total = write_number(len(answers), language)
    lines = [
        f"{rules.label.in_(language)} ({rules.id})",
        f"{pick(('Số hộ', 'Households'), language)}: {total}",
        "",
        write_table(headings, rows, right=2),
        "",
        pick(
            (
                "“–”: khoản của cả hộ, không nêu thành viên. Trùng: số hộ (chắc chắn / có thể).",
                "“–”: for the household as a whole, no members named. Conflicts: households "
                "(certain / possible).",
            ),
            language,
        ),
    ]
    return "\n".join(lines)


def pick_headings(language: Language) -> tuple[str, ...]:
    """Return the headings of the summary."""
    vi = ("Mã", "Tên", "Được hưởng", "Không", "Chưa biết", "Người hưởng", "Trùng")
    en = ("Id", "Name", "Eligible", "Not", "Unknown", "Persons", "Conflicts")
    return vi if language == "vi" else en


def _summary_row(
    name: str, answers: Sequence[Answers], rules: RuleSet, language: Language
) -> list[str]:
    benefit = rules.benefits[name]
    items = [one.decision.eligibility[name] for one in answers]
    counts = [sum(item.eligible is value for item in items) for value in (True, False, None)]
    marks = [one.conflicts_of(name) for one in answers]
    certain = sum(any(mark.value for mark in own) for own in marks)
    possible = sum(bool(own) and not any(mark.value for mark in own) for own in marks)
    persons = sum(len(item.members) for item in items)
    return [
        name,
        benefit.label.in_(language),
        *(write_number(count, language) for count in counts),
        write_number(persons, language) if benefit.members else "–",
        f"{write_number(certain, language)} / {write_number(possible, language)}",
    ]
