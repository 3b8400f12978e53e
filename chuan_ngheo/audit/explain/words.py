"""Conditions in words, Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from chuan_ngheo.audit.explain.exact import unit_of, write_exact
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import VALUE_LABELS, label_of, write_date
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, ValueType

_OPPOSITE: Final[Mapping[str, nodes.ComparisonOperator]] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
_NUMBERS: Final = {
    "<": ("dưới {}", "is below {}"),
    "<=": ("không quá {}", "is at most {}"),
    ">": ("trên {}", "is above {}"),
    ">=": ("từ {} trở lên", "is at least {}"),
    "==": ("bằng {}", "is exactly {}"),
    "!=": ("khác {}", "is other than {}"),
}
_DATES: Final = {
    "<": ("trước {}", "is before {}"),
    "<=": ("không sau {}", "is on or before {}"),
    ">": ("sau {}", "is after {}"),
    ">=": ("không trước {}", "is on or after {}"),
    "==": ("đúng vào {}", "is on {}"),
    "!=": ("khác {}", "is other than {}"),
}
_FULL_AGE: Final = ("từ đủ {} trở lên", "is at least {}")
_ARITHMETIC: Final = {"+": "+", "-": "−", "*": "×"}


def push_negations(node: nodes.Node, negated: bool = False) -> nodes.Node:
    """Return the same condition with "not" only before facts, lists and other rules."""
    match node:
        case nodes.Not(part):
            return push_negations(part, not negated)
        case nodes.And(parts) | nodes.Or(parts):
            kind = nodes.And if isinstance(node, nodes.And) is not negated else nodes.Or
            return kind(tuple(push_negations(part, negated) for part in parts))
        case nodes.Coalesce(parts):
            return nodes.Coalesce(tuple(push_negations(part, negated) for part in parts))
        case nodes.Conditional(test, then, otherwise):
            return nodes.Conditional(
                push_negations(test),
                push_negations(then, negated),
                push_negations(otherwise, negated),
            )
        case nodes.Compare(symbol, left, right):
            chosen = _OPPOSITE[symbol] if negated else symbol
            return nodes.Compare(chosen, _inner(left), _inner(right))
        case nodes.Quantifier("any_member" | "all_members" as kind_, body):
            other: nodes.QuantifierKind = "all_members" if kind_ == "any_member" else "any_member"
            return nodes.Quantifier(other if negated else kind_, push_negations(body, negated))
        case nodes.Constant(bool() as value):
            return nodes.Constant(value is not negated)
        case _:
            return nodes.Not(node) if negated else _inner(node)


def _inner(node: nodes.Node) -> nodes.Node:
    match node:
        case nodes.CountTrue(parts):
            return nodes.CountTrue(tuple(push_negations(part) for part in parts))
        case nodes.Quantifier(_, body):
            return replace(node, body=push_negations(body))
        case nodes.Arithmetic(_, left, right):
            return replace(node, left=_inner(left), right=_inner(right))
        case nodes.ChosenNumber(cases, otherwise):
            pushed = tuple((push_negations(test), _inner(number)) for test, number in cases)
            return nodes.ChosenNumber(pushed, _inner(otherwise))
        case nodes.Greatest(parts):
            return nodes.Greatest(tuple(_inner(part) for part in parts))
        case _:
            return node


def quoted(text: str) -> str:
    """Put a label in quotation marks."""
    return f"“{text}”"


def is_date(node: nodes.Node) -> bool:
    """Tell whether a side of a comparison is a date."""
    match node:
        case nodes.FactReference(name, _):
            return FACTS[name].type is ValueType.DATE
        case nodes.Constant(value):
            return isinstance(value, date)
        case _:
            return isinstance(node, nodes.MonthsAfter)


@dataclass(frozen=True, slots=True)
class Words:
    """Writes conditions of one rule set.

    Attributes:
        numbers: the number of the step of each rule, put after its label.
    """

    rules: RuleSet
    language: Language
    numbers: Mapping[str, str]

    def condition(self, node: nodes.Node, *, inside: bool = False) -> str:
        """Write a condition whose negations are pushed down to its parts."""
        match node:
            case nodes.And(parts) | nodes.Or(parts):
                word = ("và", "and") if isinstance(node, nodes.And) else ("hoặc", "or")
                told = f" {self._pick(*word)} ".join(
                    self.condition(part, inside=True) for part in parts
                )
                return f"({told})" if inside else told
            case nodes.Not(part):
                return self._atom(part, holds=False)
            case nodes.Compare(symbol, left, right):
                relation = (_DATES if is_date(left) else _NUMBERS)[symbol]
                if symbol == ">=" and unit_of(left, self.rules) == "year":
                    relation = _FULL_AGE
                told = self._pick(*relation).format(self.number(right, left))
                return f"{self.number(left, right)} {told}"
            case nodes.Quantifier(kind, body):
                starts = {
                    "any_member": ("có ít nhất một thành viên mà", "at least one member for whom"),
                    "all_members": ("đối với mọi thành viên,", "for every member,"),
                    "count_members": ("số thành viên mà", "the number of members for whom"),
                }
                return f"{self._pick(*starts[kind])} {self.condition(body, inside=True)}"
            case nodes.Coalesce(parts):
                told = "; ".join(self.condition(part) for part in parts)
                start = self._pick("điều đã biết đầu tiên trong", "the first that is known of")
                return f"{start} [{told}]"
            case nodes.Conditional(test, then, otherwise):
                texts = [self.condition(part) for part in (test, then, otherwise)]
                vi, en = "nếu {} thì {}, nếu không thì {}", "if {} then {}, otherwise {}"
                return self._pick(vi, en).format(*texts)
            case _:
                return self._atom(node, holds=True)

    def _atom(self, node: nodes.Node, *, holds: bool) -> str:
        match node:
            case nodes.FactReference(name, _):
                value = self._pick("“có”", "“yes”") if holds else self._pick("“không”", "“no”")
                return f"{quoted(label_of(name, self.language))} {self._pick('là', 'is')} {value}"
            case nodes.DefinitionReference(name, _):
                return self._reference(name, holds=holds)
            case nodes.In(fact, values):
                word = ("là", "is") if holds else ("không phải là", "is not")
                options = self.options(fact.name, values)
                return f"{quoted(label_of(fact.name, self.language))} {self._pick(*word)} {options}"
            case nodes.ClassIn(classes):
                word = (
                    ("hộ được xếp loại là", "the class of the household is")
                    if holds
                    else ("hộ không được xếp loại là", "the class of the household is not")
                )
                return f"{self._pick(*word)} {self.one_of(self.class_labels(classes))}"
            case nodes.Ever(fact):
                word = ("đã có", "there is") if holds else ("chưa có", "there is no")
                return f"{self._pick(*word)} {quoted(label_of(fact.name, self.language))}"
            case nodes.Constant(bool() as value):
                always = ("luôn đúng", "always") if value is holds else ("không khi nào", "never")
                return self._pick(*always)
        raise TypeError(f"not a condition: {node!r}")

    def _reference(self, name: str, *, holds: bool) -> str:
        if self.rules.rule(name).kind == "indicator":
            start = (
                ("thiếu hụt", "deprived of") if holds else ("không thiếu hụt", "not deprived of")
            )
            return f"{self._pick(*start)} {self.rule(name)}"
        answer = ("đúng", "holds") if holds else ("không đúng", "does not hold")
        return f"{self.rule(name)} {self._pick(*answer)}"

    def number(self, node: nodes.Node, other: nodes.Node) -> str:
        """Write a side of a comparison; a plain number takes the unit of the other side."""
        match node:
            case nodes.Constant(date() as day):
                return write_date(day, self.language)
            case nodes.Constant(value):
                return write_exact(Decimal(str(value)), unit_of(other, self.rules), self.language)
            case nodes.FactReference(name, _):
                return quoted(label_of(name, self.language))
            case nodes.ParameterReference(name):
                return quoted(self.rules.parameter(name).label.in_(self.language))
            case nodes.DefinitionReference(name, _):
                return self.rule(name)
            case nodes.Arithmetic(symbol, left, right):
                parts = [self._factor(part) for part in (left, right)]
                return f" {_ARITHMETIC[symbol]} ".join(parts)
            case nodes.CountTrue(parts) if unit_of(node, self.rules) == "indicator":
                count = len(parts)
                return self._pick(
                    f"số chỉ số thiếu hụt trong {count} chỉ số",
                    f"the number of indicators of deprivation, of {count}",
                )
            case nodes.CountTrue(parts):
                told = "; ".join(self.condition(part) for part in parts)
                start = self._pick("số điều đúng trong", "the number that hold of")
                return f"{start} [{told}]"
            case nodes.ChosenNumber():
                return self._chosen(node)
            case nodes.Greatest(parts):
                told = "; ".join(self.number(part, other) for part in parts)
                return f"{self._pick('số lớn nhất trong', 'the greatest of')} [{told}]"
            case nodes.MonthsAfter(fact, months):
                span = self.number(months, nodes.Constant(0))
                event = quoted(label_of(fact.name, self.language))
                return self._pick(
                    f"ngày tròn {span} kể từ {event}", f"the day on which {span} from {event} ends"
                )
            case _:
                return self.condition(node)

    def _chosen(self, node: nodes.ChosenNumber) -> str:
        """Write a choice of numbers; one label where it is the same line of several forms."""
        numbers = [number for _, number in node.cases]
        told = [self.number(number, numbers[0]) for number in (*numbers, node.otherwise)]
        if len(set(told)) == 1:
            return told[0]
        cases = [
            f"{text} {self._pick('nếu', 'if')} {self.condition(test)}"
            for text, (test, _) in zip(told, node.cases, strict=False)
        ]
        start = self._pick("điểm của điều đúng đầu tiên", "the points of the first that holds")
        last = f"{self._pick('nếu không thì', 'otherwise')} {told[-1]}"
        return f"{start} [{'; '.join((*cases, last))}]"

    def _factor(self, node: nodes.Node) -> str:
        text = self.number(node, nodes.Constant(0))
        return f"({text})" if isinstance(node, nodes.Arithmetic | nodes.Quantifier) else text

    def rule(self, name: str) -> str:
        """Write the label of another rule with the number of its step."""
        label = quoted(self.rules.rule(name).label.in_(self.language))
        number = self.numbers.get(name)
        return f"{label} ({self._pick('bước', 'step')} {number})" if number else label

    def options(self, fact: str, values: Iterable[str]) -> str:
        """Write the values of a list, in its order."""
        chosen = set(values)
        return self.one_of(
            pick(VALUE_LABELS[fact, value], self.language)
            for value in FACTS[fact].values
            if value in chosen
        )

    def one_of(self, labels: Iterable[str]) -> str:
        """Write one label, or several of which any will do."""
        found = list(labels)
        if len(found) == 1:
            return found[0]
        return f"{self._pick('một trong', 'one of')} ({'; '.join(found)})"

    def class_labels(self, names: Iterable[str]) -> list[str]:
        """Return the labels of classes, from the poorest."""
        chosen = set(names)
        return [
            quoted(self.rules.rule(name).label.in_(self.language))
            for name in self.rules.classes
            if name in chosen
        ]

    def _pick(self, vi: str, en: str) -> str:
        return pick((vi, en), self.language)
