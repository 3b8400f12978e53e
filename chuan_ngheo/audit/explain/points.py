"""A decision by points at the head of its section: tables of items, of what is missing and crosses.

The steps below the tables say the same of each item with its facts and its place in the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chuan_ngheo.audit.explain.model import Overview
from chuan_ngheo.decision import Decision
from chuan_ngheo.explanation_points import (
    CAVEAT,
    answer_words,
    crossing_title,
    deprivation_words,
    item_words,
    margin_words,
    note_on_sum,
    other_answer,
    running_sums,
    span_words,
)
from chuan_ngheo.labels import write_path
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.point_types import ItemPoints, PointsExplanation


@dataclass(frozen=True, slots=True)
class PointTables:
    """Writes what a decision by points rests on, for one household.

    Attributes:
        numbers: the number of the step of each rule.
    """

    decision: Decision
    points: PointsExplanation
    numbers: Mapping[str, str]
    language: Language

    def sums(self) -> str:
        """Write the sum, the limit and the distance between them."""
        label = self.decision.step(self.points.id).rule.label.in_(self.language)
        total, limit = (
            span_words(span, self.language) for span in (self.points.total, self.points.limit)
        )
        margin = margin_words(self.points, self.language)
        return self._say(
            f"{label}: {total}; mức: {limit}; {margin}.",
            f"{label}: {total}; limit: {limit}; {margin}.",
        )

    def deprivations(self) -> str:
        """Write the sum of the deprivations, with the indicators that count or may."""
        found = self.points.deprivations
        label = self.decision.step(found.id).rule.label.in_(self.language)
        told = f"{label}: {deprivation_words(self.points, self.language)}"
        for names, start in (
            (found.deprived, self._say("thiếu hụt", "deprived")),
            (found.open, self._say("chưa xác định", "undetermined")),
        ):
            if names:
                labels = (self.decision.step(one).rule.label.in_(self.language) for one in names)
                told += f"; {start}: {', '.join(labels)}"
        return f"{told}."

    def paragraphs(self) -> Iterator[str]:
        """Yield the sum, the items without an answer, and what the tables do not say."""
        yield self.sums()
        if note := note_on_sum(self.points, self.language):
            yield note
        without = [
            item_words(item, self.language)
            for item in self.points.items
            if item.answers and not item.possible
        ]
        if without:
            start = self._say(
                "Không có câu trả lời nào trong bảng, 0 điểm", "No answer of the table, 0 points"
            )
            yield f"{start}: {'; '.join(without)}."
        if self.points.crossing:
            yield pick(CAVEAT, self.language)

    def overviews(self) -> Iterator[Overview]:
        """Yield the tables of items, of missing answers and of crossing answers."""
        item, step = self._say("Mục", "Item"), self._say("Bước", "Step")
        answer, points = self._say("Câu trả lời", "Answer"), self._say("Điểm", "Points")
        so_far = self._say("Cộng dồn", "So far")
        label = self.decision.step(self.points.id).rule.label.in_(self.language)
        yield Overview(label, (item, answer, points, so_far, step), tuple(self._items()))
        missing = tuple(self._missing())
        if missing:
            title = self._say("Câu trả lời còn thiếu", "Missing answers")
            facts = self._say("Dữ kiện cần hỏi", "Facts to ask for")
            most = self._say("Thêm nhiều nhất", "More at most")
            yield Overview(title, (item, facts, most), missing)
        crossing = tuple(self._crossing())
        if crossing:
            title = crossing_title(self.points, self.language)
            now, other = self._say("Nay", "Now"), self._say("Câu trả lời khác", "Other answer")
            then = self._say("Tổng khi đó", "Sum then")
            classes = self._say("Xếp loại khi đó", "Class then")
            yield Overview(title, (item, now, other, then, classes), crossing)

    def _items(self) -> Iterator[tuple[str, ...]]:
        for item, running in running_sums(self.points):
            if item.possible:
                yield (
                    item_words(item, self.language),
                    answer_words(item, self.language),
                    span_words(item.points, self.language, unit=""),
                    span_words(running, self.language, unit=""),
                    self.numbers[item.id],
                )

    def _missing(self) -> Iterator[tuple[str, ...]]:
        for item in self.points.items:
            if item.missing:
                paths = "; ".join(write_path(path, self.language) for path in item.missing)
                most = span_words((item.could_add, item.could_add), self.language)
                yield item_words(item, self.language), paths, most

    def _crossing(self) -> Iterator[tuple[str, ...]]:
        word = self._say(" hoặc ", " or ")
        rules = self.decision.rules
        for answer in self.points.crossing:
            item: ItemPoints = self.points.item(answer.item)
            labels = [rules.rule(name).label.in_(self.language) for name in answer.possible_classes]
            yield (
                item_words(item, self.language),
                answer_words(item, self.language),
                other_answer(answer, self.language),
                span_words(answer.total, self.language, unit=""),
                word.join(labels),
            )

    def _say(self, vi: str, en: str) -> str:
        return pick((vi, en), self.language)
