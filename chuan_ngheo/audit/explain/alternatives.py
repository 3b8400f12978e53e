"""What each other option of a ruling would change, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from chuan_ngheo.audit.explain.answers import answer_of
from chuan_ngheo.audit.explain.model import OtherOption
from chuan_ngheo.audit.rulings import Alternative
from chuan_ngheo.decision import Decision, Step
from chuan_ngheo.languages import Language, pick

_KINDS: Final = ("indicator", "status", "benefit")
_ARROW: Final = " → "


@dataclass(frozen=True, slots=True)
class Changes:
    """Writes what differs between a decision and the same under other rulings."""

    decision: Decision
    language: Language

    def option(self, other: Alternative) -> OtherOption:
        """Return an option with everything that it would change for the household."""
        text = self._text(other)
        return OtherOption(other.option, text, tuple(self._of_household(other.decision)))

    def for_step(self, rule_id: str, other: Alternative) -> OtherOption:
        """Return an option with what it would make of one step, and of the class."""
        mine, theirs = self.decision.step(rule_id), other.decision.step(rule_id)
        changes = [self._step(mine, theirs)] if _outcome(mine) != _outcome(theirs) else []
        changes += self._class(other.decision) if mine.rule.kind != "class" else ()
        return OtherOption(other.option, self._text(other), tuple(changes))

    def _text(self, other: Alternative) -> str:
        options = self.decision.rules.rulings[other.ruling].options
        return options[other.option].in_(self.language)

    def _of_household(self, other: Decision) -> Iterator[str]:
        yield from self._class(other)
        mine, theirs = self.decision.deprivation_count, other.deprivation_count
        if mine != theirs:
            label = pick(("Số chỉ số thiếu hụt", "Number of deprivations"), self.language)
            yield f"{label}: {_span(*mine)}{_ARROW}{_span(*theirs)}"
        for step in self.decision.trace:
            if step.rule.kind in _KINDS and _outcome(step) != _outcome(other.step(step.rule.id)):
                yield self._step(step, other.step(step.rule.id))
        yield from self._recipients(other)

    def _recipients(self, other: Decision) -> Iterator[str]:
        for name, mine in self.decision.eligibility.items():
            theirs = other.eligibility[name]
            label = mine.benefit.label.in_(self.language)
            if (mine.members, mine.unknown_members) != (theirs.members, theirs.unknown_members):
                who = pick(("người hưởng", "recipients"), self.language)
                sides = [
                    self._members(item.members, item.unknown_members) for item in (mine, theirs)
                ]
                yield f"{label}, {who}: {_ARROW.join(sides)}"
            ranks = [
                ", ".join(reason.rule.label.in_(self.language) for reason in item.priority) or "–"
                for item in (mine, theirs)
            ]
            if ranks[0] != ranks[1]:
                priority = pick(("ưu tiên", "priority"), self.language)
                yield f"{label}, {priority}: {_ARROW.join(ranks)}"

    def _class(self, other: Decision) -> Iterator[str]:
        if self.decision.possible_classes != other.possible_classes:
            label = pick(("Xếp loại", "Class"), self.language)
            yield f"{label}: {self._classes(self.decision)}{_ARROW}{self._classes(other)}"

    def _classes(self, decision: Decision) -> str:
        word = pick((" hoặc ", " or "), self.language)
        rules = decision.rules
        return word.join(rules.rule(n).label.in_(self.language) for n in decision.possible_classes)

    def _step(self, mine: Step, theirs: Step) -> str:
        sides = [
            answer_of(step, self.language)
            + (
                f" ({self._members(step.members, step.unknown_members)})"
                if mine.rule.scope == "member"
                else ""
            )
            for step in (mine, theirs)
        ]
        return f"{mine.rule.label.in_(self.language)}: {_ARROW.join(sides)}"

    def _members(self, certain: tuple[int, ...], unknown: tuple[int, ...]) -> str:
        texts = [str(position + 1) for position in certain]
        texts += [f"{position + 1}?" for position in unknown]
        if not texts:
            return pick(("không thành viên nào", "no member"), self.language)
        word = pick(("thành viên", "member" if len(texts) == 1 else "members"), self.language)
        return f"{word} {', '.join(texts)}"


def _outcome(step: Step) -> tuple[Any, ...]:
    of_member = (step.members, step.unknown_members) if step.rule.scope == "member" else ()
    return step.value, of_member


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
