"""By how much a comparison holds or fails, in words and as an exact number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from chuan_ngheo.audit.explain.counts import Counts, Found, counted
from chuan_ngheo.audit.explain.exact import (
    Exact,
    exact_amount,
    exactly,
    unit_of,
    write_exact,
    write_months,
)
from chuan_ngheo.audit.explain.model import Margin
from chuan_ngheo.audit.explain.words import is_date
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import NEVER_WORDS, UNKNOWN_WORDS, VALUE_LABELS, write_date
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.readings.interpret import (
    Amount,
    Facts,
    Interpreter,
    compare_bounds,
    look_up_versions,
)
from chuan_ngheo.rulebook.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Margins:
    """Measures the comparisons of one evaluated household."""

    rules: RuleSet
    language: Language
    interpreter: Interpreter

    def of(self, node: nodes.Compare, row: Facts) -> Found:
        """Say what a comparison found and how far it lies from the threshold."""
        sides = self.interpreter.amount(node.left, row), self.interpreter.amount(node.right, row)
        if (
            any(isinstance(side, date) for side in sides)
            or is_date(node.left)
            or is_date(node.right)
        ):
            return self._dates(*sides)
        left = exact_amount(node.left, row, self.interpreter)
        right = exact_amount(node.right, row, self.interpreter)
        unit = unit_of(node.left, self.rules) or unit_of(node.right, self.rules)
        count = counted(node.left, self.rules)
        if count is not None and isinstance(right, Decimal):
            value = exact_amount(count.node, row, self.interpreter)
            counts = Counts(unit_of(count.node, self.rules), self.language)
            return counts.of(value, count.threshold(node.operator, right), node.operator)
        if left is None or right is None:
            return Found(self._unknown(left, right, unit))
        months = row.get("age_months")
        if _is_age(node) and isinstance(months, int) and isinstance(right, Decimal):
            return self._age(left, right, months)
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            text, margin = self._numbers(left, right, unit)
            return Found(text + self._computed(node.right, right, row), margin)
        cases = self._cases(node, row) if self.interpreter.truth(node, row) is None else ""
        return Found("; ".join(part for part in (self._bounds(left, right, unit), cases) if part))

    def _computed(self, node: nodes.Node, value: Exact, row: Facts) -> str:
        """Show how a threshold is calculated, such as 8 m² per person × 2 persons = 16 m²."""
        if not isinstance(node, nodes.Arithmetic) or node.operator != "*":
            return ""
        factors = [
            self._write(exact_amount(part, row, self.interpreter), unit_of(part, self.rules))
            for part in (node.left, node.right)
        ]
        return f" ({' × '.join(factors)} = {self._write(value, unit_of(node, self.rules))})"

    def _numbers(self, left: Decimal, right: Decimal, unit: str) -> Found:
        gap = left - right
        found, limit, far = (self._write(value, unit) for value in (left, right, abs(gap)))
        if gap == 0:
            text = self._pick(f"{found}, bằng đúng mức này", f"{found}, exactly at the limit")
        elif gap > 0:
            text = self._pick(f"{found}, cao hơn {limit} là {far}", f"{found}, {far} above {limit}")
        else:
            text = self._pick(
                f"{found}, thấp hơn {limit} là {far}", f"{found}, {far} below {limit}"
            )
        return Found(text, Margin(gap, unit))

    def _age(self, left: Exact, right: Decimal, months: int) -> Found:
        gap = months - 12 * int(right)
        exact = write_exact(Decimal(months), "age_month", self.language)
        found = f"{self._write(left, 'year')} ({exact})"
        limit, far = self._write(right, "year"), write_months(abs(gap), self.language)
        if gap == 0:
            text = self._pick(f"{found}, vừa tròn {limit}", f"{found}, exactly {limit}")
        elif gap > 0:
            text = self._pick(f"{found}, quá {limit} là {far}", f"{found}, {far} past {limit}")
        else:
            text = self._pick(
                f"{found}, còn {far} mới đủ {limit}", f"{found}, {far} short of {limit}"
            )
        return Found(text, Margin(Decimal(gap), "month"))

    def _unknown(self, left: Exact, right: Exact, unit: str) -> str:
        unknown = pick(UNKNOWN_WORDS, self.language)
        if left is None and right is None:
            return unknown
        known = self._write(right if left is None else left, unit)
        if left is None:
            return self._pick(f"{unknown}; mức so sánh: {known}", f"{unknown}; limit: {known}")
        return self._pick(f"{known}; mức so sánh {unknown}", f"{known}; limit {unknown}")

    def _bounds(self, left: Exact, right: Exact, unit: str) -> str:
        versus = self._pick("so với", "against")
        told = f"{self._write(left, unit)} {versus} {self._write(right, unit)}"
        (low, high), (bottom, top) = _ends(left), _ends(right)
        if low > top:
            far = self._write(low - top, unit)
            return self._pick(f"{told}, cao hơn ít nhất {far}", f"{told}, at least {far} above")
        if high < bottom:
            far = self._write(bottom - high, unit)
            return self._pick(f"{told}, thấp hơn ít nhất {far}", f"{told}, at least {far} below")
        return told

    def _cases(self, node: nodes.Compare, row: Facts) -> str:
        """Say what the answer would be for each value of an unknown key of a parameter."""
        if not isinstance(node.right, nodes.ParameterReference):
            return ""
        told = list(self._by_key(node, node.right.name, row))
        start = self._pick("tùy trường hợp", "in each case")
        return f"{start}: {'; '.join(told)}" if told else ""

    def _by_key(self, node: nodes.Compare, name: str, row: Facts) -> Iterator[str]:
        versions = self.interpreter.parameters[name]
        key = versions[0].key
        if not key or (row if key in row else self.interpreter.h).get(key) is not None:
            return
        left = exact_amount(node.left, row, self.interpreter)
        for value in versions[0].columns:
            limit = look_up_versions(versions, self.interpreter.h, {**row, key: value})
            truth = compare_bounds(node.operator, cast("Amount", left), limit)
            answer = {
                True: ("đúng", "holds"),
                False: ("không đúng", "does not hold"),
                None: ("chưa xác định", "undetermined"),
            }[truth]
            exact = write_exact(exactly(limit), versions[0].unit, self.language)
            label = pick(VALUE_LABELS[key, value], self.language)
            yield f"{label} ({exact}): {pick(answer, self.language)}"

    def _dates(self, left: object, right: object) -> Found:
        never = pick(NEVER_WORDS, self.language)
        if not isinstance(left, date) or not isinstance(right, date):
            known = [
                write_date(side, self.language) for side in (left, right) if isinstance(side, date)
            ]
            unknown = self._pick("ngày còn lại chưa biết hoặc chưa có", "the other day not known")
            return Found("; ".join((*known, unknown)) if known else never)
        gap = (left - right).days
        found, limit = write_date(left, self.language), write_date(right, self.language)
        far = self._write(Decimal(abs(gap)), "day")
        if gap == 0:
            text = self._pick(f"{found}, đúng vào ngày này", f"{found}, that very day")
        elif gap > 0:
            text = self._pick(f"{found}, sau {limit} {far}", f"{found}, {far} after {limit}")
        else:
            text = self._pick(f"{found}, trước {limit} {far}", f"{found}, {far} before {limit}")
        return Found(text, Margin(Decimal(gap), "day"))

    def _write(self, value: Exact, unit: str) -> str:
        return write_exact(value, unit, self.language)

    def _pick(self, vi: str, en: str) -> str:
        return pick((vi, en), self.language)


def _ends(value: Exact) -> tuple[Decimal, Decimal]:
    if isinstance(value, tuple):
        return value
    return (value, value) if value is not None else (Decimal("-Infinity"), Decimal("Infinity"))


def _is_age(node: nodes.Compare) -> bool:
    return isinstance(node.left, nodes.FactReference) and node.left.name == "age"
