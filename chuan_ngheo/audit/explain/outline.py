"""The order and the numbers of the steps: from facts to class to each benefit.

Every step stands under the first step that rests on it, so that 3.1.2 supports 3.1; what several
steps rest on stands once, and the others name its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from chuan_ngheo.decision import Decision
from chuan_ngheo.explanation_points import MEASURED_INCOME
from chuan_ngheo.point_types import PointsExplanation

Titles = tuple[str, str]
FACTS: Final[Titles] = ("Dữ kiện", "Facts")
INCOME: Final[Titles] = ("Tiêu chí thu nhập", "Income criterion")
DEPRIVATIONS: Final[Titles] = (
    "Mức độ thiếu hụt dịch vụ xã hội cơ bản",
    "Deprivation of basic social services",
)
POINTS: Final[Titles] = ("Điểm của phiếu", "Points of the form")
CLASS: Final[Titles] = ("Xếp loại hộ", "Class of the household")
STATUSES: Final[Titles] = ("Tình trạng của hộ và thành viên", "Statuses of household and members")
BENEFITS: Final[Titles] = ("Dự án, chính sách", "Projects and policies")
RULINGS: Final[Titles] = ("Cách hiểu đang áp dụng", "Rulings in force")


@dataclass(frozen=True, slots=True)
class Place:
    """One rule, or a benefit without a rule, at its place in the document."""

    number: str
    id: str
    level: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections with the places of their steps, and the number of each rule."""

    sections: tuple[tuple[Titles, str, tuple[Place, ...]], ...]
    numbers: Mapping[str, str]


class _Numbering:
    """Gives out numbers; every rule has one place."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.order = {step.rule.id: place for place, step in enumerate(decision.trace)}
        self.numbers: dict[str, str] = {}

    def place(self, number: str, root: str, below: Iterable[str], kept: set[str]) -> list[Place]:
        """Number a root and what it rests on that has no number yet and no place of its own."""
        self.numbers[root] = number
        places = [Place(number, root, 1)]
        supports = [
            name
            for name in self._reach(below, kept)
            if name not in self.numbers and name not in kept
        ]
        for count, name in enumerate(supports, start=1):
            self.numbers[name] = f"{number}.{count}"
            places.append(Place(f"{number}.{count}", name, 2))
        return places

    def _reach(self, names: Iterable[str], kept: set[str]) -> list[str]:
        found: set[str] = set()
        waiting = [name for name in names if name in self.order]
        while waiting:
            name = waiting.pop()
            if name not in found and name not in kept:
                found.add(name)
                waiting += self.decision.step(name).rests_on
        return sorted(found, key=self.order.__getitem__)

    def rests_on(self, name: str) -> tuple[str, ...]:
        """Return the rules that a rule of the trace refers to."""
        return self.decision.step(name).rests_on if name in self.order else ()


def outline(decision: Decision, points: PointsExplanation | None = None) -> Outline:
    """Return the order of the document for one decision.

    Args:
        points: how its points came about, where it is a decision by points.
    """
    rules, numbering = decision.rules, _Numbering(decision)
    before, after = _grounds(decision)
    statuses = [
        name for name in (*rules.statuses, *rules.household_statuses) if name in numbering.order
    ]
    deprivations = (DEPRIVATIONS, [*rules.indicators, *after])
    groups: list[tuple[Titles, list[str]]] = [(INCOME, before), deprivations]
    if points is not None:
        counted = [*(item.id for item in points.items), points.id, points.limit_rule]
        measured = [name for name in before if name not in counted]
        groups = [(POINTS, counted), deprivations, (MEASURED_INCOME, measured)]
    groups += [
        (CLASS, [*rules.classes]),
        (STATUSES, statuses),
        (BENEFITS, [*rules.benefits]),
    ]
    kept = {name for _, roots in groups for name in roots}
    sections: list[tuple[Titles, str, tuple[Place, ...]]] = []
    number = 1
    for title, roots in groups:
        if not roots:
            continue
        number += 1
        places: list[Place] = []
        for count, root in enumerate(roots, start=1):
            below = (*numbering.rests_on(root), *_of_benefit(decision, root))
            places += numbering.place(f"{number}.{count}", root, below, kept)
        sections.append((title, str(number), tuple(places)))
    return Outline(tuple(sections), numbering.numbers)


def _grounds(decision: Decision) -> tuple[list[str], list[str]]:
    """Return what classes rest on beside indicators: before them, and after them."""
    rules = decision.rules
    before: list[str] = []
    after: list[str] = []
    direct = {name for one in rules.classes for name in decision.step(one).rests_on}
    for step in decision.trace:
        name = step.rule.id
        if name in direct and name not in (*rules.classes, *rules.indicators):
            reads = any(below in rules.indicators for below in step.rests_on)
            (after if reads else before).append(name)
    return before, after


def _of_benefit(decision: Decision, name: str) -> tuple[str, ...]:
    benefit = decision.rules.benefits.get(name)
    if benefit is None:
        return ()
    return (benefit.members, *benefit.priority, *benefit.national, *benefit.gives_way_to)
