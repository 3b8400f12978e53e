"""What explains a decision by points: items with their answers, sums, and what would cross."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chuan_ngheo.rulebook.citations import Text

Span = tuple[int, int]
"""The lowest and the highest possible number of points; both are equal where it is known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that the form offers for an item.

    Attributes:
        id: id of the parameter that holds its points.
        holds: whether it is the answer that counts: True, False or None (unknown).
        points: what it gives in the area and region of the household.
    """

    id: str
    label: Text
    holds: bool | None
    points: Span

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for JSON."""
        return {
            "id": self.id,
            "label": {"vi": self.label.vi, "en": self.label.en},
            "holds": self.holds,
            "points": _bounds(self.points),
        }


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """One item of the form, or one line of an item that has several.

    Attributes:
        id: id of the score.
        number: number of the item on the form.
        answers: the answers that the form of the area offers; empty where that form
            lacks the item.
        points: what the item gives; 0 where none of the answers holds.
        missing: paths of the unknown facts that keep it open; empty where it is known.
    """

    id: str
    label: Text
    number: str
    answers: tuple[Answer, ...]
    points: Span
    missing: tuple[str, ...]

    @property
    def answer(self) -> Answer | None:
        """The answer that counts for certain; None if none does, or if it is unknown."""
        return next((answer for answer in self.answers if answer.holds), None)

    @property
    def possible(self) -> tuple[Answer, ...]:
        """The answers that may count."""
        return tuple(answer for answer in self.answers if answer.holds is not False)

    @property
    def could_add(self) -> int:
        """The most points that the missing answers could add to the lowest sum."""
        return self.points[1] - self.points[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the item as plain values for JSON."""
        return {
            "id": self.id,
            "number": self.number,
            "label": {"vi": self.label.vi, "en": self.label.en},
            "answer": self.answer and self.answer.id,
            "points": _bounds(self.points),
            "answers": [answer.to_dict() for answer in self.answers],
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class CrossingAnswer:
    """Another answer to one item that alone moves the sum across the limit.

    Attributes:
        item: id of the score.
        now: the answer that counts now; None if none gives points.
        instead: the other answer; None for the item without any answer that gives points.
        total: the sum with the other answer.
        within: whether that sum is within the limit.
        possible_classes: the classes that are possible then, from the poorest, with the
            deprivations as they are.
    """

    item: str
    now: Answer | None
    instead: Answer | None
    total: Span
    within: bool
    possible_classes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the crossing answer as plain values for JSON."""
        return {
            "item": self.item,
            "now": self.now and self.now.id,
            "instead": self.instead and self.instead.id,
            "total": _bounds(self.total),
            "within": self.within,
            "possible_classes": list(self.possible_classes),
        }


@dataclass(frozen=True, slots=True)
class DeprivationPoints:
    """The sum of the deprivations, B2.

    Attributes:
        id: id of the sum.
        each: points of one deprived indicator.
        deprived: ids of the indicators that count for certain; ``open`` are those that may.
        limit: from how many points a household within the other limit is poor.
    """

    id: str
    each: int
    deprived: tuple[str, ...]
    open: tuple[str, ...]
    total: Span
    limit: int

    def to_dict(self) -> dict[str, Any]:
        """Return the sum as plain values for JSON."""
        return {
            "id": self.id,
            "each": self.each,
            "deprived": list(self.deprived),
            "open": list(self.open),
            "total": _bounds(self.total),
            "limit": self.limit,
        }


@dataclass(frozen=True, slots=True)
class PointsExplanation:
    """How a decision by points came about.

    Attributes:
        id: id of the sum, such as ``b1_points``; ``limit_rule`` compares it with the limit.
        items: every item of the form in its order.
        total: the sum of the items.
        limit: the most points with which a household is within the limit; bounds where the
            area is unknown.
        within: whether the sum is at or below the limit; None if that is unknown.
        crossing: the single answers that move the sum across the limit. One answer of the form
            is changed at a time; a fact that several items read is changed by ``what_if``.
        deprivations: the sum of the deprivations.
    """

    id: str
    limit_rule: str
    items: tuple[ItemPoints, ...]
    total: Span
    limit: Span
    within: bool | None
    crossing: tuple[CrossingAnswer, ...]
    deprivations: DeprivationPoints

    @property
    def margin(self) -> Span:
        """How far the sum lies above the limit; below it where negative."""
        return self.total[0] - self.limit[1], self.total[1] - self.limit[0]

    def item(self, identifier: str) -> ItemPoints:
        """Return one item by the id of its score.

        Raises:
            KeyError: if no item has that id.
        """
        for item in self.items:
            if item.id == identifier:
                return item
        raise KeyError(identifier)

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain values for JSON."""
        return {
            "id": self.id,
            "limit_rule": self.limit_rule,
            "items": [item.to_dict() for item in self.items],
            "total": _bounds(self.total),
            "limit": _bounds(self.limit),
            "margin": _bounds(self.margin),
            "within": self.within,
            "crossing": [answer.to_dict() for answer in self.crossing],
            "deprivations": self.deprivations.to_dict(),
        }


def _bounds(points: Span) -> dict[str, int]:
    return {"lowest": points[0], "highest": points[1]}
