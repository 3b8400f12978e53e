"""The answer of a step in words, by the kind of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from chuan_ngheo.audit.explain.exact import unit_of, write_exact
from chuan_ngheo.audit.explain.model import Truth
from chuan_ngheo.decision import Step
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.rules import RuleSet

_Answers = Mapping[Truth, tuple[str, str]]
_UNDETERMINED: Final = ("chưa xác định", "undetermined")
MET: Final[_Answers] = {
    True: ("đạt", "met"),
    False: ("không đạt", "not met"),
    None: _UNDETERMINED,
}
"""Whether a part of a condition is met."""
_PLAIN: Final[_Answers] = {
    True: ("đúng", "holds"),
    False: ("không đúng", "does not hold"),
    None: _UNDETERMINED,
}
_BY_KIND: Final[Mapping[str, _Answers]] = {
    "indicator": {
        True: ("thiếu hụt", "deprived"),
        False: ("không thiếu hụt", "not deprived"),
        None: _UNDETERMINED,
    },
    "class": {
        True: ("thuộc loại này", "of this class"),
        False: ("không thuộc loại này", "not of this class"),
        None: _UNDETERMINED,
    },
    "status": {
        True: ("có", "yes"),
        False: ("không", "no"),
        None: _UNDETERMINED,
    },
    "benefit": {
        True: ("được hưởng", "eligible"),
        False: ("không được hưởng", "not eligible"),
        None: _UNDETERMINED,
    },
}
_FOR_MEMBERS: Final[_Answers] = {
    True: ("có thành viên thỏa mãn", "holds for some member"),
    False: ("không thành viên nào thỏa mãn", "holds for no member"),
    None: _UNDETERMINED,
}


def truth_words(kind: str, value: Truth, language: Language) -> str:
    """Write the answer of a rule of a kind."""
    return pick(_BY_KIND.get(kind, _PLAIN)[value], language)


def answer_of(step: Step, language: Language, rules: RuleSet | None = None) -> str:
    """Write the answer of a step; a count with its unit where the rule set is given."""
    value = step.value
    if isinstance(value, tuple):
        unit = unit_of(step.rule.node, rules) if rules else ""
        low, high = map(Decimal, value)
        return write_exact((low, high), unit, language)
    if step.rule.scope == "member":
        return pick(_FOR_MEMBERS[value], language)
    return truth_words(step.rule.kind, value, language)
