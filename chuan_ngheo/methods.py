"""The two ways to classify a household: by measured income, and by the points of the forms.

Article 3 of Decree 07/2021/NĐ-CP compares measured income with a line; article 1 of Circular
07/2021/TT-BLĐTBXH compares points of the forms with a limit. Each is decided on its own, and the
result of one never stands in for the other: where both are known and differ, that is said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from chuan_ngheo.decision import Decision, Truth
from chuan_ngheo.labels import write_fact, write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.method_names import METHODS, Method
from chuan_ngheo.readings.reference import decide
from chuan_ngheo.rulebook.loader import load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.validation import RawHousehold, read_facts

METHOD_LABELS: Final[Mapping[Method, tuple[str, str]]] = MappingProxyType(
    {
        "income": ("Theo thu nhập đo được", "By measured income"),
        "points": ("Theo điểm của phiếu", "By the points of the forms"),
    }
)


def rules_of_methods(rulings: Mapping[str, str] | None = None) -> dict[Method, RuleSet]:
    """Load the rule sets of both methods.

    Args:
        rulings: options that replace the defaults; those on points alone leave income as it is.

    Raises:
        RuleError: where a ruling or an option is unknown to both.
    """
    chosen = dict(rulings or {})
    points = load_rules(METHODS["points"], rulings=chosen)
    known = load_rules(METHODS["income"]).rulings
    own = {name: option for name, option in chosen.items() if name in known}
    return {"income": load_rules(METHODS["income"], rulings=own), "points": points}


@dataclass(frozen=True)
class BothMethods:
    """The decisions on one household by measured income and by points."""

    income: Decision
    points: Decision

    @property
    def household_id(self) -> int | str | None:
        """The id of the household."""
        return self.income.household_id

    @property
    def class_(self) -> str | None:
        """The class that both methods give; None if one is undetermined or they differ."""
        return self.income.class_ if self.income.class_ == self.points.class_ else None

    @cached_property
    def possible_classes(self) -> tuple[str, ...]:
        """Every class that is possible by at least one of the methods, from the poorest."""
        return possible_by_either(
            self.income.possible_classes, self.points.possible_classes, self.income.rules.classes
        )

    @property
    def agree(self) -> Truth:
        """True if both give one class; False if no class is possible by both; else None."""
        return agreement(self.income.possible_classes, self.points.possible_classes)

    def disagreement(self, language: Language) -> str:
        """Say in one text how the methods differ; empty unless ``agree`` is False."""
        if self.agree is not False:
            return ""
        start = pick(
            (
                "Hai cách không khớp nhau, và kết quả của cách này không thay cho cách kia. ",
                "The two methods differ, and the result of one does not stand in for the other. ",
            ),
            language,
        )
        return start + " ".join((_by_income(self.income, language), _by_points(self, language)))

    def to_dict(self, *, trace: bool = False) -> dict[str, Any]:
        """Return both decisions as plain values for JSON."""
        return {
            "household_id": self.household_id,
            "class": self.class_,
            "possible_classes": list(self.possible_classes),
            "methods_agree": self.agree,
            "disagreement": {"vi": self.disagreement("vi"), "en": self.disagreement("en")}
            if self.agree is False
            else None,
            "methods": {
                "income": self.income.to_dict(trace=trace),
                "points": self.points.to_dict(trace=trace),
            },
        }

    def to_json(self, *, trace: bool = False, indent: int | None = None) -> str:
        """Return both decisions as JSON text."""
        return json.dumps(self.to_dict(trace=trace), ensure_ascii=False, indent=indent)


def classify_by_both(
    household: RawHousehold, *, rulings: Mapping[str, str] | None = None
) -> BothMethods:
    """Decide the class of one household by measured income and by points.

    Args:
        household: a :class:`Household`, a mapping of facts, or JSON text of one.
        rulings: options that replace the defaults of the rulings.

    Raises:
        InvalidFactsError: with every problem of the facts, each with its path.
        RuleError: where a ruling or an option is unknown.
    """
    rules = rules_of_methods(rulings)
    facts = read_facts(household)
    return BothMethods(decide(facts, rules["income"]), decide(facts, rules["points"]))


def agreement(one: tuple[str, ...], other: tuple[str, ...]) -> Truth:
    """Tell whether two methods with these possible classes agree; None if that is open."""
    if len(one) == len(other) == 1:
        return one == other
    return False if set(one).isdisjoint(other) else None


def possible_by_either(
    one: tuple[str, ...], other: tuple[str, ...], classes: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the classes that are possible by one of two methods, from the poorest."""
    return tuple(name for name in classes if name in one or name in other)


def _classes(decision: Decision, language: Language) -> str:
    if decision.household_statuses.get("not_poor"):
        return pick(("hộ không nghèo", "a household that is not poor"), language)
    labels = (decision.rules.rule(name).label.in_(language) for name in decision.possible_classes)
    return pick((" hoặc ", " or "), language).join(label.lower() for label in labels)


def _cited(decision: Decision, rule: str, language: Language) -> str:
    return decision.step(rule).rule.citations[0].write(language)


def _by_income(decision: Decision, language: Language) -> str:
    income = write_fact("income_per_capita", decision.facts["income_per_capita"], language)
    line = decision.step("at_or_below_poverty_line").parameters["poverty_line"]
    shown = _range(line if isinstance(line, tuple) else (line, line), language)
    cited = _cited(decision, "at_or_below_poverty_line", language)
    texts = (
        f"Theo thu nhập đo được ({income}; chuẩn nghèo {shown} đồng/người/tháng): "
        f"{_classes(decision, language)} ({cited}).",
        f"By measured income ({income}; poverty line {shown} dong per person per month): "
        f"{_classes(decision, language)} ({cited}).",
    )
    return pick(texts, language)


def _by_points(both: BothMethods, language: Language) -> str:
    decision = both.points
    points = _range(decision.points["b1_points"] or (0, 0), language)
    limit = decision.step("at_or_below_b1_limit").parameters["b1_limit"]
    shown = _range(limit if isinstance(limit, tuple) else (limit, limit), language)
    cited = _cited(decision, "at_or_below_b1_limit", language)
    texts = (
        f"Theo điểm của phiếu (B1 = {points}; mức {shown} điểm): "
        f"{_classes(decision, language)} ({cited}).",
        f"By points (B1 = {points}; limit {shown} points): "
        f"{_classes(decision, language)} ({cited}).",
    )
    return pick(texts, language)


def _range(bounds: tuple[int, int], language: Language) -> str:
    low, high = (write_number(end, language) for end in bounds)
    return low if low == high else f"{low}–{high}"
