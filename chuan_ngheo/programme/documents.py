"""The format of a plan's files: one model for the rows of each CSV file.

A blank cell of the budget is blank in the plan's annex: it is None, never zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from chuan_ngheo.rulebook.citations import Text

_WHOLE: Final = re.compile(r"0|[1-9][0-9]*")
_DECIMAL: Final = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")

Source = Literal["central_budget", "city_budget", "preferential_loan", "community"]
SOURCES: Final[tuple[Source, ...]] = (
    "central_budget",
    "city_budget",
    "preferential_loan",
    "community",
)
"""Sources of money of annex 2: central budget, city budget, preferential loans, community."""


def _amount(value: str) -> int | None:
    if value and not _WHOLE.fullmatch(value):
        raise ValueError("a whole number of million dong, or an empty cell")
    return int(value) if value else None


def _decimal(value: str) -> Decimal | None:
    if value and not _DECIMAL.fullmatch(value):
        raise ValueError("a number with a decimal point, or an empty cell")
    return Decimal(value) if value else None


def _names(value: str) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()


Amount = Annotated[int | None, BeforeValidator(_amount)]
Required = Annotated[int, BeforeValidator(_amount)]
Number = Annotated[Decimal | None, BeforeValidator(_decimal)]
RequiredNumber = Annotated[Decimal, BeforeValidator(_decimal)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Words = Annotated[str, Field(min_length=1)]
Unit = Literal["households", "persons", "children", "models", "percent", "times"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Told(_Row):
    id: Words
    vi: Words
    en: Words

    @property
    def text(self) -> Text:
        """The row in words, in Vietnamese and English."""
        return Text(self.vi, self.en)


class BudgetRow(_Row):
    """One row of annex 2 (Phụ lục 2), amounts in million dong; None is blank in the annex.

    Attributes:
        parent: code of the row that it is part of; empty for the grand total.
        benefits: ids of the projects or policies that it pays for.
    """

    code: Words
    parent: str
    level: Literal["section", "policy", "item", "project", "subproject", "total"]
    name_vi: Words
    name_en: Words
    total: Required
    central_budget: Amount
    city_budget: Amount
    preferential_loan: Amount
    community: Amount
    benefits: Names

    @property
    def name(self) -> Text:
        """The name of the row in Vietnamese and English."""
        return Text(self.name_vi, self.name_en)

    @property
    def sources(self) -> Mapping[Source, int | None]:
        """The four sources of the row, in the order of the annex."""
        return {
            "central_budget": self.central_budget,
            "city_budget": self.city_budget,
            "preferential_loan": self.preferential_loan,
            "community": self.community,
        }


class TargetRow(_Told):
    """One target (chỉ tiêu) of sections II.2 to II.4.

    Attributes:
        operator: as the plan says it; ``x`` is a multiple; empty if the plan gives no number.
        value: the number of the target, in ``unit``; None if the plan gives none.
        better: the direction in which the figure should move.
        classes: ids of the classes or groups that it speaks of; empty for the whole city.
        benefits: ids of the projects or policies that serve it.
        indicators: ids of the indicators of the poverty standard that it resembles.
    """

    section: Words
    operator: Literal["<", ">", "≥", "=", "x", ""]
    value: Number
    unit: Unit
    better: Literal["lower", "higher"]
    classes: Names
    benefits: Names
    indicators: Names


class BaselineRow(_Told):
    """A number that the plan gives for its start: the general review of the end of 2021."""

    value: RequiredNumber
    unit: Unit


class UnitCostRow(_Told):
    """A cost in million dong for each person or household that the plan's figures imply.

    Attributes:
        poverty_class: id of the class for which it holds; empty for every class.
        amount: ``budget`` (million dong) over ``number``, both as the plan gives them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True)

    benefit: Words
    poverty_class: Annotated[str, Field(alias="class")]
    unit: Literal["person", "household"]
    amount: RequiredNumber
    budget: Required
    number: Required
    confidence: Literal["inferred"]

    @model_validator(mode="after")
    def _follows_from_the_plan(self) -> Self:
        if self.amount * self.number != self.budget:
            raise ValueError(f"{self.budget} over {self.number} is not {self.amount}")
        return self


class InconsistencyRow(_Told):
    """A place where the plan contradicts itself, lacks something, or is miswritten.

    Attributes:
        lines: codes of the budget and ids of lines that it touches.
        targets: ids of the targets that it touches.
        benefits: ids of the projects or policies that it touches.
        numbers: the figures concerned, as numbers.
    """

    kind: Literal["defect", "conflict", "wording"]
    lines: Names
    targets: Names
    benefits: Names
    numbers: Names


class LineRow(_Told):
    """One line of the plan, in brief, and what it became.

    Attributes:
        became: a rule, a target, a number of the plan (parameter), or none of them.
        refs: the ids of those rules, targets, baselines, unit costs or rows of the budget.
        reason: why it is none of them; None otherwise.
    """

    section: Words
    became: Literal["rule", "target", "parameter", "none"]
    refs: Names
    reason_vi: str
    reason_en: str

    @model_validator(mode="after")
    def _has_a_place_or_a_reason(self) -> Self:
        reasons = bool(self.reason_vi), bool(self.reason_en)
        if self.became == "none" and (self.refs or reasons != (True, True)):
            raise ValueError("a line that became nothing has a reason in both languages, no refs")
        if self.became != "none" and (not self.refs or any(reasons)):
            raise ValueError("a line that became something names it and needs no reason")
        return self

    @property
    def reason(self) -> Text | None:
        """Why the line is neither a rule nor a target nor a parameter."""
        return Text(self.reason_vi, self.reason_en) if self.reason_vi else None
