"""Rules engine for Viet Nam's multidimensional poverty standard.

>>> from chuan_ngheo import classify
>>> classify({"area": "rural", "income_per_capita": 2_300_000}).class_
'above_average_living_standard'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from chuan_ngheo.api import classify, classify_subject
    from chuan_ngheo.audit.compare.api import compare
    from chuan_ngheo.audit.compare.comparison import Comparison
    from chuan_ngheo.audit.explain.build import explain_in_full
    from chuan_ngheo.audit.explain.model import Explanation
    from chuan_ngheo.audit.explain.write import write_explanation
    from chuan_ngheo.audit.what_if.answer import WhatIf, what_if
    from chuan_ngheo.decision import Decision, Step
    from chuan_ngheo.diagnostics import (
        ChuanNgheoError,
        InvalidFactsError,
        Problem,
        RuleError,
        UnknownRuleSetError,
    )
    from chuan_ngheo.eligibility import Eligibility
    from chuan_ngheo.explanation import explain
    from chuan_ngheo.facts import Household, Member
    from chuan_ngheo.methods import BothMethods, classify_by_both
    from chuan_ngheo.point_types import PointsExplanation
    from chuan_ngheo.points import points_of
    from chuan_ngheo.readings.sql import sql_text
    from chuan_ngheo.readings.sql_checks import sql_checks_text
    from chuan_ngheo.rulebook.loader import load_rules
    from chuan_ngheo.rulebook.rules import RuleSet
    from chuan_ngheo.survey.contract import Report
    from chuan_ngheo.tables.frames import RejectedRowsWarning, classify_frame
    from chuan_ngheo.tables.validate import validate_frame

__all__ = [
    "BothMethods",
    "ChuanNgheoError",
    "Comparison",
    "Decision",
    "Eligibility",
    "Explanation",
    "Household",
    "InvalidFactsError",
    "Member",
    "PointsExplanation",
    "Problem",
    "RejectedRowsWarning",
    "Report",
    "RuleError",
    "RuleSet",
    "Step",
    "UnknownRuleSetError",
    "WhatIf",
    "classify",
    "classify_by_both",
    "classify_frame",
    "classify_subject",
    "compare",
    "explain",
    "explain_in_full",
    "load_rules",
    "points_of",
    "sql_checks_text",
    "sql_text",
    "validate_frame",
    "what_if",
    "write_explanation",
]

_HOMES: Final = {
    "classify": "api",
    "classify_subject": "api",
    "compare": "audit.compare.api",
    "Comparison": "audit.compare.comparison",
    "Decision": "decision",
    "Eligibility": "eligibility",
    "Step": "decision",
    "ChuanNgheoError": "diagnostics",
    "InvalidFactsError": "diagnostics",
    "Problem": "diagnostics",
    "RuleError": "diagnostics",
    "UnknownRuleSetError": "diagnostics",
    "explain": "explanation",
    "explain_in_full": "audit.explain.build",
    "Explanation": "audit.explain.model",
    "write_explanation": "audit.explain.write",
    "points_of": "points",
    "PointsExplanation": "point_types",
    "BothMethods": "methods",
    "classify_by_both": "methods",
    "Household": "facts",
    "Member": "facts",
    "load_rules": "rulebook.loader",
    "RuleSet": "rulebook.rules",
    "classify_frame": "tables.frames",
    "RejectedRowsWarning": "tables.frames",
    "Report": "survey.contract",
    "validate_frame": "tables.validate",
    "sql_checks_text": "readings.sql_checks",
    "sql_text": "readings.sql",
    "WhatIf": "audit.what_if.answer",
    "what_if": "audit.what_if.answer",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package is cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
