"""The answers on organisations, communities, officials and houses as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chuan_ngheo.labels import label_of
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.programme.other_subjects import SubjectAnswers
from chuan_ngheo.readings.other_subjects import SubjectAnswer
from chuan_ngheo.rulebook.describe_benefit import SUBJECTS
from chuan_ngheo.rulebook.rules import RuleSet

ANSWERS: Final = {True: ("có", "yes"), False: ("không", "no"), None: ("chưa biết", "unknown")}
"""The three answers in Vietnamese and English."""


def subjects_text(answers: Sequence[SubjectAnswers], rules: RuleSet, language: Language) -> str:
    """Return every answer with its citation and what is missing."""
    parts = [f"{rules.label.in_(language)} ({rules.id})"]
    parts += ["\n".join(_one(item, language)) for item in answers]
    return "\n\n".join(parts)


def _one(item: SubjectAnswers, language: Language) -> Iterator[str]:
    noun = pick(SUBJECTS[item.subject], language)
    row = pick(("dòng", "row"), language)
    name = f" {item.identifier}" if item.identifier is not None else ""
    yield f"{noun[0].upper()}{noun[1:]}{name} ({row} {item.row})"
    for answer in item.answers:
        yield from _answer(answer, language)


def _answer(answer: SubjectAnswer, language: Language) -> Iterator[str]:
    rule = answer.rule
    yield f"  {rule.label.in_(language)} ({rule.benefit}): {pick(ANSWERS[answer.value], language)}"
    cited = "; ".join(citation.write(language) for citation in rule.citations)
    yield f"     [{cited}]"
    if answer.missing_facts:
        missing = "; ".join(f"{label_of(name, language)} ({name})" for name in answer.missing_facts)
        yield f"     {pick(('còn thiếu', 'missing'), language)}: {missing}"
