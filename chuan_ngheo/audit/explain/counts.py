"""How many are missing, or too many, for a count to reach its threshold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from chuan_ngheo.audit.explain.exact import Exact, write_exact
from chuan_ngheo.audit.explain.model import Margin
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import UNKNOWN_WORDS
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.readings.interpret import OPERATORS
from chuan_ngheo.rulebook.rules import RuleSet

_AT_LEAST: Final = (">", ">=")
_AT_MOST: Final = ("<", "<=")


class Found(NamedTuple):
    """What a comparison found, and by how much."""

    text: str
    margin: Margin | None = None


class Counted(NamedTuple):
    """A count on the left of a comparison, and by what it is multiplied."""

    node: nodes.Node
    factor: Decimal

    def threshold(self, symbol: str, right: Decimal) -> Decimal | None:
        """Return the least count that is enough, or the greatest that is allowed."""
        if symbol not in (*_AT_LEAST, *_AT_MOST):
            return None
        count = (right / self.factor).to_integral_value(rounding="ROUND_FLOOR")
        compare = OPERATORS[symbol]
        near = (count - 1, count, count + 1)
        enough = [value for value in near if compare(self.factor * value, right)]
        return min(enough) if symbol in _AT_LEAST else max(enough)


def counted(node: nodes.Node, rules: RuleSet) -> Counted | None:
    """Return the count that a side of a comparison is, or is a multiple of."""
    match node:
        case nodes.Arithmetic("*", nodes.Constant(int() as factor), inner) if factor > 0:
            found = counted(inner, rules)
            return found and Counted(found.node, found.factor * factor)
        case nodes.CountTrue() | nodes.Quantifier("count_members", _):
            return Counted(node, Decimal(1))
        case nodes.DefinitionReference(name, _):
            return Counted(node, Decimal(1)) if counted(rules.rule(name).node, rules) else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Counts:
    """Writes how far a count of one unit lies from its threshold."""

    unit: str
    language: Language

    def of(self, value: Exact, threshold: Decimal | None, symbol: str) -> Found:
        """Say what was counted, what is needed and how many are missing or too many."""
        if value is None or threshold is None:
            text = pick(UNKNOWN_WORDS, self.language) if value is None else self._write(value)
            return Found(text)
        at_least = symbol in _AT_LEAST
        limit = self._write(threshold)
        need = self._pick(
            f"cần ít nhất {limit}" if at_least else f"nhiều nhất {limit}",
            f"at least {limit} needed" if at_least else f"at most {limit} allowed",
        )
        if isinstance(value, tuple):
            low, high = value
            least, most = write_exact(low, "", self.language), self._write(high)
            bounds = self._pick(
                f"chắc chắn {least}, có thể đến {most}", f"{least} for certain, up to {most}"
            )
            return Found(f"{bounds}; {need}; {self._open_count(value, threshold, at_least)}")
        gap = value - threshold
        return Found(
            f"{self._write(value)}; {need}: {self._gap(gap, at_least)}",
            Margin(gap, self.unit),
        )

    def _gap(self, gap: Decimal, at_least: bool) -> str:
        far = self._write(abs(gap))
        if gap == 0:
            return self._pick("vừa đúng mức này", "exactly that many")
        if at_least:
            return (
                self._pick(f"dư {far}", f"{far} more than needed")
                if gap > 0
                else self._pick(f"còn thiếu {far}", f"{far} short")
            )
        return (
            self._pick(f"thừa {far}", f"{far} too many")
            if gap > 0
            else self._pick(f"còn cách mức này {far}", f"{far} fewer than that")
        )

    def _open_count(
        self, value: tuple[Decimal, Decimal], threshold: Decimal, at_least: bool
    ) -> str:
        low, high = value
        if (low >= threshold) if at_least else (high <= threshold):
            return self._pick(
                "đúng dù câu trả lời còn thiếu là gì", "holds whatever the missing answers are"
            )
        if (high < threshold) if at_least else (low > threshold):
            return self._pick(
                "không đúng dù câu trả lời còn thiếu là gì",
                "fails whatever the missing answers are",
            )
        if at_least:
            far = self._write(threshold - low)
            return self._pick(
                f"chỉ tính phần chắc chắn thì còn thiếu {far}",
                f"{far} short if only the certain ones count",
            )
        far = self._write(high - threshold)
        return self._pick(
            f"nếu mọi điều chưa biết đều đúng thì thừa {far}",
            f"{far} too many if all that is unknown holds",
        )

    def _write(self, value: Exact) -> str:
        return write_exact(value, self.unit, self.language)

    def _pick(self, vi: str, en: str) -> str:
        return pick((vi, en), self.language)
