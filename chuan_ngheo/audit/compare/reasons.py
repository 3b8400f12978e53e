"""Why an answer differs between two sides, read from the conditions as both sides work them out.

From the rule whose value differs the walk goes down only into those parts of its condition whose
value differs too, to the facts, parameters and rulings at the bottom. So what is named as a reason
has changed, and the answer rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from chuan_ngheo.audit.compare.causes import Cause, CauseKind, RuleChange, same
from chuan_ngheo.audit.compare.evaluated import Evaluated
from chuan_ngheo.audit.compare.grounds import grounds
from chuan_ngheo.audit.compare.members import MemberPair, pair_members
from chuan_ngheo.audit.compare.written import any_member, known_to, text_of, written
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import Facts
from chuan_ngheo.readings.program import CompiledRule


def reasons(before: Evaluated, after: Evaluated, rules: Iterable[str]) -> tuple[RuleChange, ...]:
    """Return why some rules differ: each of them, and every rule below that differs with it."""
    walk = _Walk(before, after)
    for rule in rules:
        walk.explain(rule)
    return tuple(change for change in walk.changes.values() if change is not None)


class _Walk:
    """Explains the rules of one household, each once."""

    def __init__(self, before: Evaluated, after: Evaluated) -> None:
        self.before = before
        self.after = after
        self.changes: dict[str, RuleChange | None] = {}
        self.members = pair_members(before.members, after.members)

    def explain(self, rule_id: str) -> None:
        """Explain a rule if its value differs."""
        if rule_id in self.changes:
            return
        self.changes[rule_id] = None
        one, other = self.before.compiled(rule_id), self.after.compiled(rule_id)
        known = one or other
        if known is None:
            return
        values = self._result(one, self.before), self._result(other, self.after)
        if one is not None and other is not None and same(*values) and not known.of_member:
            return
        causes = dict.fromkeys(self._of_rule(one, other, self.before.facts, self.after.facts))
        if causes:
            change = RuleChange(rule_id, known.rule.kind, *values, tuple(causes))
            self.changes[rule_id] = change

    @staticmethod
    def _result(rule: CompiledRule | None, side: Evaluated) -> Any:
        """Return the result on one side: of a condition on members how many it holds for."""
        if rule is None:
            return None
        if not rule.of_member:
            return side.result(rule.rule.id)
        if side.members is None:
            return None
        values = [side.result(rule.rule.id, member) for member in side.members]
        certain = values.count(True)
        return (certain, certain + values.count(None)) if None in values else certain

    def _of_rule(
        self, one: CompiledRule | None, other: CompiledRule | None, a: Facts, b: Facts
    ) -> Iterator[Cause]:
        known = one or other
        if known is None:
            return
        if one is None or other is None:
            yield Cause("in_force", known.rule.id, one is not None, other is not None)
            return
        if known.of_member and self.before.members is None and self.after.members is None:
            yield from self._of_somebody(one, other)
        elif known.of_member:
            yield from self._each_member(
                nodes.DefinitionReference(one.rule.id, "member"),
                nodes.DefinitionReference(other.rule.id, "member"),
                neutral=False,
            )
        else:
            found = list(self._of_texts(one, other, a, b))
            yield from found or self._of_compiled(one, other, a, b)

    def _of_somebody(self, one: CompiledRule, other: CompiledRule) -> Iterator[Cause]:
        """Compare a rule on members where none is recorded: by what it asks of the household."""
        asked = any_member(one, self.before), any_member(other, self.after)
        yield from self._of_conditions(
            one, other, asked, (self.before.facts, self.after.facts), None
        )

    def _of_texts(
        self, one: CompiledRule, other: CompiledRule, a: Facts, b: Facts
    ) -> Iterator[Cause]:
        """Compare two rules as they are written."""
        texts = written(one, self.before), written(other, self.after)
        if texts[0] is None or texts[1] is None:
            return
        if texts[0] == texts[1]:
            yield from self.differ(texts[0], texts[1], a, b)
            return
        yield from self._of_conditions(one, other, (texts[0], texts[1]), (a, b), None)

    def _of_conditions(
        self,
        one: CompiledRule,
        other: CompiledRule,
        texts: tuple[nodes.Node, nodes.Node],
        facts: tuple[Facts, Facts],
        member: MemberPair | None,
    ) -> Iterator[Cause]:
        """Compare two conditions: is it their wording, or what they read, that makes the answer?"""
        (a, b), (text, other_text) = facts, texts
        differing = Cause("condition", one.rule.id, text_of(one), text_of(other))
        if known_to(text, self.after):
            if not same(self.after.value(text, b), self.after.value(other_text, b)):
                yield differing
                yield from grounds(self.before, self.after, texts)
            yield from self.differ(text, text, a, b, member)
        elif known_to(other_text, self.before):
            if not same(self.before.value(text, a), self.before.value(other_text, a)):
                yield differing
                yield from grounds(self.before, self.after, texts)
            yield from self.differ(other_text, other_text, a, b, member)
        else:
            yield differing
            yield from grounds(self.before, self.after, texts)

    def _of_compiled(
        self, one: CompiledRule, other: CompiledRule, a: Facts, b: Facts
    ) -> Iterator[Cause]:
        """Compare two rules as they are worked out, where the written form does not tell.

        That is so where versions of a rule meet an unknown review date, and where conditions on
        the household were taken out of those on members.
        """
        for name in one.rulings:
            yield from _differing("ruling", name, one.rulings[name], other.rulings.get(name))
        if one.node == other.node:
            yield from self.differ(one.node, other.node, a, b)
            return
        review = a.get("review_date"), b.get("review_date")
        yield from _differing("fact", "review_date", *review)
        yield from self._operands(one.node, a, b, None)

    def differ(
        self,
        one: nodes.Node,
        other: nodes.Node,
        a: Facts,
        b: Facts,
        member: MemberPair | None = None,
    ) -> Iterator[Cause]:
        """Yield what the different values of a condition on the two sides rest on.

        Args:
            one: the condition on the first side; ``other`` is the same on the second.
            a: the facts of the member at hand, or of the household, on the first side.
            b: the same on the second side.
        """
        values = self.before.value(one, a), self.after.value(other, b)
        if same(*values):
            return
        match one:
            case nodes.RulingTest(ruling, _):
                chosen = self.before.rules.chosen, self.after.rules.chosen
                yield Cause("ruling", ruling, chosen[0][ruling], chosen[1][ruling])
            case nodes.And(parts) | nodes.Or(parts):
                decisive = isinstance(one, nodes.Or)
                yield from self._parts(parts, (a, b), member, values, decisive)
            case nodes.CountTrue(parts) | nodes.Greatest(parts):
                for part in parts:
                    yield from self.differ(part, part, a, b, member)
            case nodes.ChosenNumber():
                yield from self._chosen_number(one, a, b, member)
            case nodes.Not(part):
                yield from self.differ(part, part, a, b, member)
            case nodes.Coalesce(parts):
                yield from self._first_known(parts, a, b, member)
            case nodes.Conditional():
                yield from self._conditional(one, a, b, member)
            case nodes.DefinitionReference(name, scope):
                yield from self._definition(name, scope, values, (a, b), member)
            case nodes.ClassIn():
                yield from self._classes()
            case nodes.Quantifier(kind, body):
                neutral = kind == "all_members"
                whole = None if kind == "count_members" else values
                yield from self._each_member(body, body, neutral=neutral, whole=whole)
            case _:
                yield from self._operands(one, a, b, member)

    def _parts(
        self,
        parts: tuple[nodes.Node, ...],
        facts: tuple[Facts, Facts],
        member: MemberPair | None,
        values: tuple[Any, Any],
        decisive: bool,
    ) -> Iterator[Cause]:
        """Explain the parts of an "and" or an "or" that its values rest on.

        Args:
            decisive: the value of one part that settles the whole: false of an "and".
        """
        for part in parts:
            own = self.before.value(part, facts[0]), self.after.value(part, facts[1])
            if same(*own) or _beside(own, values, decisive):
                continue
            yield from self.differ(part, part, *facts, member)
            if isinstance(part, nodes.RulingTest):
                for other in parts:
                    if not isinstance(other, nodes.RulingTest):
                        yield from self._operands(other, *facts, member)

    def _first_known(
        self, parts: tuple[nodes.Node, ...], a: Facts, b: Facts, member: MemberPair | None
    ) -> Iterator[Cause]:
        """Explain the parts up to the one that decides on both sides."""
        for part in parts:
            values = self.before.value(part, a), self.after.value(part, b)
            yield from self.differ(part, part, a, b, member)
            if None not in values:
                return

    def _conditional(
        self, node: nodes.Conditional, a: Facts, b: Facts, member: MemberPair | None
    ) -> Iterator[Cause]:
        tests = self.before.value(node.test, a), self.after.value(node.test, b)
        if not same(*tests):
            yield from self.differ(node.test, node.test, a, b, member)
            yield from self._operands(node.then, a, b, member)
            yield from self._operands(node.otherwise, a, b, member)
            return
        for branch, wanted in ((node.then, True), (node.otherwise, False)):
            if tests[0] is None or tests[0] is wanted:
                yield from self.differ(branch, branch, a, b, member)

    def _chosen_number(
        self, node: nodes.ChosenNumber, a: Facts, b: Facts, member: MemberPair | None
    ) -> Iterator[Cause]:
        """Explain the tests up to the one that decides on both sides, and the number beside it."""
        for test, number in node.cases:
            tests = self.before.value(test, a), self.after.value(test, b)
            yield from self.differ(test, test, a, b, member)
            if same(*tests) and tests[0] is not False:
                yield from self.differ(number, number, a, b, member)
            if tests == (True, True):
                return
        yield from self.differ(node.otherwise, node.otherwise, a, b, member)

    def _definition(
        self,
        name: str,
        scope: str,
        values: tuple[Any, Any],
        facts: tuple[Facts, Facts],
        member: MemberPair | None,
    ) -> Iterator[Cause]:
        if scope != "member":
            yield Cause("rule", name, *values)
            self.explain(name)
            return
        yield Cause("member", name, *values, member)
        one, other = self.before.compiled(name), self.after.compiled(name)
        if one is None or other is None:
            yield Cause("in_force", name, one is not None, other is not None)
            return
        texts = written(one, self.before), written(other, self.after)
        if texts[0] is not None and texts[0] == texts[1]:
            yield from self.differ(texts[0], texts[0], *facts, member)
        elif texts[0] is not None and texts[1] is not None:
            yield from self._of_conditions(one, other, (texts[0], texts[1]), facts, member)
        else:
            yield from _differing("fact", "review_date", _review(self.before), _review(self.after))
            yield from self._operands(one.node, *facts, member)

    def _classes(self) -> Iterator[Cause]:
        for name in self.before.rules.classes:
            values = self.before.result(name), self.after.result(name)
            if not same(*values):
                yield Cause("rule", name, *values)
                self.explain(name)

    def _each_member(
        self,
        one: nodes.Node,
        other: nodes.Node,
        *,
        neutral: bool,
        whole: tuple[Any, Any] | None = None,
    ) -> Iterator[Cause]:
        """Explain a condition over members by each member for whom it differs.

        Args:
            neutral: the value for a member that adds nothing to "any", "all" or a count.
            whole: the values of "any" or "all" on both sides; None for a count.
        """
        own, others = self.before.members, self.after.members
        if own is None or others is None:
            yield Cause("composition", "members", _size(own), _size(others))
            return
        for pair in self.members:
            a = None if pair.before is None else own[pair.before]
            b = None if pair.after is None else others[pair.after]
            values = (
                neutral if a is None else self.before.value(one, a),
                neutral if b is None else self.after.value(other, b),
            )
            if same(*values) or (whole and _beside(values, whole, not neutral)):
                continue
            if a is not None and b is not None:
                yield from self.differ(one, other, a, b, pair)
            else:
                yield Cause("composition", "member", a is not None, b is not None, pair)

    def _operands(
        self, node: nodes.Node, a: Facts, b: Facts, member: MemberPair | None
    ) -> Iterator[Cause]:
        """Yield what a comparison reads: facts, parameters, counts; also what is the same."""
        match node:
            case nodes.RulingTest():
                yield from self.differ(node, node, a, b, member)
            case nodes.FactReference(name, scope):
                own = member if scope == "member" else None
                yield Cause("fact", name, *self._facts(name, scope, a, b), own)
            case nodes.ParameterReference(name):
                values = self.before.value(node, a), self.after.value(node, b)
                yield Cause("parameter", name, *values, member)
                yield from self._keys(name, a, b, member)
            case nodes.DefinitionReference() | nodes.ClassIn() | nodes.Quantifier():
                yield from self.differ(node, node, a, b, member)
            case _:
                for part in nodes.children(node):
                    yield from self._operands(part, a, b, member)

    def _keys(self, name: str, a: Facts, b: Facts, member: MemberPair | None) -> Iterator[Cause]:
        """Yield the facts that choose the number of a parameter, where they differ."""
        parameter = self.before.program.parameters[name][0]
        for key in filter(None, (parameter.key, parameter.row_key)):
            scope = "member" if member is not None and key in a else "household"
            values = self._facts(key, scope, a, b)
            yield from _differing("fact", key, *values, member if scope == "member" else None)

    def _facts(self, name: str, scope: str, a: Facts, b: Facts) -> tuple[Any, Any]:
        if scope == "member":
            return a.get(name), b.get(name)
        if name == "household_size":
            return _size(self.before.members), _size(self.after.members)
        return self.before.facts.get(name), self.after.facts.get(name)


def _beside(part: tuple[Any, Any], whole: tuple[Any, Any], decisive: bool) -> bool:
    """Tell whether the whole does not rest on a part: on the side that is settled it is not so."""
    return any(
        of_whole is decisive and of_part is not decisive
        for of_part, of_whole in zip(part, whole, strict=True)
    )


def _differing(
    kind: CauseKind, name: str, before: Any, after: Any, member: MemberPair | None = None
) -> Iterator[Cause]:
    cause = Cause(kind, name, before, after, member)
    if cause.differs:
        yield cause


def _size(members: list[Facts] | None) -> int | None:
    return None if members is None else len(members)


def _review(side: Evaluated) -> date | None:
    day: date | None = side.facts.get("review_date")
    return day
