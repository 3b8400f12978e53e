"""How two methods agree over a batch, as text in Vietnamese or English."""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal

from chuan_ngheo.cli.common import write_table
from chuan_ngheo.decision import Truth
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.methods import METHOD_LABELS, agreement
from chuan_ngheo.rulebook.rules import RuleSet

_Group = int
_POOR_CLASSES: Final = 2
"""How many classes, from the poorest, are poor or near-poor."""
Pair = tuple[tuple[str, ...], tuple[str, ...], Literal["households", "persons"]]
"""Possible classes by income, possible classes by points, and what is counted."""


def methods_text(counts: Counter[Pair], rules: RuleSet, language: Language) -> str:
    """Return households and persons by the classes that each method gives, and how they agree."""
    groups: dict[tuple[_Group, _Group, Truth], Counter[str]] = {}
    for (income, points, counted), number in counts.items():
        group = _group(income, rules), _group(points, rules), agreement(income, points)
        groups.setdefault(group, Counter())[counted] += number
    rows = [
        [
            _label(group[0], rules, language),
            _label(group[1], rules, language),
            _agreement(group[2], language),
            write_number(own["households"], language),
            write_number(own["persons"], language),
        ]
        for group, own in sorted(groups.items(), key=lambda item: (*item[0][:2], str(item[0][2])))
    ]
    headings = [
        *(pick(texts, language) for texts in METHOD_LABELS.values()),
        pick(("Hai cách", "Methods"), language),
        pick(("Số hộ", "Households"), language),
        pick(("Số khẩu", "Persons"), language),
    ]
    table = write_table(headings, rows, right=3)
    differ = sum(own["households"] for group, own in groups.items() if group[2] is False)
    note = pick(
        (
            f"{write_number(differ, language)} hộ mà hai cách không khớp nhau. "
            "Kết quả của cách này không thay cho cách kia.",
            f"{write_number(differ, language)} households on which the methods differ. "
            "The result of one does not stand in for the other.",
        ),
        language,
    )
    return f"{table}\n\n{note}"


def _group(possible: tuple[str, ...], rules: RuleSet) -> _Group:
    """Return the place of the class; after the classes: not poor, and undetermined."""
    places = [rules.classes.index(name) for name in possible]
    if len(places) == 1:
        return places[0]
    return len(rules.classes) + (min(places) < _POOR_CLASSES)


def _label(group: _Group, rules: RuleSet, language: Language) -> str:
    if group < len(rules.classes):
        return rules.rule(rules.classes[group]).label.in_(language)
    undetermined = group > len(rules.classes)
    not_poor = "Hộ không nghèo", "Household that is not poor"
    return pick(("Chưa xác định", "Undetermined") if undetermined else not_poor, language)


def _agreement(value: bool | None, language: Language) -> str:
    texts = {
        True: ("khớp", "agree"),
        False: ("không khớp", "differ"),
        None: ("chưa rõ", "open"),
    }
    return pick(texts[value], language)
