"""What the cases observe, by rule, for a reader and for a program."""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import Any, Final

from chuan_ngheo.audit.cases.strict import day_of
from chuan_ngheo.audit.cover.measure import Coverage
from chuan_ngheo.audit.cover.wanted import Observation
from chuan_ngheo.labels import VALUE_LABELS, write_date, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.rules import RuleSet

_STATES: Final[dict[str, tuple[str, str]]] = {
    "true": ("đúng", "true"),
    "false": ("sai", "false"),
    "unknown": ("chưa biết", "unknown"),
    "below": ("ngay dưới ngưỡng", "just below the limit"),
    "at": ("đúng bằng ngưỡng", "exactly at the limit"),
    "above": ("ngay trên ngưỡng", "just above the limit"),
    "key unknown": ("chưa biết nhóm của ngưỡng", "which limit applies is unknown"),
    "first row": ("dòng đầu của bảng", "the first row of the table"),
    "last row": ("dòng cuối của bảng", "the last row of the table"),
    "before a row": ("ngay trước một dòng của bảng", "just before a row of the table"),
    "at a row": ("đúng một dòng của bảng", "exactly at a row of the table"),
    "after a row": ("ngay sau một dòng của bảng", "just after a row of the table"),
    "amount": ("mức hỗ trợ", "the amount"),
    "given": ("điểm của câu trả lời", "the points of the answer"),
}
_PARTS: Final[dict[str, tuple[str, str]]] = {
    "review_date": ("ngày rà soát", "review date"),
    "priority": ("ưu tiên", "priority"),
    "national": ("quy định quốc gia", "national rule"),
    "gives_way_to": ("nhường cho", "gives way to"),
    "level": ("mức", "level"),
}


def percent_text(coverage: Coverage, language: Language) -> str:
    """Write how much is observed, rounded down, so that 100 % means all of it."""
    tenths = floor(coverage.percent * 10) / 10
    return f"{write_number(tenths, language)} %"


def by_entry(coverage: Coverage) -> dict[str, tuple[int, int]]:
    """Return for each rule, ruling and parameter what is observed and what can be."""
    total = Counter(item.entry for item in coverage.wanted)
    missing = Counter(item.entry for item in coverage.missing)
    return {entry: (number - missing[entry], number) for entry, number in total.items()}


def observation_words(item: Observation, language: Language) -> str:
    """Write one observation for a reader: part and state."""
    part = _part_words(item.part, language)
    state = _state_words(item, language)
    return f"{part}: {state}" if part else state


def _part_words(part: str, language: Language) -> str:
    kind, colon, name = part.partition(": ")
    words = pick(_PARTS[kind], language) if kind in _PARTS else kind
    return f"{words} {name}" if colon and kind in _PARTS else words if not colon else part


def _state_words(item: Observation, language: Language) -> str:
    label, colon, what = item.state.rpartition(": ")
    day = day_of(what)
    if day is not None:
        what = write_date(day, language)
    elif what in _STATES:
        what = pick(_STATES[what], language)
    else:
        what = _value_words(item.part, what, language)
    return f"{label}: {what}" if colon else what


def _value_words(part: str, value: str, language: Language) -> str:
    fact = part.split(" ", maxsplit=1)[0]
    words = VALUE_LABELS.get((fact, value))
    return f"{value} ({pick(words, language)})" if words else value


def to_dict(coverage: Coverage) -> dict[str, Any]:
    """Return the whole measure as plain values for JSON."""
    return {
        "rule_set": coverage.rules.id,
        "rule_set_hash": coverage.rules.hash,
        "cases": coverage.cases,
        "observed": len(coverage.wanted) - len(coverage.missing),
        "wanted": len(coverage.wanted),
        "percent": floor(coverage.percent * 10) / 10,
        "rules": [
            {
                "id": entry,
                "observed": seen,
                "wanted": total,
                "missing": [
                    {"part": item.part, "state": item.state}
                    for item in coverage.missing
                    if item.entry == entry
                ],
            }
            for entry, (seen, total) in by_entry(coverage).items()
        ],
        "impossible": [
            {**one.observation._asdict(), "reason": {"vi": one.reason.vi, "en": one.reason.en}}
            for one in coverage.impossible
        ],
        "problems": [problem.to_dict() for problem in coverage.problems],
    }


def label_of_entry(entry: str, rules: RuleSet, language: Language) -> str:
    """Return the label of a rule, parameter or ruling, or of the rule set."""
    name = entry.partition(" (")[0]
    if name == rules.id:
        return rules.label.in_(language)
    if name in rules.rulings:
        return rules.rulings[name].label.in_(language)
    if name in rules.parameters:
        return rules.parameter(name).label.in_(language)
    return rules.rule(name).label.in_(language)
