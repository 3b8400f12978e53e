"""The typed, frozen rules of a rule set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, Self, cast

from chuan_ngheo.diagnostics import Position
from chuan_ngheo.expression.nodes import Node
from chuan_ngheo.rulebook.citations import Citation, Instrument, Period, Text
from chuan_ngheo.vocabulary import Scope, ValueType

Confidence = Literal["gazette", "secondary", "unconfirmed"]
RuleKind = Literal["definition", "score", "indicator", "class", "status", "benefit", "subject_rule"]

POINT_ENDS: Final = ("lowest", "highest")
"""How the bounds of a number of points are called, in decisions and in the names of columns."""


class _Picklable:
    """Lets frozen objects with read-only mappings travel between processes."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        values = {item.name: getattr(self, item.name) for item in fields(cast("Any", self))}
        plain = {
            name: dict(value) if isinstance(value, MappingProxyType) else value
            for name, value in values.items()
        }
        return _restore, (type(self), plain)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


def _restore(cls: type[Any], values: dict[str, Any]) -> Any:
    frozen = {
        name: MappingProxyType(value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
    return cls(**frozen)


class CitedParts(NamedTuple):
    """What every entry of a rule file has."""

    id: str
    label: Text
    citations: tuple[Citation, ...]
    confidence: Confidence
    note: Text | None
    position: Position


@dataclass(frozen=True, slots=True)
class _Cited(_Picklable):
    id: str
    label: Text
    citations: tuple[Citation, ...]
    confidence: Confidence
    note: Text | None
    position: Position


@dataclass(frozen=True, slots=True)
class Ruling(_Cited):
    """A documented choice where the text of the law leaves room."""

    options: Mapping[str, Text]
    default: str


Number = int | float


@dataclass(frozen=True, slots=True)
class Parameter(_Cited):
    """A number set by law, in force for a period.

    Attributes:
        key: fact whose value chooses the column of ``columns``; empty if there is none.
        row_key: fact that chooses the row, rounded down to a row; empty if there is none.
        columns: for each value of ``key`` ('' if none) the numbers, one for each row.
        rows: the row keys in ascending order; empty if there is one row.
    """

    period: Period
    unit: str
    key: str
    row_key: str
    columns: Mapping[str, tuple[Number, ...]]
    rows: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Rule(_Cited):
    """One version of a rule: a definition, a score, an indicator, a class, a status, a benefit.

    Attributes:
        text: the condition as it is written in the file.
        node: the condition, parsed and checked.
        rulings: ids of the rulings that the condition reads, directly or through others.
        parameters: ids of the parameters that it reads, directly or through others.
        facts: names of the facts that it reads, directly or through others.
        benefit: id of the benefit that a rule on another subject belongs to.
    """

    kind: RuleKind
    scope: Scope
    type: ValueType
    period: Period
    text: str
    node: Node
    dimension: str = ""
    rulings: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    benefit: str = ""


@dataclass(frozen=True, slots=True)
class Benefit(_Cited):
    """A project or policy of a plan. Its condition on households is the rule of the same id.

    Attributes:
        line: the line of the plan's annex, such as III.2.1.
        subjects: household, member, organisation, community, official.
        members: id of the condition on the members who receive it; empty if none are named.
        priority: ids of conditions, in the order of priority.
        conditions: conditions on the support itself, in words.
        content: what is given, by the id under which other benefits may give the same.
        levels: ids of the parameters that say how much is given.
        national: ids of the conditions of the national rules that it rests on.
        once: "member" or "household" if it is given once to each; else empty.
        gives_way_to: ids of conditions under which a better benefit of the kind is given.
    """

    line: str
    subjects: tuple[str, ...]
    members: str
    priority: tuple[str, ...]
    conditions: tuple[Text, ...]
    content: Mapping[str, Text]
    lead: Text
    levels: tuple[str, ...]
    national: tuple[str, ...]
    once: str
    gives_way_to: tuple[str, ...]

    @property
    def of_programme(self) -> bool:
        """Whether it is a project of the programme, not a policy of section I of the annex."""
        return self.line.startswith("III")


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet(_Picklable):
    """A rule set: immutable, safe to share between threads.

    Attributes:
        hash: SHA-256 over the rule files and the chosen rulings.
        chosen: the option of each ruling in force.
        parameters: the versions of each parameter by id, in order of time.
        rules: the versions of each rule by id; ids in the order in which they are evaluated.
        indicators: ids of the indicators in official order.
        classes: ids of the classes, from poorest.
        statuses: ids of the statuses of members.
        household_statuses: ids of the statuses of the household.
        benefits: the projects and policies by id, in the order of the plan.
        points: ids of the numbers that are told beside the class, such as B1 and B2.
    """

    id: str
    label: Text
    period: Period
    citations: tuple[Citation, ...]
    instruments: Mapping[str, Instrument]
    dimensions: Mapping[str, Text]
    rulings: Mapping[str, Ruling]
    chosen: Mapping[str, str]
    parameters: Mapping[str, tuple[Parameter, ...]]
    rules: Mapping[str, tuple[Rule, ...]]
    indicators: tuple[str, ...]
    classes: tuple[str, ...]
    statuses: tuple[str, ...]
    household_statuses: tuple[str, ...]
    benefits: Mapping[str, Benefit]
    points: tuple[str, ...]
    hash: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def rule(self, identifier: str, day: date | None = None) -> Rule:
        """Return the version of a rule in force on ``day``, or the latest one."""
        versions = self.rules[identifier]
        if day is not None:
            versions = tuple(rule for rule in versions if day in rule.period) or versions
        return versions[-1]

    def parameter(self, identifier: str, day: date | None = None) -> Parameter:
        """Return the version of a parameter in force on ``day``, or the latest one."""
        versions = self.parameters[identifier]
        if day is not None:
            versions = tuple(item for item in versions if day in item.period) or versions
        return versions[-1]

    @property
    def point_columns(self) -> tuple[str, ...]:
        """The columns of the points in tables: of each the lowest and the highest number."""
        return tuple(f"{name}_{end}" for name in self.points for end in POINT_ENDS)

    def epochs(self) -> tuple[Period, ...]:
        """Return the spans of days within which no version changes."""
        versions: list[Rule | Parameter] = [
            version for versions in self.rules.values() for version in versions
        ]
        versions += [version for items in self.parameters.values() for version in items]
        starts = {self.period.start}
        for version in versions:
            starts |= {version.period.start, version.period.end + timedelta(days=1)}
        days = sorted(day for day in starts if day in self.period)
        ends = [day - timedelta(days=1) for day in days[1:]]
        return tuple(Period(a, b) for a, b in zip(days, [*ends, self.period.end], strict=True))

    def __iter__(self) -> Iterator[Rule]:
        for versions in self.rules.values():
            yield from versions
