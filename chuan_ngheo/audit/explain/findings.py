"""Each part of a condition with its answer: what held, what did not, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from chuan_ngheo.audit.explain.answers import truth_words
from chuan_ngheo.audit.explain.exact import exactly, unit_of, write_exact
from chuan_ngheo.audit.explain.margins import Margins
from chuan_ngheo.audit.explain.model import Finding, Truth
from chuan_ngheo.audit.explain.words import Words
from chuan_ngheo.expression import nodes
from chuan_ngheo.labels import write_fact
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts, Interpreter
from chuan_ngheo.readings.open_facts import OpenFacts
from chuan_ngheo.readings.program import Program

_WITH: Final[Mapping[Truth, tuple[str, str]]] = {
    True: ("đúng với", "holds for"),
    False: ("không đúng với", "does not hold for"),
    None: ("chưa xác định với", "undetermined for"),
}


def member_words(positions: Iterable[int], language: Language) -> str:
    """Write members by their positions from 1."""
    found = list(positions)
    numbers = ", ".join(map(str, found))
    return pick(
        (f"thành viên {numbers}", f"member{'' if len(found) == 1 else 's'} {numbers}"), language
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """Finds the answers to the parts of conditions of one evaluated household.

    Attributes:
        program: the compiled rules that evaluated it.
        household: its facts with the result of every rule.
        conditions: the condition of each rule as ``settled`` gives it, by id.
    """

    program: Program
    household: Facts
    interpreter: Interpreter
    words: Words
    margins: Margins
    conditions: Mapping[str, nodes.Node]

    def of(self, node: nodes.Node, row: Facts) -> Finding:
        """Return the finding on a condition whose negations are pushed down."""
        match node:
            case nodes.And(parts) | nodes.Or(parts):
                return self._joined(node, parts, row)
            case nodes.Compare():
                return self._compare(node, row)
            case nodes.Quantifier("any_member" | "all_members"):
                return self._over_members(node, self._truth(node, row))
            case nodes.Coalesce(parts):
                text = self._pick("điều đã biết đầu tiên", "the first that is known")
                found = tuple(self.of(part, row) for part in parts)
                known = next((part for part in found if part.answer is not None), None)
                shown = found[: found.index(known) + 1] if known else found
                return Finding(text, self._truth(node, row), joined="first", parts=shown)
            case nodes.CountTrue(parts):
                return self._count_true(parts, row)
            case nodes.Quantifier("count_members"):
                return replace(self._over_members(node, None), counts=True)
            case _:
                condition = self.words.condition(node)
                return Finding(condition, self._truth(node, row), self._detail(node, row))

    def of_number(self, node: nodes.Node, row: Facts) -> Finding:
        """Return the finding on a number: what it is, and of a choice the tests that make it."""
        match node:
            case nodes.CountTrue() | nodes.Quantifier():
                return self.of(node, row)
            case nodes.ChosenNumber(cases, _):
                text = self._pick("điều đúng đầu tiên được tính", "the first that holds counts")
                parts = tuple(self._cases(cases, row))
                told = self._amount(node, row)
                return Finding(text, None, told, counts=True, joined="first", parts=parts)
            case _:
                text = self.words.number(node, nodes.Constant(0))
                return Finding(text, None, self._amount(node, row), counts=True)

    def _cases(
        self, cases: Iterable[tuple[nodes.Node, nodes.Node]], row: Facts
    ) -> Iterator[Finding]:
        """Yield the tests of a choice with the number beside each, up to one that is true."""
        for test, number in cases:
            found = self.of(test, row)
            gives = self._amount(number, row)
            yield replace(found, detail="; ".join(filter(None, (found.detail, gives))))
            if found.answer:
                return

    def _amount(self, node: nodes.Node, row: Facts) -> str:
        value = exactly(self.interpreter.amount(node, row))
        return write_exact(value, unit_of(node, self.words.rules), self.words.language)

    def of_members(self, node: nodes.Node) -> tuple[Finding, ...]:
        """Return one finding for each member, with the parts that decide it."""
        return tuple(
            replace(decisive(self.of(node, row)), member=position)
            for position, row in enumerate(self._members, start=1)
        )

    def missing(self, rule_id: str) -> tuple[str, ...]:
        """Return the paths of the unknown facts that keep a rule open."""
        compiled = self.program.by_id[rule_id]
        facts = OpenFacts(self.program, self.household)
        places: Iterable[tuple[int, Facts]] = (
            enumerate(self._members) if compiled.of_member else [(-1, self.household)]
        )
        blame = facts.blame_amount if compiled.counts else facts.blamed
        found = [frozenset(blame(compiled.node, row, index)) for index, row in places]
        return tuple(sorted(frozenset[str]().union(*found)))

    @property
    def _members(self) -> Sequence[Facts]:
        return self.household[MEMBERS] or ()

    def _truth(self, node: nodes.Node, row: Facts) -> Truth:
        return self.interpreter.truth(node, row)

    def _joined(
        self, node: nodes.And | nodes.Or, parts: tuple[nodes.Node, ...], row: Facts
    ) -> Finding:
        every = isinstance(node, nodes.And)
        text = (
            self._pick("tất cả các điều kiện sau", "all of the following")
            if every
            else self._pick("ít nhất một trong các điều kiện sau", "at least one of the following")
        )
        found = tuple(self.of(part, row) for part in parts)
        met = sum(part.answer is True for part in found)
        detail = self._pick(f"{met} trên {len(found)}", f"{met} of {len(found)}")
        joined: Any = "all" if every else "any"
        return Finding(text, self._truth(node, row), detail, joined=joined, parts=found)

    def _compare(self, node: nodes.Compare, row: Facts) -> Finding:
        text, margin = self.margins.of(node, row)
        finding = Finding(
            self.words.condition(node), self.interpreter.truth(node, row), text, margin
        )
        counts = [part for part in nodes.walk(node) if _is_count(part)]
        if len(counts) != 1:
            return finding
        inner = self.of(counts[0], row)
        return replace(finding, joined=inner.joined, parts=inner.parts or (inner,))

    def _count_true(self, parts: tuple[nodes.Node, ...], row: Facts) -> Finding:
        found = tuple(self.of(part, row) for part in parts)
        certain = sum(part.answer is True for part in found)
        possible = certain + sum(part.answer is None for part in found)
        detail = self._pick(f"{certain} trên {len(found)}", f"{certain} of {len(found)}")
        if possible != certain:
            detail += self._pick(f", có thể đến {possible}", f", up to {possible} possible")
        text = self._pick("số điều đúng trong các điều sau", "how many of the following hold")
        return Finding(text, None, detail, counts=True, joined="count", parts=found)

    def _over_members(self, node: nodes.Quantifier, answer: Truth) -> Finding:
        condition = self.words.condition(node)
        if self.household[MEMBERS] is None:
            unknown = self._pick("chưa biết hộ có những ai", "the members are not known")
            return Finding(condition, answer, unknown, joined="members")
        found = self.of_members(node.body)
        detail = "; ".join(
            f"{pick(_WITH[truth], self.words.language)} "
            f"{member_words(positions, self.words.language)}"
            for truth in (True, None, False)
            if (positions := [item.member or 0 for item in found if item.answer is truth])
        )
        simple = isinstance(node.body, nodes.DefinitionReference) or (
            isinstance(node.body, nodes.Not)
            and isinstance(node.body.part, nodes.DefinitionReference)
        )
        return Finding(condition, answer, detail, joined="members", parts=() if simple else found)

    def _detail(self, node: nodes.Node, row: Facts) -> str:
        """Say what was found for a part that has no parts of its own."""
        match node:
            case nodes.Not(part):
                return self._detail(part, row)
            case nodes.FactReference(name, _) | nodes.In(nodes.FactReference(name, _), _):
                return self._fact(name, row)
            case nodes.Ever(fact):
                return self._fact(fact.name, row)
            case nodes.DefinitionReference(name, _):
                return self._rule(name, row)
            case nodes.ClassIn():
                possible = [
                    name
                    for name in self.words.rules.classes
                    if self.household[RESULT + name] is not False
                ]
                word = self._pick(" hoặc ", " or ")
                return word.join(self.words.class_labels(possible))
            case _:
                return ""

    def _fact(self, name: str, row: Facts) -> str:
        value = row[name] if name in row else self.household[name]
        found = self._pick("ghi nhận", "recorded")
        return f"{found}: {write_fact(name, value, self.words.language)}"

    def _rule(self, name: str, row: Facts) -> str:
        """Carry over how far another rule of the household lies from its threshold."""
        node = self.conditions.get(name)
        if isinstance(node, nodes.Compare) and self.words.rules.rule(name).scope == "household":
            return self.margins.of(node, self.household).text
        value = row[RESULT + name] if RESULT + name in row else self.household.get(RESULT + name)
        if value is None or isinstance(value, bool):
            kind = self.words.rules.rule(name).kind
            answer = truth_words(kind, value, self.words.language)
            return f"{self._pick('kết quả', 'result')}: {answer}"
        return ""

    def _pick(self, vi: str, en: str) -> str:
        return pick((vi, en), self.words.language)


def _is_count(node: nodes.Node) -> bool:
    return isinstance(node, nodes.CountTrue) or (
        isinstance(node, nodes.Quantifier) and node.kind == "count_members"
    )


def decisive(finding: Finding) -> Finding:
    """Keep the parts that decide the answer: of a failed "all" those that fail, and so on."""
    if finding.joined not in ("all", "any"):
        return finding
    parts = [decisive(part) for part in finding.parts]
    if finding.answer is None or finding.answer is (finding.joined == "any"):
        parts = [part for part in parts if part.answer is finding.answer]
    return replace(finding, parts=tuple(parts))
